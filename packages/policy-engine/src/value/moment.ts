import { CalendarDate } from './date.ts';
import { ClockTime } from './time.ts';
import { offsetAt, offsetOf, type Zone } from './zone.ts';

/** A date and time. */
export class Moment {
  constructor(
    readonly date: CalendarDate,
    readonly time: ClockTime,
  ) {}

  /** Seconds since 1970-01-01T00:00 by its own clock. */
  get localSecond(): number {
    return this.date.epochDay * 86_400 + this.time.secondOfDay;
  }

  /** Seconds since 1970-01-01T00:00Z; without a zone, its own clock's. */
  get utcSecond(): number {
    const { zone } = this.time;
    return zone ? this.localSecond - offsetOf(zone, this.localSecond) : this.localSecond;
  }

  /** Undefined when one has a zone and the other none. */
  compare(other: Moment): number | undefined {
    if (!this.time.zone !== !other.time.zone) return undefined;
    return this.utcSecond - other.utcSecond || this.time.nano - other.time.nano;
  }

  /** So much later in time: where a region puts its clock forward meanwhile, its clock shows more. */
  plusNanos(nanos: bigint): Moment | undefined {
    const total = BigInt(this.utcSecond) * 1_000_000_000n + BigInt(this.time.nano) + nanos;
    const nano = Number(((total % 1_000_000_000n) + 1_000_000_000n) % 1_000_000_000n);
    return Moment.at(Number((total - BigInt(nano)) / 1_000_000_000n), nano, this.time.zone);
  }

  /** What a zone's clock shows at an instant, in seconds since 1970-01-01T00:00Z; without a zone, by that clock. */
  static at(utcSecond: number, nano: number, zone: Zone | undefined): Moment | undefined {
    const second = zone ? utcSecond + offsetAt(zone, utcSecond) : utcSecond;
    const day = Math.floor(second / 86_400);
    const date = CalendarDate.ofEpochDay(day);
    const time = ClockTime.ofSeconds(second - day * 86_400, nano, zone);
    return date && time && new Moment(date, time);
  }

  toString(): string {
    return `${this.date.toString()}T${this.time.toString()}`;
  }
}
