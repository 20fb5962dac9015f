import type { FindingRule, Procedure, Role } from '@mingbai/core';
import type { ReadTx, WriteTx } from '../db/tx.ts';
import type { Actor } from '../journal/command.ts';
import { editionsOf, keyOf } from '../procedure/edition.ts';
import { decideFindings, type Decision } from './decide.ts';
import type { Hit } from './hits.ts';
import { lockLedger } from './lock.ts';
import { recordRun } from './run.ts';

const SOURCE = 'procedure';

/** Cases of one thing that are past one deadline: one finding. */
interface Late {
  readonly noun: 'household' | 'village';
  readonly subject: string;
  readonly region: string;
  readonly procedure: string;
  /** Of the latest of the cases. */
  readonly version: string;
  readonly deadline: string;
  /** The earliest. */
  readonly due: string;
  readonly escalated: readonly Role[];
  /** Ids, oldest first, each with its day: by them a lateness is known again. */
  readonly cases: readonly string[];
  readonly days: readonly string[];
  readonly [column: string]: unknown;
}

interface Known {
  readonly id: string;
  readonly noun: 'household' | 'village';
  readonly subject: string;
  readonly procedure: string;
  readonly version: string;
  /** What was last done about its case: what made the lateness go. */
  readonly cause: string | null;
  readonly [column: string]: unknown;
}

export interface OverdueOutcome {
  /** New, or late again. */
  readonly found: number;
  /** The step was taken. */
  readonly gone: number;
  readonly assigned: number;
}

/** Counties with cases past their day, or with findings of such; `today` as `YYYY-MM-DD`. */
export async function countiesWithOverdue(tx: ReadTx, today: string): Promise<string[]> {
  const rows = await tx.rows<{ county: string }>(
    `select lpad(county::text, 6, '0') as county from mingbai.procedure_case where ended is null and due < $1
     union select lpad(county::text, 6, '0') from mingbai.finding where source = '${SOURCE}' and state <> 'closed' order by 1`,
    [today],
  );
  return rows.map(({ county }) => county);
}

/**
 * Holds the cases of a county that are past their day against the ledger: a missed deadline is a finding, given to
 * whom the procedure escalates to, closed when the step is taken and open again when it is late again. The same
 * lateness a second time writes nothing. The scope of the transaction must be the whole county.
 */
export async function recordOverdue(
  tx: WriteTx,
  county: string,
  today: string,
  actor: Pick<Actor, 'id' | 'role'>,
): Promise<OverdueOutcome> {
  await lockLedger(tx, county, 'run');
  const late = await lateCases(tx, county, today);
  const known = await knownOf(tx, county);
  const editions = await editionsOf(tx, [...late, ...known]);
  const outcome = { found: 0, gone: 0, assigned: 0 };
  for (const turn of turnsOf(late, known)) {
    const edition = editions.get(keyOf(turn));
    if (edition === undefined || turn.subjects.length === 0) continue;
    const recorded = await recordRun(tx, {
      county,
      source: SOURCE,
      actor,
      rules: rulesOf(edition.procedure, edition.version),
      scope: { subjects: turn.subjects },
      hits: turn.late.map(hitOf),
      ...(turn.cause === null ? {} : { cause: turn.cause }),
    });
    outcome.found += recorded.found + recorded.back + recorded.changed + recorded.expired;
    outcome.gone += recorded.gone;
  }
  outcome.assigned = await assign(tx, county, late, actor);
  return outcome;
}

/** A household is one thing; of those that are not registered yet, and of places, the place is. */
function lateCases(tx: ReadTx, county: string, today: string): Promise<Late[]> {
  return tx.rows<Late>(
    `select s.noun, s.subject::text as subject, lpad(max(s.region)::text, 12, '0') as region, s.procedure, s.deadline,
       (array_agg(s.version order by s.id desc))[1] as version, min(s.due)::text as due,
       (array_agg(to_jsonb(s.escalated) order by s.id desc))[1] as escalated,
       array_agg(s.id::text order by s.id) as cases, array_agg(s.due::text order by s.id) as days
     from (select case when c.noun = 'household' and c.subject_id is not null then 'household' else 'village' end as noun,
         case when c.noun = 'household' and c.subject_id is not null then c.subject_id else c.region end as subject,
         c.id, c.region, c.procedure, c.version, c.deadline, c.due, c.escalated
       from mingbai.procedure_case c where c.county = $1 and c.ended is null and c.due < $2) s
     group by s.noun, s.subject, s.procedure, s.deadline order by s.noun, s.subject, s.procedure, s.deadline`,
    [county, today],
  );
}

function knownOf(tx: ReadTx, county: string): Promise<Known[]> {
  return tx.rows<Known>(
    `select f.id::text, f.noun, f.subject_id::text as subject, split_part(f.rule, '/', 2) as procedure, f.rule_version as version,
       (select max(c.entry)::text from mingbai.procedure_case c where c.county = f.county and c.id in
          (select jsonb_array_elements_text(f.facts -> 'cases')::bigint)) as cause
     from mingbai.finding f where f.county = $1 and f.source = '${SOURCE}' and f.state <> 'closed'`,
    [county],
  );
}

interface Turn {
  readonly procedure: string;
  readonly version: string;
  readonly cause: string | null;
  readonly subjects: { readonly noun: Late['noun']; readonly id: string }[];
  readonly late: Late[];
}

/**
 * One run for each edition of a procedure, about the things that go by it; those that are late no more by the entry
 * that mended them, because a run says one cause.
 */
function turnsOf(late: readonly Late[], known: readonly Known[]): Turn[] {
  const turns = new Map<string, Turn>();
  const thing = ({ noun, subject, procedure }: Late | Known): string => `${noun}/${subject}/${procedure}`;
  const turn = (one: Late | Known, version: string, cause: string | null): Turn => {
    const key = `${one.procedure}/${version}/${cause ?? ''}`;
    const made = turns.get(key) ?? { procedure: one.procedure, version, cause, subjects: [], late: [] };
    turns.set(key, made);
    if (!made.subjects.some(({ noun, id }) => noun === one.noun && id === one.subject))
      made.subjects.push({ noun: one.noun, id: one.subject });
    return made;
  };
  const versions = new Map(late.map((one) => [thing(one), one.version]));
  for (const one of late) turn(one, versions.get(thing(one)) ?? one.version, null).late.push(one);
  for (const one of known) if (!versions.has(thing(one))) turn(one, one.version, one.cause);
  return [...turns.values()];
}

/** Facts by which people read it; the days alone say whether it is the same lateness. */
function hitOf({ noun, subject, region, procedure, deadline, due, cases, days }: Late): Hit {
  return {
    rule: ruleName(procedure, deadline),
    severity: SEVERITY,
    noun,
    subjectId: subject,
    householdId: noun === 'household' ? subject : null,
    personId: null,
    region,
    facts: { due, count: cases.length, cases },
    digest: cases.map((id, at) => `${id}:${days[at] ?? ''}`).join(),
  };
}

const SEVERITY = 'warning';

function ruleName(procedure: string, deadline: string): string {
  return `overdue/${procedure}/${deadline}`;
}

function rulesOf({ id, zh, en, source, deadlines }: Procedure, version: string): FindingRule[] {
  return deadlines.map((deadline) => ({
    id: ruleName(id, deadline.key),
    version,
    family: SOURCE,
    familyName: { zh: '程序逾期', en: 'Procedures past their day' },
    severity: SEVERITY,
    title: { zh: `${zh}逾期：${deadline.zh}`, en: `${en}, past its day: ${deadline.en}` },
    message: {
      zh: `“${zh}”的“${deadline.zh}”应于 {due} 前办完，已逾期（{count} 件）`,
      en: `“${en}”: “${deadline.en}” was due by {due} (cases: {count})`,
    },
    advice: {
      zh: '请在“程序办理”中办理这一步；办理后自动销号',
      en: 'Take the step under Procedures; it closes when that is done',
    },
    fields: [],
    citation: source.zh,
  }));
}

const TEAMS: Readonly<Partial<Record<Role, 'village' | 'township' | 'county'>>> = {
  village_worker: 'village',
  township_reviewer: 'township',
  county_clerk: 'county',
  department_officer: 'county',
  leader: 'county',
};

/** Leads of this entry go to the first whom their deadline escalates to; one that escalates to nobody stays a lead. */
async function assign(
  tx: WriteTx,
  county: string,
  late: readonly Late[],
  actor: Pick<Actor, 'id' | 'role'>,
): Promise<number> {
  const leads = await tx.rows<{ id: string; key: string }>(
    `select f.id::text, f.noun || '/' || f.subject_id || '/' || f.rule as key from mingbai.finding f
     where f.county = $1 and f.source = '${SOURCE}' and f.state = 'lead' and f.entry = $2`,
    [county, tx.entry],
  );
  const teams = new Map(
    late.flatMap((one) => {
      const team = one.escalated.map((role) => TEAMS[role]).find((found) => found !== undefined);
      const key = `${one.noun}/${one.subject}/${ruleName(one.procedure, one.deadline)}`;
      return team === undefined ? [] : [[key, team] as const];
    }),
  );
  let assigned = 0;
  for (const team of ['village', 'township', 'county'] as const) {
    const ids = leads.filter(({ key }) => teams.get(key) === team).map(({ id }) => id);
    const decision: Decision = { action: 'assign', to: { team } };
    if (ids.length > 0) assigned += (await decideFindings(tx, county, actor, { ids }, decision)).accepted;
  }
  return assigned;
}
