import type { Scalar } from '../condition/comparison.js';
import type { Condition } from '../condition/schema.js';
import { compileCondition, type CompiledCondition } from '../simulation/condition.js';
import { CompileContext, RunContext } from '../simulation/context.js';
import type { Entry } from '../simulation/entry.js';
import type { EventRef } from '../simulation/events.js';
import type { EventLog, LogColumns } from '../simulation/log.js';
import { MESSAGE_OUTCOMES } from '../simulation/messages.js';
import type { CompiledJourney } from '../simulation/plan.js';
import type { Recorder } from '../simulation/recorder.js';
import { Simulation, type SimulationInput } from '../simulation/simulation.js';
import { stringAt } from '../simulation/strings.js';
import { Timeline } from '../simulation/timeline.js';
import { zoneNamed } from '../simulation/zones.js';
import { meaningOf, ProductHistory } from './history.js';
import { put, type TokenRecord } from './names.js';
import { recipientValues, type MessageTrigger } from './values.js';

/** The step (or its variant, or -1) whose messages are asked about, by places in the run, with the conditions of its template's blocks. */
export interface WrittenStep {
  journey: number;
  node: number;
  variant: number;
  blocks: readonly Condition[];
}

/** What a message of a run may say: what is known of its recipient at its instant, before it joins the history. */
export interface MessageMoment {
  /** Number of the customer in the log, places of journey and node in the run. */
  customer: number;
  journey: number;
  node: number;
  entry: number;
  /** The number of this entry's messages of the node, from 0. */
  count: number;
  /** Place of the variant, or -1. */
  variant: number;
  /** UTC ms. */
  time: number;
  /** Place in `MESSAGE_OUTCOMES`. */
  outcome: number;
  values: TokenRecord;
  /** For each of the step's blocks, whether its condition holds. */
  shown: boolean[];
  /** IANA name of the zone in which its dates are written: the customer's, else the journey's. */
  zone: string;
}

export interface MomentsRequest {
  steps: readonly WrittenStep[];
  /** The properties and traits that may be named; values do not depend on what else the log has loaded. */
  columns: LogColumns;
  /** Numbers of the customers. */
  customers: readonly number[];
}

/**
 * What messages of a run may say. Found by the same run with a recorder, so that it can't differ from what the run did; replaying live
 * journeys and simulating them give the same.
 */
export function messageMoments(input: SimulationInput, { steps, columns, customers }: MomentsRequest): MessageMoment[] {
  const moments: MessageMoment[] = [];
  let recorder: MomentRecorder | undefined;
  const simulation = new Simulation(input, (run, journeys) => {
    recorder = new MomentRecorder(run, journeys, steps, columns, moments);
    return recorder;
  });
  for (const customer of customers) {
    recorder?.begin(customer);
    simulation.runCustomers(customer, customer + 1);
  }
  return moments;
}

interface CompiledStep {
  variant: number;
  conditions: readonly CompiledCondition[];
}

class MomentRecorder implements Recorder {
  readonly #steps = new Map<string, CompiledStep[]>();
  readonly #by = new Map<Entry, Scalar>();
  readonly #counts = new Map<Entry, Map<number, number>>();
  readonly #facts: FactReader;
  #customer = 0;
  #pending: { values: TokenRecord; verdicts: Map<number, boolean[]>; zone: string } | undefined;

  constructor(
    private readonly run: RunContext,
    private readonly journeys: readonly CompiledJourney[],
    steps: readonly WrittenStep[],
    columns: LogColumns,
    private readonly moments: MessageMoment[],
  ) {
    this.#facts = new FactReader(run, columns);
    for (const { journey, node, variant, blocks } of steps) {
      const context = journeys[journey]?.context;
      if (!context) continue;
      const key = keyOf(journey, node);
      const conditions = blocks.map((condition) => compileCondition(condition, context));
      this.#steps.set(key, [...(this.#steps.get(key) ?? []), { variant, conditions }]);
    }
  }

  begin(customer: number): void {
    this.#customer = customer;
    this.#by.clear();
    this.#counts.clear();
    this.#facts.begin();
  }

  event(ref: EventRef): void {
    this.#facts.join(ref);
  }

  entered(
    entry: Entry,
    _node: number,
    moment: { t: number; entry: undefined; event: EventRef | undefined },
    condition?: CompiledCondition,
  ): void {
    const by = condition?.satisfyingValue?.(moment);
    if (by) this.#by.set(entry, by.value);
  }

  writing(entry: Entry, t: number): void {
    const steps = this.#steps.get(keyOf(entry.journey, entry.node));
    const compiled = this.journeys[entry.journey];
    if (!steps || !compiled) return;
    const { journey } = compiled;
    const node = compiled.nodes[entry.node]?.node;
    const by = this.#by.get(entry);
    const values = recipientValues({
      ...this.#facts.at(),
      trigger: this.#facts.trigger(entry, by),
      journey: journey.name,
      step: node?.name,
      time: t,
    });
    const moment = { t, entry, event: entry.event };
    const verdicts = new Map(steps.map(({ variant, conditions }) => [variant, conditions.map((each) => each.holds(moment))]));
    this.#pending = { values, verdicts, zone: this.run.traits.zone(compiled.zone).name };
  }

  message(entry: Entry, t: number, variant: number, suppressed?: (typeof MESSAGE_OUTCOMES)[number]): void {
    const counts = this.#counts.get(entry) ?? new Map<number, number>();
    this.#counts.set(entry, counts);
    const count = counts.get(entry.node) ?? 0;
    counts.set(entry.node, count + 1);
    const pending = this.#pending;
    this.#pending = undefined;
    const shown = pending?.verdicts.get(variant);
    if (!pending || !shown) return;
    const { journey, node, number } = entry;
    const outcome = MESSAGE_OUTCOMES.indexOf(suppressed ?? 'sent');
    const key = { customer: this.#customer, journey, node, entry: number, count, variant };
    this.moments.push({ ...key, time: t, outcome, values: pending.values, shown, zone: pending.zone });
  }

  refused(): void {
    // Nothing is written.
  }
  heldOut(): void {
    // Nothing is written.
  }
  /** A call of a webhook says what is known when its entry comes by. */
  passed(entry: Entry, _handle: string, t: number): void {
    if (this.journeys[entry.journey]?.nodes[entry.node]?.action.kind !== 'webhook') return;
    this.writing(entry, t);
    this.message(entry, t, -1);
  }
  waits(): void {
    // Nothing is written.
  }
  converted(): void {
    // Nothing is written.
  }
  ended(): void {
    // Nothing is written.
  }
}

function keyOf(journey: number, node: number): string {
  return `${String(journey)} ${String(node)}`;
}

/** Reads from the timeline what tokens know of its customer. */
class FactReader {
  readonly #means: readonly boolean[];
  #history = new ProductHistory();
  /** Events that have joined and not been looked at: nobody asks between messages. */
  #waiting: EventRef[] = [];

  constructor(
    private readonly run: RunContext,
    private readonly columns: LogColumns,
  ) {
    this.#means = run.codes.names.map((name) => meaningOf(name) !== undefined);
  }

  begin(): void {
    this.#history = new ProductHistory();
    this.#waiting = [];
  }

  join(ref: EventRef): void {
    if (this.#means[this.run.timeline.codeOf(ref)]) this.#waiting.push(ref);
  }

  at(): { userId: string; traits: Record<string, Scalar>; history: ProductHistory } {
    const { timeline, traits } = this.run;
    for (const ref of this.#waiting)
      this.#history.take({ event: this.name(ref), time: timeline.timeOf(ref), properties: this.properties(ref) });
    this.#waiting = [];
    const userId = stringAt(timeline.log.customerIds, timeline.customer);
    return { userId, traits: traits.all(this.columns.traits), history: this.#history };
  }

  trigger({ event, start }: Entry, by: Scalar | undefined): MessageTrigger {
    if (event === undefined) return { time: start, by };
    return { event: { name: this.name(event), properties: this.properties(event) }, time: this.run.timeline.timeOf(event), by };
  }

  private name(ref: EventRef): string {
    const { codes, timeline } = this.run;
    return codes.names[timeline.codeOf(ref)] ?? '';
  }

  private properties(ref: EventRef): Record<string, Scalar> {
    const found: Record<string, Scalar> = {};
    for (const name of this.columns.properties) {
      const value = this.run.property(name).value(ref);
      if (value !== undefined) put(found, name, value);
    }
    return found;
  }
}

/** A customer outside any journey. */
export interface LoneMoment {
  values: TokenRecord;
  shown: boolean[];
  zone: string;
}

export interface LoneRequest {
  log: EventLog;
  segments: Readonly<Record<string, Condition>>;
  blocks: readonly Condition[];
  columns: LogColumns;
  /** UTC ms; what comes later is not known. */
  time: number;
}

/** What messages to customers may say outside any journey, such as in a preview: no event has triggered them. */
export function loneMoments({ log, segments, blocks, columns, time }: LoneRequest): (customer: number) => LoneMoment {
  const run = new RunContext(new Timeline(log), segments);
  const utc = zoneNamed('UTC');
  if (!utc) throw new RangeError('There is no time zone "UTC"');
  const conditions = blocks.map((condition) => compileCondition(condition, new CompileContext(run, utc)));
  const facts = new FactReader(run, columns);
  const { timeline } = run;
  return (customer) => {
    timeline.reset(customer);
    facts.begin();
    const end = log.eventOffsets[customer + 1] ?? 0;
    for (; timeline.cursor < end && (log.times[timeline.cursor] ?? Infinity) <= time; timeline.cursor++)
      facts.join(timeline.cursor);
    const moment = { t: time, entry: undefined, event: undefined };
    return {
      values: recipientValues({ ...facts.at(), time }),
      shown: conditions.map((condition) => condition.holds(moment)),
      zone: run.traits.zone(utc).name,
    };
  };
}
