import type { Problem } from '../problem.ts';
import { narrow } from './full-width.ts';
import type { Syntax } from './syntax.ts';

/** What each construct still lacks when the reading stops in it, by the parts that it has. */
const NEXT: Record<string, readonly string[]> = {
  IfExpression: ['if', 'then', 'else'],
  ForExpression: ['for', 'return'],
  QuantifiedExpression: ['satisfies'],
  ParenthesizedExpression: [')'],
  FunctionInvocation: [')'],
  DateTimeLiteral: [')'],
  List: [']'],
  FilterExpression: [']'],
  Context: ['}'],
  InExpression: ['in'],
};

/** Says where the source stops being FEEL: the first place is told, later ones follow from it. */
export function syntaxProblems(tree: Syntax, source: string): Problem[] {
  const found = firstError(tree);
  if (!found) return [];
  const { error, parent } = found;
  const text = error.text.trim();
  const missing = NEXT[parent.name]?.find((word) => !parent.children.some(({ name }) => name === word));
  const lacks = missing ? { zh: `，缺少“${missing}”`, en: `; “${missing}” is missing` } : { zh: '', en: '' };
  const code = 'syntax';
  if (source.trim() === '') {
    return [{ code, from: 0, to: source.length, zh: '表达式是空的', en: 'The expression is empty' }];
  }
  const rest = source.slice(error.from);
  const odd = narrow(rest[0] ?? '') !== rest[0];
  if (odd && rest !== '') {
    const sign = rest[0] ?? '';
    const to = error.from + 1;
    const words = {
      zh: `“${sign}”是全角符号，运算符、括号和引号要用半角`,
      en: `“${sign}” is a full-width sign; operators, brackets and quotes are half-width`,
    };
    return [{ code: 'full-width', from: error.from, to, ...words, suggestion: narrow(sign) }];
  }
  if (/^"[^"]*$/.test(rest)) {
    const { from } = error;
    return [{ code, from, to: source.length, zh: '引号没有配对', en: 'The quotes are not closed' }];
  }
  if (text === '') {
    const from = error.from;
    const zh = from >= source.trimEnd().length ? '表达式没有写完' : '此处缺少内容';
    const en =
      from >= source.trimEnd().length ? 'The expression is not complete' : 'Something is missing here';
    return [{ code, from, to: error.to, zh: `${zh}${lacks.zh}`, en: `${en}${lacks.en}` }];
  }
  const suggestion = SUGGESTED[text];
  return [
    {
      code,
      from: error.from,
      to: error.to,
      zh: `此处看不懂“${text}”${lacks.zh}`,
      en: `“${text}” does not belong here${lacks.en}`,
      ...(suggestion === undefined ? {} : { suggestion }),
    },
  ];
}

const SUGGESTED: Record<string, string> = {
  '&&': 'and',
  '||': 'or',
  "'": '"',
};

function firstError(tree: Syntax, parent: Syntax = tree): { error: Syntax; parent: Syntax } | undefined {
  if (tree.isError) return { error: tree, parent };
  for (const each of tree.children) {
    const found = firstError(each, tree);
    if (found) return found;
  }
  return undefined;
}
