import type { Scalar } from '../condition/comparison.js';
import type { Condition } from '../condition/schema.js';
import type { Journey } from '../journey/schema.js';
import type { Recorder } from './recorder.js';
import { Simulation, type SimulationInput } from './simulation.js';

/** The value that an entry's trigger found with `did … by`: `trigger.by` in the e-mails of the entry. */
export interface TriggerValue {
  /** Number of the customer in the log, place of the journey in the run, and number of the entry: as of a message. */
  customer: number;
  journey: number;
  entry: number;
  /** The property counted by, and its value that satisfied the condition. */
  property: string;
  value: Scalar;
}

/**
 * The values that satisfied the `did … by` of triggers, for the entries of some customers. They are found by the same run
 * with a recorder, so that ordinary runs carry nothing for them. Entries whose trigger has no such condition are left out.
 */
export function triggerValues(input: SimulationInput, customers: readonly number[]): TriggerValue[] {
  if (!input.journeys.some((journey) => hasTriggerValue(journey, input.segments))) return [];
  const found: TriggerValue[] = [];
  let customer = 0;
  const nothing = (): void => undefined;
  const recorder: Recorder = {
    event: nothing,
    refused: nothing,
    heldOut: nothing,
    passed: nothing,
    waits: nothing,
    message: nothing,
    converted: nothing,
    ended: nothing,
    entered(entry, _node, moment, condition) {
      const by = condition?.satisfyingValue?.(moment);
      if (by) found.push({ customer, journey: entry.journey, entry: entry.number, ...by });
    },
  };
  const simulation = new Simulation(input, () => recorder);
  for (customer of customers) simulation.runCustomers(customer, customer + 1);
  return found;
}

/** Whether a trigger of the journey has a condition with `did … by`, so that its entries may have a value. */
export function hasTriggerValue(journey: Journey, segments: Readonly<Record<string, Condition>>): boolean {
  return journey.nodes.some((node) => {
    if (node.type !== 'trigger') return false;
    const { on } = node.config;
    const condition = 'becomes' in on ? on.becomes : on.if;
    return condition !== undefined && countsBy(condition, segments);
  });
}

function countsBy(condition: Condition, segments: Readonly<Record<string, Condition>>): boolean {
  if ('all' in condition) return condition.all.some((part) => countsBy(part, segments));
  if ('any' in condition) return condition.any.some((part) => countsBy(part, segments));
  if ('segment' in condition) {
    const segment = Object.hasOwn(segments, condition.segment) ? segments[condition.segment] : undefined;
    return segment !== undefined && countsBy(segment, segments);
  }
  return 'did' in condition && 'by' in condition && condition.by !== undefined;
}
