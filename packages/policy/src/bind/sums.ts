import { BOOLEAN, type Expression, parse, toSql } from '@mingbai/policy-engine';
import type { Parameters } from '../parameters/parameters.ts';
import { mentionedIn, type Mentioned, together } from '../check/mentioned.ts';
import type { Facts, Subject, VillageSum } from '../vocabulary/fact.ts';
import { factsOf } from '../vocabulary/facts-of.ts';
import { vocabularyOf } from '../vocabulary/vocabulary.ts';
import type { Frame } from './frame.ts';
import type { RegisterView } from './register.ts';
import { BASE, bindSubject, type BoundSubject } from './subject.ts';
import type { ColumnSql } from './value-sql.ts';

/** Facts of a subject bound, with a village's sums. */
export function bindWithSums(
  subject: Subject,
  facts: Facts,
  names: Mentioned,
  view: RegisterView,
): BoundSubject {
  return bindSubject(subject, facts, names, view, (frame, sum) => sumOf(frame, sum, view));
}

/** What has been asked of the persons or households of all villages, for one frame of villages. */
export interface Summing {
  readonly over: VillageSum['over'];
  readonly sums: Map<string, VillageSum>;
}

const summing = new WeakMap<Frame, Map<VillageSum['over'], Summing>>();

/** A sum over the register as a column of the villages' frame; all of one noun are added up in one go. */
function sumOf(frame: Frame, sum: VillageSum, view: RegisterView): ColumnSql {
  let parts = summing.get(frame);
  if (parts === undefined) summing.set(frame, (parts = new Map()));
  let part = parts.get(sum.over);
  if (part === undefined) {
    const fresh: Summing = { over: sum.over, sums: new Map() };
    parts.set(sum.over, (part = fresh));
    frame.joinSums(aliasOf(sum.over), () => sumsSql(fresh, view));
  }
  const known = [...part.sums.keys()];
  if (!part.sums.has(sum.id)) known.push(sum.id);
  part.sums.set(sum.id, sum);
  const sql = `coalesce(${aliasOf(sum.over)}.s${known.indexOf(sum.id)}, 0)`;
  return sum.sum === undefined ? { sql, scale: 0 } : { sql };
}

function aliasOf(over: VillageSum['over']): string {
  return `${over}_sums`;
}

/** What a sum asks of each person or household: its condition, and the names that this and what is added up say. */
export function namesOfSum(
  { id, over, where, sum }: VillageSum,
  parameters: Parameters,
): { readonly facts: Facts; readonly names: Mentioned; readonly where: Expression | undefined } {
  const facts = factsOf(over, parameters);
  const parsed = where === undefined ? undefined : parse(where, vocabularyOf(facts), { expect: BOOLEAN });
  if (parsed?.ok === false) throw new RangeError(`${id}: ${parsed.problems[0]?.en ?? ''}`);
  const names = together([
    ...(parsed === undefined ? [] : [mentionedIn(parsed.expression, facts)]),
    ...(sum === undefined ? [] : [new Map([[sum, null]])]),
  ]);
  return { facts, names, where: parsed?.expression };
}

/** A row a village that has any of them: `region`, and the sums as `s0`, `s1` … in their order. */
export function sumsSql({ over, sums }: Summing, view: RegisterView): string {
  const asked = [...sums.values()].map((sum) => ({ ...sum, ...namesOfSum(sum, view.parameters) }));
  const bound = bindSubject(
    over,
    factsOf(over, view.parameters),
    together(asked.map(({ names }) => names)),
    view,
  );
  const columns = asked.map(({ id, where, sum }, index) => {
    const value = sum === undefined ? undefined : bound.facts.get(sum)?.column?.sql;
    const total = sum === undefined ? 'count(*)' : `sum(${value ?? 'null'})`;
    if (where === undefined) return `${total} as s${index}`;
    const compiled = toSql(where, bound.binding, 'postgres', { demand: 'truth' });
    if (!compiled.ok) throw new RangeError(`${id}: ${compiled.unsupported[0]?.en ?? ''}`);
    return `${total} filter (where ${compiled.sql}) as s${index}`;
  });
  return `select ${BASE}.region, ${columns.join(', ')} from ${bound.relation()} group by ${BASE}.region`;
}
