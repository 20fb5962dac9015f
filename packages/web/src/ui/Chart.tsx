import type { ECharts, EChartsCoreOption } from 'echarts/core';
import { useEffect, useRef } from 'react';

interface Props {
  readonly option: EChartsCoreOption;
  readonly height: number;
  readonly label: string;
  /** Index of the bar clicked, and of its series. */
  readonly onPick?: (index: number, series: number) => void;
}

/** Draws when its module has come; follows the width of its place. Its table is beside it, see `Figure`. */
export function Chart({ option, height, label, onPick }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<ECharts | null>(null);
  const latest = useRef({ option, onPick });
  latest.current = { option, onPick };

  useEffect(() => {
    let gone = false;
    const watcher = new ResizeObserver(() => chart.current?.resize());
    void import('./charts.ts').then(({ init }) => {
      if (gone || place.current === null) return;
      const drawn = init(place.current);
      drawn.setOption(latest.current.option);
      drawn.on('click', (event) => latest.current.onPick?.(event.dataIndex, event.seriesIndex ?? 0));
      chart.current = drawn;
      watcher.observe(place.current);
    });
    return () => {
      gone = true;
      watcher.disconnect();
      chart.current?.dispose();
      chart.current = null;
    };
  }, []);

  useEffect(() => {
    chart.current?.setOption(option, { notMerge: true });
  }, [option]);

  return <div ref={place} role="img" aria-label={label} style={{ height, minWidth: 0 }} />;
}
