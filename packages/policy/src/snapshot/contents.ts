import type { Type } from '@mingbai/policy-engine';
import { bindSubject } from '../bind/subject.ts';
import type { FrameKind } from '../bind/joins.ts';
import type { FactFrame } from '../bind/frame.ts';
import type { RegisterView } from '../bind/register.ts';
import type { ColumnSql } from '../bind/value-sql.ts';
import type { Mentioned } from '../check/mentioned.ts';
import type { Fact, Facts, Subject } from '../vocabulary/fact.ts';
import { type KeptSource, snapshotColumn } from './column.ts';

/** What some judgements ask of the register. */
export interface AskedFacts {
  readonly subject: Subject;
  readonly facts: Facts;
  readonly names: Mentioned;
}

/** What a snapshot holds: for each kind of row the facts that are asked of it, by the name of their column. */
export type SnapshotContents = ReadonlyMap<FrameKind, ReadonlyMap<string, KeptFact>>;

interface KeptFact {
  readonly type: Type;
  readonly source: KeptSource;
}

/** The least that a snapshot must hold for these to be asked of it. */
export function snapshotContents(asked: readonly AskedFacts[], view: RegisterView): SnapshotContents {
  const contents = new Map<FrameKind, Map<string, KeptFact>>();
  for (const { subject, facts, names } of asked) {
    const bound = bindSubject(subject, facts, names, view, undefined, (kind) => {
      const columns = contents.get(kind) ?? new Map<string, KeptFact>();
      contents.set(kind, columns);
      return new Noting(kind, columns);
    });
    bound.relation();
  }
  return contents;
}

/** Takes down which facts are asked for. */
class Noting implements FactFrame {
  readonly keys = ['household_id'];
  readonly fence = '';
  readonly needs = '';

  constructor(
    readonly kind: FrameKind,
    private readonly columns: Map<string, KeptFact>,
  ) {}

  column({ source, type }: Fact, siblings: Facts): ColumnSql {
    if (source.kind === 'nested') throw new RangeError('a nested fact is no column');
    if (source.kind === 'parameter') {
      const day = siblings.get(source.day);
      if (day === undefined) throw new RangeError(`no such fact: ${source.day}`);
      return this.column(day, siblings);
    }
    const { name } = snapshotColumn(source);
    this.columns.set(name, { source, type });
    return { sql: name };
  }

  sql(): string {
    return '';
  }
}

/** What all of them hold. */
export function joinContents(parts: readonly SnapshotContents[]): SnapshotContents {
  const joined = new Map<FrameKind, Map<string, KeptFact>>();
  for (const part of parts) {
    for (const [kind, columns] of part) joined.set(kind, new Map([...(joined.get(kind) ?? []), ...columns]));
  }
  return joined;
}
