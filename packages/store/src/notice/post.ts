import { randomInt } from 'node:crypto';
import {
  ancestorAt,
  type Calendar,
  endOf,
  leakProblem,
  type Procedure,
  RECEIPT_SIGNS,
  type RegionCode,
} from '@mingbai/core';
import type { WriteTx } from '../db/tx.ts';
import { noticeLines, type NoticeLine } from './lines.ts';

/** What a person says of a notice when it is posted. */
export interface NoticeAsked {
  /** Where people call: stands on the notice. */
  readonly phone: string;
  /** Office or person to ask for. */
  readonly contact?: string | undefined;
  /** A sentence of their own below the list. */
  readonly said?: string | undefined;
  readonly maskNames?: boolean | undefined;
}

export interface Posting {
  /** Six digits. */
  readonly county: string;
  readonly procedure: Procedure;
  /** The state the cases came into: it carries the notice. */
  readonly state: string;
  readonly cases: readonly string[];
  /** First day it hangs out. */
  readonly on: string;
  readonly calendar: Calendar;
  readonly asked: NoticeAsked;
}

export interface Posted {
  readonly id: string;
  readonly slug: string;
  readonly region: RegionCode;
  readonly place: string;
  readonly until: string;
  readonly lines: number;
}

/**
 * Hangs out the list of these cases: one notice for each place of the level that the procedure names.
 * @throws Problem `notice-leaks` when a sentence or cell says what may not hang out.
 */
export async function postNotices(tx: WriteTx, posting: Posting): Promise<Posted[]> {
  const { county, procedure, state, cases, on, asked } = posting;
  const notice = procedure.states[state]?.notice;
  if (notice === undefined) throw new RangeError(`${procedure.id}: ${state} carries no notice`);
  const { lines, minors } = await noticeLines(tx, county, cases, {
    columns: notice.columns,
    masked: asked.maskNames ?? false,
    // Texts from before did not say it: then the procedure's name, never an outcome that is still open.
    outcome: notice.proposes ?? { zh: procedure.zh, en: procedure.en },
    today: on,
  });
  refuseLeaks(lines, asked, minors);
  const until = endOf(notice.period, on, posting.calendar);
  const posted: Posted[] = [];
  const basis = procedure.basis ?? procedure.source;
  for (const [region, group] of byPlace(lines, notice.place)) {
    const place = await placeName(tx, region, notice.place === 'group' ? group[0]?.row.group : null);
    const slug = `${county}-${randomText(16)}`;
    const row = await tx.find<{ id: string }>(
      `insert into mingbai.notice (county, region, slug, procedure, state, title_zh, title_en, basis_zh, basis_en, said, place,
         columns, rows, phone, contact, span, "from", until, posted_at, entry)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, now(), $19) returning id::text`,
      [
        county,
        region,
        slug,
        procedure.id,
        state,
        notice.zh,
        notice.en,
        basis.zh,
        basis.en,
        asked.said ?? null,
        place,
        notice.columns,
        JSON.stringify(group.map(({ row }) => row)),
        asked.phone,
        asked.contact ?? null,
        JSON.stringify(notice.period),
        on,
        until,
        tx.entry,
      ],
    );
    const id = row?.id ?? '';
    await tx.run(
      `insert into mingbai.notice_case (county, notice, "case", line)
       select $1, $2, c.id, c.line from unnest($3::bigint[]) with ordinality c(id, line)`,
      [county, id, group.map((line) => line.case)],
    );
    posted.push({ id, slug, region, place, until, lines: group.length });
  }
  return posted;
}

function refuseLeaks(lines: readonly NoticeLine[], asked: NoticeAsked, minors: readonly string[]): void {
  const cells = lines.flatMap(({ row }) =>
    [row.group, ...Object.values(row.cells)].map((cell) =>
      typeof cell === 'object' && cell !== null ? `${cell.zh} ${cell.en}` : cell,
    ),
  );
  const problem = leakProblem([asked.said, asked.contact, ...cells], { allowed: [asked.phone], minors });
  if (problem !== undefined) throw problem;
}

function byPlace(
  lines: readonly NoticeLine[],
  level: 'group' | 'village' | 'township' | 'county',
): [RegionCode, NoticeLine[]][] {
  const places = new Map<string, [RegionCode, NoticeLine[]]>();
  for (const line of lines) {
    const region = ancestorAt(line.region as RegionCode, level === 'group' ? 'village' : level);
    const key = level === 'group' ? `${region}/${line.row.group ?? ''}` : region;
    const place = places.get(key);
    if (place) place[1].push(line);
    else places.set(key, [region, [line]]);
  }
  return [...places.values()];
}

async function placeName(tx: WriteTx, region: RegionCode, group: string | null | undefined): Promise<string> {
  const rows = await tx.rows<{ name: string }>(
    `select r.name from mingbai.region r where $1::bigint between r.code and r.high and r.level >= 3 and r.valid_to > now()::date order by r.level`,
    [region],
  );
  return [...rows.map(({ name }) => name), ...(group ? [group] : [])].join('') || region;
}

export function randomText(length: number): string {
  return Array.from({ length }, () => RECEIPT_SIGNS[randomInt(RECEIPT_SIGNS.length)]).join('');
}
