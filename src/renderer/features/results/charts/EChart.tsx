import { useEffect, useRef, useState } from 'react';
import { Loader } from '@mantine/core';
import { errorText } from '../../../ui/index.js';
import classes from './charts.module.css';
import type { ChartOption, EChartsType } from './echarts.js';

interface EChartProps {
  option: ChartOption;
  /** What the chart shows, for people who cannot see it. */
  label: string;
  /** The bar that was clicked, by its place. */
  onPick?: (index: number) => void;
  /** The places of the first and last bar that show, after the person zoomed. */
  onZoom?: (first: number, last: number) => void;
}

/** Where the zoom of a chart stands, in places of its category axis. */
function zoomOf(chart: EChartsType): { first: number; last: number } | undefined {
  const { dataZoom } = chart.getOption();
  const zoom: unknown = Array.isArray(dataZoom) ? dataZoom[0] : undefined;
  if (typeof zoom !== 'object' || zoom === null || !('startValue' in zoom) || !('endValue' in zoom)) return undefined;
  const { startValue, endValue } = zoom;
  return typeof startValue === 'number' && typeof endValue === 'number' ? { first: startValue, last: endValue } : undefined;
}

/** Loads the charts and keeps one alive in an element: made once, resized with it, disposed of with it. */
function useChart(): {
  attach: (element: HTMLElement | null) => void;
  chart: EChartsType | undefined;
  failure: string | undefined;
} {
  const [element, attach] = useState<HTMLElement | null>(null);
  const [chart, setChart] = useState<EChartsType>();
  const [failure, setFailure] = useState<string>();
  useEffect(() => {
    if (!element) return undefined;
    let made: EChartsType | undefined;
    let gone = false;
    const resized = new ResizeObserver(() => made?.resize());
    import('./echarts.js')
      .then(({ createChart }) => {
        if (gone) return;
        made = createChart(element);
        resized.observe(element);
        setChart(made);
      })
      .catch((error: unknown) => setFailure(errorText(error)));
    return () => {
      gone = true;
      resized.disconnect();
      made?.dispose();
      setChart(undefined);
    };
  }, [element]);
  return { attach, chart, failure };
}

/** An Apache ECharts chart. It is a picture to assistive technology: its `ChartFigure` has the same figures as a table. */
export function EChart({ option, label, onPick, onZoom }: EChartProps) {
  const { attach, chart, failure } = useChart();
  const latest = useRef({ onPick, onZoom });
  useEffect(() => {
    latest.current = { onPick, onZoom };
  });
  useEffect(() => {
    chart?.setOption(option, { notMerge: true });
  }, [chart, option]);
  useEffect(() => {
    if (!chart) return;
    // The whole column can be hit, not only the bar in it: a short bar of a busy chart is a few pixels.
    chart.getZr().on('click', ({ offsetX, offsetY }) => {
      const point = [offsetX, offsetY];
      if (!chart.containPixel('grid', point)) return;
      const [index] = [chart.convertFromPixel('grid', point)].flat();
      if (typeof index === 'number') latest.current.onPick?.(Math.round(index));
    });
    chart.on('datazoom', () => {
      const zoom = zoomOf(chart);
      if (zoom) latest.current.onZoom?.(zoom.first, zoom.last);
    });
  }, [chart]);
  if (failure !== undefined) return <p className={classes['failure']}>The chart could not be loaded: {failure}</p>;
  return (
    <div className={classes['chart']} role="img" aria-label={label} data-clickable={onPick ? true : undefined}>
      <div ref={attach} className={classes['canvas']} aria-hidden />
      {!chart && <Loader className={classes['loader']} />}
    </div>
  );
}
