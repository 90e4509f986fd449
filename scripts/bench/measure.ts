import { performance } from 'node:perf_hooks';

/** The value in the middle; of an even count, the mean of the two there. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle];
  if (upper === undefined) throw new RangeError('There is nothing to take the median of');
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? upper)) / 2;
}

/** Milliseconds of one run. */
export async function timed(run: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await run();
  return performance.now() - start;
}

/** Something to be timed: `run` gives milliseconds, of which it may leave out its own preparation. */
export interface Contestant {
  name: string;
  run: () => Promise<number>;
}

/**
 * Median milliseconds of each contestant over `rounds` rounds. The contestants take turns, so that whatever else the machine does
 * meanwhile falls on all of them alike.
 */
export async function takeTurns(rounds: number, contestants: readonly Contestant[]): Promise<(name: string) => number> {
  const times = new Map<string, number[]>(contestants.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const { name, run } of contestants) times.get(name)?.push(await run());
  }
  return (name) => median(times.get(name) ?? []);
}

/** The least of the medians of the named contestants. */
export function fastest(medians: (name: string) => number, names: readonly string[]): { name: string; ms: number } {
  const results = names.map((name) => ({ name, ms: medians(name) })).sort((a, b) => a.ms - b.ms);
  const [best] = results;
  if (!best) throw new RangeError('Nobody took part');
  return best;
}
