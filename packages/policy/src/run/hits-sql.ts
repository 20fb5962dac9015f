import { planAll, type Unsupported } from '@mingbai/policy-engine';
import { literal, objectSql } from '../bind/json-sql.ts';
import type { RegisterView } from '../bind/register.ts';
import { BASE, type BoundSubject, LIST } from '../bind/subject.ts';
import { bindWithSums } from '../bind/sums.ts';
import { BY_CALENDAR_SQL } from '../check/digest.ts';
import { type Mentioned, together } from '../check/mentioned.ts';
import type { Facts, Subject } from '../vocabulary/fact.ts';
import { holdsSql, type RuleAtWork } from './at-work.ts';

export interface HitsSql {
  /** Puts the hits into the table; then those lists that hits show are filled in. */
  readonly statements: readonly string[];
  /** Rules that SQL cannot say. */
  readonly unsupported: readonly (Unsupported & { readonly id: string })[];
}

/** The digest of hits' facts, as both ways of checking take it. */
export function digestSql(facts: string): string {
  return `md5(regexp_replace((${facts})::text, ${BY_CALENDAR_SQL}, '', 'g'))`;
}

/** One statement for all of the rules, which are of one subject, over every row of it: `into` is a table of hits. */
export function hitsSql(
  rules: readonly RuleAtWork[],
  subject: Subject,
  facts: Facts,
  view: RegisterView,
  into: string,
): HitsSql {
  const bound = bindWithSums(subject, facts, together(rules.map(({ names }) => names)), view);
  const planned = rules.map(({ rule }) => ({ id: rule.id, expression: rule.expression }));
  const { columns, from, unsupported } = planAll(planned, bound.binding, 'postgres');
  const said = new Map(columns.map(({ id, sql }) => [id, sql]));
  const hits = rules.flatMap((one) => {
    const sql = said.get(one.rule.id);
    return sql === undefined ? [] : [{ ...one, sql: conditionSql(one, sql) }];
  });
  if (hits.length === 0) return { statements: [], unsupported };
  const arms = hits.map(
    ({ rule, names, sql }) =>
      `(${literal(rule.id)}, '${rule.severity}', case when ${sql} then ${shownSql(bound, names)} end)`,
  );
  const household = subject === 'village' ? 'null::bigint' : `${BASE}.household_id`;
  const person = subject === 'person' ? `${BASE}.id` : 'null::bigint';
  const insert = `insert into ${into} (rule, severity, noun, subject_id, household_id, person_id, region, facts, digest)
    select v.rule, v.severity, '${subject}', ${BASE}.id, ${household}, ${person}, ${BASE}.region, v.facts, ${digestSql('v.facts')}
    from ${bound.relation()} ${from}
    cross join lateral (values ${arms.join(',\n ')}) v(rule, severity, facts)
    where (${hits.map(({ sql }) => `(${sql})`).join('\n or ')}) and v.facts is not null`;
  return { statements: [insert, ...listsSql(hits, subject, bound, into)], unsupported };
}

/** Of rules that divide by zero somewhere: `rule`, and for how many; undefined when none of them can. */
export function divisionsSql(
  rules: readonly RuleAtWork[],
  subject: Subject,
  facts: Facts,
  view: RegisterView,
): string | undefined {
  const dividing = rules.flatMap(({ divides, ...rule }) =>
    divides === undefined ? [] : [{ ...rule, divides }],
  );
  if (dividing.length === 0) return undefined;
  const bound = bindWithSums(subject, facts, together(dividing.map(({ names }) => names)), view);
  const planned = dividing.map(({ rule, divides }) => ({ id: rule.id, expression: divides }));
  const { columns, from } = planAll(planned, bound.binding, 'postgres');
  const arms = columns.flatMap(({ id, sql }) => {
    const own = dividing.find(({ rule }) => rule.id === id);
    return own === undefined ? [] : [`(${literal(id)}, ${conditionSql(own, sql)})`];
  });
  if (arms.length === 0) return undefined;
  return `select v.rule, count(*) as n from ${bound.relation()} ${from}
    cross join lateral (values ${arms.join(',\n ')}) v(rule, divides) where v.divides group by v.rule`;
}

function conditionSql(rule: RuleAtWork, sql: string): string {
  const within = holdsSql(rule, BASE);
  return within === undefined ? sql : `((${within}) and (${sql}))`;
}

/** The facts that a hit shows: those the rule speaks of, lists still empty. */
function shownSql({ facts, lists }: BoundSubject, names: Mentioned): string {
  const paths = new Set(pathsOf(names));
  const flat = [...facts].filter(([path]) => paths.has(path));
  const empty = [...lists.keys()].filter((path) => paths.has(path));
  return objectSql(
    flat,
    empty.map((path) => `${literal(path)}, '[]'::jsonb`),
  );
}

/** Every name with those of the nouns around it; a list by its own name alone. */
function pathsOf(names: Mentioned, prefix = ''): string[] {
  return [...names].flatMap(([name, inner]) => [
    `${prefix}${name}`,
    ...(inner === null ? [] : pathsOf(inner, `${prefix}${name}.`)),
  ]);
}

/** Members, or those responsible, of the households that were hit, by what each rule says of them. */
function listsSql(
  hits: readonly RuleAtWork[],
  subject: Subject,
  { lists }: BoundSubject,
  into: string,
): string[] {
  return [...lists].flatMap(([path, list]) => {
    const arms = hits.flatMap(({ rule, names }) => {
      const inner = innerOf(names, path.split('.'));
      if (inner === undefined) return [];
      const shown = [...list.facts].filter(([name]) => inner.has(name));
      return [`when ${literal(rule.id)} then ${objectSql(shown)}`];
    });
    if (arms.length === 0) return [];
    const rules = hits.filter(({ names }) => innerOf(names, path.split('.')) !== undefined);
    const known = rules.map(({ rule }) => literal(rule.id)).join(', ');
    return [
      `update ${into} h set facts = h.facts || x.facts, digest = ${digestSql('h.facts || x.facts')} from (
         select ${LIST}.household_id, r.rule, jsonb_build_object(${literal(path)}, jsonb_agg(case r.rule ${arms.join(' ')} end order by ${LIST}.id)) as facts
         from (${list.frame.sql()}) ${LIST}
         join (select distinct household_id, rule from ${into} where noun = '${subject}' and rule in (${known})) r
           on r.household_id = ${LIST}.household_id
         group by ${LIST}.household_id, r.rule) x
       where h.noun = '${subject}' and h.household_id = x.household_id and h.rule = x.rule`,
    ];
  });
}

function innerOf(names: Mentioned, [name = '', ...rest]: readonly string[]): Mentioned | undefined {
  const inner = names.get(name);
  if (inner === undefined || inner === null) return undefined;
  return rest.length === 0 ? inner : innerOf(inner, rest);
}
