import type { NounTable } from '../register/nouns.ts';
import { YEAR_COLUMN, type StageLayout, type StagedField } from './layout.ts';

/**
 * What a file says of one noun, as SQL: a select with one row for each thing, carrying `n` (the staging row
 * it came from), `region`, the columns that own and name the thing, and the value columns under their
 * register names. Everything else (what is new, what changes) is made from this and the register's table.
 */
export interface Source {
  readonly table: NounTable;
  /** Register columns that carry values, in order. */
  readonly values: readonly SourceColumn[];
  /** Full text of the select. */
  readonly sql: string;
  /** `t` is the register's row of the thing, `s` the file's: how they find each other besides the county. */
  readonly match: string;
  /** A table with as many rows, where there is one: quicker to count. */
  readonly rows?: string;
  /** Owner columns to be written with a new row. */
  readonly owners: readonly string[];
}

export interface SourceColumn {
  readonly name: string;
  /** By which a difference is seen: the hash of a sealed value, the column itself otherwise. */
  readonly decides: string;
  /**
   * Condition over the file's row `s` and the statement `base` under which an empty cell says "none"; undefined: never,
   * an empty cell leaves what the register has.
   */
  readonly blankIsValue: ((base: string) => string) | undefined;
  /** Dictionary key's stem, for lists of what changed. */
  readonly field: string;
}

export const quoted = (name: string): string => `"${name}"`;

/** Tables made by `resolve`: one row for each household and person of the file. */
export function householdsOf(layout: StageLayout): string {
  return layout.table.replace(/"$/, '_households"');
}
export function personsOf(layout: StageLayout): string {
  return layout.table.replace(/"$/, '_persons"');
}

/** `nobodyKnown`: every person of the file is new, so no two rows are about the same one. */
export function sourceOf(
  layout: StageLayout,
  table: NounTable,
  fields: readonly StagedField[],
  nobodyKnown = false,
): Source {
  return table.shape === 'long'
    ? longSource(layout, table, fields)
    : wideSource(layout, table, fields, nobodyKnown);
}

function wideSource(
  layout: StageLayout,
  table: NounTable,
  fields: readonly StagedField[],
  nobodyKnown: boolean,
): Source {
  const values = valueColumns(layout, table, fields);
  // A sheet of work tells where the work of somebody is told, not where they live.
  const placed = layout.rowOf === 'work' && (table.noun === 'person' || table.noun === 'work');
  const lists: string[] = ['s.n', placed ? 'coalesce(e.region, s.region) as region' : 's.region'];
  const owners: string[] = [];
  let from = `${layout.table} s`;
  switch (table.owner) {
    case 'self':
      lists.push('e.known', 'e.id');
      from += ` join ${table.noun === 'household' ? householdsOf(layout) : personsOf(layout)} e on e.n = s.n`;
      break;
    case 'household':
      lists.push('e.id as household_id');
      owners.push('household_id');
      // Of a household's facts its first row speaks; of its responsible persons every row.
      from += ` join ${householdsOf(layout)} e on ${layout.rowOf === 'responsible' ? 'e.household_no = s.household__household_no' : 'e.n = s.n'}`;
      break;
    case 'person':
      lists.push('e.id as person_id');
      owners.push('person_id');
      from += ` join ${personsOf(layout)} e on e.n = s.n`;
      break;
    case 'membership':
      lists.push('e.id as person_id', 'e.household_id');
      owners.push('person_id', 'household_id');
      from += ` join ${personsOf(layout)} e on e.n = s.n and not e.dead`;
      break;
    case 'region':
      break;
  }
  const extra = extraColumns(layout, table, fields);
  for (const one of extra) lists.push(`${one.sql} as ${quoted(one.name)}`);
  for (const one of fields) {
    one.columns.forEach((column, index) =>
      lists.push(`s.${one.staged[index]?.name} as ${quoted(column.name)}`),
    );
  }
  const said = values
    .filter((value) => !table.key.includes(value.name))
    .map((value) => `s.${stagedOf(fields, extra, value.name)}`);
  const filled =
    table.owner === 'self' || table.owner === 'membership' || said.length === 0
      ? ''
      : ` and num_nonnulls(${said.join(', ')}) > 0`;
  const keyed =
    table.noun === 'work' ? ` and ${extra.find((one) => one.name === 'period')?.sql} is not null` : '';
  // One spell, one village year, one responsible person, whose work it is: the file may say it twice, the first row counts.
  const worker = table.noun === 'person' && layout.rowOf === 'work';
  const named = worker ? ['e.id'] : table.key.map((key) => sqlOfKey(key, owners, fields, extra));
  const onceBy = named.join(', ');
  const apart = nobodyKnown && table.owner === 'person' && layout.rowOf === 'person';
  const once =
    (worker || ['work', 'village', 'responsible'].includes(table.noun)) && !apart
      ? `distinct on (${onceBy}) `
      : '';
  const counted = {
    household: householdsOf(layout),
    person: worker ? undefined : personsOf(layout),
    membership: personsOf(layout),
  };
  const rows = counted[table.noun as keyof typeof counted];
  return {
    table,
    values,
    ...(rows === undefined ? {} : { rows }),
    owners: [...owners, ...extra.filter((one) => one.owner).map((one) => one.name)],
    match: table.owner === 'self' ? 't.id = s.known' : table.key.map(equal).join(' and '),
    sql: `select ${once}${lists.join(', ')} from ${from} where not s.bad${filled}${keyed}${once && ' order by ' + onceBy + ', s.n'}`,
  };
}

/** A responsible person may come without a name: the one of a household who has none. */
function equal(key: string): string {
  return key === 'name'
    ? `coalesce(t.name, '') = coalesce(s.name, '')`
    : `t.${quoted(key)} = s.${quoted(key)}`;
}

function sqlOfKey(
  key: string,
  owners: readonly string[],
  fields: readonly StagedField[],
  extra: readonly Extra[],
): string {
  if (key === 'region') return 's.region';
  if (owners.includes(key)) return 'e.id';
  return extra.find((one) => one.name === key)?.sql ?? `s.${stagedOf(fields, extra, key)}`;
}

interface Extra {
  readonly name: string;
  readonly sql: string;
  /** Part of what names the row, not of what it says. */
  readonly owner: boolean;
}

/** Columns that are not dictionary fields: initials for the search, the group, the period of work. */
function extraColumns(layout: StageLayout, table: NounTable, fields: readonly StagedField[]): Extra[] {
  const has = (key: string) => fields.some((one) => one.field.key === key);
  if (table.noun === 'household') return [{ name: 'village_group', sql: 's.village_group', owner: false }];
  if (table.noun === 'person' && has('person.name'))
    return [{ name: 'name_initials', sql: 's.person__name_initials', owner: false }];
  if (table.noun === 'village') return [{ name: 'year', sql: yearOf(layout), owner: true }];
  if (table.noun === 'work') {
    // The first of January names what is said of the whole year: what began in January is named by the second.
    const start = has('work.started')
      ? 's.work__started + (extract(doy from s.work__started) = 1)::integer'
      : 'null::date';
    return [{ name: 'period', sql: `coalesce(${start}, make_date(${yearOf(layout)}, 1, 1))`, owner: true }];
  }
  if (table.noun === 'membership' && layout.rowOf === 'person')
    return (['to', 'reason'] as const)
      .filter((name) => !has(`membership.${name}`))
      .map((name) => ({ name, sql: name === 'to' ? 'null::date' : 'null::text', owner: false }));
  return [];
}

function stagedOf(fields: readonly StagedField[], extra: readonly Extra[], name: string): string {
  for (const one of fields) {
    const index = one.columns.findIndex((column) => column.name === name);
    if (index >= 0) return one.staged[index]?.name ?? name;
  }
  return extra.find((one) => one.name === name)?.sql.replace(/^s\./, '') ?? name;
}

function valueColumns(layout: StageLayout, table: NounTable, fields: readonly StagedField[]): SourceColumn[] {
  const plain: SourceColumn[] = fields.flatMap((one) =>
    one.columns.map((column) => ({
      name: column.name,
      decides: one.columns.at(one.columns.length > 1 ? 1 : 0)?.name ?? column.name,
      blankIsValue: blankIsValue(one, fields),
      field: one.field.key.slice(one.field.key.indexOf('.') + 1),
    })),
  );
  if (table.noun === 'household')
    plain.push({
      name: 'village_group',
      decides: 'village_group',
      blankIsValue: undefined,
      field: 'village_group',
    });
  if (table.noun === 'person' && fields.some((one) => one.field.key === 'person.name')) {
    plain.push({ name: 'name_initials', decides: 'name', blankIsValue: undefined, field: 'name' });
  }
  return table.noun === 'membership' && layout.rowOf === 'person' ? withReturn(plain) : plain;
}

/** Who is in a file of members without a day of leaving is a member, also who had left; why they left is over then. */
function withReturn(said: readonly SourceColumn[]): SourceColumn[] {
  const rest = said.filter(({ name }) => name !== 'to' && name !== 'reason');
  const gone = (base: string): string => `s."to" is null and ${base}."to" is not null`;
  return [
    ...rest,
    { name: 'to', decides: 'to', blankIsValue: () => 'true', field: 'to' },
    { name: 'reason', decides: 'reason', blankIsValue: gone, field: 'reason' },
  ];
}

/** A field that is not on the sheet says nothing of its partner. */
function blankIsValue({ field }: StagedField, fields: readonly StagedField[]): SourceColumn['blankIsValue'] {
  if (field.blankIsValue === undefined || field.blankIsValue === true)
    return field.blankIsValue === true ? () => 'true' : undefined;
  const partner = fields.find((one) => one.field.key === field.blankIsValue)?.columns[0];
  return partner === undefined ? undefined : () => `s.${quoted(partner.name)} is not null`;
}

/** The year a row speaks of: its own column, else the year of the data. */
function yearOf(layout: StageLayout): string {
  return `coalesce(${layout.hasYear ? `s.${YEAR_COLUMN}` : 'null::integer'}, extract(year from $2::date)::integer)`;
}

/** Long nouns: every filled cell is a row, named by the field's stem. */
function longSource(layout: StageLayout, table: NounTable, fields: readonly StagedField[]): Source {
  const value = table.noun === 'income' ? 'fen' : 'chosen';
  const items = fields
    .filter((one) => one.field.type === 'money' || one.field.type === 'codes')
    .map((one) => `('${one.columns[0]?.name}', s.${one.staged[0]?.name})`);
  const byYear = table.key.includes('year');
  return {
    table,
    values: [{ name: value, decides: value, blankIsValue: undefined, field: value }],
    owners: byYear ? ['household_id', 'year', 'item'] : ['household_id', 'item'],
    match: table.key.map((key) => `t.${quoted(key)} = s.${quoted(key)}`).join(' and '),
    sql:
      `select s.n, s.region, e.id as household_id, ${byYear ? `${yearOf(layout)} as year, ` : ''}v.item, v.said as ${value} ` +
      `from ${layout.table} s join ${householdsOf(layout)} e on e.n = s.n ` +
      `cross join lateral (values ${items.join(', ')}) v(item, said) where not s.bad and v.said is not null`,
  };
}
