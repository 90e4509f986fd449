import { deepStrictEqual } from 'node:assert/strict';
import { neededColumns } from '../../src/shared/simulation/columns.js';
import {
  logConstants,
  mergeParts,
  messageOrder,
  messagesCsv,
  Simulation,
  simulationResult,
  type SimulationInput,
  triggerValues,
  type SimulationPart,
} from '../../src/shared/simulation/index.js';
import type { EventLog, ValueColumn } from '../../src/shared/simulation/log.js';
import type { SimulationResult } from '../../src/shared/simulation/result.js';
import { StoryRecorder } from '../../src/shared/simulation/story-recorder.js';
import { memoryLog } from '../support/memory-log.js';
import { stringAt } from '../../src/shared/simulation/strings.js';
import { simulateNaively, type TriggerValue } from '../reference/index.js';
import type { RandomRun } from './runs.js';

export interface Outcome {
  result: SimulationResult;
  messagesCsv: string;
}

function only(columns: Readonly<Record<string, ValueColumn>>, names: readonly string[]): Record<string, ValueColumn> {
  return Object.fromEntries(Object.entries(columns).filter(([name]) => names.includes(name)));
}

/** The log with the columns that the engine loads for these journeys, and no others. */
function loadedLog({ events, customers, journeys, segments, responses }: RandomRun): EventLog {
  const log = memoryLog(events, customers);
  const needed = neededColumns(journeys, segments, responses.mode === 'history');
  return { ...log, properties: only(log.properties, needed.properties), traits: only(log.traits, needed.traits) };
}

/** How the customers are divided among simulations, each a range `[from, to)`; `tellsStories`: with a recorder, as for a story. */
export interface Division {
  ranges: (customers: number) => [number, number][];
  tellsStories?: boolean;
}

export const WHOLE: Division = { ranges: (customers) => [[0, customers]] };
/** The later customers first, one simulation for two of them. */
export const PARTS: Division = {
  ranges: (customers) => [
    [1, customers],
    [0, Math.min(1, customers)],
  ],
};
export const STORIES: Division = {
  ranges: (customers) => Array.from({ length: customers }, (_, place) => [place, place + 1]),
  tellsStories: true,
};

function partOf(input: SimulationInput, [from, to]: [number, number], tellsStories: boolean): SimulationPart {
  const simulation = tellsStories
    ? new Simulation(input, (run) => new StoryRecorder(run, input.journeys))
    : new Simulation(input);
  simulation.runCustomers(from, to);
  return simulation.part();
}

/** What the simulator that ships makes of a run. */
export function simulate(run: RandomRun, { ranges, tellsStories = false }: Division = WHOLE): Outcome {
  const log = loadedLog(run);
  const { journeys, responses } = run;
  const input: SimulationInput = { ...run, log, constants: logConstants(log, journeys, responses) };
  const parts = ranges(log.customerCount).map((range) => partOf(input, range, tellsStories));
  const whole = mergeParts(journeys, parts);
  const order = messageOrder(whole.messages, log, journeys);
  return { result: simulationResult(input, whole), messagesCsv: messagesCsv(whole.messages, order, log, journeys) };
}

/** What the simulator that ships makes of `trigger.by`. */
export function valuesOf(run: RandomRun): TriggerValue[] {
  const log = loadedLog(run);
  const { journeys, responses } = run;
  const input: SimulationInput = { ...run, log, constants: logConstants(log, journeys, responses) };
  const customers = Array.from({ length: log.customerCount }, (_, customer) => customer);
  return triggerValues(input, customers).map(({ customer, journey, entry, value }) => ({
    userId: stringAt(log.customerIds, customer),
    journey: journeys[journey]?.id ?? '',
    entry,
    value,
  }));
}

function inOneOrder(values: readonly TriggerValue[]): string[] {
  return values.map((value) => JSON.stringify([value.userId, value.journey, value.entry, value.value])).sort();
}

/** How many nodes all entries together came to: a measure of how long the naive interpreter will take. */
export function arrivals({ result }: Outcome): number {
  const counts = result.journeys.flatMap(({ nodes }) => Object.values(nodes));
  return counts.reduce((sum, { reached }) => sum + reached, 0);
}

/** Runs beyond this many arrivals are left out: the naive interpreter would take too long over them. */
export const MOST_ARRIVALS = 400;

/** Whether a run is small enough for the naive interpreter. */
export function isSmall(run: RandomRun): boolean {
  return arrivals(simulate(run)) <= MOST_ARRIVALS;
}

/**
 * Holds the simulator against the naive interpreter: result and list of messages must be the same, however the customers are
 * divided and whether or not stories are told; and so must the values that satisfied the triggers.
 * @throws AssertionError that shows where they differ
 */
export function expectAgreement(run: RandomRun): void {
  const { triggerValues: naiveValues, ...naive } = simulateNaively(run);
  for (const division of [WHOLE, PARTS, STORIES]) deepStrictEqual(simulate(run, division), naive);
  deepStrictEqual(inOneOrder(valuesOf(run)), inOneOrder(naiveValues));
}
