import type { SimulationInput } from '../../../shared/simulation/index.js';
import { emptyEntries, EntryRecorder, type EntryColumns } from '../../../shared/simulation/entries.js';
import { recordEntering } from '../../../shared/simulation/record-entering.js';
import type { CustomerRange } from './ranges.js';

/**
 * What became of the entries of a range of customers. A plain run tells cheaply who entered at all; only those are run again
 * under a recorder, which sees each entry.
 */
export function runEntryPart(input: SimulationInput, range: CustomerRange): EntryColumns {
  let recorder: EntryRecorder | undefined;
  recordEntering(
    input,
    (run) => (recorder = new EntryRecorder(run)),
    range,
    (tallies) => tallies.reduce((sum, { entries, heldOut }) => sum + entries + heldOut, 0),
  );
  return recorder?.entries ?? emptyEntries();
}
