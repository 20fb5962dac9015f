import type { ListSource } from './binding.ts';
import type { RowsForm, Aggregate, Aggregator } from './form.ts';

/** Aggregates as sub-selects where they stand. */
export const IN_PLACE: Aggregator = {
  any: (rows) => `exists (select 1${source(rows)})`,
  over: (rows, aggregates, combine) =>
    `(select ${combine(aggregates.map((each) => filtered(each, [], rows)))}${source(rows)})`,
};

function source({ sources, where }: RowsForm): string {
  const conditions = [...sources.flatMap(({ on }) => on), ...where];
  const from = sources.map((each) => each.from).join(', ');
  return ` from ${from}${conditions.length > 0 ? ` where ${conditions.join(' and ')}` : ''}`;
}

function filtered({ sql, where }: Aggregate, more: readonly string[], { sources }: RowsForm): string {
  const conditions = where === undefined ? more : [...more, where];
  const own = [sql, ...conditions].some((each) => sources.some(({ alias }) => each.includes(`${alias}.`)));
  // An aggregate that speaks of the row further out alone would be taken for one of the query further out.
  const anchored =
    own || (sql === 'count(*)' && conditions.length === 0)
      ? conditions
      : [...conditions, ...anchors(sources)];
  return anchored.length > 0 ? `${sql} filter (where ${anchored.join(' and ')})` : sql;
}

function anchors([first]: RowsForm['sources']): string[] {
  return first ? [`(${first.anchor} is null or true)`] : [];
}

/** How the relations begin that hold what was asked of lists. */
const ANSWERS = 'feel_g';

/** What is asked of one list, for one relation more in the `from`. */
interface Asked {
  readonly list: ListSource;
  readonly alias: string;
  readonly name: string;
  readonly columns: Map<string, string>;
}

/**
 * Aggregates of the same list computed once for many expressions. `grouped`: by key over the whole list, for runs
 * over everything; `lateral`: for each row, for runs over few.
 */
export class Shared implements Aggregator {
  readonly #mode: 'grouped' | 'lateral';
  readonly #answersIn: string | undefined;
  readonly #asked = new Map<ListSource, Asked>();

  constructor(mode: 'grouped' | 'lateral', answersIn?: string) {
    this.#mode = mode;
    this.#answersIn = answersIn;
  }

  /** The alias under which every expression speaks of the list's members. */
  alias(list: ListSource): string {
    return this.#of(list).alias;
  }

  any(rows: RowsForm): string {
    const list = this.#shared(rows, []);
    return list ? `(${this.#column(list, rows, { sql: 'count(*)', empty: '0' })} > 0)` : IN_PLACE.any(rows);
  }

  over(
    rows: RowsForm,
    aggregates: readonly Aggregate[],
    combine: (values: readonly string[]) => string,
  ): string {
    const list = this.#shared(rows, aggregates);
    if (!list) return IN_PLACE.over(rows, aggregates, combine);
    return combine(aggregates.map((each) => this.#column(list, rows, each)));
  }

  /** The relations to join to the rows' own, each on a line. */
  from(): string {
    const asked = [...this.#asked.values()].filter(({ columns }) => columns.size > 0);
    return asked.map((each) => (this.#mode === 'lateral' ? lateral(each) : grouped(each))).join('\n');
  }

  /** Every column of those relations, and its name in the relation that keeps it. */
  answers(): { sql: string; name: string }[] {
    return [...this.#asked.values()].flatMap(({ name, columns }) =>
      [...columns.values()].map((column) => ({ sql: `${name}.${column}`, name: keptName(name, column) })),
    );
  }

  #of(list: ListSource): Asked {
    const known = this.#asked.get(list);
    if (known) return known;
    const number = this.#asked.size + 1;
    const asked = {
      list,
      alias: `feel_m${number}`,
      name: `${ANSWERS}${number}`,
      columns: new Map<string, string>(),
    };
    this.#asked.set(list, asked);
    return asked;
  }

  #shared(rows: RowsForm, aggregates: readonly Aggregate[]): ListSource | undefined {
    const [first, ...others] = rows.sources;
    if (!first?.shared || others.length > 0 || (rows.outward && this.#mode === 'grouped')) return undefined;
    // What speaks of another list's answers, or of its own, comes after them.
    const said = [...rows.where, ...aggregates.flatMap(({ sql, where }) => (where ? [sql, where] : [sql]))];
    return said.some((each) => each.includes(ANSWERS)) ? undefined : first.shared;
  }

  #column(list: ListSource, rows: RowsForm, aggregate: Aggregate): string {
    const { alias, name, columns } = this.#of(list);
    const everywhere = list.where?.(alias);
    const where = rows.where.filter((each) => each !== everywhere);
    const sql = filtered(aggregate, where, rows);
    const column = columns.get(sql) ?? `c${columns.size + 1}`;
    columns.set(sql, column);
    const { empty } = aggregate;
    const said =
      this.#answersIn === undefined ? `${name}.${column}` : `${this.#answersIn}.${keptName(name, column)}`;
    return empty === undefined ? said : `coalesce(${said}, ${empty})`;
  }
}

function keptName(relation: string, column: string): string {
  return `${relation}_${column}`;
}

function selected({ columns }: Asked): string {
  return [...columns].map(([sql, column]) => `${sql} as ${column}`).join(',\n  ');
}

function grouped(asked: Asked): string {
  const { list, alias, name } = asked;
  const keys = list.on.map(({ inner }) => inner(alias));
  const named = keys.map((key, index) => `${key} as k${index + 1}`).join(', ');
  const where = list.where ? ` where ${list.where(alias)}` : '';
  const on = list.on.map(({ outer }, index) => `${name}.k${index + 1} = ${outer}`).join(' and ');
  return `left join (select ${named},\n  ${selected(asked)}\nfrom ${list.whole?.(alias) ?? list.from(alias)}${where} group by ${keys.join(', ')}) as ${name} on ${on}`;
}

function lateral(asked: Asked): string {
  const { list, alias, name } = asked;
  const tied = list.on.map(({ outer, inner }) => `${inner(alias)} = ${outer}`);
  const conditions = list.where ? [...tied, list.where(alias)] : tied;
  return `left join lateral (select ${selected(asked)}\nfrom ${list.from(alias)} where ${conditions.join(' and ')}) as ${name} on true`;
}
