/**
 * PostgreSQL's COPY text format, one row a line. Only values that our own reader made come here: numbers are
 * digits already, dates are ISO, so just text and arrays need escaping.
 */
const SPECIAL = /[\\\t\n\r]/g;
const ESCAPES: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

export function copyText(text: string): string {
  return text.search(SPECIAL) < 0 ? text : text.replace(SPECIAL, (one) => ESCAPES[one] ?? one);
}

export const COPY_NULL = '\\N';
