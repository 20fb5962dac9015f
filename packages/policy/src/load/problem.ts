/** What is wrong with a file of rules or parameters, for the person who wrote it. Lines and columns count from 1. */
export interface FileProblem {
  readonly zh: string;
  readonly en: string;
  readonly line: number;
  readonly column: number;
}
