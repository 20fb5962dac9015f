/**
 * Prints the CREATE TABLE text of the register's nouns from the dictionary. Run when a noun is added, put
 * the text into a migration, and review it there: migrations are the truth, the store's test holds them
 * and the dictionary together.
 *   node --import tsx scripts/noun-tables.ts
 */
import { NOUN_TABLES, tableColumns, type NounTable } from '@mingbai/store';

/** `from`, `to` and the like are words of SQL. */
function quote(column: string): string {
  const [name = '', ...type] = column.split(' ');
  return `"${name}" ${type.join(' ')}`;
}

function tableText(table: NounTable): string {
  const columns = tableColumns(table);
  const lines = columns.map((column) => `  ${quote(column)}`).join(',\n');
  const key = ['county', ...table.key].join(', ');
  return [
    `create table mingbai.${table.noun} (\n${lines},\n  primary key (county, id)\n);`,
    `create unique index ${table.noun}_key on mingbai.${table.noun} (${key});`,
    `create table mingbai.${table.noun}_past (like mingbai.${table.noun}, known_to timestamptz not null);`,
    `create index ${table.noun}_past_id on mingbai.${table.noun}_past (county, id);`,
    `create view mingbai.${table.noun}_said with (security_invoker = true) as\n  select * from mingbai.${table.noun}\n  union all\n  select ${columns.map((column) => `"${column.split(' ')[0]}"`).join(', ')} from mingbai.${table.noun}_past;`,
  ].join('\n');
}

process.stdout.write(`${NOUN_TABLES.map(tableText).join('\n\n')}\n`);
