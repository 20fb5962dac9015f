import { type Calendar, endOf, type NoticeRun, Problem, type RegionCode, type Span } from '@mingbai/core';
import type { ReadTx, WriteTx } from '../db/tx.ts';

/** The notice of a case's present state. */
export interface CaseNotice extends NoticeRun {
  readonly notice: string;
  readonly slug: string;
}

/**
 * What hangs out for the state that each case is in, the latest when it hung twice; a case that is not there has none.
 * An objection to the list as a whole is one to each of its cases.
 */
export async function noticesOf(
  tx: ReadTx,
  county: string,
  cases: readonly string[],
): Promise<ReadonlyMap<string, CaseNotice>> {
  if (cases.length === 0) return new Map();
  const rows = await tx.rows<CaseNotice & { case: string }>(
    `select distinct on (c.id) c.id::text as "case", n.id::text as notice, n.slug, n."from"::text as "from", n.until::text as until,
       (select count(*)::integer from mingbai.objection o where o.county = n.county and o.notice = n.id
          and o.answered_at is null and (o."case" is null or o."case" = c.id)) as "openObjections"
     from mingbai.procedure_case c
     join mingbai.notice_case nc on nc.county = c.county and nc."case" = c.id
     join mingbai.notice n on n.county = nc.county and n.id = nc.notice and n.state = c.state and n.withdrawn_at is null
     where c.county = $1::integer and c.id = any($2::bigint[])
     order by c.id, n.id desc`,
    [county, cases],
  );
  return new Map(rows.map(({ case: id, ...run }) => [id, run]));
}

/** Where a notice hangs, for who may write there. */
export interface NoticePlace {
  readonly county: string;
  readonly region: RegionCode;
}

export async function findNoticePlace(tx: ReadTx, id: string): Promise<NoticePlace | undefined> {
  return tx.find<NoticePlace>(
    `select lpad(county::text, 6, '0') as county, lpad(region::text, 12, '0') as region from mingbai.notice where id = $1`,
    [id],
  );
}

interface Hanging {
  readonly span: Span;
  readonly from: string;
  readonly until: string;
}

/**
 * Days, both included, on which it did not hang: they do not count, and its end moves. Returns the new last day.
 * @throws Problem `not-found`; `invalid-input` when the days lie before it hung or after its end.
 */
export async function interruptNotice(
  tx: WriteTx,
  { county }: NoticePlace,
  id: string,
  days: { readonly from: string; readonly to: string; readonly reason: string },
  calendar: Calendar,
): Promise<{ before: string; until: string }> {
  const hanging = await lockNotice(tx, county, id);
  if (days.from < hanging.from || days.from > hanging.until || days.to < days.from) {
    throw new Problem('invalid-input', {
      detail: `interruption ${days.from} – ${days.to}, notice ${hanging.from} – ${hanging.until}`,
      detailZh: `中断 ${days.from} 至 ${days.to}，公示期 ${hanging.from} 至 ${hanging.until}`,
    });
  }
  await tx.run(
    `insert into mingbai.notice_interruption (county, notice, "from", "to", reason, at, entry) values ($1, $2, $3, $4, $5, now(), $6)`,
    [county, id, days.from, days.to, days.reason, tx.entry],
  );
  const all = await tx.rows<{ from: string; to: string }>(
    `select "from"::text as "from", "to"::text as "to" from mingbai.notice_interruption where county = $1 and notice = $2`,
    [county, id],
  );
  const until = endOf(hanging.span, hanging.from, calendar, all);
  await tx.run('update mingbai.notice set until = $3 where county = $1 and id = $2', [county, id, until]);
  return { before: hanging.until, until };
}

/** Taken down before its time: it is on no page any more, and what waited for it waits for another. */
export async function withdrawNotice(
  tx: WriteTx,
  { county }: NoticePlace,
  id: string,
  reason: string,
): Promise<void> {
  await lockNotice(tx, county, id);
  await tx.run(
    `update mingbai.notice set withdrawn_at = now(), withdrawn_why = $3 where county = $1 and id = $2`,
    [county, id, reason],
  );
}

async function lockNotice(tx: WriteTx, county: string, id: string): Promise<Hanging> {
  const found = await tx.find<Hanging>(
    `select span, "from"::text as "from", until::text as until from mingbai.notice
     where county = $1 and id = $2 and withdrawn_at is null for update`,
    [county, id],
  );
  if (found === undefined) throw new Problem('not-found');
  return found;
}
