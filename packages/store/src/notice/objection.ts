import { type FindingRule, Problem, RECEIPT_RANDOM, receiptNumber, type RegionCode } from '@mingbai/core';
import type { ReadTx, WriteTx } from '../db/tx.ts';
import type { Hit } from '../finding/hits.ts';
import { recordRun } from '../finding/run.ts';
import type { Actor } from '../journal/command.ts';
import type { Vault } from '../vault/vault.ts';
import { randomText } from './post.ts';

export interface ObjectionMade {
  /** Address of the notice. */
  readonly slug: string;
  /** The line of the list it is about, from 1; without, the whole list. */
  readonly line?: number | undefined;
  readonly said: string;
  readonly contact?: string | undefined;
}

const SAID = 'objection.said';
const CONTACT = 'objection.contact';

/** Where an objection to a notice that hangs out today would be written; undefined: none hangs there. */
export async function findHanging(
  tx: ReadTx,
  slug: string,
): Promise<{ county: string; region: RegionCode } | undefined> {
  return tx.find(
    `select left(n.slug, 6) as county, lpad(n.region::text, 12, '0') as region from mingbai.public_notice($1) n where not n.over`,
    [slug],
  );
}

/**
 * Takes an objection to a notice that hangs out; what it says and who says it are sealed. Returns its receipt.
 * @throws Problem `not-found` when nothing hangs there, or has no such line.
 */
export async function makeObjection(
  tx: WriteTx,
  vault: Vault,
  { slug, line, said, contact }: ObjectionMade,
  actor: Pick<Actor, 'id' | 'role'>,
): Promise<{ readonly id: string; readonly number: string; readonly notice: string }> {
  const notice = await tx.find<{ county: string; id: string; region: string; case: string | null }>(
    `select lpad(n.county::text, 6, '0') as county, n.id::text, n.region::text,
       (select c."case"::text from mingbai.notice_case c where c.county = n.county and c.notice = n.id and c.line = $2) as "case"
     from mingbai.notice n where n.slug = $1 and n.withdrawn_at is null and mingbai.public_day() between n."from" and n.until`,
    [slug, line ?? null],
  );
  if (notice === undefined || (line !== undefined && notice.case === null)) throw new Problem('not-found');
  const number = receiptNumber(randomText(RECEIPT_RANDOM));
  const row = await tx.find<{ id: string }>(
    `insert into mingbai.objection (county, region, notice, "case", number, said_sealed, contact_sealed, at, entry)
     values ($1, $2, $3, $4, $5, $6, $7, now(), $8) returning id::text`,
    [
      notice.county,
      notice.region,
      notice.id,
      notice.case,
      number,
      vault.seal(said, SAID),
      contact === undefined ? null : vault.seal(contact, CONTACT),
      tx.entry,
    ],
  );
  await follow(tx, notice.county, notice.id, notice.case, actor);
  return { id: row?.id ?? '', number, notice: notice.id };
}

export interface ObjectionText {
  readonly said: string;
  readonly contact: string | null;
}

/** What was said, in clear: the caller's command says who read it. */
export async function openObjection(tx: ReadTx, vault: Vault, id: string): Promise<ObjectionText> {
  const row = await tx.find<{ said: Buffer; contact: Buffer | null }>(
    `select said_sealed as said, contact_sealed as contact from mingbai.objection where id = $1`,
    [id],
  );
  if (row === undefined) throw new Problem('not-found');
  return {
    said: vault.open(row.said, SAID),
    contact: row.contact === null ? null : vault.open(row.contact, CONTACT),
  };
}

export interface ObjectionPlace {
  readonly county: string;
  readonly region: RegionCode;
  readonly number: string;
}

export async function findObjectionPlace(tx: ReadTx, id: string): Promise<ObjectionPlace | undefined> {
  return tx.find<ObjectionPlace>(
    `select lpad(county::text, 6, '0') as county, lpad(region::text, 12, '0') as region, number from mingbai.objection where id = $1`,
    [id],
  );
}

/**
 * Answers it, once: the answer can be read under the receipt from then on, and the finding closes with the last one.
 * The scope must be the whole county's. @throws Problem `not-found`, `objection-answered`.
 */
export async function answerObjection(
  tx: WriteTx,
  county: string,
  id: string,
  { upheld, answer }: { readonly upheld: boolean; readonly answer: string },
  actor: Pick<Actor, 'id' | 'role'>,
): Promise<void> {
  const open = await tx.find<{ answered: boolean; notice: string; case: string | null }>(
    `select answered_at is not null as answered, notice::text, "case"::text as "case" from mingbai.objection
     where county = $1 and id = $2 for update`,
    [county, id],
  );
  if (open === undefined) throw new Problem('not-found');
  if (open.answered) throw new Problem('objection-answered');
  await tx.run(
    `update mingbai.objection set upheld = $3, answer = $4, answered_at = now(), answered_by = $5, answer_entry = $6
     where county = $1 and id = $2`,
    [county, id, upheld, answer, actor.id, tx.entry],
  );
  await follow(tx, county, open.notice, open.case, actor);
}

const RULE: FindingRule = {
  id: 'objection',
  version: '1',
  family: 'objection',
  familyName: { zh: '群众异议', en: 'Objections of the public' },
  severity: 'error',
  title: { zh: '公示期间有异议未答复', en: 'An objection to a notice has not been answered' },
  message: {
    zh: '“{notice}”公示中有 {count} 条异议未答复，最早一条 {since} 收到',
    en: 'Unanswered objections to the notice “{notice}”: {count}, the first since {since}',
  },
  advice: {
    zh: '请调查核实后在“公示与异议”中答复；答复后自动销号，答复前程序不能进入下一步',
    en: 'Look into it and answer under Notices; it closes with the answer, and the procedure waits for it',
  },
  fields: [],
  citation: null,
};

/** The ledger follows what is unanswered of the case's household, or of the place of a list. */
async function follow(
  tx: WriteTx,
  county: string,
  notice: string,
  of: string | null,
  actor: Pick<Actor, 'id' | 'role'>,
): Promise<void> {
  const subject = await tx.find<{ noun: 'household' | 'village'; id: string; region: string }>(
    `select case when c.noun = 'household' and c.subject_id is not null then 'household' else 'village' end as noun,
       case when c.noun = 'household' and c.subject_id is not null then c.subject_id else n.region end::text as id,
       lpad(coalesce(c.region, n.region)::text, 12, '0') as region
     from mingbai.notice n left join mingbai.procedure_case c on c.county = n.county and c.id = $3::bigint
     where n.county = $1 and n.id = $2`,
    [county, notice, of],
  );
  if (subject === undefined) return;
  const [open] = await tx.rows<{ count: number; since: string; notice: string; cases: string[] }>(
    `select count(*)::integer as count, min((o.at at time zone 'Asia/Shanghai')::date)::text as since, min(n.title_zh) as notice,
       coalesce(array_agg(distinct o."case"::text) filter (where o."case" is not null), '{}') as cases
     from mingbai.objection o join mingbai.notice n on n.county = o.county and n.id = o.notice
     left join mingbai.procedure_case c on c.county = o.county and c.id = o."case"
     where o.county = $1 and o.answered_at is null
       and case when $2 = 'household' then c.noun = 'household' and c.subject_id = $3::bigint
           else n.region = $3::bigint and (o."case" is null or c.subject_id is null or c.noun <> 'household') end`,
    [county, subject.noun, subject.id],
  );
  const hits: Hit[] =
    open === undefined || open.count === 0
      ? []
      : [
          {
            rule: RULE.id,
            severity: RULE.severity,
            noun: subject.noun,
            subjectId: subject.id,
            householdId: subject.noun === 'household' ? subject.id : null,
            personId: null,
            region: subject.region,
            facts: { ...open },
          },
        ];
  await recordRun(tx, {
    county,
    source: 'objection',
    actor,
    rules: [RULE],
    scope: { subjects: [{ noun: subject.noun, id: subject.id }] },
    hits,
    cause: tx.entry,
  });
}
