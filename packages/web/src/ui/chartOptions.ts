import { count } from '../format/values.ts';

export interface Bar {
  readonly key: string;
  readonly label: string;
  readonly count: number;
}

const INK = '#1f2329';
const TEXT = { color: INK, fontSize: 12 };
const BASE = {
  animation: false,
  textStyle: { color: INK },
  tooltip: { trigger: 'item', appendTo: 'body' },
} as const;
const AXIS_OFF = {
  splitLine: { show: false },
  axisLabel: { show: false },
  axisLine: { show: false },
  axisTick: { show: false },
};

/** Bars lying down, the first on top, each with its number; for words that need room. */
export function lyingBars(bars: readonly Bar[]) {
  return {
    ...BASE,
    grid: { left: 4, right: 52, top: 2, bottom: 2, containLabel: true },
    xAxis: { type: 'value', ...AXIS_OFF },
    yAxis: {
      type: 'category',
      inverse: true,
      data: bars.map((bar) => bar.label),
      axisLabel: { ...TEXT, width: 116, overflow: 'truncate' },
      axisTick: { show: false },
      axisLine: { lineStyle: { color: '#8b929a' } },
    },
    series: [series(bars, 'right')],
  };
}

/** Bars standing, for things with an order: size of household, band of income. */
export function standingBars(bars: readonly Bar[]) {
  return {
    ...BASE,
    grid: { left: 4, right: 4, top: 20, bottom: 2, containLabel: true },
    yAxis: { type: 'value', ...AXIS_OFF },
    xAxis: {
      type: 'category',
      data: bars.map((bar) => bar.label),
      axisLabel: { ...TEXT, interval: 0, hideOverlap: true },
      axisTick: { show: false },
      axisLine: { lineStyle: { color: '#8b929a' } },
    },
    series: [series(bars, 'top')],
  };
}

function series(bars: readonly Bar[], position: 'right' | 'top') {
  return {
    type: 'bar',
    barMaxWidth: 18,
    itemStyle: { color: '#3f7cb0' },
    cursor: 'pointer',
    label: { show: true, position, ...TEXT, formatter: ({ value }: { value: number }) => count(value) },
    data: bars.map((bar) => ({ value: bar.count, name: bar.label })),
  };
}

export interface Band {
  readonly label: string;
  readonly male: number;
  readonly female: number;
}

/** Men to the left, women to the right, the oldest on top. */
export function pyramid(bands: readonly Band[], words: { readonly male: string; readonly female: string }) {
  const most = roundUp(Math.max(1, ...bands.flatMap((band) => [band.male, band.female])));
  const side = (name: string, color: string, value: (band: Band) => number) => ({
    name,
    type: 'bar',
    stack: 'people',
    barCategoryGap: '18%',
    itemStyle: { color },
    cursor: 'pointer',
    data: bands.map(value),
  });
  return {
    ...BASE,
    tooltip: { ...BASE.tooltip, valueFormatter: (value: number) => count(Math.abs(value)) },
    legend: { top: 0, icon: 'rect', itemWidth: 12, itemHeight: 8, textStyle: TEXT, selectedMode: false },
    grid: { left: 4, right: 10, top: 22, bottom: 0, containLabel: true },
    xAxis: {
      type: 'value',
      min: -most,
      max: most,
      minInterval: 1,
      splitLine: { lineStyle: { color: '#eceff2' } },
      axisLabel: {
        ...TEXT,
        hideOverlap: true,
        formatter: (value: number) => count(Math.abs(Math.round(value))),
      },
    },
    yAxis: {
      type: 'category',
      data: bands.map((band) => band.label),
      axisTick: { show: false },
      axisLabel: { ...TEXT, interval: 0 },
    },
    series: [
      side(words.male, '#3f7cb0', (band) => -band.male),
      side(words.female, '#b5682c', (band) => band.female),
    ],
  };
}

/** The next 1, 2 or 5 times a power of ten, so that the axis ends on a round number. */
export function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return ([1, 2, 5, 10].find((step) => step * power >= value) ?? 10) * power;
}
