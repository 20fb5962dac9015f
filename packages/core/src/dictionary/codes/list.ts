/** One value of a code list. The code is what is stored; people see the label of their language. */
export interface Code {
  /** Stable English slug, e.g. `grandson`. */
  readonly code: string;
  readonly zh: string;
  readonly en: string;
  /** Other words for it, with the years in which they were in use: 五保户 → 特困供养户. */
  readonly aliases?: readonly { readonly text: string; readonly from?: number; readonly to?: number }[];
  /** The number a form of some year prints for it: { 2018: '01' }. */
  readonly formCode?: Readonly<Record<string, string>>;
  /** The nearest code of the national standard of the list, when there is one. */
  readonly gb?: string;
  readonly from?: number;
  readonly to?: number;
}

export interface CodeList {
  readonly id: string;
  readonly zh: string;
  readonly en: string;
  /** E.g. 'GB/T 4761-2008'. */
  readonly standard?: string;
  readonly codes: readonly Code[];
  readonly source: string;
}
