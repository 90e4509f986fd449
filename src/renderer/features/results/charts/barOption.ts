import { formatNumber, type ColorTokens } from '../../../ui/index.js';
import type { ChartOption } from './echarts.js';

export interface BarSeries {
  name: string;
  color: string;
  values: readonly number[];
}

export interface BarChartModel {
  /** One per bar: short for the axis, long for the tip. */
  labels: readonly { axis: string; tip: string }[];
  /** Stacked on one another, first at the bottom. */
  series: readonly BarSeries[];
  /** Says what a click does, at the foot of the tip. */
  hint?: string;
  /** Draws the handles of the zoom and where it stands. */
  zoom?: { first: number; last: number };
}

/** The zoom stands under the bars it moves. */
const ZOOM = { left: 40, right: 8 } as const;
const BAR = { barCategoryGap: '18%', barMaxWidth: 28 } as const;

function element(tag: 'div' | 'strong' | 'span', style: string, ...children: (Node | string)[]): HTMLElement {
  const made = document.createElement(tag);
  made.style.cssText = style;
  made.append(...children);
  return made;
}

/** The tip of a bar, built of text nodes: nothing in it is ever read as HTML. */
function tipOf({ labels, series, hint }: BarChartModel, colors: ColorTokens, index: number): HTMLElement {
  const rows = series.map(({ name, color, values }) =>
    element(
      'div',
      'display:flex;align-items:center;gap:6px',
      element('span', `width:8px;height:8px;border-radius:2px;background:${color}`),
      element('span', `color:${colors.muted};margin-right:12px`, name),
      element('strong', 'margin-left:auto;font-weight:600', formatNumber(values[index] ?? 0)),
    ),
  );
  const foot = hint ? [element('div', `color:${colors.faint};margin-top:2px`, hint)] : [];
  return element(
    'div',
    'font-variant-numeric:tabular-nums',
    element('div', 'font-weight:600;margin-bottom:2px', labels[index]?.tip ?? ''),
    ...rows,
    ...foot,
  );
}

function tooltipOf(model: BarChartModel, colors: ColorTokens): NonNullable<ChartOption['tooltip']> {
  return {
    trigger: 'axis',
    confine: true,
    transitionDuration: 0,
    axisPointer: { type: 'shadow', shadowStyle: { color: colors.text, opacity: 0.06 } },
    backgroundColor: colors.raised,
    borderColor: colors.lineStrong,
    padding: [6, 10],
    textStyle: { color: colors.text, fontSize: 12 },
    extraCssText: `box-shadow:${colors.shadowFloating};border-radius:8px`,
    formatter: (params) => {
      const [first] = [params].flat();
      return first ? tipOf(model, colors, first.dataIndex) : '';
    },
  };
}

function zoomOf({ zoom }: BarChartModel, colors: ColorTokens): NonNullable<ChartOption['dataZoom']> {
  if (!zoom) return [];
  const range = { startValue: zoom.first, endValue: zoom.last };
  return [
    {
      type: 'slider',
      ...range,
      height: 22,
      bottom: 4,
      ...ZOOM,
      brushSelect: true,
      showDetail: false,
      borderColor: 'transparent',
      backgroundColor: colors.sunken,
      fillerColor: colors.accentSoft,
      dataBackground: { lineStyle: { color: colors.lineStrong }, areaStyle: { color: colors.line } },
      selectedDataBackground: { lineStyle: { color: colors.accent }, areaStyle: { color: colors.accent, opacity: 0.2 } },
      handleStyle: { color: colors.raised, borderColor: colors.accent },
      moveHandleSize: 0,
      emphasis: { handleStyle: { borderColor: colors.accent } },
    },
    { type: 'inside', ...range, zoomOnMouseWheel: 'ctrl', moveOnMouseWheel: false, moveOnMouseMove: false },
  ];
}

/** Bars of the model in the colours of the scheme. */
export function barOption(model: BarChartModel, colors: ColorTokens): ChartOption {
  const axisText = { color: colors.faint, fontSize: 11 };
  return {
    animation: false,
    textStyle: { fontFamily: 'inherit' },
    grid: model.zoom
      ? { left: ZOOM.left, right: ZOOM.right, top: 8, bottom: 50, outerBoundsMode: 'none' }
      : { left: 4, right: 4, top: 8, bottom: 4, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    tooltip: tooltipOf(model, colors),
    dataZoom: zoomOf(model, colors),
    xAxis: {
      type: 'category',
      data: model.labels.map(({ axis }) => axis),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: colors.lineStrong } },
      axisLabel: { ...axisText, hideOverlap: true },
    },
    yAxis: {
      type: 'value',
      minInterval: 1,
      splitNumber: 3,
      splitLine: { lineStyle: { color: colors.line } },
      axisLabel: { ...axisText, formatter: (value: number) => formatNumber(value) },
    },
    series: model.series.map(({ name, color, values }, place) => ({
      type: 'bar',
      name,
      stack: 'all',
      data: [...values],
      ...BAR,
      emphasis: { disabled: true },
      itemStyle: { color, borderRadius: place === model.series.length - 1 ? [1.5, 1.5, 0, 0] : 0 },
    })),
  };
}
