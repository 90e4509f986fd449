import { compileCondition } from '../../../shared/simulation/condition.js';
import { CompileContext, RunContext } from '../../../shared/simulation/context.js';
import { logConstants, Simulation, type EventLog, type SimulationInput } from '../../../shared/simulation/index.js';
import { Timeline } from '../../../shared/simulation/timeline.js';
import { zoneNamed } from '../../../shared/simulation/zones.js';
import { JOURNEY_FORMAT, JOURNEY_VERSION, type Journey } from '../../../shared/journey/schema.js';
import type { ConditionSpec } from './protocol.js';
import type { CustomerRange } from './ranges.js';

/** How the customers of a range answer to a condition. */
export interface ConditionPart {
  /** The numbers of those who satisfy it at the instant asked for, ascending. */
  now: Uint32Array;
  /** How many satisfied it at least once by then. */
  ever: number;
}

/** Asks a condition about each customer of a range (semantics §3). */
export function runConditionPart(log: EventLog, spec: ConditionSpec, range: CustomerRange): ConditionPart {
  const { now, withoutEvents } = whoSatisfies(log, spec, range);
  return { now, ever: howManyTurned(log, spec, range) + withoutEvents };
}

/**
 * Only customers who are known by then count: those with a trait record or an event.
 * @returns their numbers, and how many of them have a trait record alone
 */
function whoSatisfies(
  log: EventLog,
  { condition, segments, timezone, at }: ConditionSpec,
  { from, to }: CustomerRange,
): { now: Uint32Array; withoutEvents: number } {
  const timeline = new Timeline(log);
  const zone = zoneNamed(timezone);
  if (!zone) throw new RangeError(`There is no time zone "${timezone}"`);
  const compiled = compileCondition(condition, new CompileContext(new RunContext(timeline, segments), zone));
  timeline.turnTo(from, to);
  const found: number[] = [];
  let withoutEvents = 0;
  for (let customer = from; customer < to; customer += 1) {
    timeline.reset(customer);
    const end = log.eventOffsets[customer + 1] ?? 0;
    while (timeline.cursor < end && (log.times[timeline.cursor] ?? Infinity) <= at) timeline.cursor += 1;
    const isKnown = timeline.hasEvents() || log.hasTraits[customer] === 1;
    if (!isKnown || !compiled.holds({ t: at, entry: undefined, event: undefined })) continue;
    found.push(customer);
    if (!timeline.hasEvents()) withoutEvents += 1;
  }
  return { now: Uint32Array.from(found), withoutEvents };
}

/** Of the customers with events, those who satisfied a condition once are those who would have entered a journey that it starts. */
function howManyTurned(log: EventLog, { condition, segments, timezone, at }: ConditionSpec, { from, to }: CustomerRange): number {
  const journey: Journey = {
    format: JOURNEY_FORMAT,
    version: JOURNEY_VERSION,
    id: 'condition',
    name: '',
    timezone,
    nodes: [{ id: 'trigger', type: 'trigger', config: { kind: 'intent', on: { becomes: condition } } }],
    edges: [],
  };
  const responses = { mode: 'none' } as const;
  const input: SimulationInput = {
    log,
    journeys: [journey],
    segments,
    period: { from: -Infinity, to: at },
    seed: 1,
    requireAddress: false,
    responses,
    constants: logConstants(log, [journey], responses),
  };
  const simulation = new Simulation(input);
  simulation.runCustomers(from, to);
  return simulation.part().tallies[0]?.customers ?? 0;
}
