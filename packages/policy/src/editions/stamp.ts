import type { RegionCode } from '@mingbai/core';
import type { InBoth } from '../load/rule.ts';
import { headOf } from '../parameters/within.ts';

const ROOT = /<(?:[\w.-]+:)?definitions((?:\s+[\w:.-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*\/?>/;
const ATTRIBUTE = /\s+([\w:.-]+)\s*=\s*(?:"[^"]*"|'[^']*')/g;
const NAMESPACE = 'https://mingbai.org/schema/policy';

export interface Stamp {
  readonly region: RegionCode;
  /** First day on which it holds; it has no last one. */
  readonly from: string;
  readonly source: InBoth;
}

/** The model with its region, first day and source written on its root, where the loader reads them; else as it was. */
export function stampModel(text: string, { region, from, source }: Stamp): string {
  const said: Record<string, string> = {
    'mingbai:from': from,
    'mingbai:region': headOf(region),
    'mingbai:source': source.zh,
    'mingbai:sourceEn': source.en === '' ? source.zh : source.en,
    'mingbai:quality': 'official',
    'mingbai:to': '',
    'xmlns:mingbai': NAMESPACE,
  };
  return text.replace(ROOT, (root: string, attributes: string) => {
    const kept = attributes.replace(ATTRIBUTE, (one: string, name: string) => (name in said ? '' : one));
    const added = Object.entries(said).flatMap(([name, value]) =>
      value === '' ? [] : [` ${name}="${escaped(value)}"`],
    );
    // A function: what is said may have a `$` in it.
    return root.replace(attributes, () => `${kept}${added.join('')}`);
  });
}

function escaped(text: string): string {
  return text.replace(/[&<>"\n]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
