import type { SweepPoint } from '../../../../shared/contract/comparisons.js';
import { MOST_GRID_VALUES } from '../../../../shared/contract/comparisons.js';
import { MOST_VALUES, rangeFault, valuesOf, valueText } from '../../../../shared/journey/numbers/numbers.js';
import type { TableOf } from '../../../../shared/results/figure.js';
import type { Axis } from '../sweep/useSweep.js';

/** What is measured of each point, in the order in which it is read. */
export const MEASURES = ['sent', 'converted', 'bought', 'messaged', 'suppressed', 'entries'] as const;
export type SweepMeasure = (typeof MEASURES)[number];

export const MEASURE_LABELS: Readonly<Record<SweepMeasure, string>> = {
  sent: 'Messages sent',
  converted: 'Conversions reached',
  bought: 'To people who had already bought',
  messaged: 'Customers messaged',
  suppressed: 'Held back',
  entries: 'Entries',
};

/** The three that the curve draws; all six stand in the table. */
export const CURVES = ['sent', 'converted', 'bought'] as const satisfies readonly SweepMeasure[];

/** Why the chosen values can't be tried, as a sentence; `undefined` when they can. */
export function axesFault(axes: readonly Axis[]): string | undefined {
  if (axes.length === 0) return 'Choose a number of the journey.';
  const most = axes.length === 1 ? MOST_VALUES : MOST_GRID_VALUES;
  for (const { number, range } of axes) {
    const fault = rangeFault(number, range, most);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

/** How many points the chosen values make. */
export function pointCount(axes: readonly Axis[]): number {
  return axes.reduce((product, { number, range }) => product * valuesOf(number, range).length, 1);
}

/** Whether a point is the journey as it is. */
export function isPresent(point: Pick<SweepPoint, 'values'>, axes: readonly Axis[]): boolean {
  return axes.every(({ number }, place) => point.values[place] === number.value);
}

/** The values of a point in words: “5 and 24 hours”. */
export function pointText({ values }: Pick<SweepPoint, 'values'>, axes: readonly Axis[]): string {
  return axes.map(({ number }, place) => valueText(number, values[place] ?? Number.NaN)).join(' and ');
}

/** The point with these values, once it is done. */
export function pointAt(points: readonly SweepPoint[], values: readonly number[]): SweepPoint | undefined {
  return points.find((point) => point.values.every((value, place) => value === values[place]));
}

/** The values of one axis among the points, in order. */
export function distinctValues(points: readonly SweepPoint[], place: number): number[] {
  return [...new Set(points.map(({ values }) => values[place] ?? Number.NaN))].sort((a, b) => a - b);
}

/** All points as a table: the values of the numbers, then what each measure comes to. */
export function pointsTable(points: readonly SweepPoint[], axes: readonly Axis[]): TableOf {
  return {
    head: [...axes.map(({ number }) => number.name), ...MEASURES.map((measure) => MEASURE_LABELS[measure])],
    rows: points.map((point) => [
      ...axes.map(({ number }, place) => valueText(number, point.values[place] ?? Number.NaN)),
      ...MEASURES.map((measure) => (point.refused === undefined ? point[measure] : '')),
    ]),
  };
}
