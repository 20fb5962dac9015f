import { ageOn, causeKind, findCode, type NoticeColumn, type NoticeRow, publicHead } from '@mingbai/core';
import type { ReadTx } from '../db/tx.ts';
import { lasting, TODAY } from '../register/read-columns.ts';

/** What of a case a list may be made from. */
interface Listed {
  readonly id: string;
  readonly title: string;
  readonly region: string;
  readonly village: string | null;
  readonly group: string | null;
  readonly head: string | null;
  readonly birth: string | null;
  readonly size: number | null;
  readonly monitor_class: string | null;
  readonly poverty_class: string | null;
  readonly cause: string | null;
  readonly minors: string[];
  readonly given: Readonly<Record<string, unknown>>;
}

export interface NoticeLine {
  readonly case: string;
  /** The village, 12 digits. */
  readonly region: string;
  readonly row: NoticeRow;
}

export interface LineOptions {
  readonly columns: readonly NoticeColumn[];
  readonly masked: boolean;
  /** What the cases are to become, in words. */
  readonly outcome: { readonly zh: string; readonly en: string };
  /** `YYYY-MM-DD`. */
  readonly today: string;
}

/** One line a case, in order of village, group and name; and the children's names that no sentence may have. */
export async function noticeLines(
  tx: ReadTx,
  county: string,
  cases: readonly string[],
  options: LineOptions,
): Promise<{ readonly lines: NoticeLine[]; readonly minors: string[] }> {
  const listed = await tx.rows<Listed>(SQL, [county, cases]);
  return {
    lines: listed.map((one) => ({ case: one.id, region: one.region, row: rowOf(one, options) })),
    minors: listed.flatMap((one) => [...one.minors, ...childrenGiven(one.given, options.today)]),
  };
}

/** The household as the register has it; of one not registered yet, what the case's own answers say. */
const SQL = `
  select c.id::text, c.title, lpad(c.region::text, 12, '0') as region, r.name as village, h.village_group as "group",
    coalesce(m.head, c.title) as head, m.birth, m.size, h.monitor_class, h.poverty_class,
    coalesce(h.main_cause, (select k.risks[1] from mingbai.risk k where k.county = c.county and k.household_id = h.id
      order by k.identified_month desc nulls last limit 1)) as cause,
    coalesce(m.minors, '{}') as minors,
    coalesce((select jsonb_object_agg(g.key, g.value order by a.n) from mingbai.procedure_action a, jsonb_each(a.given) g
      where a.county = c.county and a."case" = c.id), '{}') as given
  from mingbai.procedure_case c
  left join mingbai.region r on r.code = c.region and r.valid_to > ${TODAY}
  left join mingbai.household h on c.noun = 'household' and h.county = c.county and h.id = c.subject_id
  left join lateral (
    select count(*)::integer as size, min(p.name) filter (where m.relation = 'head') as head,
      min(p.birth_date) filter (where m.relation = 'head')::text as birth,
      array_agg(p.name) filter (where p.birth_date > ${TODAY} - interval '18 years') as minors
    from mingbai.membership m join mingbai.person p on p.county = m.county and p.id = m.person_id
    where m.county = h.county and m.household_id = h.id and ${lasting('m')}) m on true
  where c.county = $1::integer and c.id = any($2::bigint[])
  order by c.region, h.village_group collate "C" nulls first, c.title collate "C", c.id`;

function rowOf(one: Listed, { columns, masked, outcome, today }: LineOptions): NoticeRow {
  const cell = (column: NoticeColumn): NoticeRow['cells'][NoticeColumn] => {
    switch (column) {
      case 'size':
        return numberOf(one.size ?? membersGiven(one.given));
      case 'class':
        return (
          wordOf('monitor-class', textOf(one.given['monitor-class']) ?? one.monitor_class) ??
          wordOf('poverty-class', textOf(one.given['poverty-class']) ?? one.poverty_class)
        );
      case 'cause-kind':
        return causeKind(textOf(one.given['risks'] ?? one.given['main-cause']) ?? one.cause);
      case 'measure-kind':
        return textOf(one.given['measure-kind']);
      case 'outcome':
        return outcome;
      case 'amount':
        return yuanOf(one.given['amount']);
    }
  };
  return {
    head: publicHead(one.head ?? one.title, one.birth ?? headBorn(one.given), today, masked),
    village: one.village ?? one.region,
    group: one.group,
    cells: Object.fromEntries(columns.map((column) => [column, cell(column)])),
  };
}

function numberOf(value: number | null): string | null {
  return value === null ? null : String(value);
}

function membersGiven({ members }: Listed['given']): number | null {
  return Array.isArray(members) ? members.length : null;
}

/** Members as the application of a household that is not registered yet names them. */
function given({ members }: Listed['given']): Readonly<Record<string, unknown>>[] {
  return Array.isArray(members) ? members.map((one) => Object(one) as Record<string, unknown>) : [];
}

function headBorn(answers: Listed['given']): string | null {
  const head = given(answers).find((one) => one['membership.relation'] === 'head');
  return textOf(head?.['person.birth_date']);
}

function childrenGiven(answers: Listed['given'], today: string): string[] {
  return given(answers).flatMap((one) => {
    const name = textOf(one['person.name']);
    const birth = textOf(one['person.birth_date']);
    return name !== null && birth !== null && ageOn(birth, today) < 18 ? [name] : [];
  });
}

function wordOf(
  list: 'monitor-class' | 'poverty-class',
  code: string | null,
): NoticeRow['cells'][NoticeColumn] {
  const found = code === null ? undefined : findCode(list, code);
  return found === undefined ? null : { zh: found.zh, en: found.en };
}

function textOf(value: unknown): string | null {
  if (Array.isArray(value)) return textOf(value[0]);
  return typeof value === 'string' && value !== '' ? value : null;
}

/** Money of answers is kept in fen. */
function yuanOf(value: unknown): string | null {
  const fen = typeof value === 'number' || typeof value === 'string' ? Number(value) : Number.NaN;
  return Number.isSafeInteger(fen) ? (fen / 100).toFixed(2) : null;
}
