/** Whole months; also years, which are twelve of them. */
export class MonthsDuration {
  constructor(readonly months: number) {}

  get years(): number {
    return Math.trunc(this.months / 12);
  }

  toString(): string {
    const total = Math.abs(this.months);
    const years = Math.floor(total / 12);
    const months = total % 12;
    if (total === 0) return 'P0M';
    return `${this.months < 0 ? '-' : ''}P${years ? `${years}Y` : ''}${months ? `${months}M` : ''}`;
  }
}

export const NANOS_PER_SECOND = 1_000_000_000n;
export const NANOS_PER_DAY = 86_400n * NANOS_PER_SECOND;

/** Days, hours, minutes and seconds: an exact count of nanoseconds. */
export class DaysDuration {
  constructor(readonly nanos: bigint) {}

  /** The parts, all with the sign of the whole. */
  get parts(): { days: number; hours: number; minutes: number; seconds: number; nanos: number } {
    const seconds = Number(this.nanos / NANOS_PER_SECOND);
    return {
      days: Math.trunc(seconds / 86_400),
      hours: Math.trunc(seconds / 3600) % 24,
      minutes: Math.trunc(seconds / 60) % 60,
      seconds: seconds % 60,
      nanos: Number(this.nanos % NANOS_PER_SECOND),
    };
  }

  toString(): string {
    if (this.nanos === 0n) return 'PT0S';
    const size = new DaysDuration(this.nanos < 0n ? -this.nanos : this.nanos);
    const { days, hours, minutes, seconds, nanos } = size.parts;
    const fraction = nanos ? `.${String(nanos).padStart(9, '0').replace(/0+$/, '')}` : '';
    const time = [
      hours ? `${hours}H` : '',
      minutes ? `${minutes}M` : '',
      seconds || nanos ? `${seconds}${fraction}S` : '',
    ].join('');
    return `${this.nanos < 0n ? '-' : ''}P${days ? `${days}D` : ''}${time ? `T${time}` : ''}`;
  }
}
