import type { Overlap } from '../../../shared/contract/results.js';
import type { FinishedRun } from '../simulations/simulator.js';

const SENT = 0;

/** Which customers each journey of a run messaged: a byte a customer, 1 for those. */
export function messagedBy({ messages, log, journeys }: FinishedRun): Uint8Array[] {
  const messaged = journeys.map(() => new Uint8Array(log.customerCount));
  for (let place = 0; place < messages.count; place += 1) {
    const own = messages.outcome[place] === SENT ? messaged[messages.journey[place] ?? 0] : undefined;
    if (own) own[messages.customer[place] ?? 0] = 1;
  }
  return messaged;
}

/** How many customers each two journeys of a run both message. */
export function overlapOf(run: FinishedRun): Overlap {
  const messaged = messagedBy(run);
  const customers = messaged.map(() => messaged.map(() => 0));
  const byCount = messaged.map(() => 0);
  for (let customer = 0; customer < run.log.customerCount; customer += 1) {
    const by = messaged.flatMap((own, place) => (own[customer] === 1 ? [place] : []));
    if (by.length > 0) byCount[by.length - 1] = (byCount[by.length - 1] ?? 0) + 1;
    for (const first of by) {
      const row = customers[first];
      if (row) for (const second of by) row[second] = (row[second] ?? 0) + 1;
    }
  }
  return { journeys: run.journeys.map(({ id }) => id), customers, byCount };
}
