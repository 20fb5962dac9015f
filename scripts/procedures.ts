import {
  calendarFileSchema,
  loadCalendars,
  loadDecisions,
  loadProcedures,
  loadRules,
  procedureFileSchema,
  readBundle,
} from '@mingbai/policy';
import { procedureBook } from './procedures/render.ts';
import { writeOrCheck } from './written.ts';

/**
 * Writes docs/procedures.md and the JSON Schemas beside procedures and calendars from what `policy/` holds. Exits 1
 * when one of them is refused; with `--check` also when a file is not up to date.
 */
const bundle = await readBundle();
const library = loadProcedures(bundle, await loadDecisions(loadRules(bundle).parameters));
const calendars = loadCalendars(bundle);
const refused = [...library.refused, ...calendars.refused];
for (const { file, problems } of refused)
  for (const { line, column, zh, en } of problems)
    console.error(`policy/${file}:${line}:${column} ${zh} · ${en}`);
if (refused.length > 0) process.exit(1);

const json = (schema: object): string => `${JSON.stringify(schema, null, 2)}\n`;
const files: Readonly<Record<string, string>> = {
  'docs/procedures.md': procedureBook(library.procedures, calendars.files),
  'policy/procedures/procedure-file.schema.json': json(procedureFileSchema()),
  'policy/calendars/calendar-file.schema.json': json(calendarFileSchema()),
};
await writeOrCheck(files, 'policy/ says', process.argv.includes('--check'));
