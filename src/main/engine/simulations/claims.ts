import type { CustomerRange } from './ranges.js';

/**
 * How the workers of a run share its ranges out among themselves: by a table in shared memory in which each takes what nobody has taken,
 * so that no time is lost on asking. A worker begins at the same place of the list in every run, and so with ranges that it has mostly
 * had before, of whose events it may keep something.
 */
const STOPPED = 0;
const CUSTOMERS_DONE = 1;
const FIRST_WORKER = 2;

/** Of a run: what is shared in memory, which its ranges are, and how many workers share them. */
export interface Claims {
  table: Int32Array;
  ranges: readonly CustomerRange[];
  workers: number;
}

/** Nothing is taken yet. */
export function newClaims(ranges: readonly CustomerRange[], workers: number): Claims {
  const length = FIRST_WORKER + workers + ranges.length;
  return { table: new Int32Array(new SharedArrayBuffer(length * Int32Array.BYTES_PER_ELEMENT)), ranges, workers };
}

/** The ranges that fall to a worker (from 0), each as it is taken; none after `stop`. */
export function* claim({ table, ranges, workers }: Claims, worker: number): Generator<CustomerRange> {
  Atomics.store(table, FIRST_WORKER + worker, 1);
  const first = Math.floor((ranges.length * worker) / workers);
  for (let step = 0; step < ranges.length; step += 1) {
    if (Atomics.load(table, STOPPED) === 1) return;
    const place = (first + step) % ranges.length;
    const range = ranges[place];
    if (range && Atomics.compareExchange(table, FIRST_WORKER + workers + place, 0, 1) === 0) yield range;
  }
}

/** Whether a worker has begun to take ranges. One that has not when another is done finds none left. */
export function hasBegun({ table }: Claims, worker: number): boolean {
  return Atomics.load(table, FIRST_WORKER + worker) === 1;
}

/** Says that a worker has run that many more customers. */
export function countDone({ table }: Claims, customers: number): void {
  Atomics.add(table, CUSTOMERS_DONE, customers);
}

/** How many customers have been run. */
export function customersDone({ table }: Claims): number {
  return Atomics.load(table, CUSTOMERS_DONE);
}

/** Lets the workers take no further range. */
export function stop({ table }: Claims): void {
  Atomics.store(table, STOPPED, 1);
}
