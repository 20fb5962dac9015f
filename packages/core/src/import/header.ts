import type { Form } from '../form/form.ts';
import { halfWidth } from './text.ts';
import type { ImportDictionary } from './value.ts';

/** What stands in brackets without being part of the name. */
const REMARK = /\((?:\*|必填|选填|可?多选|单选|下拉选择?|请?填.*|格式.*|如.*|例.*|单位.*)\)/g;
const ORDINAL = /^(?:\(?\d{1,3}\)?[.、)\s]|[A-Z]?\d{1,2}[.、])\s*/;

/** Footnote marks (①, ¹) are numbers too, but no digits. */
const NO_LETTERS = /[^\p{L}\p{Nd}\p{Nl}]+/gu;

/** A header cell taken apart: `*务工时间\n（月）` → 务工时间月, 务工时间, 月. */
export interface HeaderText {
  /** Letters and digits only; what remembered mappings are keyed by. */
  readonly key: string;
  /** The same without what stands in brackets. */
  readonly bare: string;
  /** What stood in the last brackets, or behind `单位：`. */
  readonly unit: string;
}

export function readHeader(text: string): HeaderText {
  const narrow = halfWidth(text)
    .replaceAll(/[【〔［[]/g, '(')
    .replaceAll(/[】〕］\]]/g, ')')
    .trim();
  const plain = narrow.replace(ORDINAL, '').replace(REMARK, '');
  const unit = /\((?:单位[:：]?)?([^()]*)\)[^()]*$/.exec(narrow)?.[1] ?? '';
  return { key: lettersOnly(plain), bare: lettersOnly(plain.replace(/\([^()]*\)/g, '')), unit: unit.trim() };
}

/** The key by which a header is remembered and looked up. */
export function normaliseHeader(text: string): string {
  return readHeader(text).key;
}

function lettersOnly(text: string): string {
  return text.replace(NO_LETTERS, '').toLowerCase();
}

/** 3: the form's own header · 2: an alias · 1: only without what stands in brackets. */
export interface HeaderHit {
  readonly position: number;
  readonly quality: 1 | 2 | 3;
}

/** All names that the columns of one form go by. Earlier kinds of names win over later ones. */
export class HeaderIndex {
  private readonly hits = new Map<string, HeaderHit>();
  private readonly bare = new Map<string, number>();
  private readonly positions = new Map<string, number[]>();

  constructor(
    readonly form: Form,
    dictionary: ImportDictionary,
  ) {
    const columns = [...form.columns.entries()];
    for (const [position, { header, to }] of columns) {
      this.add(header, position, 3);
      this.positions.set(to, [...(this.positions.get(to) ?? []), position]);
    }
    for (const [position, { aliases = [] }] of columns)
      for (const alias of aliases) this.add(alias, position, 2);
    for (const [position, { to }] of columns) {
      const field = dictionary.field(to);
      if (field === undefined) continue;
      for (const alias of field.aliases ?? []) {
        if ((alias.form ?? form.id) === form.id) this.add(alias.text, position, 2);
      }
      this.add(field.zh, position, 2);
    }
  }

  find({ key, bare }: HeaderText): HeaderHit | undefined {
    const hit = this.hits.get(key);
    if (hit !== undefined) return hit;
    const own = this.hits.get(bare);
    if (own !== undefined) return { position: own.position, quality: 1 };
    const position = this.bare.get(bare);
    return position === undefined || position < 0 ? undefined : { position, quality: 1 };
  }

  /** Where a field, place or echo stands in this form; 风险1 … 风险5 are five positions of one field. */
  positionsOf(to: string): readonly number[] {
    return this.positions.get(to) ?? [];
  }

  /** Every header and alias with its position: what near misses are looked for in. */
  names(): Iterable<[string, HeaderHit]> {
    return this.hits.entries();
  }

  private add(name: string, position: number, quality: 2 | 3): void {
    const { key, bare } = readHeader(name);
    if (key !== '' && !this.hits.has(key)) this.hits.set(key, { position, quality });
    const same = this.bare.get(bare);
    // Two columns that differ only in brackets: without the brackets it says nothing.
    if (bare !== '') this.bare.set(bare, same === undefined || same === position ? position : -1);
  }
}
