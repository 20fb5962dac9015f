import { scopeOf, type NoticeColumn, type NoticeRow, type RegionCode, regionCode } from '@mingbai/core';
import type { ReadTx } from '../db/tx.ts';

/** The scope of who comes without an account: the tables show nothing, the three functions what hangs out. */
export const NOWHERE = { region: regionCode('999999999999'), user: '' } as const;

export interface PublicNoticeLine {
  readonly slug: string;
  readonly region: RegionCode;
  readonly title_zh: string;
  readonly title_en: string;
  readonly place: string;
  readonly from: string;
  readonly until: string;
  readonly lines: number;
}

/** What hangs out today in a region, soonest to end first. */
export function publicNotices(tx: ReadTx, region: RegionCode): Promise<PublicNoticeLine[]> {
  const { low, high } = scopeOf(region);
  return tx.rows<PublicNoticeLine>(
    `select slug, lpad(region::text, 12, '0') as region, title_zh, title_en, place, "from"::text as "from", until::text as until, lines
     from mingbai.public_notices($1, $2)`,
    [low, high],
  );
}

export interface PublicNotice {
  readonly slug: string;
  readonly region: RegionCode;
  readonly title_zh: string;
  readonly title_en: string;
  readonly basis_zh: string;
  readonly basis_en: string;
  readonly said: string | null;
  readonly place: string;
  readonly columns: readonly NoticeColumn[];
  readonly rows: readonly NoticeRow[];
  readonly phone: string;
  readonly contact: string | null;
  readonly from: string;
  readonly until: string;
  /** Its period has ended: there are no rows. */
  readonly over: boolean;
}

export function findPublicNotice(tx: ReadTx, slug: string): Promise<PublicNotice | undefined> {
  return tx.find<PublicNotice>(
    `select slug, lpad(region::text, 12, '0') as region, title_zh, title_en, basis_zh, basis_en, said, place, columns, rows, phone, contact,
       "from"::text as "from", until::text as until, over from mingbai.public_notice($1)`,
    [slug],
  );
}

export interface PublicAnswer {
  readonly at: Date;
  readonly title_zh: string;
  readonly title_en: string;
  readonly place: string;
  readonly phone: string;
  readonly upheld: boolean | null;
  readonly answer: string | null;
  readonly answered_at: Date | null;
}

/** By the number of the receipt, as `readReceipt` gives it. */
export function findPublicAnswer(tx: ReadTx, number: string): Promise<PublicAnswer | undefined> {
  return tx.find<PublicAnswer>('select * from mingbai.public_answer($1)', [number]);
}
