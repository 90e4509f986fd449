import type { SimulationInput } from '../../../shared/simulation/index.js';
import { emptyMoves, MoveRecorder, type MoveColumns } from '../../../shared/simulation/moves.js';
import { recordEntering } from '../../../shared/simulation/record-entering.js';
import type { CustomerRange } from './ranges.js';

/**
 * The movements of one journey's entries for a range of customers, in the order in which they were run. Customers whom a plain
 * run lets enter nothing are not run again.
 */
export function runMovesPart(input: SimulationInput, journey: number, range: CustomerRange): MoveColumns {
  let recorder: MoveRecorder | undefined;
  recordEntering(
    input,
    (run) => (recorder = new MoveRecorder(run, input.journeys, journey)),
    range,
    (tallies) => tallies[journey]?.entries ?? 0,
  );
  return recorder?.moves ?? emptyMoves();
}
