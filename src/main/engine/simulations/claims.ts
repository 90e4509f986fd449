/**
 * How the workers of a run share its ranges out among themselves: by a table in shared memory in which each takes what nobody has taken,
 * so that no time is lost on asking. A worker begins at the same place of the list in every run, and so with ranges that it has mostly
 * had before, of whose events it may keep something.
 */
const STOPPED = 0;
const CUSTOMERS_DONE = 1;
const FIRST_RANGE = 2;

/** The table of a run of that many ranges. */
export function newClaims(ranges: number): Int32Array {
  return new Int32Array(new SharedArrayBuffer((FIRST_RANGE + ranges) * Int32Array.BYTES_PER_ELEMENT));
}

/**
 * The places of the ranges that fall to a worker, each as it is taken; none after `stop`.
 * @param worker its number, from 0; `workers` is how many there are.
 */
export function* claim(claims: Int32Array, worker: number, workers: number): Generator<number> {
  const ranges = claims.length - FIRST_RANGE;
  const first = Math.floor((ranges * worker) / workers);
  for (let step = 0; step < ranges; step += 1) {
    if (Atomics.load(claims, STOPPED) === 1) return;
    const place = (first + step) % ranges;
    if (Atomics.compareExchange(claims, FIRST_RANGE + place, 0, 1) === 0) yield place;
  }
}

/** Says that a worker has run that many more customers. */
export function countDone(claims: Int32Array, customers: number): void {
  Atomics.add(claims, CUSTOMERS_DONE, customers);
}

/** How many customers have been run. */
export function customersDone(claims: Int32Array): number {
  return Atomics.load(claims, CUSTOMERS_DONE);
}

/** Lets the workers take no further range. */
export function stop(claims: Int32Array): void {
  Atomics.store(claims, STOPPED, 1);
}
