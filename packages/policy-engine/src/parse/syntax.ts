/** A node of the grammar's tree, without comments. */
export interface Syntax {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly text: string;
  readonly children: readonly Syntax[];
  readonly isError: boolean;
}
