import { Loader } from '@mantine/core';
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { errorText } from '../../../ui/index.js';
import classes from './charts.module.css';
import type { ChartOption, EChartsType } from './echarts.js';

/** A part of a chart that can be opened: what it says, and where ECharts has it. */
export interface ChartPart {
  words: string;
  dataIndex: number;
  dataType?: 'node' | 'edge';
}

interface EChartProps {
  option: ChartOption;
  /** What the chart shows, for people who cannot see it. */
  label: string;
  /** What can be opened, in the order of the arrow keys. */
  parts?: readonly ChartPart[];
  onPick?: (part: ChartPart) => void;
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

/** Hears what the person points at, through a reference so that ECharts is told once. */
function useChartEvents(
  chart: EChartsType | undefined,
  onPick: (at: Omit<ChartPart, 'words'>) => void,
  onZoom: EChartProps['onZoom'],
): void {
  const latest = useRef({ onPick, onZoom });
  useEffect(() => {
    latest.current = { onPick, onZoom };
  });
  useEffect(() => {
    if (!chart) return;
    // The whole column can be hit, not only the bar in it: a short bar of a busy chart is a few pixels.
    chart.getZr().on('click', ({ offsetX, offsetY }) => {
      const point = [offsetX, offsetY];
      if (!chart.containPixel('grid', point)) return;
      const [index] = [chart.convertFromPixel('grid', point)].flat();
      if (typeof index === 'number') latest.current.onPick({ dataIndex: Math.round(index) });
    });
    chart.on('click', ({ dataIndex, dataType }) => {
      if (dataType === 'node' || dataType === 'edge') latest.current.onPick({ dataIndex, dataType });
    });
    chart.on('datazoom', () => {
      const zoom = zoomOf(chart);
      if (zoom) latest.current.onZoom?.(zoom.first, zoom.last);
    });
  }, [chart]);
}

const MOVES: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/** The part that the keyboard has come to: arrows move it, Enter opens it. */
function useKeys(chart: EChartsType | undefined, parts: readonly ChartPart[], onPick: EChartProps['onPick']) {
  const [chosen, setChosen] = useState<number>();
  const show = (place: number | undefined): void => {
    setChosen(place);
    const part = place === undefined ? undefined : parts[place];
    chart?.dispatchAction({ type: 'downplay', seriesIndex: 0 });
    if (!part) {
      chart?.dispatchAction({ type: 'hideTip' });
      return;
    }
    const { dataIndex, dataType } = part;
    chart?.dispatchAction({ type: 'highlight', seriesIndex: 0, dataIndex, dataType });
    // ECharts has no tip for a way by its number; its words stand under the chart instead.
    if (dataType !== 'edge') chart?.dispatchAction({ type: 'showTip', seriesIndex: 0, dataIndex });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const last = parts.length - 1;
    const move = MOVES[event.key];
    const target =
      event.key === 'Home'
        ? 0
        : event.key === 'End'
          ? last
          : move === undefined
            ? undefined
            : (chosen ?? (move > 0 ? -1 : 1)) + move;
    if (target !== undefined) show(Math.max(0, Math.min(last, target)));
    else if (event.key === 'Escape' && chosen !== undefined) show(undefined);
    else if ((event.key === 'Enter' || event.key === ' ') && chosen !== undefined) {
      const part = parts[chosen];
      if (part) onPick?.(part);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return { chosen: chosen === undefined ? undefined : parts[chosen], onKeyDown, onBlur: () => show(undefined) };
}

const NO_PARTS: readonly ChartPart[] = [];

/**
 * An Apache ECharts chart. What can be opened in it is a list to the keyboard and to assistive technology; one with nothing
 * to open is a picture. Its `ChartFigure` has the same figures as a table.
 */
export function EChart({ option, label, parts = NO_PARTS, onPick, onZoom }: EChartProps) {
  const { attach, chart, failure } = useChart();
  const id = useId();
  useEffect(() => {
    chart?.setOption(option, { notMerge: true });
  }, [chart, option]);
  useChartEvents(
    chart,
    (at) => {
      const part = parts.find(({ dataIndex, dataType }) => dataIndex === at.dataIndex && dataType === at.dataType);
      if (part) onPick?.(part);
    },
    onZoom,
  );
  const { chosen, onKeyDown, onBlur } = useKeys(chart, parts, onPick);
  if (failure !== undefined) return <p className={classes['failure']}>The chart could not be loaded: {failure}</p>;
  const inside = (
    <>
      <div ref={attach} className={classes['canvas']} aria-hidden />
      {!chart && <Loader className={classes['loader']} />}
    </>
  );
  if (parts.length === 0)
    return (
      <div className={classes['chart']} role="img" aria-label={label}>
        {inside}
      </div>
    );
  return (
    <div
      className={classes['chart']}
      data-clickable
      role="listbox"
      tabIndex={0}
      aria-label={`${label} Arrow keys go through it, Enter opens what is behind.`}
      aria-activedescendant={chosen ? id : undefined}
      onKeyDown={onKeyDown}
      onBlur={onBlur}
    >
      {inside}
      {chosen && (
        <span
          role="option"
          id={id}
          aria-selected
          className={chosen.dataType === 'edge' ? classes['words'] : 'wp-visually-hidden'}
        >
          {chosen.words}
        </span>
      )}
    </div>
  );
}
