import { fieldsOf, type Noun } from '@mingbai/core';
import { columnsOf, NOUN_TABLES } from '@mingbai/store';
import { table } from '../handbook/table.ts';
import type { Relation, Routine } from './schema.ts';

const HEAD = `# Database · 数据库

Generated from a freshly migrated database by \`scripts/database.ts\`; do not edit. The migrations
(\`packages/store/src/migrations\`) are the truth. 由迁移后的数据库生成，请勿手工修改。

Roles: the owner (of the database, runs migrations), \`mingbai_app\` (the server, held by row-level security) and
\`mingbai_auth\` (the sign-in library, which sees schema \`auth\` alone). Staging tables come and go with each
import and are not here. What the register's columns mean is in the [data handbook](data-handbook.md).
`;

/** Columns that stand in every table of the register. */
const SHARED: Readonly<Record<string, string>> = {
  county: 'six digits; first of every key, so that tables can be divided by it',
  id: 'the thing, the same in every statement about it',
  region: 'where it lies: 12-digit code, to which the scope is held',
  household_id: 'household.id',
  person_id: 'person.id',
  valid_from: 'the day from which it says so',
  known_from: 'when it was recorded',
  known_to: 'when another statement took its place',
  entry: 'journal entry that wrote it',
  village_group: 'group within the village · 村民小组',
  name_initials: 'pinyin initials of the name, for the search',
  year: 'of which it speaks · 年度',
  item: 'which field, by its dictionary stem',
  fen: 'money in fen',
  chosen: 'codes chosen',
  period: 'first day of the spell or of its year',
};

export function databaseText(relations: readonly Relation[], routines: readonly Routine[]): string {
  const pairs = new Set<string>(NOUN_TABLES.map(({ noun }) => noun));
  const shown = relations.filter(({ schema, name }) => schema !== 'mingbai' || !isShadow(name, pairs));
  const register = shown.filter(({ schema, name }) => schema === 'mingbai' && pairs.has(name));
  const others = shown.filter((one) => one.schema === 'mingbai' && !register.includes(one));
  const auth = shown.filter(({ schema }) => schema === 'auth');
  return [
    HEAD,
    `## The register\n`,
    ...register.map((one) => section(one, meaningsOf(one.name as Noun), shadows(one, relations))),
    `## Everything else of ours\n`,
    ...others.map((one) => section(one, new Map(), '')),
    `## The sign-in library's tables\n`,
    ...auth.map((one) => section(one, new Map(), '')),
    `## Functions\n`,
    `${table(
      ['function', 'gives', 'runs as', 'may be called by', 'what'],
      routines.map((one) => [
        `\`${one.name}(${one.arguments})\``,
        one.result,
        one.definer ? 'owner' : 'caller',
        one.roles ?? '',
        one.comment ?? '',
      ]),
    )}\n`,
  ].join('\n');
}

/** `<noun>_past` and `<noun>_said` stand with their noun. */
function isShadow(name: string, nouns: ReadonlySet<string>): boolean {
  return /_(past|said)$/.test(name) && nouns.has(name.replace(/_(past|said)$/, ''));
}

function shadows(noun: Relation, relations: readonly Relation[]): string {
  const find = (suffix: string) =>
    relations.find(({ schema, name }) => schema === 'mingbai' && name === noun.name + suffix);
  const past = find('_past');
  const said = find('_said');
  if (past === undefined || said === undefined) throw new Error(`${noun.name} lacks its past`);
  const more = past.columns.filter(({ name }) => noun.columns.every((one) => one.name !== name));
  return [
    `\`${past.name}\`: the same columns and ${more.map(({ name, type }) => `\`${name}\` ${type}`).join(', ')}. ${rights(past)}`,
    `\`${said.name}\`: view of both. ${rights(said)}\n`,
  ].join('\n\n');
}

function meaningsOf(noun: Noun): Map<string, string> {
  const meanings = new Map<string, string>();
  for (const field of fieldsOf(noun))
    columnsOf(field).forEach(({ name }, index) => {
      const part = ['sealed', 'keyed hash, to find it', 'keyed hash of the last four'][index] ?? '';
      meanings.set(
        name,
        columnsOf(field).length > 1 ? `${field.zh} · ${field.en}: ${part}` : `${field.zh} · ${field.en}`,
      );
    });
  return meanings;
}

function section(one: Relation, meanings: ReadonlyMap<string, string>, tail: string): string {
  const inRegister = meanings.size > 0;
  const columns = one.columns.map(({ name, type, required, comment }) => [
    name,
    type,
    required ? 'yes' : '',
    comment ?? meanings.get(name) ?? (inRegister || tail !== '' ? (SHARED[name] ?? '') : ''),
  ]);
  const facts = [
    ...one.constraints,
    ...one.indexes.map((text) => text.replace(/^CREATE (UNIQUE )?INDEX (\S+) ON \S+ USING /, '$1INDEX $2 ')),
  ];
  return [
    `### ${one.schema}.${one.name}\n`,
    ...(one.comment === null ? [] : [`${one.comment}\n`]),
    `${table(['column', 'type', 'required', 'what'], columns)}\n`,
    ...(facts.length === 0 ? [] : [`${facts.map((fact) => `- \`${fact}\``).join('\n')}\n`]),
    `${rights(one)}\n`,
    ...(tail === '' ? [] : [tail]),
  ].join('\n');
}

function rights(one: Relation): string {
  const grants = one.grants.map(({ role, rights: what }) => `\`${role}\` may ${what}`).join('; ');
  const policies = one.policies.map(
    ({ name, command, roles, using, check }) =>
      `\n- Policy \`${name}\` (${command}, ${roles})${using === null ? '' : `: \`${oneLine(using)}\``}${check === null ? '' : `, rows written: \`${oneLine(check)}\``}`,
  );
  const scope =
    one.kind === 'view'
      ? 'Read with the rights of who asks.'
      : one.scoped
        ? 'Held by row-level security:'
        : 'No row-level security.';
  return `${grants === '' ? '' : `${grants}. `}${scope}${policies.length === 0 ? '' : `\n${policies.join('')}`}`;
}

/** Policies repeat the scope's two ends: said shorter, they can be read. */
function oneLine(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replaceAll('( SELECT mingbai.scope_low() AS scope_low)', 'low')
    .replaceAll('( SELECT mingbai.scope_high() AS scope_high)', 'high')
    .replaceAll('( SELECT mingbai.scope_user() AS scope_user)', 'user');
}
