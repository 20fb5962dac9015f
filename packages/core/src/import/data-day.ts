import { Problem } from '../problem.ts';
import { isDay } from './date.ts';

/** What a day is called where it was asked for: an option, a field. */
interface DayName {
  readonly zh: string;
  readonly en: string;
}

/** A day as it was typed, `YYYY-MM-DD`; `invalid-input` with what was typed for any other text. `example`: a day. */
export function typedDay(text: string, { zh, en }: DayName, example: string): string {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text) ?? [];
  if (isDay(Number(year), Number(month), Number(day))) return text;
  const typed = text.slice(0, 40);
  throw new Problem('invalid-input', {
    detail: `${en}: "${typed}" is not a date, e.g. ${example}`,
    detailZh: `${zh}：“${typed}”不是日期，例如 ${example}`,
  });
}

/**
 * The day of which a file speaks. `today` is China's: a statement about a day to come would hide all that is said before
 * it, so that is `invalid-input`, too.
 */
export function dataDay(text: string, name: DayName, today: string): string {
  const day = typedDay(text, name, today);
  if (day <= today) return day;
  throw new Problem('invalid-input', {
    detail: `${name.en}: ${day} has not come yet, today is ${today}`,
    detailZh: `${name.zh}：${day} 还没有到，今天是 ${today}`,
  });
}
