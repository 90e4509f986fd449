import type { RunContext } from './context.js';
import type { CompiledJourney } from './plan.js';
import type { Recorder } from './recorder.js';
import { Simulation, type SimulationInput } from './simulation.js';
import type { JourneyTally } from './tally.js';

/**
 * Runs customers `from` to `to` (exclusive) under a recorder, but only those whom a plain run lets enter: it tells cheaply who does.
 * @param entriesIn the entries that count, of what has been run so far.
 * @param except this customer is left out.
 */
export function recordEntering(
  input: SimulationInput,
  recorder: (run: RunContext, journeys: readonly CompiledJourney[]) => Recorder,
  { from, to }: { from: number; to: number },
  entriesIn: (tallies: readonly JourneyTally[]) => number,
  except?: number,
): void {
  const plain = new Simulation(input);
  const recorded = new Simulation(input, recorder);
  plain.turnTo(from, to);
  recorded.turnTo(from, to);
  for (let customer = from; customer < to; customer += 1) {
    const before = entriesIn(plain.part().tallies);
    plain.runCustomers(customer, customer + 1);
    if (customer !== except && entriesIn(plain.part().tallies) > before) recorded.runCustomers(customer, customer + 1);
  }
}
