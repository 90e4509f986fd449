import { Simulation, type SimulationInput } from '../../../shared/simulation/index.js';
import { emptyMoves, MoveRecorder, type MoveColumns } from '../../../shared/simulation/moves.js';
import type { CustomerRange } from './ranges.js';

/**
 * The movements of one journey's entries for a range of customers, in the order in which they were run. Customers whom a plain
 * run lets enter nothing are not run again.
 */
export function runMovesPart(input: SimulationInput, journey: number, { from, to }: CustomerRange): MoveColumns {
  let recorder: MoveRecorder | undefined;
  const plain = new Simulation(input);
  const recorded = new Simulation(input, (run) => (recorder = new MoveRecorder(run, input.journeys, journey)));
  const entriesSoFar = (): number => plain.part().tallies[journey]?.entries ?? 0;
  for (let customer = from; customer < to; customer += 1) {
    const before = entriesSoFar();
    plain.runCustomers(customer, customer + 1);
    if (entriesSoFar() > before) recorded.runCustomers(customer, customer + 1);
  }
  return recorder?.moves ?? emptyMoves();
}
