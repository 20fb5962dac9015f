import { createHash } from 'node:crypto';

/** Facts that change by the calendar alone: a difference in them is none. */
const BY_CALENDAR = /"(检查日|年龄)": ("[^"]*"|[^,}]*)/g;
/** The same for PostgreSQL. */
export const BY_CALENDAR_SQL = `'"(检查日|年龄)": ("[^"]*"|[^,}]*)'`;

/** What tells a hit with other facts from the same hit again: as `digestSql` takes it of jsonb. */
export function digestOf(facts: Readonly<Record<string, unknown>>): string {
  return createHash('md5').update(jsonbText(facts).replaceAll(BY_CALENDAR, '')).digest('hex');
}

/** JSON as PostgreSQL writes jsonb: shorter keys first, then by bytes; a blank after colons and commas. */
function jsonbText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(jsonbText).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null);
  const entries = Object.entries(value).map(([name, one]) => ({
    name,
    bytes: Buffer.from(name),
    one: one as unknown,
  }));
  entries.sort((a, b) => a.bytes.length - b.bytes.length || Buffer.compare(a.bytes, b.bytes));
  return `{${entries.map(({ name, one }) => `${JSON.stringify(name)}: ${jsonbText(one)}`).join(', ')}}`;
}
