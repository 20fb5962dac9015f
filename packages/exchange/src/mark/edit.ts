import { prefixed, xmlText } from '../write/xml.ts';
import { CannotMarkInPlace } from './cannot.ts';
import { append, attributeOf, startTags } from './xml-edit.ts';

const REL = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const SHEET_ML = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const VML = 'application/vnd.openxmlformats-officedocument.vmlDrawing';

export interface SmallParts {
  readonly workbook: string;
  readonly workbookRels: string;
  readonly contentTypes: string;
}

/** The small parts with the summary sheet and the new comments parts named in them. */
export function nameNewParts(
  old: SmallParts,
  summary: { readonly path: string; readonly name: string; readonly isNew: boolean },
  newComments: readonly string[],
): SmallParts {
  const relation = freeId(old.workbookRels);
  const ids = [...startTags(old.workbook, 'sheet')].map(({ text }) =>
    Number(attributeOf(text, 'sheetId') ?? 0),
  );
  const sheet = `name="${xmlText(summary.name)}" sheetId="${Math.max(0, ...ids) + 1}" r:id="${relation}"`;
  const overrides = [
    ...(summary.isNew
      ? [`<Override PartName="/${summary.path}" ContentType="${SHEET_ML}.worksheet+xml"/>`]
      : []),
    ...newComments.map((path) => `<Override PartName="/${path}" ContentType="${SHEET_ML}.comments+xml"/>`),
  ];
  const hasVml = [...startTags(old.contentTypes, 'Default')].some(
    ({ text }) => attributeOf(text, 'Extension')?.toLowerCase() === 'vml',
  );
  const vml = hasVml ? '' : `<Default Extension="vml" ContentType="${VML}"/>`;
  const workbook = append(old.workbook, 'sheets', (prefix) =>
    prefixed(`<sheet xmlns:r="${REL}" ${sheet}/>`, prefix),
  );
  const contentTypes = append(old.contentTypes, 'Types', (prefix) =>
    prefixed(vml + overrides.join(''), prefix),
  );
  if (contentTypes === undefined) throw new CannotMarkInPlace('No list of types');
  if (!summary.isNew) return { ...old, contentTypes };
  if (workbook === undefined || contentTypes === undefined)
    throw new CannotMarkInPlace('No list of sheets or types');
  return {
    workbook,
    contentTypes,
    workbookRels: addRelations(old.workbookRels, [[relation, 'worksheet', `/${summary.path}`]]),
  };
}

/** Id, last part of the type, target. */
export function addRelations(rels: string, added: readonly (readonly [string, string, string])[]): string {
  const each = added.map(
    ([id, type, target]) => `<Relationship Id="${id}" Type="${REL}/${type}" Target="${xmlText(target)}"/>`,
  );
  const whole = append(rels, 'Relationships', (prefix) => prefixed(each.join(''), prefix));
  if (whole === undefined) throw new CannotMarkInPlace('A relationships part has no list');
  return whole;
}

/** An id that the relationships do not have; others may be made from it by letters added. */
export function freeId(rels: string): string {
  for (let n = 1; ; n += 1) if (!rels.includes(`"rIdMark${n}`)) return `rIdMark${n}`;
}

export function relsPath(part: string): string {
  const folder = folderOf(part);
  return `${folder}_rels/${part.slice(folder.length)}.rels`;
}

/** `xl/worksheets/` of `xl/worksheets/sheet1.xml`. */
export function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}
