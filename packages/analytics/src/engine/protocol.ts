/** What the thread is told when it starts. */
export interface EngineSettings {
  /** The file of the database; ':memory:' keeps nothing. */
  readonly file: string;
  /** As DuckDB writes sizes: `4GB`. */
  readonly memoryLimit: string;
  readonly threads: number;
  /** Where it may spill; its own, and empty when it starts. */
  readonly spill: string;
}

/** A cell: numbers beyond 2^53 and everything that JSON has no word for come as text. */
export type Cell = string | number | boolean | null | Cell[];
export type Row = readonly Cell[];

export type EngineTask =
  | { readonly id: number; readonly kind: 'run'; readonly sql: string }
  /** Begins a question whose rows are fetched page by page. */
  | { readonly id: number; readonly kind: 'ask'; readonly sql: string }
  | { readonly id: number; readonly kind: 'next'; readonly asked: number; readonly rows: number }
  | { readonly id: number; readonly kind: 'leave'; readonly asked: number }
  | { readonly id: number; readonly kind: 'close' };

export interface EngineAnswer {
  readonly id: number;
  readonly rows?: readonly Row[];
  readonly error?: string;
}
