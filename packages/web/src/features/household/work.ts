import type { RecordValues } from '@mingbai/core/api';
import type { Language } from '../../format/values.ts';
import { valueText } from '../../register/labels.ts';

/** What a statement of work speaks of: a whole year, or, in the monthly watch, a spell by the month it began. */
export function workPeriod(work: RecordValues): { readonly of: 'year' | 'spell'; readonly period: string } {
  const day = String(work['period'] ?? '');
  return isSpell(work) ? { of: 'spell', period: day.slice(0, 7) } : { of: 'year', period: day.slice(0, 4) };
}

/**
 * The last year that is known, with its months and how far away; '' where it says that the person did not work.
 * `works` are newest first. The monthly watch says neither, so it is heard only of years that no other row speaks of.
 */
export function lastWork(works: readonly RecordValues[], language: Language): string {
  const year = works.find((work) => !isSpell(work));
  const spell = works.find(isSpell);
  const spellIsLater =
    spell !== undefined &&
    (year === undefined || workPeriod(spell).period.slice(0, 4) > workPeriod(year).period);
  const [said, parts] = spellIsLater
    ? [spell, [text('place', spell, language) || text('work_county', spell, language)]]
    : [year, year === undefined ? [] : ofYear(year, language)];
  const filled = parts.filter((part) => part !== '');
  if (said === undefined || (filled.length === 0 && !spellIsLater)) return '';
  return [workPeriod(said).period, filled.join(' · ')].filter(Boolean).join(language === 'zh' ? '：' : ': ');
}

function ofYear(year: RecordValues, language: Language): string[] {
  if (worked(year['months']) || year['area'] != null)
    return [
      text('months', year, language),
      // The column is headed 务工 already.
      text('area', year, language).replace(/务工$/, ''),
    ];
  // A post in the village is no work away: the form counts its months apart.
  if (worked(year['public_post_months']) || year['public_post'] != null)
    return [text('public_post_months', year, language), text('public_post', year, language)];
  return [];
}

function isSpell(work: RecordValues): boolean {
  return work['started'] != null && work['months'] == null;
}

function worked(months: RecordValues[string] | undefined): boolean {
  return months != null && Number(months) !== 0;
}

function text(column: string, work: RecordValues, language: Language): string {
  return valueText(`work.${column}`, work[column], language);
}
