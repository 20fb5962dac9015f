/** A stretch of a page: text between tags, or one tag. */
interface Piece {
  /** Lower case; '' for text. */
  readonly name: string;
  readonly closing: boolean;
  /** The text, or what stands in the tag behind its name. */
  readonly content: string;
}

const NAME = /<(\/?)([a-zA-Z][\w:-]*)/y;
/** What stands in these is no text of the page. */
const RAW = new Set(['script', 'style', 'xml', 'title']);

/** Takes a page apart, however carelessly it was written: every `<` that begins no tag is text. */
export function* pieces(page: string): Generator<Piece> {
  let at = 0;
  let text = 0;
  // What has once been looked for to the end of the page in vain is not looked for again.
  let quoted = true;
  const unended = new Set<string>();
  while (at < page.length) {
    const start = page.indexOf('<', at);
    if (start < 0) break;
    const skipped = pastRemark(page, start);
    NAME.lastIndex = start;
    const [, slash = '', written = ''] = skipped === undefined ? (NAME.exec(page) ?? []) : [];
    if (skipped === undefined && written === '') {
      at = start + 1;
      continue;
    }
    if (start > text) yield { name: '', closing: false, content: page.slice(text, start) };
    if (skipped !== undefined) {
      at = text = skipped;
      continue;
    }
    const name = written.toLowerCase();
    const from = start + 1 + slash.length + written.length;
    const bracket: number = quoted ? endOfTag(page, from) : -1;
    quoted &&= bracket >= 0;
    // A quote without its partner: then the next bracket it is.
    const end = (bracket >= 0 ? bracket : indexOrEnd(page, '>', from)) + 1;
    yield { name, closing: slash !== '', content: page.slice(from, end - 1) };
    at = text = end;
    if (slash !== '' || !RAW.has(name) || unended.has(name)) continue;
    const close = indexOfClosing(page, name, end);
    if (close < 0) unended.add(name);
    else at = text = close;
  }
  if (text < page.length) yield { name: '', closing: false, content: page.slice(text) };
}

/** Comments, declarations and processing instructions; undefined: none begins here. */
function pastRemark(page: string, start: number): number | undefined {
  const mark = page.startsWith('<!--', start) ? '-->' : /[!?]/.test(page[start + 1] ?? '') ? '>' : undefined;
  if (mark === undefined) return undefined;
  return Math.min(indexOrEnd(page, mark, start + 2) + mark.length, page.length);
}

/** The bracket that ends a tag, one inside quotes does not; -1: there is none. */
function endOfTag(page: string, from: number): number {
  for (let i = from; i < page.length; i++) {
    const character = page[i]!;
    if (character === '>') return i;
    if (character !== '"' && character !== "'") continue;
    i = page.indexOf(character, i + 1);
    if (i < 0) return -1;
  }
  return -1;
}

function indexOfClosing(page: string, name: string, from: number): number {
  const end = new RegExp(`</${name}\\b`, 'gi');
  end.lastIndex = from;
  return end.exec(page)?.index ?? -1;
}

function indexOrEnd(page: string, mark: string, from: number): number {
  const at = page.indexOf(mark, from);
  return at < 0 ? page.length : at;
}
