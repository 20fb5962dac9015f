import { createHash } from 'node:crypto';
import type { Face } from '../font/face.ts';
import { embedFont } from './font.ts';
import { PdfObjects, type Ref, ref, textString } from './objects.ts';
import { PdfPage } from './page.ts';
import { type Tag, Tags } from './tags.ts';

export interface OutlineEntry {
  readonly title: string;
  /** From 1. */
  readonly level: number;
  readonly page: PdfPage;
}

/** A document with pages, outline, structure and metadata; content is drawn on its pages. */
export class PdfDocument {
  readonly tags: Tags;
  readonly root: Tag;
  readonly pages: PdfPage[] = [];
  readonly outline: OutlineEntry[] = [];
  /** The glyphs drawn, with the character each stands for. */
  readonly used = new Map<number, number>();
  private readonly pictures: Ref[] = [];
  private readonly pdf = new PdfObjects();
  private readonly tree: Ref;
  private readonly resources: Ref;

  constructor(readonly face: Face) {
    this.tags = new Tags(this.pdf);
    this.root = this.tags.open('Document');
    this.tree = this.pdf.reserve();
    this.resources = this.pdf.reserve();
  }

  /** Width and height in points. */
  addPage(width: number, height: number): PdfPage {
    const page = new PdfPage(this, this.pdf.reserve(), width, height);
    this.pages.push(page);
    return page;
  }

  /** Takes a JPEG into the document and answers the name by which pages draw it. Grey has one channel, colour three. */
  addJpeg(bytes: Uint8Array, width: number, height: number, channels: 1 | 3): string {
    const space = channels === 1 ? '/DeviceGray' : '/DeviceRGB';
    const dict = `/Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace ${space} /BitsPerComponent 8 /Filter /DCTDecode`;
    return `P${this.pictures.push(this.pdf.raw(dict, bytes))}`;
  }

  /** The content drawn so far becomes a stream of the page. */
  flush(page: PdfPage): void {
    const content = page.takeContent();
    if (content !== '') page.streams.push(this.pdf.stream('', content));
  }

  /** Pages in the order given. */
  end(title: string, pages: readonly PdfPage[]): Buffer {
    const font = embedFont(this.pdf, this.face, this.used);
    const pictures = this.pictures.map((picture, at) => `/P${at + 1} ${ref(picture)}`).join(' ');
    const drawn = pictures === '' ? '' : ` /XObject << ${pictures} >>`;
    this.pdf.add(`<< /Font << /F ${ref(font)} >>${drawn} >>`, this.resources);
    for (const page of pages) this.writePage(page);
    const kids = pages.map(({ object }) => ref(object)).join(' ');
    this.pdf.add(`<< /Type /Pages /Count ${pages.length} /Kids [${kids}] >>`, this.tree);
    const structure = this.tags.end(this.root);
    const metadata = this.pdf.stream('/Type /Metadata /Subtype /XML', Buffer.from(xmp(title)), true);
    const outlines = this.writeOutline();
    const root = this.pdf.add(
      `<< /Type /Catalog /Pages ${ref(this.tree)} /Lang (zh-CN) /MarkInfo << /Marked true >> /StructTreeRoot ${ref(structure)}` +
        ` /Metadata ${ref(metadata)} /ViewerPreferences << /DisplayDocTitle true >>${outlines} >>`,
    );
    const info = this.pdf.add(`<< /Title ${textString(title)} /Producer (Mingbai) >>`);
    const id = createHash('md5').update(`${title}/${pages.length}/${[...this.used.keys()].join()}`);
    return this.pdf.end(root, info, id.digest('hex'));
  }

  private writePage(page: PdfPage): void {
    this.flush(page);
    const links = page.links.map(({ box, to }) =>
      ref(
        this.pdf.add(
          `<< /Type /Annot /Subtype /Link /Border [0 0 0] /F 4 /Rect [${box.join(' ')}] /Dest [${ref(to)} /Fit] >>`,
        ),
      ),
    );
    const annotations = links.length === 0 ? '' : ` /Annots [${links.join(' ')}]`;
    this.pdf.add(
      `<< /Type /Page /Parent ${ref(this.tree)} /MediaBox [0 0 ${page.width} ${page.height}] /Resources ${ref(this.resources)}` +
        ` /Contents [${page.streams.map(ref).join(' ')}] /StructParents ${page.number} /Tabs /S${annotations} >>`,
      page.object,
    );
  }

  private writeOutline(): string {
    if (this.outline.length === 0) return '';
    const own = this.pdf.reserve();
    this.pdf.add(`<< /Type /Outlines ${this.writeLevel(own, this.outline)} >>`, own);
    return ` /Outlines ${ref(own)} /PageMode /UseOutlines`;
  }

  /** Entries of the level of the first, each with those below it; answers what the parent says of them. */
  private writeLevel(parent: Ref, entries: readonly OutlineEntry[]): string {
    const level = entries[0]?.level ?? 1;
    const starts = entries.flatMap((entry, at) => (entry.level <= level ? [at] : []));
    const objects = starts.map(() => this.pdf.reserve());
    starts.forEach((start, index) => {
      const entry = entries[start];
      const own = objects[index];
      if (entry === undefined || own === undefined) return;
      const below = entries.slice(start + 1, starts[index + 1] ?? entries.length);
      const [before, after] = [objects[index - 1], objects[index + 1]];
      this.pdf.add(
        `<< /Title ${textString(entry.title)} /Parent ${ref(parent)} /Dest [${ref(entry.page.object)} /Fit]` +
          `${before === undefined ? '' : ` /Prev ${ref(before)}`}${after === undefined ? '' : ` /Next ${ref(after)}`}` +
          `${below.length === 0 ? '' : ` ${this.writeLevel(own, below).replace('/Count ', '/Count -')}`} >>`,
        own,
      );
    });
    const [first, last] = [objects[0], objects.at(-1)];
    return `/First ${ref(first ?? 0)} /Last ${ref(last ?? 0)} /Count ${objects.length}`;
  }
}

function xmp(title: string): string {
  const text = title.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  return (
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n<x:xmpmeta xmlns:x="adobe:ns:meta/">' +
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""' +
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">' +
    `<dc:title><rdf:Alt><rdf:li xml:lang="x-default">${text}</rdf:li></rdf:Alt></dc:title>` +
    '<dc:language><rdf:Bag><rdf:li>zh-CN</rdf:li></rdf:Bag></dc:language><pdf:Producer>Mingbai</pdf:Producer>' +
    '</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end="w"?>'
  );
}
