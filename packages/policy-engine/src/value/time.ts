import { two } from './date.ts';
import { formatZone, offsetOf, type Zone } from './zone.ts';

/** A time of day, with nanoseconds, with or without a zone. */
export class ClockTime {
  private constructor(
    readonly hour: number,
    readonly minute: number,
    readonly second: number,
    readonly nano: number,
    readonly zone: Zone | undefined,
  ) {}

  static of(hour: number, minute: number, second: number, nano = 0, zone?: Zone): ClockTime | undefined {
    const whole = [hour, minute, second, nano].every((part) => Number.isInteger(part) && part >= 0);
    if (!whole || hour > 23 || minute > 59 || second > 59 || nano > 999_999_999) return undefined;
    return new ClockTime(hour, minute, second, nano, zone);
  }

  /** From the seconds since midnight. */
  static ofSeconds(seconds: number, nano: number, zone?: Zone): ClockTime | undefined {
    return ClockTime.of(Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60, nano, zone);
  }

  get secondOfDay(): number {
    return this.hour * 3600 + this.minute * 60 + this.second;
  }

  withZone(zone: Zone | undefined): ClockTime {
    return new ClockTime(this.hour, this.minute, this.second, this.nano, zone);
  }

  /** Seconds since midnight in UTC (of 1970-01-01 for regions), without a zone as they stand. */
  get utcSecond(): number {
    return this.zone ? this.secondOfDay - offsetOf(this.zone, this.secondOfDay) : this.secondOfDay;
  }

  /** Undefined when one has a zone and the other none. */
  compare(other: ClockTime): number | undefined {
    if (!this.zone !== !other.zone) return undefined;
    return this.utcSecond - other.utcSecond || this.nano - other.nano;
  }

  toString(): string {
    const fraction = this.nano ? `.${String(this.nano).padStart(9, '0').replace(/0+$/, '')}` : '';
    const zone = this.zone ? formatZone(this.zone) : '';
    return `${two(this.hour)}:${two(this.minute)}:${two(this.second)}${fraction}${zone}`;
  }
}
