import type { PaperPart } from '@mingbai/core';

const MM = 72 / 25.4;
const SIZES = { A4: [210, 297], A3: [297, 420] } as const;
const MARGINS = { top: 24, right: 20, bottom: 22, left: 24 } as const;

/** Measures of a page in points. A3 is A4 enlarged: what hangs on a wall is read from farther away. */
export interface Theme {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  /** Sizes of type: 二号, 小三, 小四, 五号, 小五. */
  readonly title: number;
  readonly heading: number;
  readonly large: number;
  readonly body: number;
  readonly table: number;
  readonly small: number;
  /** Inside a cell, left and right; above and below. */
  readonly padX: number;
  readonly padY: number;
  readonly rule: number;
}

/** `smaller`: the type alone is set smaller by this factor. */
export function themeOf({ size, landscape }: Pick<PaperPart, 'size' | 'landscape'>, smaller = 1): Theme {
  const [short, long] = SIZES[size];
  const scale = short / SIZES.A4[0];
  const [width, height] = (landscape ? [long, short] : [short, long]).map((mm) => mm * MM);
  if (width === undefined || height === undefined) throw new RangeError(size);
  const at = (points: number): number => points * scale * smaller;
  return {
    width,
    height,
    left: MARGINS.left * MM * scale,
    right: width - MARGINS.right * MM * scale,
    top: MARGINS.top * MM * scale,
    bottom: height - MARGINS.bottom * MM * scale,
    title: at(22),
    heading: at(14),
    large: at(15),
    body: at(12),
    table: at(10.5),
    small: at(9),
    padX: at(4),
    padY: at(4),
    rule: at(0.6),
  };
}

/** From one base line to the next. */
export const LEADING = 1.45;
/** From the top of a line to its base line, of the size: the face's ascent and half of what lies between lines. */
export const BASE = 1.08;
