/** Which of two tags comes next, and what stands before it, in pieces. */
interface Found {
  readonly which: string;
  readonly before: string[];
}

/** A stretch of an XML part that moves on as it is taken; one character for each byte. */
export class XmlWindow {
  private text = '';
  private at = 0;
  private readonly places = new Map<string, number>();
  private readonly chunks: AsyncIterator<Uint8Array>;

  constructor(chunks: AsyncIterable<Uint8Array>) {
    this.chunks = chunks[Symbol.asyncIterator]();
  }

  /** What lies ahead until it matches; nothing is taken. Undefined when the part ends before. */
  async lookFor(pattern: RegExp): Promise<RegExpExecArray | undefined> {
    for (;;) {
      const found = pattern.exec(this.text.slice(this.at));
      if (found) return found;
      if (!(await this.more())) return undefined;
    }
  }

  /**
   * Moves to the next of two tags, given as their beginnings (`<row`, `</sheetData`); what stands in comments
   * and CDATA is none. Undefined at the end of the part.
   */
  async find(open: string, close: string): Promise<Found | undefined> {
    const before: string[] = [];
    for (;;) {
      const opens = this.nextTag(open);
      const closes = this.next(close);
      const section = this.next('<!');
      if (section < opens && section < closes) {
        before.push(this.take((await this.peekSection(section)).length));
      } else if (Math.min(opens, closes) < Infinity) {
        before.push(this.take(Math.min(opens, closes) - this.at));
        return { which: opens < closes ? open : close, before };
      } else {
        // What may be the beginning of a tag stays.
        const cut = this.text.lastIndexOf('<');
        if (cut > this.at) before.push(this.take(cut - this.at));
        if (!(await this.more())) return undefined;
      }
    }
  }

  /** All up to and with `needle`, a `>` or a tag not in comments or CDATA; nothing is taken. */
  async peekTo(needle: string): Promise<string> {
    let from = 0;
    for (;;) {
      const start = this.at + from;
      const found = this.text.indexOf(needle, start);
      const section = needle.startsWith('<') ? this.sectionFrom(start) : Infinity;
      if (section < indexOr(found)) {
        from = (await this.peekSection(section)).length;
      } else if (found >= 0) {
        return this.text.slice(this.at, found + needle.length);
      } else {
        from = Math.max(from, this.text.length - this.at - needle.length);
        if (!(await this.more())) throw new Error(`The sheet part ends before ${needle}`);
      }
    }
  }

  take(length: number): string {
    this.at += length;
    return this.text.slice(this.at - length, this.at);
  }

  async rest(): Promise<string> {
    while (await this.more());
    return this.take(this.text.length - this.at);
  }

  /** All up to and with the end of the comment or CDATA section that begins at `start`. */
  private async peekSection(start: number): Promise<string> {
    const ahead = start - this.at;
    while (this.text.length < this.at + ahead + 4 && (await this.more()));
    const end = this.text.startsWith('<!--', this.at + ahead) ? '-->' : ']]>';
    for (;;) {
      const found = this.text.indexOf(end, this.at + ahead);
      if (found >= 0) return this.text.slice(this.at, found + end.length);
      if (!(await this.more())) throw new Error(`The sheet part ends before ${end}`);
    }
  }

  /** `<row` but not `<rowBreaks`. */
  private nextTag(open: string): number {
    let found = this.next(open);
    while (found < Infinity && !/[\s/>]/.test(this.text.charAt(found + open.length))) {
      // The character that tells is not there yet: not found so far.
      if (found + open.length >= this.text.length) return Infinity;
      found = indexOr(this.text.indexOf(open, found + 1));
    }
    return found;
  }

  private sectionFrom(start: number): number {
    const next = this.next('<!');
    return next >= start ? next : indexOr(this.text.indexOf('<!', start));
  }

  /** Remembered until passed: each row would otherwise search all that lies ahead. */
  private next(needle: string): number {
    const known = this.places.get(needle);
    if (known !== undefined && known >= this.at) return known;
    const found = indexOr(this.text.indexOf(needle, this.at));
    this.places.set(needle, found);
    return found;
  }

  private async more(): Promise<boolean> {
    const next = await this.chunks.next();
    if (next.done === true) return false;
    const { buffer, byteOffset, byteLength } = next.value;
    this.text = this.text.slice(this.at) + Buffer.from(buffer, byteOffset, byteLength).toString('latin1');
    this.at = 0;
    this.places.clear();
    return true;
  }
}

function indexOr(found: number): number {
  return found < 0 ? Infinity : found;
}
