import type { Field } from '../dictionary/field.ts';

/** What a template may name. `open`: may stand on a public notice. */
export interface PaperName {
  readonly zh: string;
  readonly en: string;
  /** As a form shows it, when that is shorter. */
  readonly label?: string;
  /** Put behind the name where it is a label: 元, 亩. */
  readonly unit?: string;
  readonly field?: Field;
  readonly open?: true;
  /** A list: what each of its rows has. */
  readonly columns?: PaperNames;
}
export type PaperNames = ReadonlyMap<string, PaperName>;

export const own = (zh: string, en: string, more: Partial<PaperName> = {}): PaperName => ({
  zh,
  en,
  ...more,
});
export const open = (zh: string, en: string): PaperName => own(zh, en, { open: true });
export const list = (zh: string, en: string, columns: PaperNames): PaperName => own(zh, en, { columns });

/** The first of a name stays. */
export function mapOf(names: readonly PaperName[]): PaperNames {
  const map = new Map<string, PaperName>();
  for (const name of names) if (!map.has(name.zh)) map.set(name.zh, name);
  return map;
}
