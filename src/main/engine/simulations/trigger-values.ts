import type { Scalar } from '../../../shared/condition/comparison.js';
import { hasTriggerValue } from '../../../shared/simulation/index.js';
import type { Call } from '../registry.js';
import type { FinishedRun, Simulator } from './simulator.js';

/** The value that satisfied the `did … by` of the trigger of a message's entry: `trigger.by` for its e-mail. */
export interface MessageTrigger {
  property: string;
  value: Scalar;
}

/**
 * Looks up `trigger.by` for messages of a run, beside their rows: `messageRow` and the lists of semantics §7 do not have it.
 * @param places in the messages of the run.
 * @returns by place; absent where the trigger has no `did … by`.
 * @throws EngineError `cancelled`.
 */
export async function messageTriggers(
  simulator: Simulator,
  run: FinishedRun,
  places: readonly number[],
  call: Call,
): Promise<Map<number, MessageTrigger>> {
  const { messages, spec } = run;
  if (!spec.journeys.some((journey) => hasTriggerValue(journey, spec.segments))) return new Map();
  const customers = [...new Set(places.map((place) => messages.customer[place] ?? 0))];
  const found = await simulator.triggerValues(run, customers, call);
  const byEntry = new Map(
    found.map(({ customer, journey, entry, property, value }) => [keyOf(customer, journey, entry), { property, value }]),
  );
  return new Map(
    places.flatMap((place): [number, MessageTrigger][] => {
      const trigger = byEntry.get(keyOf(messages.customer[place] ?? 0, messages.journey[place] ?? 0, messages.entry[place] ?? 0));
      return trigger ? [[place, trigger]] : [];
    }),
  );
}

function keyOf(customer: number, journey: number, entry: number): string {
  return `${String(customer)} ${String(journey)} ${String(entry)}`;
}
