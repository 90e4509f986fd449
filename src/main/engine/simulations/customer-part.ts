import { Simulation, type EventLog, type SimulationInput } from '../../../shared/simulation/index.js';
import type { Recorder } from '../../../shared/simulation/recorder.js';
import type { CustomerRange } from './ranges.js';

/** What a run did with the customers of a range, one element each. */
export interface CustomerPart {
  entries: Uint32Array;
  converted: Uint32Array;
  /** UTC ms of the first entry; NaN without one. */
  firstEntry: Float64Array;
}

/**
 * Counts entries by customer. A plain run tells cheaply who entered at all; only those are run again under a recorder,
 * which sees each entry.
 */
export function runCustomerPart(input: SimulationInput, { from, to }: CustomerRange): CustomerPart {
  const size = to - from;
  const part: CustomerPart = {
    entries: new Uint32Array(size),
    converted: new Uint32Array(size),
    firstEntry: new Float64Array(size).fill(Number.NaN),
  };
  let current = 0;
  const plain = new Simulation(input);
  const recorded = new Simulation(input, () => entryCounter(part, () => current));
  for (let customer = from; customer < to; customer += 1) {
    const before = entriesSoFar(plain);
    plain.runCustomers(customer, customer + 1);
    if (entriesSoFar(plain) === before) continue;
    current = customer - from;
    recorded.runCustomers(customer, customer + 1);
  }
  return part;
}

function entriesSoFar(simulation: Simulation): number {
  let entries = 0;
  for (const tally of simulation.part().tallies) entries += tally.entries;
  return entries;
}

function entryCounter(part: CustomerPart, place: () => number): Recorder {
  const nothing = (): void => undefined;
  return {
    event: nothing,
    refused: nothing,
    heldOut: nothing,
    passed: nothing,
    waits: nothing,
    message: nothing,
    ended: nothing,
    entered: ({ start }) => {
      const customer = place();
      part.entries[customer] = (part.entries[customer] ?? 0) + 1;
      const first = part.firstEntry[customer] ?? Number.NaN;
      if (!(first <= start)) part.firstEntry[customer] = start;
    },
    converted: ({ heldOut }) => {
      const customer = place();
      if (!heldOut) part.converted[customer] = (part.converted[customer] ?? 0) + 1;
    },
  };
}

/** An empty part for all customers of a log, to gather the parts of ranges in. */
export function emptyCustomerPart({ customerCount }: EventLog): CustomerPart {
  return {
    entries: new Uint32Array(customerCount),
    converted: new Uint32Array(customerCount),
    firstEntry: new Float64Array(customerCount),
  };
}

/** Puts the part of a range in its place. */
export function placeCustomerPart(all: CustomerPart, part: CustomerPart, { from }: CustomerRange): void {
  all.entries.set(part.entries, from);
  all.converted.set(part.converted, from);
  all.firstEntry.set(part.firstEntry, from);
}
