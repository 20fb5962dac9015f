import { cpus, loadavg, totalmem } from 'node:os';

/** One measured thing, beside the limit it is held against in the same run. */
export interface Figure {
  readonly what: string;
  /** Rows, requests, or starts. */
  readonly rows: number;
  readonly seconds: number;
  readonly perSecond: number;
  /** Largest resident set of the Node process that did the work, MB (2²⁰ bytes). */
  readonly peakMb: number | null;
  readonly limit: { readonly what: string; readonly perSecond: number } | null;
  /** `perSecond` as a share of the limit's. */
  readonly ratio: number | null;
  /** Parts of it, each with its unit in its name. */
  readonly parts: Readonly<Record<string, number>>;
}

/** What was to be reached. */
export interface Bar {
  readonly what: string;
  readonly measured: number;
  readonly is: 'at least' | 'at most';
  readonly bar: number;
  readonly unit: string;
  /** Null: the limit itself, measured in the same run, does not reach it on this machine. */
  readonly reached: boolean | null;
  readonly limit: { readonly what: string; readonly measured: number } | null;
}

export interface Report {
  readonly bench: string;
  readonly at: string;
  readonly machine: Machine;
  readonly figures: readonly Figure[];
  readonly bars: readonly Bar[];
  /** What somebody who reads the figures must know. */
  readonly notes: readonly string[];
}

interface Machine {
  readonly processor: string;
  readonly cores: number;
  readonly memoryGb: number;
  readonly node: string;
  /** Processes that wanted a core in the minute before: above 0.5 the figures are somebody else's too. */
  readonly loadBefore: number;
}

export function machine(): Machine {
  return {
    processor: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    node: process.versions.node,
    loadBefore: round(loadavg()[0] ?? 0),
  };
}

export interface Measured {
  readonly what: string;
  readonly rows: number;
  readonly seconds: number;
  readonly peakMb?: number;
  readonly parts?: Readonly<Record<string, number>>;
}

export function figure(
  { what, rows, seconds, peakMb, parts }: Measured,
  limit?: { readonly what: string; readonly rows: number; readonly seconds: number },
): Figure {
  const perSecond = rows / seconds;
  const most = limit === undefined ? undefined : limit.rows / limit.seconds;
  return {
    what,
    rows,
    seconds: round(seconds),
    perSecond: round(perSecond),
    peakMb: peakMb === undefined ? null : Math.round(peakMb),
    limit: limit === undefined || most === undefined ? null : { what: limit.what, perSecond: round(most) },
    ratio: most === undefined ? null : round(perSecond / most),
    parts: Object.fromEntries(Object.entries(parts ?? {}).map(([name, value]) => [name, round(value)])),
  };
}

/** What the same costs with as good as nothing around it; where it misses the bar, the rest cannot be told by it. */
interface Alone {
  readonly what: string;
  readonly measured: number;
}

export function atLeast(what: string, measured: number, bar: number, unit: string, alone?: Alone): Bar {
  return held({ what, measured, is: 'at least', bar, unit }, (value) => value >= bar, alone);
}

export function atMost(what: string, measured: number, bar: number, unit: string, alone?: Alone): Bar {
  return held({ what, measured, is: 'at most', bar, unit }, (value) => value <= bar, alone);
}

function held(
  said: Omit<Bar, 'reached' | 'limit'>,
  reaches: (value: number) => boolean,
  alone: Alone | undefined,
): Bar {
  const possible = alone === undefined || reaches(alone.measured);
  return {
    ...said,
    measured: round(said.measured),
    bar: round(said.bar),
    reached: reaches(said.measured) ? true : possible ? false : null,
    limit: alone === undefined ? null : { what: alone.what, measured: round(alone.measured) },
  };
}

/** Three digits that mean something. */
function round(value: number): number {
  return Math.abs(value) >= 1000 ? Math.round(value) : Number(value.toPrecision(3));
}

export function inWords(report: Report): string {
  const { processor, cores, memoryGb, node, loadBefore } = report.machine;
  const lines = [
    `bench ${report.bench}  ${report.at}`,
    `${processor}, ${cores} cores, ${memoryGb} GB, Node ${node}, load before ${loadBefore}`,
    '',
    ...report.figures.flatMap(figureLines),
  ];
  if (report.bars.length > 0) lines.push('', 'Bars', ...report.bars.map(barLine));
  if (report.notes.length > 0) lines.push('', ...report.notes.map((note) => `- ${note}`));
  return `${lines.join('\n')}\n`;
}

function figureLines({ what, rows, seconds, perSecond, peakMb, limit, ratio, parts }: Figure): string[] {
  const own = `${what}: ${rows} in ${seconds} s, ${perSecond}/s${peakMb === null ? '' : `, peak ${peakMb} MB`}`;
  const held = limit === null ? '' : `; ${limit.what} ${limit.perSecond}/s, ratio ${ratio}`;
  const more = Object.entries(parts).map(([name, value]) => `${name} ${value}`);
  return [`${own}${held}`, ...(more.length === 0 ? [] : [`    ${more.join(' · ')}`])];
}

function barLine({ what, measured, is, bar, unit, reached, limit }: Bar): string {
  const how = reached === null ? 'n/a ' : reached ? 'pass' : 'FAIL';
  const beside = limit === null ? '' : `; ${limit.what}: ${limit.measured}`;
  return `  ${how}  ${what}: ${measured} ${unit} (${is} ${bar}${beside})`;
}
