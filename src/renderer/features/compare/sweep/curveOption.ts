import type { SweepPoint } from '../../../../shared/contract/comparisons.js';
import { valueText, type JourneyNumber } from '../../../../shared/journey/numbers/numbers.js';
import { formatNumber, type ColorTokens, type Family, type FamilyTokens } from '../../../ui/index.js';
import type { ChartOption } from '../../results/charts/echarts.js';
import { CURVES, MEASURE_LABELS } from '../model/points.js';

type Tones = Readonly<Record<(typeof CURVES)[number], string>>;

/** The colours of the curves: messages, what the journey is for, and what it should rather not do. */
export function curveTones(families: Readonly<Record<Family, FamilyTokens>>, colors: ColorTokens): Tones {
  return { sent: families.message.fill, converted: families.purchase.fill, bought: colors.warning };
}

/** Curves of a sweep over the values of a number, which stand as places of a category so that each can be hit. */
export function curveOption(
  number: JourneyNumber,
  points: readonly SweepPoint[],
  colors: ColorTokens,
  families: Readonly<Record<Family, FamilyTokens>>,
): ChartOption {
  const tones = curveTones(families, colors);
  const axisText = { color: colors.faint, fontSize: 11 };
  const now = points.findIndex(({ values }) => values[0] === number.value);
  return {
    animation: false,
    textStyle: { fontFamily: 'inherit' },
    grid: { left: 4, right: 12, top: 12, bottom: 4, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
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
    xAxis: {
      type: 'category',
      boundaryGap: false,
      data: points.map(({ values }) => valueText(number, values[0] ?? Number.NaN)),
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
    series: CURVES.map((measure, place) => ({
      type: 'line',
      name: MEASURE_LABELS[measure],
      data: points.map((point) => point[measure]),
      color: tones[measure],
      symbol: 'circle',
      symbolSize: 6,
      lineStyle: { width: 2 },
      emphasis: { disabled: true },
      ...(place === 0 &&
        now >= 0 && {
          markLine: {
            silent: true,
            animation: false,
            symbol: 'none',
            label: { show: true, formatter: 'now', color: colors.muted, fontSize: 11, position: 'insideEndTop' },
            lineStyle: { color: colors.muted, type: 'dashed', width: 1 },
            data: [{ xAxis: now }],
          },
        }),
    })),
  };
}
