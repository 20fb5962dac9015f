import { readRelations, type Relation } from '../read/xlsx/relations.ts';
import type { CellComment } from '../write/sheet.ts';
import { sheetName } from '../write/sheet-name.ts';
import { CannotMarkInPlace } from './cannot.ts';
import { type MergedComments, mergeComments } from './comments.ts';
import { folderOf, nameNewParts, relsPath, type SmallParts } from './edit.ts';
import { commentsOf, type FileMarks, type SheetMarks } from './marks.ts';
import { type Parts, requireUtf8 } from './parts.ts';
import { MarkedStyles } from './styles.ts';
import { SUMMARY_SHEET } from './summary.ts';
import { attributeOf, findTag, startTags } from './xml-edit.ts';

/** What has to change in a workbook, found before the first byte is written. */
export interface Plan {
  readonly workbookPath: string;
  /** As they will be. */
  readonly small: SmallParts;
  readonly styles: MarkedStyles;
  readonly stylesPath: string;
  readonly sheets: readonly SheetPlan[];
  /** Names of all sheets the workbook has. */
  readonly names: readonly string[];
  readonly summary: { readonly path: string; readonly name: string };
}

export interface SheetPlan {
  readonly path: string;
  readonly marks: SheetMarks;
  readonly comments: readonly CellComment[];
  readonly relations: readonly Relation[];
  /** The text of the relationships part, when there is one. */
  readonly oldRels: string | undefined;
  readonly commentsPath: string;
  /** With the comments the sheet had; a new part when missing. */
  readonly merged: MergedComments | undefined;
}

/** Throws `CannotMarkInPlace` when the workbook is not as marks need it. */
export async function planMarks(parts: Parts, marks: FileMarks): Promise<Plan> {
  const path = (await readRelations(parts.pack, '')).find(({ type }) => type === 'officeDocument')?.target;
  if (path === undefined || !parts.has(path)) throw new CannotMarkInPlace('No workbook part');
  const xml = await parts.text(path);
  const root = findTag(xml, 'workbook');
  if (!root || root.text.includes('purl.oclc.org'))
    throw new CannotMarkInPlace('A strict workbook has no comment boxes');
  const relations = await readRelations(parts.pack, path);
  const stylesPath = relations.find(({ type }) => type === 'styles')?.target;
  if (stylesPath === undefined || !parts.has(stylesPath)) throw new CannotMarkInPlace('No styles part');
  const all = sheetsOf(xml, relations);
  // The summary of an earlier marking is written over.
  const earlier = all.find(({ name, path: sheet }) => name === SUMMARY_SHEET && parts.has(sheet));
  const taken = new Set<string>();
  const sheets: SheetPlan[] = [];
  for (const sheet of all) {
    if (sheet.path === earlier?.path || !parts.has(sheet.path)) continue;
    const own = marks.sheets.get(sheet.name);
    const plan = await planSheet(parts, sheet.path, own ?? new Map(), taken);
    if (own || plan.merged?.again) sheets.push(plan);
  }
  const names = all.map(({ name }) => name);
  const summary = {
    isNew: earlier === undefined,
    path: earlier?.path ?? parts.free(`${folderOf(path)}worksheets/sheet*.xml`, taken),
    name: earlier?.name ?? sheetName(SUMMARY_SHEET, new Set(names.map((name) => name.toLowerCase()))),
  };
  const old = {
    workbook: xml,
    workbookRels: await parts.text(relsPath(path)),
    contentTypes: await parts.text('[Content_Types].xml'),
  };
  const newComments = sheets.filter(({ comments, merged }) => comments.length > 0 && !merged);
  return {
    workbookPath: path,
    small: nameNewParts(
      old,
      summary,
      newComments.map(({ commentsPath }) => commentsPath),
    ),
    styles: new MarkedStyles(await parts.text(stylesPath)),
    stylesPath,
    sheets,
    names,
    summary,
  };
}

function sheetsOf(xml: string, relations: readonly Relation[]): { name: string; path: string }[] {
  const byId = new Map(relations.map(({ id, target }) => [id, target]));
  return [...startTags(xml, 'sheet')].map(({ text }) => ({
    name: decodeAttribute(attributeOf(text, 'name') ?? ''),
    path: byId.get(attributeOf(text, '[\\w.-]+:id') ?? '') ?? '',
  }));
}

async function planSheet(
  parts: Parts,
  path: string,
  marks: SheetMarks,
  taken: Set<string>,
): Promise<SheetPlan> {
  const beginning = await parts.beginning(path);
  requireUtf8(beginning);
  const relations = await readRelations(parts.pack, path);
  const rels = relsPath(path);
  const oldRels = parts.has(rels) ? await parts.text(rels) : undefined;
  const comments = commentsOf(marks);
  const old = relations.find(({ type, target }) => type === 'comments' && parts.has(target))?.target;
  const merged = old === undefined ? undefined : mergeComments(await parts.text(old), comments);
  const commentsPath = old ?? parts.free(`${folderOf(folderOf(path).slice(0, -1))}comments*.xml`, taken);
  taken.add(commentsPath);
  return { path, marks, comments, relations, oldRels, commentsPath, merged };
}

const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function decodeAttribute(raw: string): string {
  return raw.replace(
    /&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi,
    (whole, hex?: string, digits?: string, name?: string) => {
      if (name !== undefined) return NAMED[name] ?? whole;
      return String.fromCodePoint(hex === undefined ? Number(digits) : Number.parseInt(hex, 16));
    },
  );
}
