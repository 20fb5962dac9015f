import { isNode, LineCounter, type Node, parseDocument } from 'yaml';
import type { z } from 'zod';
import type { FileProblem } from './problem.ts';

/** A YAML text with the way back from any value to its place. */
export class YamlFile {
  readonly #lines = new LineCounter();
  readonly #document;

  constructor(private readonly text: string) {
    this.#document = parseDocument(text, { lineCounter: this.#lines, version: '1.2', schema: 'core' });
  }

  /** What is no YAML, repeated keys among it. */
  get problems(): FileProblem[] {
    return this.#document.errors.map(({ code, message, pos }) => ({
      zh: `YAML 格式错误（${code}）`,
      en: `Not valid YAML: ${message.split('\n')[0] ?? code}`,
      ...this.#at(pos[0]),
    }));
  }

  value(): unknown {
    return this.#document.toJS({ maxAliasCount: 1000 });
  }

  /** Where the value at a path stands; of what is missing, the nearest thing around it. */
  place(path: readonly PropertyKey[]): { line: number; column: number } {
    const node = this.#nearest(path);
    return this.#at(node?.range?.[0] ?? 0);
  }

  /** The place of a character of a text value: the text's beginning when it is not found. */
  placeIn(path: readonly PropertyKey[], offset: number, text: string): { line: number; column: number } {
    const node = this.#nearest(path);
    const [from = 0, to = from] = node?.range ?? [];
    // Folded texts lose their line breaks: the words before the place are looked for in the source instead.
    const head = text.slice(0, offset).replace(/\s+/g, '');
    const source = this.text.slice(from, to);
    let matched = 0;
    for (let i = source.search(/[^\s>|+\-'"\d]/); i >= 0 && i < source.length; i++) {
      if (matched === head.length && !/\s/.test(source[i] ?? '')) return this.#at(from + i);
      if (source[i] === head[matched]) matched += 1;
    }
    return this.#at(from);
  }

  /** Reads a part by its schema; what is wrong is said with its place. */
  read<T>(schema: z.ZodType<T>, value: unknown, path: readonly PropertyKey[]): T | FileProblem[] {
    const result = schema.safeParse(value);
    if (result.success) return result.data;
    return result.error.issues.map((issue) => ({
      ...said(issue),
      ...this.place([...path, ...issue.path]),
    }));
  }

  #nearest(path: readonly PropertyKey[]): Node | undefined {
    for (let length = path.length; length >= 0; length--) {
      const node = this.#document.getIn(path.slice(0, length), true);
      if (isNode(node)) return node;
    }
    return undefined;
  }

  #at(offset: number): { line: number; column: number } {
    const { line, col } = this.#lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  }
}

function said(issue: z.core.$ZodIssue): { zh: string; en: string } {
  const at = issue.path.join('.') || '（本项）';
  if (issue.code === 'unrecognized_keys') {
    const keys = issue.keys.join('、');
    return { zh: `不认识的键：${keys}`, en: `Unknown keys: ${keys}` };
  }
  if (issue.code === 'invalid_type' && issue.message.includes('undefined'))
    return { zh: `缺少“${at}”`, en: `“${at}” is missing` };
  if (issue.code === 'too_small') return { zh: `“${at}”不能为空`, en: `“${at}” must not be empty` };
  if (issue.code === 'invalid_value') {
    const values = issue.values.map(String).join('、');
    return { zh: `“${at}”应为其中之一：${values}`, en: `“${at}” is to be one of: ${values}` };
  }
  return { zh: `“${at}”的写法不对（${issue.message}）`, en: `“${at}” is not right: ${issue.message}` };
}
