import type { Code, CodeList } from '../dictionary/codes/list.ts';
import type { RepairKind, Words } from './fault.ts';
import { nearest } from './nearest.ts';
import { halfWidth } from './text.ts';

export interface CodeMatch {
  readonly code: string;
  readonly repair?: RepairKind;
}

/** Of a long list, as many are named. */
const FEW = 6;
const SPLIT = /[、,，;；/|\s]+/;
/** The exports of the national system put a comma between. */
const UNUSUAL_SPLIT = /[、，;；/|\s]/;
/** `01户主`, `01-户主`, `1.户主`, `户主(01)`. */
const NUMBERED = /^(\d{1,3})[-_.、:：]?(\D.*)$|^(.*\D)[(（](\d{1,3})[)）]$/;

/** Finds codes of one list by label, older word, printed number, or number and label. */
export class CodeMatcher {
  private readonly byWord = new Map<string, CodeMatch>();
  private readonly printed: ReadonlySet<string>;
  private readonly byNumber = new Map<string, string>();

  constructor(
    private readonly list: CodeList,
    year?: number,
  ) {
    this.printed = new Set(list.codes.map(({ zh }) => zh));
    for (const code of list.codes) this.add(code.zh, { code: code.code });
    for (const code of list.codes) {
      this.add(code.code, { code: code.code });
      this.add(code.en, { code: code.code, repair: 'old-name' });
      for (const { text } of code.aliases ?? []) this.add(text, { code: code.code, repair: 'old-name' });
    }
    for (const number of printedNumbers(list.codes, year)) this.byNumber.set(number.number, number.code);
  }

  find(text: string): CodeMatch | undefined {
    const key = wordKey(text);
    const word = this.byWord.get(key);
    if (word !== undefined) return word;
    const number = this.byNumber.get(key.replace(/^0+(?=\d)/, ''));
    if (number !== undefined) return { code: number, repair: 'code-to-label' };
    const parts = NUMBERED.exec(key);
    const labelled = parts === null ? undefined : this.byWord.get(parts[2] ?? parts[3] ?? '');
    // The label decides: the numbers of the lists changed over the years, the words did not.
    return labelled === undefined ? undefined : { code: labelled.code, repair: 'code-to-label' };
  }

  /** Whether the label stands exactly so in the list: some have full-width brackets of their own. */
  isPrinted(text: string): boolean {
    return this.printed.has(text);
  }

  /** Every code in a cell; the words that are none; whether an unusual separator stood between. */
  findAll(text: string): { matches: CodeMatch[]; unknown: string[]; separator: boolean } {
    const whole = this.find(text);
    if (whole !== undefined) return { matches: [whole], unknown: [], separator: false };
    const words = text.split(SPLIT).filter((word) => word !== '');
    const matches: CodeMatch[] = [];
    const unknown: string[] = [];
    for (const word of words) {
      const match = this.find(word);
      if (match === undefined) unknown.push(word);
      else if (!matches.some(({ code }) => code === match.code)) matches.push(match);
    }
    return { matches, unknown, separator: UNUSUAL_SPLIT.test(text) };
  }

  /** The nearest labels; where nothing is near, what there is to choose from. English ones are read as well. */
  suggest(text: string): Words {
    const { codes } = this.list;
    const key = wordKey(text);
    const near = nearest(
      key,
      codes.map(({ zh }) => zh),
    );
    if (near.length > 0) {
      const meant = codes.filter(({ zh }) => near.includes(zh));
      return { zh: `最接近：${near.join('、')}`, en: `nearest: ${meant.map(({ en }) => en).join(', ')}` };
    }
    const shown = codes.length <= FEW + 2 ? codes : codes.slice(0, FEW);
    const more = shown.length < codes.length;
    return {
      zh: `可选：${shown.map(({ zh }) => zh).join('、')}${more ? ` 等 ${codes.length} 项` : ''}`,
      en: `one of: ${shown.map(({ en }) => en).join(', ')}${more ? ` … (${codes.length} in all)` : ''}`,
    };
  }

  /** What an unknown word of an open list is taken in as; undefined when the list is closed. */
  get other(): string | undefined {
    return this.list.open === true ? this.list.codes.find(({ code }) => code === 'other')?.code : undefined;
  }

  private add(word: string, match: CodeMatch): void {
    const key = wordKey(word);
    if (key !== '' && !this.byWord.has(key)) this.byWord.set(key, match);
  }
}

function wordKey(text: string): string {
  return halfWidth(text).replace(/\s+/g, '').toLowerCase();
}

/**
 * Where no form prints numbers of its own, those of the national standard are meant. Else the numbers of the edition in
 * force in `year` (the newest without one) win over those of other editions.
 */
function printedNumbers(codes: readonly Code[], year = 9999): { number: string; code: string }[] {
  if (codes.every(({ formCode }) => formCode === undefined))
    return codes.flatMap(({ code, gb, gbReads = [] }) =>
      [...(gb === undefined ? [] : [gb]), ...gbReads].map((number) => ({
        number: number.replace(/^0+(?=\d)/, ''),
        code,
      })),
    );
  const printed = codes.flatMap(({ code, formCode = {} }) =>
    Object.entries(formCode).map(([edition, number]) => ({
      number: number.replace(/^0+(?=\d)/, ''),
      code,
      edition: Number(edition) || 0,
    })),
  );
  const rank = (edition: number): number => (edition <= year ? edition : -edition);
  return printed.toSorted((a, b) => rank(a.edition) - rank(b.edition));
}
