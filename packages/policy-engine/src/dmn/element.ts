/** What the reading library gives for an element; its parts are asked for by name. */
export interface XmlElement {
  readonly $type: string;
  readonly $attrs?: Readonly<Record<string, unknown>>;
  get(name: string): unknown;
}

export function isElement(value: unknown): value is XmlElement {
  return typeof value === 'object' && value !== null && '$type' in value;
}

export function one(element: XmlElement, name: string): XmlElement | undefined {
  const value = element.get(name);
  return isElement(value) ? value : undefined;
}

export function many(element: XmlElement, name: string): readonly XmlElement[] {
  const value = element.get(name);
  return Array.isArray(value) ? value.filter(isElement) : [];
}

/** An attribute or the text of a child; undefined when it is not there or blank. */
export function text(element: XmlElement | undefined, name: string): string | undefined {
  const value = element?.get(name);
  if (typeof value !== 'string') return undefined;
  const trimmed = value.trim();
  return trimmed === '' ? undefined : trimmed;
}

/** Where a reference points: the id, or `namespace#id` into another model. */
export function reference(element: XmlElement | undefined): string | undefined {
  const href = text(element, 'href');
  return href?.startsWith('#') ? href.slice(1) : href;
}

export function references(element: XmlElement, list: string): readonly string[] {
  return many(element, list).flatMap((each) => reference(each) ?? []);
}

/** Keeps only what is said, so that nothing is there with the value undefined. */
export function said<T extends object>(values: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}
