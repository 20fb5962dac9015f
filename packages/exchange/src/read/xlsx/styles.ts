import { refusal } from '../refusal.ts';
import { xmlName } from '../xml/name.ts';
import { builtInShow, PLAIN, showOfFormat, type NumberShow } from './date-format.ts';
import type { Package } from './part.ts';

const NUM_FMT = xmlName('numFmt');
const CELL_XFS = xmlName('cellXfs');
const XF = xmlName('xf');
const NUM_FMT_ID = xmlName('numFmtId');
const FORMAT_CODE = xmlName('formatCode');
const DXFS = xmlName('dxfs');

/** How each cell style (index `s` of a cell) shows numbers. */
export async function readStyles(pack: Package, path: string): Promise<NumberShow[]> {
  const limit = pack.session.limits.maxStyles;
  const custom = new Map<number, NumberShow>();
  const formats: number[] = [];
  let inside = 0;
  await pack.readAll(path, {
    open(tag) {
      if (tag.name === CELL_XFS || tag.name === DXFS) inside = tag.name;
      if (tag.name === NUM_FMT && inside !== DXFS) {
        const code = tag.attribute(FORMAT_CODE) ?? '';
        custom.set(Number(tag.attribute(NUM_FMT_ID)), showOfFormat(code.slice(0, 1000)));
      } else if (tag.name === XF && inside === CELL_XFS) {
        formats.push(Number(tag.attribute(NUM_FMT_ID) ?? 0));
      }
      if (custom.size > limit || formats.length > limit) throw refusal('too-many-styles', { limit });
    },
    close(name) {
      if (name === inside) inside = 0;
    },
    text: () => undefined,
  });
  return formats.map((id) => custom.get(id) ?? (Number.isInteger(id) ? builtInShow(id) : PLAIN));
}
