const DAYS_BEFORE = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];

/** FEEL counts years from -999999999 to 999999999. */
export const LAST_YEAR = 999_999_999;

export function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** A day of the proleptic Gregorian calendar; month and day count from 1. Year 0 is 1 BC. */
export class CalendarDate {
  private constructor(
    readonly year: number,
    readonly month: number,
    readonly day: number,
  ) {}

  /** The day, or undefined when the calendar has none such. */
  static of(year: number, month: number, day: number): CalendarDate | undefined {
    if (!Number.isInteger(year) || !Number.isInteger(month) || !Number.isInteger(day)) return undefined;
    if (Math.abs(year) > LAST_YEAR || month < 1 || month > 12) return undefined;
    if (day < 1 || day > daysInMonth(year, month)) return undefined;
    return new CalendarDate(year, month, day);
  }

  /** Days since 1970-01-01. */
  get epochDay(): number {
    const before = this.year - 1;
    const leaps = Math.floor(before / 4) - Math.floor(before / 100) + Math.floor(before / 400);
    return before * 365 + leaps + this.dayOfYear - 719_163;
  }

  static ofEpochDay(days: number): CalendarDate | undefined {
    // Count from 0000-03-01, so that the leap day ends its year.
    const shifted = days + 719_468;
    const era = Math.floor(shifted / 146_097);
    const dayOfEra = shifted - era * 146_097;
    const yearOfEra = Math.floor(
      (dayOfEra -
        Math.floor(dayOfEra / 1460) +
        Math.floor(dayOfEra / 36_524) -
        Math.floor(dayOfEra / 146_096)) /
        365,
    );
    const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
    const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
    const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
    const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
    return CalendarDate.of(yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day);
  }

  get dayOfYear(): number {
    const leap = this.month > 2 && isLeapYear(this.year) ? 1 : 0;
    return (DAYS_BEFORE[this.month - 1] ?? 0) + leap + this.day;
  }

  /** 1 is Monday, 7 is Sunday. */
  get weekday(): number {
    return ((((this.epochDay + 3) % 7) + 7) % 7) + 1;
  }

  plusDays(days: number): CalendarDate | undefined {
    return CalendarDate.ofEpochDay(this.epochDay + days);
  }

  /** The same day of another month, or that month's last day. */
  plusMonths(months: number): CalendarDate | undefined {
    const total = this.year * 12 + (this.month - 1) + months;
    const year = Math.floor(total / 12);
    const month = total - year * 12 + 1;
    return CalendarDate.of(year, month, Math.min(this.day, daysInMonth(year, month)));
  }

  compare(other: CalendarDate): number {
    return this.year - other.year || this.month - other.month || this.day - other.day;
  }

  toString(): string {
    const year = String(Math.abs(this.year)).padStart(4, '0');
    return `${this.year < 0 ? '-' : ''}${year}-${two(this.month)}-${two(this.day)}`;
  }
}

export function two(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}
