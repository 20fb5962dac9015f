import { type PdfObjects, type Ref, ref, textString } from './objects.ts';

export type Role =
  | 'Document'
  | 'Sect'
  | 'H1'
  | 'H2'
  | 'P'
  | 'Table'
  | 'TR'
  | 'TH'
  | 'TD'
  | 'TOC'
  | 'TOCI'
  | 'Figure';

/** A part of the structure that readers read aloud; written when it is closed. */
export interface Tag {
  readonly object: Ref;
  readonly role: Role;
  readonly parent: Tag | undefined;
  readonly kids: string[];
}

/** The structure tree: which marked content of which page is what. */
export class Tags {
  /** By page: its marked content in order. */
  private readonly pages: { readonly page: Ref; readonly tags: Ref[] }[] = [];
  private readonly root: Ref;

  constructor(private readonly pdf: PdfObjects) {
    this.root = pdf.reserve();
  }

  open(role: Role, parent?: Tag): Tag {
    const tag: Tag = { object: this.pdf.reserve(), role, parent, kids: [] };
    parent?.kids.push(ref(tag.object));
    return tag;
  }

  /** `alternate`: said of a figure to those who do not see it. */
  close(tag: Tag, title?: string, alternate?: string): void {
    const parent = ref(tag.parent?.object ?? this.root);
    const scope = tag.role === 'TH' ? ' /A << /O /Table /Scope /Column >>' : '';
    const name =
      (title === undefined ? '' : ` /T ${textString(title)}`) +
      (alternate === undefined ? '' : ` /Alt ${textString(alternate)}`);
    this.pdf.add(
      `<< /Type /StructElem /S /${tag.role} /P ${parent} /K [${tag.kids.join(' ')}]${scope}${name} >>`,
      tag.object,
    );
  }

  /** The page's number in the tree. */
  addPage(page: Ref): number {
    return this.pages.push({ page, tags: [] }) - 1;
  }

  /** Content of a page belongs to a tag; answers its mark on that page. */
  mark(tag: Tag, at: number): number {
    const page = this.pages[at];
    if (page === undefined) throw new RangeError(`no page ${at}`);
    const mark = page.tags.push(tag.object) - 1;
    tag.kids.push(`<< /Type /MCR /Pg ${ref(page.page)} /MCID ${mark} >>`);
    return mark;
  }

  end(document: Tag): Ref {
    this.close(document);
    const nums = this.pages.map(
      ({ tags }, at) => `${at} ${ref(this.pdf.add(`[${tags.map(ref).join(' ')}]`))}`,
    );
    const tree = this.pdf.add(`<< /Nums [${nums.join(' ')}] >>`);
    return this.pdf.add(
      `<< /Type /StructTreeRoot /K ${ref(document.object)} /ParentTree ${ref(tree)} /ParentTreeNextKey ${this.pages.length} >>`,
      this.root,
    );
  }
}
