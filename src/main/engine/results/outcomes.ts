import type { Outcomes } from '../../../shared/contract/results.js';
import { ENTRY_ENDS, type EntryColumns } from '../../../shared/simulation/entries.js';

const [M, H, D] = [60_000, 3_600_000, 86_400_000];
/** Widths that people count in; the first with which the bars are few enough is taken. */
const WIDTHS = [M, 5 * M, 15 * M, H, 2 * H, 6 * H, 12 * H, D, 2 * D, 7 * D, 14 * D, 28 * D, 91 * D, 365 * D] as const;
const MOST_BARS = 30;
const HELD_OUT = ENTRY_ENDS.indexOf('heldOut');

/**
 * When the entries of a journey (given by its place) reached the goal.
 * @param within how long the goal is waited for, in ms; `undefined` without a goal.
 */
export function outcomesOf(entries: EntryColumns, journey: number, within: number | undefined): Outcomes {
  const lengths: number[] = [];
  const customers = new Set<number>();
  for (let place = 0; place < entries.count; place += 1) {
    if (entries.journey[place] !== journey || entries.end[place] === HELD_OUT) continue;
    const length = (entries.converted[place] ?? Number.NaN) - (entries.start[place] ?? 0);
    if (Number.isNaN(length)) continue;
    lengths.push(length);
    customers.add(entries.customer[place] ?? 0);
  }
  const sorted = Float64Array.from(lengths).sort();
  return {
    goalTimes: bars(sorted, within),
    quartiles: sorted.length === 0 ? null : [quantile(sorted, 0.25), quantile(sorted, 0.5), quantile(sorted, 0.75)],
    converted: { entries: sorted.length, customers: customers.size },
  };
}

/** The least of the ascending values that at least this share does not exceed. */
function quantile(sorted: Float64Array, share: number): number {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
}

/** Bars over all of the time in which the goal counts, or in which it was reached where that is much shorter. */
function bars(sorted: Float64Array, within: number | undefined): Outcomes['goalTimes'] {
  const longest = sorted.at(-1);
  if (longest === undefined) return [];
  const span = Math.min(within ?? Infinity, longest * 1.5);
  const width = WIDTHS.find((candidate) => span / candidate <= MOST_BARS) ?? Math.ceil(span / MOST_BARS);
  const count = Math.max(1, Math.min(Math.ceil(span / width), MOST_BARS));
  const found = Array.from({ length: count }, (_, place) => ({ from: place * width, to: (place + 1) * width, entries: 0 }));
  for (const length of sorted) {
    const bar = found[Math.min(count - 1, Math.floor(length / width))];
    if (bar) bar.entries += 1;
  }
  const last = found.at(-1);
  // A goal reached exactly at the end of its time lies in the last bar.
  if (last) last.to = Math.max(last.to, longest + 1);
  return found;
}
