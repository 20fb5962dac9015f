import { formOf, type FormId, type TypedRow } from '@mingbai/core';
import {
  createStage,
  dayOfYear,
  sealHere,
  stageLayout,
  stageWriter,
  type StageLayout,
  type StagedRow,
  type StageWriter,
  type ImportRow,
} from '@mingbai/store';
import { scopeOfJob, type ImportContext } from './context.ts';
import { shapeOf } from './shape.ts';

interface Open {
  readonly writer: StageWriter;
  readonly release: () => void;
}

/** Puts typed rows into the staging tables of their form and day, one COPY at a time for each. */
export class Staging {
  private readonly layouts = new Map<string, StageLayout>();
  private readonly open = new Map<string, Open>();
  private form: FormId | undefined;
  private n = 0;

  constructor(
    private readonly context: ImportContext,
    private readonly job: ImportRow,
  ) {}

  get rows(): number {
    return this.n;
  }

  /** Every staging table made so far. */
  get tables(): readonly StageLayout[] {
    return [...this.layouts.values()];
  }

  /** Rows are lines when it returns, unless a table has to be made first; it resolves when it takes more. */
  write(rows: readonly TypedRow[]): Promise<unknown> {
    const parts = this.byTable(rows);
    const ready = [...parts.keys()].every((key) => this.open.has(key));
    return ready
      ? Promise.all([...parts].map(([key, part]) => this.open.get(key)?.writer.write(part)))
      : this.openAndWrite(parts);
  }

  private async openAndWrite(parts: ReadonlyMap<string, StagedRow[]>): Promise<void> {
    for (const [key, part] of parts) await (await this.writerOf(key)).write(part);
  }

  private byTable(rows: readonly TypedRow[]): Map<string, StagedRow[]> {
    const parts = new Map<string, StagedRow[]>();
    let last: { readonly form: FormId; readonly year: unknown; readonly part: StagedRow[] } | undefined;
    for (const row of rows) {
      const shape = shapeOf(row.form);
      const year = shape.year < 0 ? null : (row.values[shape.year] ?? null);
      if (last === undefined || last.form !== row.form || last.year !== year) {
        const day = dayOfYear(typeof year === 'number' ? year : null, this.job.data_date);
        const key = `${row.form}|${day}`;
        const part = parts.get(key) ?? [];
        parts.set(key, part);
        last = { form: row.form, year, part };
      }
      this.n += 1;
      last.part.push({
        n: this.n,
        sheet: row.sheetIndex,
        row: row.row,
        region: row.region,
        group: row.group,
        bad: row.bad,
        values: shape.values(row),
      });
    }
    return parts;
  }

  async end(): Promise<void> {
    for (const [key, { writer, release }] of this.open) {
      this.open.delete(key);
      try {
        await writer.end();
      } finally {
        release();
      }
    }
  }

  async abort(reason: Error): Promise<void> {
    for (const [key, { writer, release }] of this.open) {
      this.open.delete(key);
      writer.abort(reason);
      release();
    }
    await Promise.resolve();
  }

  private async writerOf(key: string): Promise<StageWriter> {
    const known = this.open.get(key);
    if (known !== undefined) return known.writer;
    const [form = '', day = ''] = key.split('|') as [FormId, string];
    // Another form begins: connections of the last one are free again.
    if (this.form !== form) await this.end();
    this.form = form as FormId;
    const layout = await this.layoutOf(key, form as FormId, day);
    // The dictionary of sounds is large: it is loaded where names are written, not in every server.
    const { initialsOf } = await import('@mingbai/core/initials');
    const client = await this.context.database.connect();
    const writer = stageWriter(
      client,
      layout,
      shapeOf(form as FormId).order,
      this.context.seal ?? sealHere(this.context.vault),
      initialsOf,
    );
    this.open.set(key, { writer, release: () => client.release() });
    return writer;
  }

  private async layoutOf(key: string, form: FormId, day: string): Promise<StageLayout> {
    const known = this.layouts.get(key);
    if (known !== undefined) return known;
    const layout = stageLayout(this.job.id, day, formOf(form), shapeOf(form).keys);
    await this.context.database.keep(scopeOfJob(this.job), (tx) => createStage(tx, layout));
    this.layouts.set(key, layout);
    return layout;
  }
}
