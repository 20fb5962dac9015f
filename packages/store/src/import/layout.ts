import { fieldOf, type Field, type FormId, type Noun } from '@mingbai/core';
import { columnsOf, isSealed, type Column } from '../register/columns.ts';
import { NOUN_TABLES, type NounTable } from '../register/nouns.ts';

/** A dictionary field in a staging table: its column names there carry the noun. */
export interface StagedField {
  readonly field: Field;
  readonly noun: Noun;
  /** In the register's table. */
  readonly columns: readonly Column[];
  /** In the staging table, same order. */
  readonly staged: readonly Column[];
}

/**
 * One staging table: the rows of every sheet of one form in one import that speak of one day. Rows of an
 * earlier year (column 年度) are statements about the last day of that year, the others about the data date.
 */
export interface StageLayout {
  readonly importId: string;
  readonly dataDate: string;
  readonly form: FormId;
  readonly rowOf: 'person' | 'household' | 'work' | 'responsible' | 'village';
  readonly table: string;
  readonly fields: readonly StagedField[];
  /** Rows say which year they speak of. */
  readonly hasYear: boolean;
}

/** `keys` are dictionary keys, in the order in which rows bring their values; `echo.year` may be among them. */
export function stageLayout(
  importId: string,
  dataDate: string,
  form: { id: FormId; rowOf: StageLayout['rowOf'] },
  keys: readonly string[],
): StageLayout {
  if (!/^\d+$/.test(importId)) throw new RangeError(`not an import id: ${importId}`);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(dataDate)) throw new RangeError(`not a day: ${dataDate}`);
  return {
    importId,
    dataDate,
    form: form.id,
    rowOf: form.rowOf,
    table: `staging."i${importId}_${form.id}_${dataDate.replaceAll('-', '')}"`,
    fields: keys.filter((key) => key !== YEAR).map((key) => stagedField(fieldOf(key as Field['key']))),
    hasYear: keys.includes(YEAR),
  };
}

/** The day that a row of some year speaks of. */
export function dayOfYear(year: number | null, dataDate: string): string {
  return year !== null && year < Number(dataDate.slice(0, 4)) ? `${year}-12-31` : dataDate;
}

export const YEAR = 'echo.year';
/** Its column in a staging table. */
export const YEAR_COLUMN = 'echo__year';

function stagedField(field: Field): StagedField {
  const noun = field.key.slice(0, field.key.indexOf('.')) as Noun;
  const columns = columnsOf(field);
  return {
    field,
    noun,
    columns,
    staged: columns.map((column) => ({ ...column, name: `${noun}__${column.name}` })),
  };
}

/** The staging table's column of a field, e.g. `household__household_no`; undefined when the form lacks it. */
export function stagedName(layout: StageLayout, key: Field['key']): string | undefined {
  const staged = layout.fields.find((one) => one.field.key === key);
  return staged?.staged.at(isSealed(staged.field) ? 1 : 0)?.name;
}

/**
 * Whether the row `alias` bears an identity number of its own: a placeholder (999999…) stands in for the missing number
 * of many people and tells nobody from another. `false` where the form lacks the column.
 */
export function hasOwnIdentity(layout: StageLayout, alias: string): string {
  const hash = stagedName(layout, 'person.identity_no');
  if (hash === undefined) return 'false';
  return `(${alias}.${hash} is not null and ${alias}.${hash.replace(/_hash$/, '_placeholder')} is not true)`;
}

/**
 * Whether the identity number of the row `s` does not speak against person `p`, whose name it bears: one of the two has
 * none of their own, or one is the certificate of disability of who bears the other.
 */
export function identityAgrees(layout: StageLayout): string {
  const hash = stagedName(layout, 'person.identity_no');
  if (hash === undefined) return 'true';
  const said = (sign: string): string => `s.${hash.replace(/_hash$/, `_${sign}`)}`;
  return `(not ${hasOwnIdentity(layout, 's')} or p.identity_no_hash is null or p.identity_no_placeholder
    or (${said('disability')} is null) <> (p.identity_no_disability is null)
      and ${said('birth')} = p.identity_no_birth and ${said('sex')} = p.identity_no_sex)`;
}

/**
 * The nouns that a form speaks of, each with its fields, in the order in which they are written. None where the
 * sheet lacks the column of household numbers: its rows belong to nobody, and are wrong, every one.
 */
export function nounsOf(
  layout: StageLayout,
): readonly { table: NounTable; fields: readonly StagedField[] }[] {
  if (layout.rowOf !== 'village' && stagedName(layout, 'household.household_no') === undefined) return [];
  return NOUN_TABLES.flatMap((table) => {
    const fields = layout.fields.filter((one) => one.noun === table.noun);
    return fields.length === 0 && !isImplied(table, layout) ? [] : [{ table, fields }];
  });
}

/** A row of persons says that they belong to the household, whether it names the relation or not. */
function isImplied(table: NounTable, layout: StageLayout): boolean {
  return table.noun === 'membership' && layout.rowOf === 'person';
}

export function createStageSql(layout: StageLayout): string {
  const columns = layout.fields.flatMap((one) => one.staged.map((column) => `${column.name} ${column.type}`));
  const initials = layout.fields.some((one) => one.field.key === 'person.name')
    ? ['person__name_initials text']
    : [];
  return `create unlogged table ${layout.table} (
    n integer, sheet smallint, row integer, region bigint, village_group text, bad boolean, by_register boolean not null default false,
    ${[...(layout.hasYear ? [`${YEAR_COLUMN} integer`] : []), ...columns, ...initials].join(',\n    ')}) with (autovacuum_enabled = off)`;
}
