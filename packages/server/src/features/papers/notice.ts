import { dayInChina, dayText, NOTICE_COLUMNS, type PaperFacts, type PaperRow, Problem } from '@mingbai/core';
import { findNotice, type NoticePage, type ReadTx } from '@mingbai/store';
import type { FileReply } from '../../frame/implement.ts';
import { paperOf, partsOf } from './compose.ts';
import { deliver } from './deliver.ts';
import { paperLibrary } from './library.ts';
import { type Place, placeFacts, placeOf } from './place.ts';
import type { PrintCall } from './print.ts';

const TEMPLATE = 'notice';
/** A notice that hangs out, as the sheet to be hung: its rows as they were posted, with the code of its address. */
export async function printNotice(
  call: PrintCall,
  id: string,
  asked: { readonly format: 'pdf' | 'docx'; readonly size: 'A4' | 'A3' },
  addressOf: (slug: string) => string,
): Promise<FileReply> {
  const today = dayInChina(Date.now());
  const library = await paperLibrary();
  const { notice, facts } = await call.read(async (tx) => {
    const found = await findNotice(tx, id);
    if (found === undefined) throw new Problem('not-found');
    return { notice: found, facts: await factsOf(tx, found, today, addressOf(found.slug)) };
  });
  const edition = paperOf(library, TEMPLATE, notice.region, today);
  const parts = partsOf([edition.template], facts, asked.size);
  const title = notice.title.zh;
  return deliver(call, {
    edition,
    model: { title, contents: false, parts },
    format: asked.format,
    region: notice.region,
    key: `notice:${id}`,
    name: title,
    full: [],
  });
}

async function factsOf(tx: ReadTx, notice: NoticePage, today: string, address: string): Promise<PaperFacts> {
  const place = await placeOf(tx, notice.region);
  return {
    ...placeFacts(place, null, today),
    公示标题: notice.title.zh,
    公示依据: notice.basis.zh,
    公示内容: notice.said ?? notice.title.zh,
    公示开始: dayText(notice.from),
    公示结束: dayText(notice.until),
    公示单位: posterOf(place),
    监督电话: notice.phone,
    公示网址: address,
    公示名单: notice.rows.map((row, at) => rowOf(row, at)),
  };
}

/** Who posts it: the committee of a village, the government of a township, the office of a county. */
function posterOf({ county = '', township, village }: Place): string {
  if (village !== undefined) return `${village}${village.endsWith('社区') ? '居民委员会' : '村民委员会'}`;
  return township === undefined ? `${county}农业农村局` : `${township}人民政府`;
}

function rowOf({ head, village, group, cells }: NoticePage['rows'][number], at: number): PaperRow {
  const told = Object.entries(cells).map(([column, value]): [string, string] => [
    NOTICE_COLUMNS[column as keyof typeof NOTICE_COLUMNS].zh,
    value === null || value === undefined ? '' : typeof value === 'string' ? value : value.zh,
  ]);
  return { 序号: String(at + 1), 户主姓名: head ?? '—', 组: group ?? village, ...Object.fromEntries(told) };
}
