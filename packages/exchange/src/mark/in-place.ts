import { commentsXml, shapeBlocks, shapesXml } from '../write/comments.ts';
import type { Sink } from '../write/sink.ts';
import { sheetXml } from '../write/sheet.ts';
import { relsXml } from '../write/workbook.ts';
import { ZipWriter } from '../write/zip.ts';
import { mergeShapes } from './comments.ts';
import { type Parts, partKey } from './parts.ts';
import { addRelations, folderOf, freeId, relsPath } from './edit.ts';
import type { Plan, SheetPlan } from './plan.ts';
import { markSheet } from './sheet.ts';
import { summarySheet, type SummaryJob } from './summary.ts';

/** Writes the workbook back: marked sheets and what leads to them anew, every other part as compressed before. */
export async function writeInPlace(
  parts: Parts,
  plan: Plan,
  summary: Omit<SummaryJob, 'sheetOf'>,
  sink: Sink,
): Promise<void> {
  const zip = new ZipWriter(sink);
  const done = new Set<string>();
  const write = async (path: string, content: Parameters<ZipWriter['add']>[1]) => {
    done.add(partKey(path));
    await zip.add(path, content);
  };
  await write('[Content_Types].xml', plan.small.contentTypes);
  let block = plan.names.length + 1;
  for (const sheet of plan.sheets) block = await writeSheet(parts, plan, sheet, block, write);
  const known = new Set(plan.names);
  const list = summarySheet({ ...summary, sheetOf: (name) => (known.has(name) ? name : undefined) });
  await write(plan.summary.path, sheetXml(list, plan.styles.table));
  await write(plan.stylesPath, plan.styles.toXml());
  await write(plan.workbookPath, plan.small.workbook);
  await write(relsPath(plan.workbookPath), plan.small.workbookRels);
  for (const entry of parts.entries) {
    if (done.has(partKey(entry.name))) continue;
    done.add(partKey(entry.name));
    await parts.copy(entry, zip);
  }
  await zip.end();
}

/** The sheet, its comments, their boxes and the relationships; gives the next free block of shape numbers. */
async function writeSheet(
  parts: Parts,
  plan: Plan,
  sheet: SheetPlan,
  block: number,
  write: (path: string, content: Parameters<ZipWriter['add']>[1]) => Promise<void>,
): Promise<number> {
  const rels = relsPath(sheet.path);
  const { oldRels, comments, merged } = sheet;
  const drawing = freeId(oldRels ?? '');
  let oldDrawing: string | undefined;
  const style = plan.styles.mark.bind(plan.styles);
  const onDrawing = (relation: string) => (oldDrawing = relation);
  const needed = comments.length > 0 ? { drawing } : {};
  const unmark = merged?.again ? { unmark: plan.styles.unmark.bind(plan.styles) } : {};
  await write(
    sheet.path,
    markSheet(parts.chunks(sheet.path), { marks: sheet.marks, style, onDrawing, ...needed, ...unmark }),
  );
  if (comments.length === 0 && !merged?.again) return block;

  const added: [string, string, string][] = [];
  let boxes = comments;
  if (merged === undefined) {
    await write(sheet.commentsPath, commentsXml(comments));
    added.push([`${drawing}c`, 'comments', `/${sheet.commentsPath}`]);
  } else {
    await write(sheet.commentsPath, merged.xml);
    boxes = oldDrawing === undefined ? [...merged.old, ...merged.fresh] : merged.fresh;
  }
  const oldPath = sheet.relations.find(({ id }) => id === oldDrawing)?.target;
  if (oldPath !== undefined && parts.has(oldPath)) {
    const vml = (await parts.bytes(oldPath)).toString('latin1');
    await write(oldPath, Buffer.from(mergeShapes(vml, boxes, block, merged?.dropped), 'latin1'));
  } else if (boxes.length > 0) {
    const path = parts.free(`${folderOf(sheet.commentsPath)}drawings/vmlMarks${block}_*.vml`, new Set());
    await write(path, shapesXml(boxes, block));
    added.push([oldDrawing ?? drawing, 'vmlDrawing', `/${path}`]);
  }
  if (added.length > 0)
    await write(rels, oldRels === undefined ? relsXml(added) : addRelations(oldRels, added));
  return block + shapeBlocks(boxes.length, block).length;
}
