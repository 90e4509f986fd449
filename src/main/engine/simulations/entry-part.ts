import { Simulation, type SimulationInput } from '../../../shared/simulation/index.js';
import { emptyEntries, EntryRecorder, type EntryColumns } from '../../../shared/simulation/entries.js';
import type { CustomerRange } from './ranges.js';

/**
 * What became of the entries of a range of customers. A plain run tells cheaply who entered at all; only those are run again
 * under a recorder, which sees each entry.
 */
export function runEntryPart(input: SimulationInput, { from, to }: CustomerRange): EntryColumns {
  let recorder: EntryRecorder | undefined;
  const plain = new Simulation(input);
  const recorded = new Simulation(input, (run) => (recorder = new EntryRecorder(run)));
  for (let customer = from; customer < to; customer += 1) {
    const before = entriesSoFar(plain);
    plain.runCustomers(customer, customer + 1);
    if (entriesSoFar(plain) > before) recorded.runCustomers(customer, customer + 1);
  }
  return recorder?.entries ?? emptyEntries();
}

function entriesSoFar(simulation: Simulation): number {
  let entries = 0;
  for (const tally of simulation.part().tallies) entries += tally.entries + tally.heldOut;
  return entries;
}
