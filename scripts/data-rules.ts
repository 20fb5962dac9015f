import { loadRules, parameterFileSchema, readBundle, ruleFileSchema } from '@mingbai/policy';
import { dataRules } from './data-rules/render.ts';
import { writeOrCheck } from './written.ts';

/**
 * Writes docs/data-rules.md and the JSON Schemas beside the rules from what `policy/` holds. Exits 1 when a rule is
 * quarantined; with `--check` also when a file is not up to date.
 */
const set = loadRules(await readBundle());
for (const { file, id, problems } of set.quarantined) {
  for (const { line, column, zh, en } of problems)
    console.error(`policy/${file}:${line}:${column} ${id ?? ''} ${zh} · ${en}`);
}
if (set.quarantined.length > 0) process.exit(1);

const json = (schema: object): string => `${JSON.stringify(schema, null, 2)}\n`;
const files: Readonly<Record<string, string>> = {
  'docs/data-rules.md': dataRules(set),
  'policy/data-rules/rule-file.schema.json': json(ruleFileSchema()),
  'policy/parameters/parameter-file.schema.json': json(parameterFileSchema()),
};
await writeOrCheck(files, 'policy/ says', process.argv.includes('--check'));
