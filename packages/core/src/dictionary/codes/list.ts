/** One value of a code list. The code is what is stored; people see the label of their language. */
export interface Code {
  /** Stable English slug, e.g. `grandson`. */
  readonly code: string;
  readonly zh: string;
  readonly en: string;
  /** Other words for it, with the years in which they were in use: 五保户 → 特困供养户. */
  readonly aliases?: readonly { readonly text: string; readonly from?: number; readonly to?: number }[];
  /**
   * The number a form of some year prints for it: { 2018: '01' }. Besides years: `certificate`, the digit in
   * the number of a disability certificate, and `AAR010`, the column of the national system's database.
   */
  readonly formCode?: Readonly<Record<string, string>>;
  /** The nearest code of the national standard of the list, when there is one: the one to write outwards. */
  readonly gb?: string;
  /** Further codes of the standard that are read as this one: 长子, 次子 and 养子 are all 之子. */
  readonly gbReads?: readonly string[];
  /** First and last year in which forms print it, as far as the forms seen tell (2014–2018, 2021, 2023). */
  readonly from?: number;
  readonly to?: number;
}

export interface CodeList {
  readonly id: string;
  readonly zh: string;
  readonly en: string;
  /** E.g. 'GB/T 4761-2008'. */
  readonly standard?: string;
  /**
   * The upper levels have published no closed list, or provinces add to it. A word outside is a matter for
   * somebody to look at (a warning, taken in as `other`), not a fault of the row.
   */
  readonly open?: true;
  readonly codes: readonly Code[];
  readonly source: string;
}

/** Other words for a code, in use in any year. */
export function also(...texts: string[]): { readonly text: string }[] {
  return texts.map((text) => ({ text }));
}
