/** What the command line asks of a bench. */
export interface BenchOptions {
  /** Persons in the register or rows of the larger file. */
  readonly rows: number;
  /** Rows of the workbook. */
  readonly sheetRows: number;
  /** How long each case of a load runs. */
  readonly seconds: number;
  /** A general tool to be measured beside it, or ''. */
  readonly peer: string;
  /** Only cases whose name has this in it. */
  readonly only: string;
}
