import type { SweepPoint } from '../../../../shared/contract/comparisons.js';
import { valueText, type JourneyNumber } from '../../../../shared/journey/numbers/numbers.js';
import type { Palette } from '../../../../shared/results/drawing.js';
import { formatNumber, type ColorTokens } from '../../../ui/index.js';
import type { ChartOption } from '../../results/charts/echarts.js';
import { CURVES, MEASURE_LABELS } from '../model/points.js';

/** The colours of the curves: messages, what the journey is for, and what it should rather not do. */
export const CURVE_TONES = { sent: 'message', converted: 'purchase', bought: 'warning' } as const;

/** Curves of a sweep over the values of a number, which stand as places of a category so that each can be hit. */
export function curveOption(
  number: JourneyNumber,
  points: readonly SweepPoint[],
  palette: Palette,
  /** On paper each curve says at its end what it is. */
  printed = false,
): ChartOption {
  const axisText = { color: palette.faint, fontSize: 11 };
  const now = points.findIndex(({ values }) => values[0] === number.value);
  return {
    animation: false,
    textStyle: { fontFamily: 'inherit' },
    grid: { left: 4, right: printed ? 220 : 12, top: 20, bottom: 4, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    xAxis: {
      type: 'category',
      boundaryGap: false,
      data: points.map(({ values }) => valueText(number, values[0] ?? Number.NaN)),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: palette.lineStrong } },
      axisLabel: { ...axisText, hideOverlap: true },
    },
    yAxis: {
      type: 'value',
      minInterval: 1,
      splitNumber: 3,
      splitLine: { lineStyle: { color: palette.line } },
      axisLabel: { ...axisText, formatter: (value: number) => formatNumber(value) },
    },
    series: CURVES.map((measure, place) => ({
      type: 'line',
      name: MEASURE_LABELS[measure],
      data: points.map((point) => point[measure]),
      color: palette.tones[CURVE_TONES[measure]],
      symbol: 'circle',
      symbolSize: 6,
      lineStyle: { width: 2 },
      ...(printed && { endLabel: { show: true, formatter: '{a}', color: palette.muted, fontSize: 11 } }),
      ...(place === 0 &&
        now >= 0 && {
          markLine: {
            silent: true,
            animation: false,
            symbol: 'none',
            label: { show: true, formatter: 'now', color: palette.muted, fontSize: 11, position: 'end', rotate: 0 },
            lineStyle: { color: palette.muted, type: 'dashed', width: 1 },
            data: [{ xAxis: now }],
          },
        }),
    })),
  };
}

/** The curves in the window: with tips. */
export function liveCurve(
  number: JourneyNumber,
  points: readonly SweepPoint[],
  palette: Palette,
  colors: ColorTokens,
): ChartOption {
  return {
    ...curveOption(number, points, palette),
    tooltip: {
      trigger: 'axis',
      confine: true,
      transitionDuration: 0,
      backgroundColor: colors.raised,
      borderColor: colors.lineStrong,
      padding: [6, 10],
      textStyle: { color: colors.text, fontSize: 12 },
      valueFormatter: (value) => (typeof value === 'number' ? formatNumber(value) : ''),
    },
  };
}
