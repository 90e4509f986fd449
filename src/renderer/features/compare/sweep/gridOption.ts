import type { SweepPoint } from '../../../../shared/contract/comparisons.js';
import { valueText } from '../../../../shared/journey/numbers/numbers.js';
import type { Palette } from '../../../../shared/results/drawing.js';
import { formatNumber } from '../../../ui/index.js';
import type { ChartOption } from '../../results/charts/echarts.js';
import { distinctValues, type SweepMeasure } from '../model/points.js';
import type { Axis } from './useSweep.js';

function countOf(value: unknown): string {
  const count: unknown = Array.isArray(value) ? value[2] : undefined;
  return typeof count === 'number' ? formatNumber(count) : '';
}

/** The grid as a picture: the second number across, the first one down. */
export function gridOption(
  [rows, columns]: readonly [Axis, Axis],
  points: readonly SweepPoint[],
  measure: SweepMeasure,
  palette: Palette,
): ChartOption {
  const [down, across] = [distinctValues(points, 0), distinctValues(points, 1)];
  const done = points.filter(({ refused }) => refused === undefined);
  const counts = done.map((point) => point[measure]);
  const axis = {
    type: 'category' as const,
    axisTick: { show: false },
    axisLine: { show: false },
    axisLabel: { color: palette.muted, fontSize: 11, interval: 0 },
    nameTextStyle: { color: palette.faint, fontSize: 11 },
    nameLocation: 'middle' as const,
    nameGap: 28,
  };
  return {
    animation: false,
    textStyle: { fontFamily: 'inherit' },
    grid: { left: 4, right: 8, top: 4, bottom: 4, outerBoundsMode: 'same', outerBoundsContain: 'all' },
    xAxis: { ...axis, position: 'top', name: columns.number.name, data: across.map((value) => valueText(columns.number, value)) },
    yAxis: {
      ...axis,
      inverse: true,
      nameGap: 80,
      name: rows.number.name,
      data: down.map((value) => valueText(rows.number, value)),
    },
    visualMap: {
      show: false,
      min: Math.min(...counts),
      max: Math.max(1, ...counts),
      inRange: { color: [palette.surface, palette.tones.message] },
    },
    series: [
      {
        type: 'heatmap',
        data: done.map((point) => [across.indexOf(point.values[1] ?? 0), down.indexOf(point.values[0] ?? 0), point[measure]]),
        label: { show: true, color: palette.text, formatter: ({ value }) => countOf(value) },
        itemStyle: { borderColor: palette.line, borderWidth: 1 },
      },
    ],
  };
}
