import type { Binding, FactBinding, Type } from '@mingbai/policy-engine';
import { dayOf } from '../check/value-of.ts';
import type { Mentioned } from '../check/mentioned.ts';
import { CHECK_DAY } from '../vocabulary/derived-facts.ts';
import type { Facts, FactSource, Subject } from '../vocabulary/fact.ts';
import type { FrameKind } from './joins.ts';
import { type FactFrame, Frame, type Sums } from './frame.ts';
import { parameterNow } from './parameter-sql.ts';
import type { RegisterView } from './register.ts';
import type { ColumnSql } from './value-sql.ts';

/** A fact of the row as SQL, for showing it: `path` is its name, with those of the nouns around it. */
export interface ShownFact {
  readonly type: Type;
  /** Absent for what is the same for every row. */
  readonly column?: ColumnSql;
  readonly constant?: FactBinding;
}

/** A list around the row: its relation and its facts. */
export interface ShownList {
  readonly frame: FactFrame;
  readonly facts: ReadonlyMap<string, ShownFact>;
}

/** The facts of one subject bound to SQL: what rules are compiled against, and the relation they then run over. */
export interface BoundSubject {
  readonly binding: Binding;
  /** `(select …) b`: one row a subject, with `id`, `household_id`, `region`. Ask after all is bound. */
  relation(): string;
  /** By name; `户.户类型` for what is said of a noun around it. */
  readonly facts: ReadonlyMap<string, ShownFact>;
  readonly lists: ReadonlyMap<string, ShownList>;
  /** Which joins it takes: rules that need the same go well together. */
  readonly needs: string;
}

export type FrameOf = (kind: FrameKind) => FactFrame;

/** The alias of the subject's row. */
export const BASE = 'b';

export function bindSubject(
  subject: Subject,
  facts: Facts,
  names: Mentioned,
  view: RegisterView,
  /** A village's sums, in SQL. */
  sums?: Sums,
  /** Where rows of each kind are had from: the register, unless said otherwise. */
  frameOf: FrameOf = (kind) => new Frame(kind, view, sums),
): BoundSubject {
  const frame = frameOf(subject);
  const shown = new Map<string, ShownFact>();
  const lists = new Map<string, ShownList>();
  const binding = bind(frame, BASE, facts, names, view, { prefix: '', shown, lists, frameOf });
  return {
    binding,
    relation: () => `(${frame.sql()}${frame.fence}) ${BASE}`,
    facts: shown,
    lists,
    needs: [
      frame.needs,
      ...[...lists.values()].map((list) => `${list.frame.kind}(${list.frame.needs})`),
    ].join(' '),
  };
}

interface Shown {
  readonly prefix: string;
  readonly shown: Map<string, ShownFact>;
  readonly lists: Map<string, ShownList>;
  readonly frameOf: FrameOf;
}

function bind(
  frame: FactFrame,
  alias: string,
  facts: Facts,
  names: Mentioned,
  view: RegisterView,
  to: Shown,
): Binding {
  const binding: Record<string, FactBinding> = {};
  for (const [name, inner] of names) {
    const fact = facts.get(name);
    if (fact === undefined) continue;
    const { source, type } = fact;
    if (source.kind === 'nested') {
      const path = `${to.prefix}${name}`;
      binding[name] =
        source.of === 'members' || source.of === 'responsible'
          ? bindList(source.of, alias, source.facts, inner ?? new Map(), view, to.frameOf, (list) =>
              to.lists.set(path, list),
            )
          : {
              context: bind(frame, alias, source.facts, inner ?? new Map(), view, {
                ...to,
                prefix: `${path}.`,
              }),
            };
      continue;
    }
    const constant = constantOf(source, view);
    if (constant !== undefined) {
      binding[name] = constant;
      to.shown.set(to.prefix + name, { type, constant });
      continue;
    }
    const { sql, ...rest } = frame.column(fact, facts);
    const column = { sql: `${alias}.${sql}`, ...rest };
    binding[name] = column;
    to.shown.set(to.prefix + name, { type, column });
  }
  return binding;
}

/** Members, or those responsible, of the row's household. */
function bindList(
  kind: Extract<FrameKind, 'members' | 'responsible'>,
  outer: string,
  facts: Facts,
  names: Mentioned,
  view: RegisterView,
  frameOf: FrameOf,
  show: (list: ShownList) => void,
): FactBinding {
  const frame = frameOf(kind);
  const own = (alias: string): { binding: Binding; shown: Map<string, ShownFact> } => {
    const shown = new Map<string, ShownFact>();
    return {
      binding: bind(frame, alias, facts, names, view, { prefix: '', shown, lists: new Map(), frameOf }),
      shown,
    };
  };
  show({ frame, facts: own(LIST).shown });
  return {
    list: {
      from: (alias) => `(${frame.sql()}) ${alias}`,
      whole: (alias) => `(${frame.sql()}${frame.fence}) ${alias}`,
      on: frame.keys.map((key) => ({ outer: `${outer}.${key}`, inner: (alias) => `${alias}.${key}` })),
      order: (alias) => `${alias}.id`,
      item: (alias) => own(alias).binding,
    },
  };
}

/** The alias of a list's row where its facts are shown. */
export const LIST = 'l';

function constantOf(source: FactSource, view: RegisterView): FactBinding | undefined {
  if (source.kind === 'derived' && source.id === 'check-day') return { constant: dayOf(view.on) ?? null };
  if (source.kind === 'parameter' && source.day === CHECK_DAY)
    return { constant: parameterNow(source, view) };
  return undefined;
}
