import type { SetText } from '../layout/text.ts';
import type { Ref } from './objects.ts';
import type { Tag, Tags } from './tags.ts';

/** What a page draws into beside itself: its document. */
interface Drawing {
  readonly tags: Tags;
  /** The glyphs drawn, with the character each stands for. */
  readonly used: Map<number, number>;
}

/** A page to draw on. Measures are points; `y` goes down from the top edge, text stands on it. */
export class PdfPage {
  readonly number: number;
  readonly streams: Ref[] = [];
  readonly links: { readonly box: readonly number[]; readonly to: Ref }[] = [];
  private content: string[] = [];

  constructor(
    private readonly document: Drawing,
    readonly object: Ref,
    readonly width: number,
    readonly height: number,
  ) {
    this.number = document.tags.addPage(object);
  }

  /** Text that belongs to a tag; without one it is no part of what is read. `spacing` goes between characters. */
  text(x: number, y: number, text: SetText, tag: Tag | undefined, options: TextOptions = {}): void {
    if (text.glyphs.length === 0) return;
    for (const [index, glyph] of text.glyphs.entries())
      if (!this.document.used.has(glyph)) this.document.used.set(glyph, text.codes[index] ?? 0xfffd);
    const { bold = false, spacing = 0 } = options;
    const mark =
      tag === undefined
        ? '/Artifact BMC'
        : `/${tag.role} <</MCID ${this.document.tags.mark(tag, this.number)}>> BDC`;
    // A heavier face is this one with its outline drawn, too: one font does for all.
    const weight = bold ? `q 2 Tr ${n(text.size * BOLDER)} w ` : '';
    this.content.push(
      `${mark} ${weight}BT /F ${n(text.size)} Tf${spacing === 0 ? '' : ` ${n(spacing)} Tc`} 1 0 0 1 ${n(x)} ${n(this.height - y)} Tm <${hex(text.glyphs)}> Tj${spacing === 0 ? '' : ' 0 Tc'} ET${bold ? ' Q' : ''} EMC`,
    );
  }

  line(x1: number, y1: number, x2: number, y2: number, width = 0.6): void {
    this.content.push(
      `/Artifact BMC ${n(width)} w ${n(x1)} ${n(this.height - y1)} m ${n(x2)} ${n(this.height - y2)} l S EMC`,
    );
  }

  /** Filled; 0 is black, 1 white. */
  box(x: number, y: number, width: number, height: number, grey: number): void {
    this.content.push(
      `/Artifact BMC q ${n(grey)} g ${n(x)} ${n(this.height - y - height)} ${n(width)} ${n(height)} re f Q EMC`,
    );
  }

  /** Dark fields of a square with this side, its left upper corner at `x`, `y`. */
  fields(x: number, y: number, side: number, dark: readonly (readonly boolean[])[]): void {
    const size = side / dark.length;
    const boxes = dark.flatMap((row, at) =>
      row.flatMap((is, column) =>
        is
          ? [`${n(x + column * size)} ${n(this.height - y - (at + 1) * size)} ${n(size)} ${n(size)} re`]
          : [],
      ),
    );
    this.content.push(`/Artifact BMC q 0 g ${boxes.join(' ')} f Q EMC`);
  }

  /** A picture of the document, its left upper corner at `x`, `y`. */
  picture(x: number, y: number, width: number, height: number, name: string, tag: Tag): void {
    const mark = this.document.tags.mark(tag, this.number);
    this.content.push(
      `/${tag.role} <</MCID ${mark}>> BDC q ${n(width)} 0 0 ${n(height)} ${n(x)} ${n(this.height - y - height)} cm /${name} Do Q EMC`,
    );
  }

  link(x: number, y: number, width: number, height: number, to: PdfPage): void {
    const box = [x, this.height - y - height, x + width, this.height - y].map(n);
    this.links.push({ box: box.map(Number), to: to.object });
  }

  takeContent(): string {
    const content = this.content.join('\n');
    this.content = [];
    return content;
  }
}

export interface TextOptions {
  readonly bold?: boolean;
  readonly spacing?: number;
}

const BOLDER = 0.03;

function n(value: number): string {
  return String(Math.round(value * 100) / 100);
}

function hex(glyphs: readonly number[]): string {
  let text = '';
  for (const glyph of glyphs) text += glyph.toString(16).padStart(4, '0');
  return text;
}
