import type { Words } from '../problem.ts';
import type { Node } from '../syntax/node.ts';

/** Something that SQL cannot say, at the characters from `from` up to `to`. */
export interface Unsupported extends Words {
  /** A function, operator, kind of expression, or fact. */
  readonly what: string;
  readonly from: number;
  readonly to: number;
}

/** Thrown within the compiler, caught at its door. */
export class NotInSql extends Error {
  readonly unsupported: Unsupported;

  constructor(node: Node, what: string, why?: Words) {
    const words = why ?? { zh: '', en: '' };
    const zh = `“${what}”不能编译为 SQL${words.zh && `：${words.zh}`}`;
    const en = `“${what}” cannot be compiled to SQL${words.en && `: ${words.en}`}`;
    super(en);
    this.unsupported = { what, from: node.from, to: node.to, zh, en };
  }
}
