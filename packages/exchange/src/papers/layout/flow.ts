import type { PdfDocument } from '../pdf/document.ts';
import type { PdfPage } from '../pdf/page.ts';
import type { Tag } from '../pdf/tags.ts';
import type { TextSetter } from './text.ts';
import type { Theme } from './theme.ts';

/** Goes down the pages of one part; a new page is begun when something does not fit. */
export class Flow {
  page: PdfPage;
  y: number;
  readonly pages: PdfPage[] = [];

  constructor(
    readonly document: PdfDocument,
    readonly setter: TextSetter,
    readonly theme: Theme,
    /** What the part's content belongs to. */
    readonly tag: Tag,
  ) {
    this.y = theme.top;
    this.page = this.begin();
  }

  get width(): number {
    return this.theme.right - this.theme.left;
  }

  get left(): number {
    return this.theme.left;
  }

  /** Points from here to the bottom. */
  get room(): number {
    return this.theme.bottom - this.y;
  }

  get isAtTop(): boolean {
    return this.y <= this.theme.top + 0.01;
  }

  /** Begins a page when less than this is left. */
  need(height: number): void {
    if (this.room + 0.01 < height && !this.isAtTop) this.next();
  }

  next(): void {
    this.document.flush(this.page);
    this.page = this.begin();
  }

  private begin(): PdfPage {
    const page = this.document.addPage(this.theme.width, this.theme.height);
    this.pages.push(page);
    this.y = this.theme.top;
    return page;
  }
}
