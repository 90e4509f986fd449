import type { Condition } from '../../src/shared/condition/schema.js';
import type { AbandonedTrigger, Journey, JourneyNode, NodeOf } from '../../src/shared/journey/schema.js';
import { bestHour, pointsOfLog } from './best-hour.js';
import { isQuiet, nextShowing, nextWallTime, zoneOf } from './clock.js';
import { holds, satisfyingValue, type Situation } from './condition.js';
import { consentState, mayBeSent } from './consent.js';
import type { Customer } from './customer.js';
import { choose, draw, type Dice } from './draw.js';
import { milliseconds } from './duration.js';
import { matches, matchesOther } from './events.js';
import { occurrences } from './schedule.js';
import type { Tally } from './tally.js';
import { nextTime } from './turns.js';
import type { EndOfEntry, Entry, HistoryEvent, Message, TriggerValue } from './types.js';

const MOST_NODES = 10_000;
const MOST_ENTRIES = 1_000;

/** A journey as one customer goes through it (semantics §4 to §6). */
export class JourneyOfCustomer {
  readonly #entries: Entry[] = [];
  readonly #zone: string;
  readonly #dice: Dice;
  readonly #triggers: NodeOf<'trigger'>[];
  /** By trigger: what a `becomes` said when last looked at. */
  readonly #said = new Map<JourneyNode, boolean>();
  /** By trigger: the instants of a `schedule` that are still to come. */
  readonly #scheduled = new Map<JourneyNode, number[]>();
  /** By trigger: the events whose `abandoned` timer has gone off. */
  readonly #handled = new Map<JourneyNode, Set<HistoryEvent>>();

  constructor(
    readonly journey: Journey,
    readonly customer: Customer,
    readonly tally: Tally,
  ) {
    this.#zone = journey.timezone ?? 'UTC';
    this.#dice = { seed: customer.run.seed, journey: journey.id, userId: customer.userId };
    this.#triggers = journey.nodes.filter((node) => node.type === 'trigger');
    const { from, to } = customer.period;
    for (const trigger of this.#triggers) {
      const { on } = trigger.config;
      if ('schedule' in on)
        this.#scheduled.set(
          trigger,
          occurrences(on.schedule, this.#zone, to).filter((t) => t >= from),
        );
      this.#handled.set(trigger, new Set());
    }
  }

  // What is due, and when

  /** The next instant after `t` at which something of this journey may be due. */
  nextInstant(t: number): number {
    const scheduled = [...this.#scheduled.values()].flat();
    const instants = [
      ...scheduled,
      ...this.#triggers.flatMap((trigger) => this.#nextOfTrigger(trigger, t)),
      ...this.#nextOfEntries(t),
    ];
    return Math.min(Infinity, ...instants.filter((instant) => instant > t));
  }

  #nextOfTrigger(trigger: NodeOf<'trigger'>, t: number): number[] {
    const { on } = trigger.config;
    if ('abandoned' in on) return this.#abandonable(on).map(({ time }) => time + milliseconds(on.for));
    if (!('becomes' in on) || this.customer.history.length === 0) return [];
    const turn = nextTime(on.becomes, !this.#said.get(trigger), this.#situation(t), this.customer.period.to);
    return turn === undefined ? [] : [turn];
  }

  #nextOfEntries(t: number): number[] {
    return this.#entries.flatMap((entry) => {
      if (!entry.place) return [];
      const { node, due } = entry.place;
      if (node.type !== 'waitFor' || !('condition' in node.config)) return [due];
      const turn = nextTime(node.config.condition, true, this.#situation(t, entry), this.customer.period.to);
      return [due, turn ?? Infinity];
    });
  }

  #abandonable({ abandoned, where }: AbandonedTrigger): HistoryEvent[] {
    return this.customer.history.filter((event) => matches(event, abandoned, where));
  }

  #situation(t: number, entry?: Entry): Situation {
    const { history, traits, run } = this.customer;
    return { t, history, traits, zone: this.#zone, segments: run.segments, ...(entry && { entry, event: entry.event }) };
  }

  #holds(condition: Condition | undefined, t: number, about: { entry?: Entry; event?: HistoryEvent | undefined }): boolean {
    if (!condition) return true;
    const situation = this.#situation(t, about.entry);
    return holds(condition, about.entry ? situation : { ...situation, event: about.event });
  }

  // The steps of an event, and timers by kind (semantics §5)

  /** Steps (2) and (3) of an event or response that has joined the history. */
  onEvent(event: HistoryEvent): void {
    const t = event.time;
    for (const entry of [...this.#entries]) this.#meetEntry(entry, event);
    for (const trigger of this.#triggers) {
      const { on } = trigger.config;
      if ('event' in on && matches(event, on.event, on.where) && this.#holds(on.if, t, { event })) this.#fire(trigger, t, event);
      if ('becomes' in on) this.#lookAtBecomes(trigger, on.becomes, t);
    }
  }

  /** (2): goal, then exitWhen, then a waitFor. */
  #meetEntry(entry: Entry, event: HistoryEvent): void {
    const t = event.time;
    this.#meetGoal(entry, event);
    if (entry.place && this.#wantsOut(entry, t)) this.#end(entry, 'exitWhen');
    const node = entry.place?.node;
    if (node?.type !== 'waitFor') return;
    const { config } = node;
    const happened = 'event' in config ? matches(event, config.event, config.where) : this.#holds(config.condition, t, { entry });
    if (happened) this.#leave(entry, node, 'happened', t);
  }

  /** A matching event in (entry, entry + within] converts the entry, once, and may end it. */
  #meetGoal(entry: Entry, event: HistoryEvent): void {
    const { goal } = this.journey.settings ?? {};
    if (!goal || entry.converted || !matches(event, goal.event, goal.where)) return;
    if (event.time <= entry.start || event.time > entry.start + milliseconds(goal.within)) return;
    entry.converted = true;
    this.tally.result[entry.heldOut ? 'heldOutConverted' : 'converted']++;
    if (entry.place && (goal.exits ?? true)) this.#end(entry, 'goal');
  }

  #wantsOut(entry: Entry, t: number): boolean {
    const { exitWhen } = this.journey.settings ?? {};
    return exitWhen !== undefined && this.#holds(exitWhen, t, { entry });
  }

  /** (c): one schedule that is due. Tells whether there was one. */
  runSchedule(t: number): boolean {
    const trigger = this.#triggers.find((each) => this.#scheduled.get(each)?.includes(t));
    if (!trigger) return false;
    const { on } = trigger.config;
    this.#scheduled.set(
      trigger,
      (this.#scheduled.get(trigger) ?? []).filter((instant) => instant !== t),
    );
    const takesPart = this.customer.hasRecord || this.customer.history.length > 0;
    if ('schedule' in on && takesPart && this.#holds(on.if, t, {})) this.#fire(trigger, t, undefined);
    return true;
  }

  /** (d): one `becomes` or `abandoned` trigger that is due. Tells whether there was one. */
  runTrigger(t: number): boolean {
    return this.#triggers.some((trigger) => {
      const { on } = trigger.config;
      if ('becomes' in on) return this.#lookAtBecomes(trigger, on.becomes, t);
      return 'abandoned' in on && this.#runAbandoned(trigger, on, t);
    });
  }

  /** Whether the condition has turned true since it was last looked at; then it fires. Before the first event it is false. */
  #lookAtBecomes(trigger: NodeOf<'trigger'>, condition: Condition, t: number): boolean {
    const before = this.#said.get(trigger) ?? false;
    const now = this.customer.history.length > 0 && holds(condition, this.#situation(t));
    this.#said.set(trigger, now);
    if (before || !now) return false;
    this.#fire(trigger, t, undefined);
    return true;
  }

  /** At tₐ + D, with no later E and no E2 in (tₐ, tₐ + D]; of several E at one instant the last counts (semantics §4). */
  #runAbandoned(trigger: NodeOf<'trigger'>, on: AbandonedTrigger, t: number): boolean {
    const event = this.#abandonable(on).at(-1);
    const handled = this.#handled.get(trigger);
    if (!event || event.time + milliseconds(on.for) !== t || handled?.has(event)) return false;
    if (this.customer.history.some((other) => other.time > event.time && matchesOther(other, on.without))) return false;
    handled?.add(event);
    if (this.#holds(on.if, t, { event })) this.#fire(trigger, t, event);
    return true;
  }

  /** (e): the timer of one entry that is due. Tells whether there was one. */
  runEntry(t: number): boolean {
    const entry = this.#entries.find((each) => this.#isDue(each, t));
    const node = entry?.place?.node;
    if (!entry || !node) return false;
    if (this.#wantsOut(entry, t)) this.#end(entry, 'exitWhen');
    else if (node.type === 'email') this.#write(entry, node, t);
    else if (node.type !== 'waitFor') this.#leave(entry, node, 'out', t);
    else this.#leave(entry, node, this.#conditionHolds(entry, t) ? 'happened' : 'timeout', t);
    return true;
  }

  #isDue(entry: Entry, t: number): boolean {
    return entry.place !== undefined && (entry.place.due === t || this.#conditionHolds(entry, t));
  }

  /** Whether it waits for a condition that holds. */
  #conditionHolds(entry: Entry, t: number): boolean {
    const node = entry.place?.node;
    return node?.type === 'waitFor' && 'condition' in node.config && this.#holds(node.config.condition, t, { entry });
  }

  // Entry (semantics §5)

  #fire(trigger: NodeOf<'trigger'>, t: number, event: HistoryEvent | undefined): void {
    const { settings = {} } = this.journey;
    if (t < this.customer.period.from || !this.#holds(settings.audience, t, { event }) || !this.#mayReenter(t)) return;
    if (this.#entries.length >= MOST_ENTRIES) {
      this.tally.result.overflow++;
      return;
    }
    const heldOut = settings.holdout !== undefined && draw(this.#dice, 'holdout') * 100 < settings.holdout.percent;
    const entry: Entry = {
      number: this.#entries.length,
      start: t,
      event,
      heldOut,
      by: this.#triggerValue(trigger, t, event),
      converted: false,
      passed: 0,
      messages: [],
      place: undefined,
    };
    this.#entries.push(entry);
    if (heldOut) this.tally.result.heldOut++;
    else {
      this.tally.entered(this.customer.userId);
      this.#arrive(entry, trigger, t);
    }
  }

  #triggerValue({ config: { on } }: NodeOf<'trigger'>, t: number, event: HistoryEvent | undefined): Entry['by'] {
    const condition = 'becomes' in on ? on.becomes : on.if;
    return condition && satisfyingValue(condition, { ...this.#situation(t), event });
  }

  /** What `trigger.by` is in each entry that got through. */
  triggerValues(): Omit<TriggerValue, 'userId'>[] {
    return this.#entries.flatMap(({ number, by, heldOut }) =>
      by === undefined || heldOut ? [] : [{ journey: this.journey.id, entry: number, value: by }],
    );
  }

  #mayReenter(t: number): boolean {
    const { mode = 'once', minInterval } = this.journey.settings?.reentry ?? {};
    const last = this.#entries.at(-1);
    if (!last) return true;
    if (mode === 'once') return false;
    if (mode === 'afterExit' && this.#entries.some(({ place }) => place !== undefined)) return false;
    return minInterval === undefined || t - last.start >= milliseconds(minInterval);
  }

  // Nodes (semantics §4)

  #arrive(entry: Entry, node: JourneyNode, t: number): void {
    this.tally.at(node.id, 'reached');
    entry.passed++;
    entry.place = { node, due: Infinity };
    if (entry.passed > MOST_NODES) this.#end(entry, 'loop');
    else this.#act(entry, node, t);
  }

  #act(entry: Entry, node: JourneyNode, t: number): void {
    switch (node.type) {
      case 'trigger':
      case 'webhook':
        return this.#leave(entry, node, 'out', t);
      case 'update':
        for (const [trait, value] of Object.entries(node.config.set)) this.customer.setTrait(trait, value);
        return this.#leave(entry, node, 'out', t);
      case 'branch':
        return this.#leave(entry, node, this.#holds(node.config.if, t, { entry }) ? 'yes' : 'no', t);
      case 'switch':
        return this.#leave(entry, node, node.config.cases.find((each) => this.#holds(each.if, t, { entry }))?.id ?? 'else', t);
      case 'split':
        return this.#leave(entry, node, choose(node.config.arms, draw(this.#dice, node.id))?.id ?? '', t);
      case 'exit':
        return this.#end(entry, 'exit');
      case 'email':
        return this.#prepare(entry, node, t);
      case 'wait':
        entry.place = { node, due: this.#endOfWait(node, t) };
        return;
      case 'waitFor':
        entry.place = { node, due: t + milliseconds(node.config.timeout) };
        if (this.#conditionHolds(entry, t)) this.#leave(entry, node, 'happened', t);
    }
  }

  #leave(entry: Entry, node: JourneyNode, handle: string, t: number): void {
    const edge = this.journey.edges.find(({ source, sourceHandle }) => source === node.id && sourceHandle === handle);
    const target = this.journey.nodes.find(({ id }) => id === edge?.target);
    if (!edge || !target) return this.#end(entry, 'end');
    this.tally.at(node.id, 'left');
    this.tally.along(edge.id);
    this.#arrive(entry, target, t);
  }

  #end(entry: Entry, reason: EndOfEntry): void {
    if (entry.place) this.tally.ended(entry.place.node.id, reason);
    entry.place = undefined;
  }

  /** Counts those who still wait when the run is over (semantics §7). */
  close(): void {
    for (const { place } of this.#entries) {
      if (!place) continue;
      this.tally.at(place.node.id, 'waiting');
      this.tally.result.active++;
    }
  }

  #endOfWait({ config }: NodeOf<'wait'>, t: number): number {
    const { traits, history, run } = this.customer;
    if ('for' in config) return t + milliseconds(config.for);
    if ('until' in config) {
      const { time, weekdays, timezone } = config.until;
      return nextWallTime(t, time, zoneOf(timezone, traits, this.#zone), weekdays);
    }
    const hour = bestHour(history, traits, this.#zone, pointsOfLog(run.events, run.customers, this.#zone));
    const start = nextWallTime(t, `${String(hour).padStart(2, '0')}:00`, zoneOf('customer', traits, this.#zone));
    return Math.min(start, t + milliseconds(config.bestTime.within));
  }

  // Messages (semantics §6)

  /** (1): inside quiet hours, an e-mail waits until they end. */
  #prepare(entry: Entry, node: NodeOf<'email'>, t: number): void {
    const quiet = this.journey.settings?.quietHours;
    const zone = zoneOf(quiet?.timezone, this.customer.traits, this.#zone);
    if (!quiet || !isQuiet(t, quiet.from, quiet.to, zone)) return this.#write(entry, node, t);
    this.tally.result.messages.delayed++;
    entry.place = { node, due: nextShowing(t, quiet.to, zone) };
  }

  #write(entry: Entry, node: NodeOf<'email'>, t: number): void {
    const { userId } = this.customer;
    const n = entry.messages.filter((message) => message.node === node.id).length;
    const variant = choose(node.config.variants ?? [], draw(this.#dice, node.id));
    const message: Message = {
      time: t,
      userId,
      journey: this.journey.id,
      node: node.id,
      entry: entry.number,
      variant: variant?.id,
      emailId: `${this.journey.id}/${node.id}/${userId}/${entry.number}/${n}`,
      reason: this.#reasonAgainst(t),
    };
    entry.messages.push(message);
    this.tally.wrote(message);
    this.customer.wrote(message, variant?.topic ?? node.config.topic, this.#dice);
    this.#leave(entry, node, 'out', t);
  }

  /** (2) to (4): the first reason not to send, if there is one. */
  #reasonAgainst(t: number): Message['reason'] {
    const { history, traits, run, messages } = this.customer;
    const { consent = 'explicit', frequencyCap = [] } = this.journey.settings ?? {};
    if (!mayBeSent(consent, consentState(history, traits))) return 'consent';
    const sent = messages.filter(({ reason }) => reason === undefined);
    const reached = frequencyCap.some(
      (cap) => sent.filter(({ time }) => t - milliseconds(cap.per) < time).length >= cap.messages,
    );
    if (reached) return 'frequencyCap';
    return run.requireAddress && traits['email'] === undefined ? 'noAddress' : undefined;
  }
}
