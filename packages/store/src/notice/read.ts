import { scopeOf, type NoticeColumn, type NoticeRow, type RegionCode } from '@mingbai/core';
import type { ReadTx } from '../db/tx.ts';

export type NoticeState = 'hanging' | 'over' | 'withdrawn' | 'coming';

export interface ListedNotice {
  readonly id: string;
  readonly slug: string;
  readonly region: RegionCode;
  readonly procedure: string;
  readonly title: { readonly zh: string; readonly en: string };
  readonly place: string;
  readonly from: string;
  readonly until: string;
  readonly state: NoticeState;
  readonly lines: number;
  readonly objections: number;
  readonly open: number;
}

const STATE = `case when n.withdrawn_at is not null then 'withdrawn' when mingbai.public_day() < n."from" then 'coming'
  when mingbai.public_day() > n.until then 'over' else 'hanging' end`;
const LISTED = `n.id::text, n.slug, lpad(n.region::text, 12, '0') as region, n.procedure, json_build_object('zh', n.title_zh, 'en', n.title_en) as title,
  n.place, n."from"::text as "from", n.until::text as until, ${STATE} as state, jsonb_array_length(n.rows) as lines,
  o.objections, o.open`;
const COUNTED = `cross join lateral (select count(*)::integer as objections, count(*) filter (where o.answered_at is null)::integer as open
  from mingbai.objection o where o.county = n.county and o.notice = n.id) o`;

export interface NoticeFilter {
  readonly region?: RegionCode | undefined;
  readonly state?: NoticeState | undefined;
  /** Only those with unanswered objections. */
  readonly open?: boolean | undefined;
}

/** What hangs out, soonest to end first, then what has; at most `limit`, with how many there are. */
export async function listNotices(
  tx: ReadTx,
  { region, state, open }: NoticeFilter,
  { limit, offset }: { readonly limit: number; readonly offset: number },
): Promise<{ readonly total: number; readonly rows: ListedNotice[] }> {
  const { low, high } = region === undefined ? { low: '0', high: '999999999999' } : scopeOf(region);
  const rows = await tx.rows<ListedNotice & { total: number }>(
    `select ${LISTED}, count(*) over ()::integer as total from mingbai.notice n ${COUNTED}
     where n.region between $1::bigint and $2::bigint and ($3::text is null or ${STATE} = $3::text) and ($4::boolean is not true or o.open > 0)
     order by ${STATE} <> 'hanging', case when ${STATE} = 'hanging' then n.until end, n.until desc, n.id limit $5 offset $6`,
    [low, high, state ?? null, open ?? null, limit, offset],
  );
  return { total: rows[0]?.total ?? 0, rows: rows.map(({ total: _total, ...row }) => row) };
}

export interface NoticePage extends ListedNotice {
  readonly basis: { readonly zh: string; readonly en: string };
  readonly said: string | null;
  readonly columns: readonly NoticeColumn[];
  readonly rows: readonly NoticeRow[];
  /** Case of each line. */
  readonly cases: readonly string[];
  readonly phone: string;
  readonly contact: string | null;
  readonly withdrawnWhy: string | null;
  readonly interruptions: readonly { readonly from: string; readonly to: string; readonly reason: string }[];
  readonly objectionList: readonly {
    readonly id: string;
    readonly number: string;
    /** Line of the list; null: the whole. */
    readonly line: number | null;
    readonly at: string;
    readonly upheld: boolean | null;
    readonly answer: string | null;
    readonly answeredAt: string | null;
  }[];
}

export function findNotice(tx: ReadTx, id: string): Promise<NoticePage | undefined> {
  return tx.find<NoticePage>(
    `select ${LISTED}, json_build_object('zh', n.basis_zh, 'en', n.basis_en) as basis, n.said, n.columns, n.rows, n.phone, n.contact,
       n.withdrawn_why as "withdrawnWhy",
       (select coalesce(json_agg(c."case"::text order by c.line), '[]') from mingbai.notice_case c where c.county = n.county and c.notice = n.id) as cases,
       (select coalesce(json_agg(json_build_object('from', i."from", 'to', i."to", 'reason', i.reason) order by i."from"), '[]')
        from mingbai.notice_interruption i where i.county = n.county and i.notice = n.id) as interruptions,
       (select coalesce(json_agg(json_build_object('id', o.id::text, 'number', o.number, 'at', o.at, 'upheld', o.upheld, 'answer', o.answer,
          'answeredAt', o.answered_at, 'line', (select c.line from mingbai.notice_case c where c.county = o.county and c.notice = o.notice and c."case" = o."case"))
          order by o.answered_at is not null, o.at), '[]')
        from mingbai.objection o where o.county = n.county and o.notice = n.id) as "objectionList"
     from mingbai.notice n ${COUNTED} where n.id = $1`,
    [id],
  );
}
