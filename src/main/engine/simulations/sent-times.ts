import type { MessageColumns } from '../../../shared/simulation/messages.js';

const SENT = 0;
const NONE = new Float64Array();

/**
 * The times (UTC ms, ascending) of the messages that each customer was sent, customer after customer.
 * @param journey the place of one journey of the run; absent: of all.
 */
export function* sentTimes(messages: MessageColumns, customerCount: number, journey?: number): Generator<Float64Array> {
  const counts = (place: number): boolean =>
    messages.outcome[place] === SENT && (journey === undefined || messages.journey[place] === journey);
  const starts = new Uint32Array(customerCount + 1);
  for (let place = 0; place < messages.count; place += 1) {
    const next = (messages.customer[place] ?? 0) + 1;
    if (counts(place)) starts[next] = (starts[next] ?? 0) + 1;
  }
  for (let customer = 0; customer < customerCount; customer += 1)
    starts[customer + 1] = (starts[customer + 1] ?? 0) + (starts[customer] ?? 0);
  const free = starts.slice();
  const times = new Float64Array(starts[customerCount] ?? 0);
  for (let place = 0; place < messages.count; place += 1) {
    if (!counts(place)) continue;
    const customer = messages.customer[place] ?? 0;
    const target = free[customer] ?? 0;
    times[target] = messages.time[place] ?? 0;
    free[customer] = target + 1;
  }
  for (let customer = 0; customer < customerCount; customer += 1) {
    const [begin, end] = [starts[customer] ?? 0, starts[customer + 1] ?? 0];
    yield begin === end ? NONE : times.subarray(begin, end).sort();
  }
}

/** The most of the ascending times that lie in one window `(t − length, t]` (semantics §2). */
export function mostWithin(times: Float64Array, length: number): number {
  let most = 0;
  let begin = 0;
  times.forEach((time, place) => {
    while ((times[begin] ?? 0) <= time - length) begin += 1;
    most = Math.max(most, place - begin + 1);
  });
  return most;
}
