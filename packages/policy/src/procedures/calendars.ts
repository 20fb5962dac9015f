import { addDays, type Calendar } from '@mingbai/core';
import { z } from 'zod';
import type { Bundle } from '../load/bundle.ts';
import { YamlFile } from '../load/document.ts';
import type { FileProblem } from '../load/problem.ts';
import { inBoth, quality } from '../load/shapes.ts';

const day = z.iso.date();

export const calendarFileShape = z.strictObject({
  year: z.int().min(2000).max(2100),
  source: inBoth,
  quality,
  holidays: z.array(inBoth.extend({ from: day, to: day, work: z.array(day).default([]) })).min(1),
});

/** One year's days off, as they were announced. */
export type CalendarFile = z.infer<typeof calendarFileShape>;

/** A file that is not read, and why. */
export interface RefusedFile {
  readonly file: string;
  readonly problems: readonly FileProblem[];
}

export interface Calendars {
  readonly calendar: Calendar;
  readonly files: readonly CalendarFile[];
  readonly refused: readonly RefusedFile[];
}

/** Reads `calendars/YYYY.yaml` of a bundle. A year that is not right is left out: its days are counted by weekends. */
export function loadCalendars(bundle: Bundle): Calendars {
  const files: CalendarFile[] = [];
  const refused: RefusedFile[] = [];
  for (const [file, text] of bundle) {
    if (!file.startsWith('calendars/')) continue;
    const read = readCalendar(file, text);
    if (Array.isArray(read)) refused.push({ file, problems: read });
    else files.push(read);
  }
  return { calendar: calendarOf(files), files, refused };
}

function readCalendar(name: string, text: string): CalendarFile | FileProblem[] {
  const file = new YamlFile(text);
  if (file.problems.length > 0) return file.problems;
  const read = file.read(calendarFileShape, file.value(), []);
  if (Array.isArray(read)) return read;
  const problems: FileProblem[] = [];
  const say = (path: readonly PropertyKey[], zh: string, en: string): void => {
    problems.push({ zh, en, ...file.place(path) });
  };
  if (name !== `calendars/${read.year}.yaml`)
    say(['year'], `文件名应为 ${read.year}.yaml`, `The file is to be called ${read.year}.yaml`);
  const off = new Set<string>();
  for (const [index, { from, to, work }] of read.holidays.entries()) {
    const path = ['holidays', index];
    const first = addDays(`${read.year}-01-01`, -7);
    const last = `${read.year}-12-31`;
    if (from > to || from < first || to > last)
      say([...path, 'from'], '放假日期不对', 'These days off are not right');
    for (const one of daysFrom(from, to <= last ? to : last)) {
      if (off.has(one)) say([...path, 'from'], `${one} 重复`, `${one} stands twice`);
      off.add(one);
    }
    for (const [at, one] of work.entries())
      if (![0, 6].includes(new Date(one).getUTCDay()) || off.has(one))
        say([...path, 'work', at], `${one} 不是调休上班的周末`, `${one} is no weekend day to be worked`);
  }
  return problems.length > 0 ? problems : read;
}

/** By the year of the day: a holiday of the new year may begin in the old one. */
function calendarOf(files: readonly CalendarFile[]): Calendar {
  const all = files.flatMap(({ holidays }) => holidays);
  const off = all.flatMap(({ from, to }) => daysFrom(from, to));
  const work = all.flatMap((one) => one.work);
  return Object.fromEntries(
    files.map(({ year }) => {
      const own = (one: string): boolean => one.startsWith(`${year}-`);
      return [String(year), { off: off.filter(own), work: work.filter(own) }];
    }),
  );
}

function daysFrom(from: string, to: string): string[] {
  const days: string[] = [];
  for (let one = from; one <= to; one = addDays(one, 1)) days.push(one);
  return days;
}
