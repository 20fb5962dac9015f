import { two } from './date.ts';

/** Where a clock stands: a fixed offset east of UTC in seconds, or a region of the IANA time zone database. */
export type Zone =
  | { readonly kind: 'offset'; readonly seconds: number }
  | { readonly kind: 'region'; readonly name: string };

export const UTC: Zone = { kind: 'offset', seconds: 0 };

const OFFSET = /^([+-])(\d\d):(\d\d)(?::(\d\d))?$/;

/** Reads `Z`, `+08:00`, `-03:30:15` or `@Asia/Shanghai`. */
export function readZone(text: string): Zone | undefined {
  if (text === 'Z' || text === 'z') return UTC;
  if (text.startsWith('@')) return region(text.slice(1));
  const parts = OFFSET.exec(text);
  if (!parts) return undefined;
  const [, sign, hours, minutes, seconds = '0'] = parts;
  if (Number(hours) > 18 || Number(minutes) > 59 || Number(seconds) > 59) return undefined;
  const total = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
  if (total > 18 * 3600) return undefined;
  return { kind: 'offset', seconds: sign === '-' && total > 0 ? -total : total };
}

const formats = new Map<string, Intl.DateTimeFormat | undefined>();

function formatOf(name: string): Intl.DateTimeFormat | undefined {
  if (!formats.has(name)) formats.set(name, makeFormat(name));
  return formats.get(name);
}

function makeFormat(timeZone: string): Intl.DateTimeFormat | undefined {
  try {
    return new Intl.DateTimeFormat('en-US-u-ca-iso8601', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
      era: 'short',
    });
  } catch {
    return undefined;
  }
}

function region(name: string): Zone | undefined {
  // Intl would also take offsets as names; FEEL writes those without `@`.
  return /^[A-Za-z]/.test(name) && formatOf(name) ? { kind: 'region', name } : undefined;
}

const FURTHEST = 8.6e12;

/** Seconds east of UTC that the zone's clock shows at an instant, given in seconds since 1970 in UTC. */
export function offsetAt(zone: Zone, instant: number): number {
  if (zone.kind === 'offset') return zone.seconds;
  // Outside what Intl can tell (years beyond ±270000) regions keep their first or last offset.
  if (Math.abs(instant) > FURTHEST) return offsetAt(zone, Math.sign(instant) * FURTHEST);
  const parts: Record<string, string> = {};
  for (const { type, value } of formatOf(zone.name)?.formatToParts(instant * 1000) ?? []) parts[type] = value;
  const year = parts['era']?.startsWith('B') ? 1 - Number(parts['year']) : Number(parts['year']);
  const shown = new Date(0);
  shown.setUTCFullYear(year, Number(parts['month']) - 1, Number(parts['day']));
  shown.setUTCHours(Number(parts['hour']), Number(parts['minute']), Number(parts['second']));
  return shown.getTime() / 1000 - Math.floor(instant);
}

/** The offset when the zone's own clock shows `local` (seconds since 1970 by that clock). */
export function offsetOf(zone: Zone, local: number): number {
  if (zone.kind === 'offset') return zone.seconds;
  const first = offsetAt(zone, local);
  const second = offsetAt(zone, local - first);
  return first === second ? first : offsetAt(zone, local - second);
}

export function formatZone(zone: Zone): string {
  if (zone.kind === 'region') return `@${zone.name}`;
  if (zone.seconds === 0) return 'Z';
  const total = Math.abs(zone.seconds);
  const seconds = total % 60;
  const text = `${zone.seconds < 0 ? '-' : '+'}${two(Math.floor(total / 3600))}:${two(Math.floor(total / 60) % 60)}`;
  return seconds ? `${text}:${two(seconds)}` : text;
}
