import type { RunCharts } from '../contract/simulations.js';

/** Several days drawn as one bar, so that a chart of a year can still be read and hit. */
export interface DayBin {
  /** First and last day, both inclusive, as `YYYY-MM-DD`. */
  from: string;
  to: string;
  sent: number;
  suppressed: number;
}

export interface Binning {
  days: 1 | 7 | 28;
  /** What one bar stands for: "day", "week", "4 weeks". */
  unit: string;
  bins: DayBin[];
}

const SIZES = [
  { days: 1, unit: 'day', upTo: 120 },
  { days: 7, unit: 'week', upTo: 840 },
  { days: 28, unit: '4 weeks', upTo: Infinity },
] as const;

/** Gathers days into bars of a day, a week or four weeks, counted from the first day; the last bar may be shorter. */
export function binDays(perDay: RunCharts['perDay']): Binning {
  const size = SIZES.find(({ upTo }) => perDay.length <= upTo) ?? SIZES[0];
  const bins: DayBin[] = [];
  perDay.forEach(({ day, sent, suppressed }, index) => {
    const open = index % size.days === 0 ? undefined : bins.at(-1);
    if (!open) bins.push({ from: day, to: day, sent, suppressed });
    else Object.assign(open, { to: day, sent: open.sent + sent, suppressed: open.suppressed + suppressed });
  });
  return { days: size.days, unit: size.unit, bins };
}
