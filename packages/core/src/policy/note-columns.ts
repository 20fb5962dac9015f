const LATIN = /^[\x20-\x7e]+$/;

/** A column of notes of a decision table: `at` counts from 0; `citation` says by which document. */
export interface NoteColumn {
  readonly heading: string;
  readonly at: number;
  readonly citation: boolean;
}

/**
 * The columns of notes that a reader of the language is shown: those with a heading in Latin letters are for readers
 * of English, the others of Chinese. Citations are for both, and so is everything where no note is in English.
 */
export function noteColumns(headings: readonly string[], language: 'zh' | 'en'): readonly NoteColumn[] {
  const hasEnglish = headings.some((heading) => LATIN.test(heading));
  return headings.flatMap((heading, at) => {
    const citation = heading === '依据';
    return !hasEnglish || citation || LATIN.test(heading) === (language === 'en')
      ? [{ heading, at, citation }]
      : [];
  });
}
