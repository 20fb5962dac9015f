import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findRegionCode } from '@mingbai/core';
import type { Json } from '@mingbai/policy-engine';
import { parse } from 'yaml';
import { z } from 'zod';
import { POLICY_FOLDER } from '../load/bundle.ts';
import { decide } from './decide.ts';
import { findDecision } from './find.ts';
import type { DecisionLibrary, PolicyDecision } from './library.ts';
import { plain } from './plain.ts';
import type { PolicyCase } from './policy-case.ts';

const json: z.ZodType<Json> = z.lazy(() =>
  z.union([z.null(), z.boolean(), z.number(), z.string(), z.array(json), z.record(z.string(), json)]),
);

const caseShape = z.strictObject({
  /** What it shows, for the clerk. */
  zh: z.string().min(1),
  en: z.string().min(1).optional(),
  on: z.string().regex(/^\d{4}-\d\d-\d\d$/),
  region: z.string().optional(),
  facts: z.record(z.string(), json),
  /** What the decision gives; of a context only the entries that are said. */
  result: json,
});

const fileShape = z.strictObject({ decision: z.string().min(1), cases: z.array(caseShape).min(1) });

/** One case as it came out. `why` is empty when it is as said. */
export interface CaseOutcome extends PolicyCase {
  readonly file: string;
  readonly why: string;
}

/** Reads `cases/*.yaml` of a policy folder. Throws for a file that is no such file, naming it. */
export async function readCases(
  folder = POLICY_FOLDER,
): Promise<readonly (PolicyCase & { readonly file: string })[]> {
  const names = (await readdir(join(folder, 'cases'))).filter((name) => name.endsWith('.yaml')).sort();
  const found: (PolicyCase & { readonly file: string })[] = [];
  for (const name of names) {
    const file = `cases/${name}`;
    const read = fileShape.safeParse(parse(await readFile(join(folder, file), 'utf8')));
    if (!read.success) throw new Error(`${file}: ${z.prettifyError(read.error)}`);
    const { decision, cases } = read.data;
    found.push(...cases.map((each) => ({ file, decision, ...each, region: each.region ?? null })));
  }
  return found;
}

/** Runs the cases of a policy folder. */
export async function runCases(
  library: DecisionLibrary,
  folder = POLICY_FOLDER,
): Promise<readonly CaseOutcome[]> {
  return (await readCases(folder)).map((each) => ({ ...each, why: judgeCase(library, each) }));
}

/** Why a case does not come out as said; empty when it does. `held` answers instead of the decision that is in force. */
export function judgeCase(library: DecisionLibrary, each: PolicyCase, held?: PolicyDecision): string {
  const region = each.region === null ? undefined : findRegionCode(each.region);
  const found = held ?? findDecision(library, each.decision, region, each.on);
  if (typeof found === 'string') return `没有这样的决策 · no such decision (${found})`;
  const decided = decide(library, found, each.facts, { region, on: each.on });
  if (!('value' in decided)) return decided.map(({ path, zh }) => `${path.join('.')}: ${zh}`).join('; ');
  const value = plain(decided.value, found.node.item.type);
  return differs(value, each.result) ? `得到 got ${JSON.stringify(value)}` : '';
}

function differs(value: Json, said: Json): boolean {
  if (typeof value === 'number' && typeof said === 'number') {
    return Math.abs(value - said) > 1e-9 * Math.max(1, Math.abs(said));
  }
  if (Array.isArray(said)) {
    return (
      !Array.isArray(value) ||
      value.length !== said.length ||
      said.some((each, at) => differs(value[at] ?? null, each))
    );
  }
  if (typeof said === 'object' && said !== null) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return true;
    const entries = new Map(Object.entries(value));
    return Object.entries(said).some(([key, each]) => differs(entries.get(key) ?? null, each));
  }
  return value !== said;
}
