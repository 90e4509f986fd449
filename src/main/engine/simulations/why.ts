import { EngineError } from '../../../shared/contract/error.js';
import { stringAt } from '../../../shared/simulation/strings.js';
import { nearestOf } from '../../../shared/simulation/why/nearest.js';
import type { Why } from '../../../shared/simulation/why/schema.js';
import type { Call } from '../registry.js';
import { findCustomer } from './filter.js';
import type { FinishedRun, Simulator } from './simulator.js';

/**
 * Why a customer came to a node of a run's journey (given by its place) or did not, with the customers most alike who passed.
 * @throws EngineError `notFound` for a customer or node that the run does not know, `cancelled`.
 */
export async function explainCustomer(
  simulator: Simulator,
  run: FinishedRun,
  journey: number,
  asked: { userId: string; node: string },
  call: Call,
): Promise<Why> {
  const customer = findCustomer(run.log, asked.userId);
  if (customer < 0) throw new EngineError('notFound', `The log has no customer "${asked.userId}".`);
  const node = run.journeys[journey]?.nodes.findIndex(({ id }) => id === asked.node) ?? -1;
  if (node < 0) throw new EngineError('notFound', `The simulated journey has no step "${asked.node}". Simulate again.`);
  const { why, crux } = await simulator.why(run, { customer, journey, node }, call);
  if (!crux) return why;
  const rows = await simulator.nearest(run, { customer, journey, crux }, call);
  return {
    ...why,
    nearest: nearestOf(rows, crux.t).map(({ customer: other, t, saw }) => ({
      userId: stringAt(run.log.customerIds, other),
      time: new Date(t).toISOString(),
      saw,
    })),
  };
}
