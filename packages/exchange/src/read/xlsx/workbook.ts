import { refusal } from '../refusal.ts';
import { xmlName } from '../xml/name.ts';
import type { NumberShow } from './date-format.ts';
import type { Package } from './part.ts';
import { readRelations } from './relations.ts';
import { readSharedStrings, SharedStrings } from './shared-strings.ts';
import { readStyles } from './styles.ts';

export interface Worksheet {
  readonly name: string;
  readonly hidden: boolean;
  readonly path: string;
}

export interface Workbook {
  readonly sheets: readonly Worksheet[];
  readonly date1904: boolean;
  readonly styles: readonly NumberShow[];
  readonly strings: SharedStrings;
}

const SHEET = xmlName('sheet');
const NAME = xmlName('name');
const STATE = xmlName('state');
const ID = xmlName('id');
const WORKBOOK_PR = xmlName('workbookPr');
const DATE_1904 = xmlName('date1904');

/** The workbook part and what it leads to. Chart, dialog and macro sheets hold no rows and are left out. */
export async function readWorkbook(pack: Package): Promise<Workbook> {
  const path = await findWorkbook(pack);
  const relations = await readRelations(pack, path);
  const byId = new Map(relations.map((relation) => [relation.id, relation]));
  const sheets: Worksheet[] = [];
  let date1904 = false;
  await pack.readTags(path, (tag) => {
    if (tag.name === WORKBOOK_PR) date1904 = isTrue(tag.attribute(DATE_1904));
    if (tag.name !== SHEET) return;
    const relation = byId.get(tag.attribute(ID) ?? '');
    if (relation?.type !== 'worksheet') return;
    const state = tag.attribute(STATE) ?? 'visible';
    sheets.push({ name: tag.attribute(NAME) ?? '', hidden: state !== 'visible', path: relation.target });
  });
  if (sheets.length === 0) throw refusal('workbook-damaged', { part: 'worksheet' });
  const { maxSheets, maxSharedStringBytes } = pack.session.limits;
  if (sheets.length > maxSheets) throw refusal('too-many-sheets', { limit: maxSheets });
  const partOf = (type: string) =>
    relations.find((relation) => relation.type === type && pack.has(relation.target))?.target;
  const stringsPath = partOf('sharedStrings');
  const stylesPath = partOf('styles');
  return {
    sheets,
    date1904,
    styles: stylesPath === undefined ? [] : await readStyles(pack, stylesPath),
    strings:
      stringsPath === undefined
        ? new SharedStrings(maxSharedStringBytes)
        : await readSharedStrings(pack, stringsPath),
  };
}

async function findWorkbook(pack: Package): Promise<string> {
  const main = (await readRelations(pack, '')).find((relation) => relation.type === 'officeDocument');
  const path = main?.target ?? 'xl/workbook.xml';
  if (path.toLowerCase().endsWith('.bin')) throw refusal('format-unsupported', { kind: 'xlsb' });
  if (!pack.has(path)) throw refusal('workbook-damaged', { part: path.slice(0, 200) });
  return path;
}

function isTrue(value: string | undefined): boolean {
  return value === '1' || value === 'true' || value === 'on';
}
