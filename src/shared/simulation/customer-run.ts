import type { CompiledCondition, Moment } from './condition.js';
import { BestHour } from './best-hour.js';
import type { LogConstants } from './constants.js';
import type { RunContext } from './context.js';
import type { Entry } from './entry.js';
import { addToMask, type EventMask, type EventRef } from './events.js';
import { Heap } from './heap.js';
import { JourneyRun, type JourneyHost } from './journey-run.js';
import { countResponse, type Mailer } from './mailer.js';
import type { CompiledJourney } from './plan.js';
import type { Recorder } from './recorder.js';
import type { JourneyTally } from './tally.js';
import { compileTrigger, type Trigger, type TriggerHost } from './triggers.js';

/** A timer of an entry; void when the entry has set another since. */
interface EntryTimer {
  t: number;
  entry: Entry;
  number: number;
}

/** Timers of entries at one instant go by journey, then by entry number (semantics §5). */
function firesBefore(a: EntryTimer, b: EntryTimer): boolean {
  if (a.t !== b.t) return a.t < b.t;
  return a.entry.journey < b.entry.journey || (a.entry.journey === b.entry.journey && a.entry.number < b.entry.number);
}

interface CustomerRunInput {
  run: RunContext;
  journeys: readonly CompiledJourney[];
  tallies: readonly JourneyTally[];
  mailer: Mailer;
  period: { from: number; to: number };
  constants: LogConstants;
  recorder?: Recorder | undefined;
}

/**
 * Takes one customer after the other through all journeys, in the order of semantics §5: at one instant log events,
 * responses, schedules, derived triggers (`becomes`, `abandoned`), then timers of entries.
 *
 * Events that no trigger or entry asks for join the history without being looked at: most customers cost one pass over
 * their event codes.
 */
export class CustomerRun implements JourneyHost, TriggerHost {
  readonly run: RunContext;
  readonly mailer: Mailer;
  readonly recorder: Recorder | undefined;
  readonly #journeys: readonly JourneyRun[];
  readonly #triggers: readonly (readonly Trigger[])[];
  /** Triggers with timers, in the order in which those of one instant go: schedules, then derived triggers. */
  readonly #timed: readonly Trigger[];
  readonly #timers = new Heap<EntryTimer>(firesBefore);
  readonly #period: { from: number; to: number };
  /** Events at which some trigger is asked. */
  readonly #triggerMask: EventMask;
  readonly #firesUnasked: boolean;
  readonly #hasBecomes: boolean;
  #userId: Uint8Array = new Uint8Array();

  constructor({ run, journeys, tallies, mailer, period, constants, recorder }: CustomerRunInput) {
    this.run = run;
    this.mailer = mailer;
    this.recorder = recorder;
    this.#period = period;
    this.#journeys = journeys.map((journey, place) => {
      const tally = tallies[place];
      if (!tally) throw new RangeError(`No tally for journey ${String(place)}`);
      const hours = constants.hours[place];
      return new JourneyRun(journey, tally, this, hours && new BestHour(run, hours));
    });
    this.#triggers = journeys.map((journey) =>
      journey.nodes.flatMap(({ node }, place) =>
        node.type === 'trigger' ? [compileTrigger(node.config.on, journey, place, run, this, period)] : [],
      ),
    );
    const all = this.#triggers.flat();
    const schedules = all.filter((trigger) => trigger.timerKind === 'schedule');
    const derived = all.filter((trigger) => trigger.timerKind === 'derived');
    this.#timed = [...schedules, ...derived];
    this.#firesUnasked = all.some((trigger) => trigger.firesUnasked);
    this.#hasBecomes = derived.some((trigger) => trigger.firesUnasked);
    this.#triggerMask = run.codes.emptyMask();
    for (const trigger of all) addToMask(this.#triggerMask, trigger.mask);
    run.observe(this.#triggerMask);
    // A message can be the first event of a customer whom only a schedule reaches, and `becomes` asks for the first event.
    const asksForFirstEvent = this.#hasBecomes && schedules.length > 0;
    const asksForMessages = run.isObserved(run.codes.emailCode('Email Sent')) || asksForFirstEvent;
    mailer.keepsMessages = asksForMessages || mailer.expectsResponses || recorder !== undefined;
  }

  /** Runs the customer with this number. */
  runCustomer(customer: number): void {
    const { timeline } = this.run;
    const { eventOffsets, customerIds } = timeline.log;
    const begin = eventOffsets[customer] ?? 0;
    const end = eventOffsets[customer + 1] ?? 0;
    if (!this.recorder && !this.#firesUnasked && this.#nextAsked(begin, end) === end) return;
    timeline.reset(customer);
    this.#userId = customerIds.bytes.subarray(customerIds.offsets[customer] ?? 0, customerIds.offsets[customer + 1] ?? 0);
    this.mailer.reset(this.#userId);
    this.#timers.clear();
    for (const triggers of this.#triggers) for (const trigger of triggers) trigger.reset();
    this.#play(end);
    for (const journey of this.#journeys) journey.finish();
  }

  /** The first log event from `from` on that a trigger asks for. */
  #nextAsked(from: number, end: number): number {
    const { eventCodes } = this.run.timeline.log;
    const mask = this.#triggerMask;
    let ref = from;
    while (ref < end && mask[eventCodes[ref] ?? 0] !== 1) ref++;
    return ref;
  }

  /** The next log event that must be looked at. */
  #nextEvent(end: number): number {
    const { timeline } = this.run;
    const looksAtAll = this.recorder !== undefined || (this.#hasBecomes && timeline.cursor === timeline.begin);
    if (looksAtAll) return timeline.cursor;
    let canStart = false;
    for (let place = 0; place < this.#journeys.length; place++) {
      const journey = this.#journeys[place];
      if (journey?.isLive()) return timeline.cursor;
      if (!journey?.isClosed()) canStart = true;
    }
    if (!canStart) return end;
    const asked = this.#nextAsked(timeline.cursor, end);
    return this.#hasBecomes ? this.#firstAtTurn(timeline.cursor, asked) : asked;
  }

  /**
   * The first event at the very instant at which time alone may turn a `becomes`: whatever event it is, the condition is looked
   * at in its step (3), before the events of that instant that follow it (semantics §5). `end` when there is none before.
   */
  #firstAtTurn(from: number, end: number): number {
    const turn = this.#nextDerivedTimer();
    if (turn === Infinity) return end;
    const { times } = this.run.timeline.log;
    let ref = from;
    while (ref < end && (times[ref] ?? Infinity) < turn) ref++;
    return ref < end && times[ref] === turn ? ref : end;
  }

  #nextDerivedTimer(): number {
    let t = Infinity;
    for (const trigger of this.#timed) if (trigger.timerKind === 'derived' && trigger.due < t) t = trigger.due;
    return t;
  }

  #play(end: number): void {
    const { timeline } = this.run;
    const { times } = timeline.log;
    const { to } = this.#period;
    for (;;) {
      const next = this.#nextEvent(end);
      const eventTime = next < end ? (times[next] ?? Infinity) : Infinity;
      const t = Math.min(eventTime, this.#nextTimer());
      if (t === Infinity || t > to) return;
      if (eventTime === t) this.#takeLogged(next, t);
      else {
        this.#joinUpTo(t, end);
        this.#takeTimer(t);
      }
    }
  }

  /** Lets the events up to an instant join that nobody looks at one by one. */
  #joinUpTo(t: number, end: number): void {
    const { timeline } = this.run;
    const { times } = timeline.log;
    while (timeline.cursor < end && (times[timeline.cursor] ?? Infinity) <= t) timeline.cursor++;
  }

  #nextTimer(): number {
    const timed = this.#timed;
    let t = this.mailer.nextResponseTime();
    for (let place = 0; place < timed.length; place++) {
      const due = timed[place]?.due ?? Infinity;
      if (due < t) t = due;
    }
    return this.#timers.size === 0 ? t : Math.min(t, this.#nextEntryTimer()?.t ?? Infinity);
  }

  #nextEntryTimer(): EntryTimer | undefined {
    for (;;) {
      const timer = this.#timers.peek();
      if (!timer || (timer.entry.active && timer.number === timer.entry.timerNumber)) return timer;
      this.#timers.pop();
    }
  }

  /** Does the first step of the instant in the order of kinds: responses, schedules, derived triggers, entries. */
  #takeTimer(t: number): void {
    if (this.mailer.nextResponseTime() === t) {
      this.#takeResponse(t);
      return;
    }
    for (const trigger of this.#timed) {
      if (trigger.due !== t) continue;
      trigger.onTimer(t);
      return;
    }
    const timer = this.#timers.pop();
    if (!timer) return;
    timer.entry.timer = Infinity;
    this.#journeys[timer.entry.journey]?.onTimer(timer.entry, t);
  }

  #takeLogged(ref: EventRef, t: number): void {
    const { timeline } = this.run;
    timeline.cursor = ref + 1;
    this.#takeEvent(ref, timeline.log.eventCodes[ref] ?? 0, t);
  }

  #takeResponse(t: number): void {
    const { ref, response } = this.mailer.respond();
    const journey = this.#journeys[response.journey];
    if (journey) countResponse(journey.tally, response.node, response.variant, response.kind);
    this.#takeEvent(ref, this.run.timeline.codeOf(ref), t);
  }

  /** The steps (2) and (3) of semantics §5 for an event that has just joined. */
  #takeEvent(ref: EventRef, code: number, t: number): void {
    this.recorder?.event(ref, t);
    for (let place = 0; place < this.#journeys.length; place++) {
      const journey = this.#journeys[place];
      if (journey?.isLive()) journey.onEvent(ref, code, t);
      const triggers = this.#openTriggers(place);
      if (triggers) for (const trigger of triggers) trigger.onEvent(ref, code, t);
    }
  }

  /** The triggers of a journey that can still start an entry; a story also tells of those that can't. */
  #openTriggers(place: number): readonly Trigger[] | undefined {
    return this.recorder === undefined && this.#journeys[place]?.isClosed() ? undefined : this.#triggers[place];
  }

  // What triggers and journeys ask of the run.

  fire(trigger: Trigger, t: number, event: EventRef | undefined, condition?: CompiledCondition): void {
    if (t < this.#period.from) return;
    const { place } = trigger.journey;
    this.#journeys[place]?.enter(trigger.node, t, event, condition);
    if (this.#openTriggers(place) === undefined) for (const closed of this.#triggers[place] ?? []) closed.due = Infinity;
  }

  refuse(trigger: Trigger, moment: Moment, condition: CompiledCondition): void {
    if (moment.t < this.#period.from) return;
    this.recorder?.refused(trigger.journey.place, trigger.node, 'if', moment, condition);
  }

  userId(): Uint8Array {
    return this.#userId;
  }

  setTimer(entry: Entry, t: number): void {
    if (t === entry.timer) return;
    entry.timerNumber++;
    entry.timer = t;
    if (t <= this.#period.to) this.#timers.push({ t, entry, number: entry.timerNumber });
  }

  noticeSent(ref: EventRef, t: number): void {
    const code = this.run.timeline.codeOf(ref);
    for (const trigger of this.#timed) if (this.#openTriggers(trigger.journey.place)) trigger.onSent(ref, code, t);
    this.#askWaitFors(t, (condition) => condition.mask[code] === 1);
  }

  noticeUpdate(t: number): void {
    for (const trigger of this.#timed) if (this.#openTriggers(trigger.journey.place)) trigger.onUpdate(t);
    this.#askWaitFors(t, (condition) => condition.readsTraits);
  }

  /** Entries that wait for a condition ask it again at this very instant, as a timer of their kind (semantics §5). */
  #askWaitFors(t: number, mayChange: (condition: CompiledCondition) => boolean): void {
    for (const journey of this.#journeys) {
      for (const entry of journey.liveEntries()) {
        const action = journey.compiled.nodes[entry.node]?.action;
        const waits = entry.active && entry.timer !== Infinity && action?.kind === 'waitForCondition';
        if (waits && mayChange(action.condition)) this.setTimer(entry, Math.min(t, entry.timer));
      }
    }
  }
}
