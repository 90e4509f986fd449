import type { Dwell } from '../../../../shared/contract/simulations.js';
import { formatDuration } from '../../../ui/index.js';

type Length = Dwell['lengths'][number];

/** The bars from the first to the last that stand for anybody, with their share of the highest. */
export function shownLengths(lengths: readonly Length[]): (Length & { share: number })[] {
  const first = lengths.findIndex(({ count }) => count > 0);
  if (first < 0) return [];
  const last = lengths.findLastIndex(({ count }) => count > 0);
  const most = Math.max(...lengths.map(({ count }) => count));
  return lengths.slice(first, last + 1).map((length) => ({ ...length, share: length.count / most }));
}

/** “at once”, “under 1 min”, “6 h – 1 d”, “30 d or more”. */
export function lengthLabel(from: number, to: number | null): string {
  if (from === 0) return 'at once';
  if (to === null) return `${formatDuration(from)} or more`;
  return from === 1 ? `under ${formatDuration(to)}` : `${formatDuration(from)} – ${formatDuration(to)}`;
}
