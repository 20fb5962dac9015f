import type { ECElementEvent, ECharts, EChartsCoreOption } from 'echarts/core';
import { useEffect, useEffectEvent, useRef, useState } from 'react';

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
  const [chart, setChart] = useState<ECharts | null>(null);
  const pick = useEffectEvent((event: ECElementEvent) => onPick?.(event.dataIndex, event.seriesIndex ?? 0));

  useEffect(() => {
    let drawn: ECharts | null = null;
    let gone = false;
    const watcher = new ResizeObserver(() => drawn?.resize());
    void import('./charts.ts').then(({ init }) => {
      if (gone || place.current === null) return;
      drawn = init(place.current);
      drawn.on('click', (event) => pick(event));
      watcher.observe(place.current);
      setChart(drawn);
    });
    return () => {
      gone = true;
      watcher.disconnect();
      drawn?.dispose();
      setChart(null);
    };
  }, []);

  useEffect(() => {
    chart?.setOption(option, { notMerge: true });
  }, [chart, option]);

  return <div ref={place} role="img" aria-label={label} style={{ height, minWidth: 0 }} />;
}
