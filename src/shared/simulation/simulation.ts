import type { Scalar } from '../condition/comparison.js';
import type { Condition } from '../condition/schema.js';
import { journeyZone } from '../journey/defaults.js';
import type { Journey } from '../journey/schema.js';
import { countHours, countMail, type LogConstants } from './constants.js';
import { RunContext } from './context.js';
import { CustomerRun } from './customer-run.js';
import type { EntryWindow, ReplayFacts } from './facts.js';
import type { EventLog } from './log.js';
import { Mailer } from './mailer.js';
import { concatMessages, emptyMessages, type MessageColumns } from './messages.js';
import { compileJourney, type CompiledJourney } from './plan.js';
import type { Recorder } from './recorder.js';
import type { Responses } from './responses.js';
import type { SimulationResult } from './result.js';
import { addTally, emptyTally, journeyResult, type JourneyTally } from './tally.js';
import { StoryRecorder } from './story-recorder.js';
import type { Story } from './story.js';
import { stringAt } from './strings.js';
import { Timeline } from './timeline.js';
import { columnReader } from './values.js';
import { zoneNamed, type Zone } from './zones.js';

/** What a run is about. Journeys and segments must have passed the checks; they run in the order given (semantics §6). */
export interface SimulationInput {
  log: EventLog;
  journeys: readonly Journey[];
  segments: Readonly<Record<string, Condition>>;
  /** By place of the journey, for versions of live journeys that each run with segments of their own. */
  segmentsOf?: readonly Readonly<Record<string, Condition>>[];
  /** UTC ms, both inclusive (semantics §7). */
  period: { from: number; to: number };
  seed: number;
  requireAddress: boolean;
  responses: Responses;
  /** What segments are called, by id, for the words of stories; it changes nothing else. */
  segmentNames?: Readonly<Record<string, string>> | undefined;
  /** From `logConstants`, the same for every part of the customers. */
  constants: LogConstants;
  /** In a replay of live journeys: what has really been sent. */
  facts?: ReplayFacts;
  /** When the triggers of each journey may start entries. Journeys with the same id are versions that count entries together. */
  windows?: readonly EntryWindow[];
}

/** What a run of some of the customers gave. Plain data; parts of disjoint customers add up. */
export interface SimulationPart {
  tallies: JourneyTally[];
  messages: MessageColumns;
}

function zoneOfJourney(journey: Journey): Zone {
  const name = journeyZone(journey);
  const zone = zoneNamed(name);
  if (!zone) throw new RangeError(`There is no time zone "${name}"`);
  return zone;
}

function usesBestTime(journey: Journey): boolean {
  return journey.nodes.some((node) => node.type === 'wait' && 'bestTime' in node.config);
}

/** Whether `logConstants` must go through the whole log. */
export function needsWholeLog(journeys: readonly Journey[], responses: Responses): boolean {
  return responses.mode === 'history' || journeys.some(usesBestTime);
}

/** Facts about the whole log that every part of a run needs; only what the journeys and responses ask for is worked out. */
export function logConstants(log: EventLog, journeys: readonly Journey[], responses: Responses): LogConstants {
  const run = new RunContext(new Timeline(log), {});
  return {
    mail: responses.mode === 'history' ? countMail(run) : { sent: 0, opened: 0, clicked: 0, unsubscribed: 0 },
    hours: journeys.map((journey) => (usesBestTime(journey) ? countHours(run, zoneOfJourney(journey)) : [])),
  };
}

/** A compiled run of journeys over a log, customer by customer. */
export class Simulation {
  readonly #part: SimulationPart;
  readonly #customers: CustomerRun;

  constructor(input: SimulationInput, recorder?: (run: RunContext, journeys: readonly CompiledJourney[]) => Recorder) {
    const run = new RunContext(new Timeline(input.log), input.segments, input.segmentNames);
    const journeys = input.journeys.map((journey, place) =>
      compileJourney(journey, place, run, input.seed, input.segmentsOf?.[place]),
    );
    this.#part = { tallies: input.journeys.map(emptyTally), messages: emptyMessages() };
    const { seed, requireAddress, responses, constants, period, facts, windows } = input;
    const mailer = new Mailer(run, this.#part.messages, { seed, requireAddress, responses, constants, facts, windows });
    this.#customers = new CustomerRun({
      run,
      journeys,
      tallies: this.#part.tallies,
      mailer,
      period,
      constants,
      windows,
      recorder: recorder?.(run, journeys),
    });
  }

  /** Says that the customers `from` to `to` (exclusive) come next, for who runs them one by one: what they share is found once. */
  turnTo(from: number, to: number): void {
    this.#customers.run.timeline.turnTo(from, to);
  }

  /** Runs the customers numbered `from` (inclusive) to `to` (exclusive). */
  runCustomers(from: number, to: number): void {
    this.#customers.runCustomers(from, to);
  }

  /** What the customers run so far gave. */
  part(): SimulationPart {
    this.#customers.settle();
    return this.#part;
  }
}

/** The parts of a run added up; how the customers were divided changes nothing but the order of messages of one instant. */
export function mergeParts(journeys: readonly Journey[], parts: readonly SimulationPart[]): SimulationPart {
  const tallies = journeys.map(emptyTally);
  for (const part of parts) {
    part.tallies.forEach((tally, place) => {
      const sum = tallies[place];
      if (sum) addTally(sum, tally);
    });
  }
  return { tallies, messages: concatMessages(parts.map(({ messages }) => messages)) };
}

/** The result of semantics §7. @throws InconsistentCounts */
export function simulationResult(input: Omit<SimulationInput, 'constants'>, part: SimulationPart): SimulationResult {
  return {
    format: 'waypost/simulation',
    version: 1,
    seed: input.seed,
    from: new Date(input.period.from).toISOString(),
    to: new Date(input.period.to).toISOString(),
    log: { customers: input.log.customerCount, events: input.log.eventCount },
    journeys: input.journeys.map((journey, place) => journeyResult(journey, part.tallies[place] ?? emptyTally(journey))),
  };
}

/** By a log's times; to find them means a look at every customer. */
const periods = new WeakMap<Float64Array, { from: number; to: number }>();

/** The default period: from the first to the last timestamp of the log (semantics §7); `undefined` for an empty log. */
export function logPeriod(log: EventLog): { from: number; to: number } | undefined {
  if (log.eventCount === 0) return undefined;
  const known = log.period ?? periods.get(log.times);
  if (known) return known;
  const period = { from: Infinity, to: -Infinity };
  for (let customer = 0; customer < log.customerCount; customer++) {
    const begin = log.eventOffsets[customer] ?? 0;
    const end = log.eventOffsets[customer + 1] ?? 0;
    if (begin === end) continue;
    period.from = Math.min(period.from, log.times[begin] ?? Infinity);
    period.to = Math.max(period.to, log.times[end - 1] ?? -Infinity);
  }
  periods.set(log.times, period);
  return period;
}

/** The story of the customer with this number: the same run with a recorder, so that it can't differ from the result. */
export function tellStory(input: SimulationInput, customer: number): Story {
  const { log, journeys } = input;
  let recorder: StoryRecorder | undefined;
  const simulation = new Simulation(input, (run) => (recorder = new StoryRecorder(run, journeys)));
  simulation.runCustomers(customer, customer + 1);
  const traits = Object.entries(log.traits).flatMap(([name, column]): [string, Scalar][] => {
    const value = columnReader(column).value(customer);
    return value === undefined ? [] : [[name, value]];
  });
  return {
    userId: stringAt(log.customerIds, customer),
    traits: Object.fromEntries(traits),
    steps: recorder?.steps ?? [],
    truncated: recorder?.truncated ?? false,
  };
}
