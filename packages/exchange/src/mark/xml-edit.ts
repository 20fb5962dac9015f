/** A start tag in a part held as text. */
export interface Tag {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** `x:` or nothing. */
  readonly prefix: string;
  readonly selfClosing: boolean;
}

const TAG =
  /<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<\?[\s\S]*?\?>|<([\w.-]+:)?([\w.-]+)((?:[^>"']|"[^"]*"|'[^']*')*)>/g;

/** Start tags in order; what stands in comments, CDATA and instructions is no tag. */
export function* startTags(xml: string, local?: string, from = 0): Generator<Tag> {
  const pattern = new RegExp(TAG);
  pattern.lastIndex = from;
  for (let found = pattern.exec(xml); found; found = pattern.exec(xml)) {
    const [text, prefix = '', name, rest = ''] = found;
    if (name === undefined || (local !== undefined && name !== local)) continue;
    yield { start: found.index, end: pattern.lastIndex, text, prefix, selfClosing: rest.endsWith('/') };
  }
}

export function findTag(xml: string, local: string, from = 0): Tag | undefined {
  return startTags(xml, local, from).next().value ?? undefined;
}

/** The value as it stands between the quotes. */
export function attributeOf(tag: string, name: string): string | undefined {
  const found = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(tag);
  return found ? (found[1] ?? found[2]) : undefined;
}

/** The tag with the attribute replaced or added; `value` must need no escaping. */
export function setAttribute(tag: string, name: string, value: string | number): string {
  const pattern = new RegExp(`\\s${name}\\s*=\\s*(?:"[^"]*"|'[^']*')`);
  if (pattern.test(tag)) return tag.replace(pattern, ` ${name}="${value}"`);
  return tag.replace(/\s*(\/?)>$/, ` ${name}="${value}"$1>`);
}

export function removeAttribute(tag: string, name: string): string {
  return tag.replace(new RegExp(`\\s${name}\\s*=\\s*(?:"[^"]*"|'[^']*')`), '');
}

/** An element that holds no element of its own name. */
export interface Element {
  readonly tag: Tag;
  readonly inner: string;
  /** Behind the end tag. */
  readonly end: number;
}

export function findElement(xml: string, local: string, from = 0): Element | undefined {
  const tag = findTag(xml, local, from);
  if (!tag) return undefined;
  if (tag.selfClosing) return { tag, inner: '', end: tag.end };
  const close = new RegExp(`</${tag.prefix}${local}\\s*>`, 'g');
  close.lastIndex = tag.end;
  const found = close.exec(xml);
  return found ? { tag, inner: xml.slice(tag.end, found.index), end: close.lastIndex } : undefined;
}

/** The part with `addition` as the last child of the element, whose `count` is set when given; undefined without it. */
export function append(
  xml: string,
  local: string,
  addition: (prefix: string) => string,
  count?: number,
): string | undefined {
  const element = findElement(xml, local);
  if (!element) return undefined;
  const { tag, inner, end } = element;
  const open = tag.selfClosing ? tag.text.replace(/\s*\/>$/, '>') : tag.text;
  const counted = count === undefined ? open : setAttribute(open, 'count', count);
  const body = `${counted}${inner}${addition(tag.prefix)}</${tag.prefix}${local}>`;
  return xml.slice(0, tag.start) + body + xml.slice(end);
}
