/** Customers `from` (inclusive) to `to` (exclusive). */
export interface CustomerRange {
  from: number;
  to: number;
}

/**
 * Splits the customers into at most `parts` neighbouring ranges of about as many events each. Customers without events
 * count a little too: they may take part in schedules.
 * @param eventOffsets the log's offsets: one more than there are customers.
 */
export function balancedRanges(eventOffsets: Uint32Array, parts: number): CustomerRange[] {
  const customers = eventOffsets.length - 1;
  if (customers <= 0) return [];
  const workBefore = (customer: number): number => (eventOffsets[customer] ?? 0) + customer;
  const total = workBefore(customers);
  const ranges: CustomerRange[] = [];
  let from = 0;
  for (let part = 1; part <= parts && from < customers; part += 1) {
    const to =
      part === parts ? customers : Math.max(from + 1, firstAtOrAbove(workBefore, (total * part) / parts, from, customers));
    ranges.push({ from, to });
    from = to;
  }
  return ranges;
}

/** The first customer in `[low, high]` before whom at least `goal` work lies. */
function firstAtOrAbove(workBefore: (customer: number) => number, goal: number, low: number, high: number): number {
  let [begin, end] = [low, high];
  while (begin < end) {
    const middle = (begin + end) >> 1;
    if (workBefore(middle) < goal) begin = middle + 1;
    else end = middle;
  }
  return begin;
}
