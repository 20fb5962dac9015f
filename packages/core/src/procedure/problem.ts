/** What is wrong between the parts of a procedure, and where: the path into its text. */
export interface ProcedureProblem {
  readonly path: readonly (string | number)[];
  readonly zh: string;
  readonly en: string;
}
