import type { CompiledCondition, Moment } from './condition.js';
import { BestHour } from './best-hour.js';
import type { LogConstants } from './constants.js';
import type { RunContext } from './context.js';
import type { Entry } from './entry.js';
import { addToMask, type EventMask, type EventRef } from './events.js';
import { Heap } from './heap.js';
import { NO_EVENT, Postings } from './postings.js';
import { JourneyRun, newLedger, type EntryLedger, type JourneyHost } from './journey-run.js';
import type { EntryWindow } from './facts.js';
import { countResponse, type Mailer } from './mailer.js';
import type { CompiledJourney } from './plan.js';
import type { Recorder } from './recorder.js';
import type { JourneyTally } from './tally.js';
import { compileTrigger, EventTrigger, type Trigger, type TriggerHost } from './triggers/index.js';

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
  /** For each journey when its triggers may start entries, from inclusive to exclusive; the whole period when absent. */
  windows?: readonly EntryWindow[] | undefined;
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
  readonly #all: readonly Trigger[];
  /** Triggers with timers, in the order in which those of one instant go: schedules, then derived triggers. */
  readonly #timed: readonly Trigger[];
  readonly #timers = new Heap<EntryTimer>(firesBefore);
  readonly #period: { from: number; to: number };
  readonly #windows: readonly EntryWindow[] | undefined;
  /** Events at which some trigger is asked. */
  readonly #triggerMask: EventMask;
  readonly #asksAtFirstEvent: boolean;
  /** Whether an event can set a trigger's timer. */
  readonly #setsTimersAtEvents: boolean;
  /** Whether no trigger asks for any event. */
  readonly #asksNothing: boolean;
  /** Whether nothing but the triggers' timers can start anything, as long as nobody is inside. */
  readonly #onlyTimersStart: boolean;
  /** Whether something has happened since it was last asked that changes what must be looked at. */
  #stirred = false;
  /** The events at which some trigger is asked. */
  readonly #asked: Postings;
  /** The trigger that alone is asked at events and can look ahead for those at which it fires; absent where there is none. */
  readonly #leaper: EventTrigger | undefined;
  /** Whether nothing starts for customers who have none of the events of `#sources`. */
  readonly #startsAtEvents: boolean;
  readonly #sources: readonly Postings[];
  /** No trigger asks for a log event before this one that has not joined yet. */
  #passedOver = 0;

  constructor({ run, journeys, tallies, mailer, period, constants, windows, recorder }: CustomerRunInput) {
    this.run = run;
    this.mailer = mailer;
    this.recorder = recorder;
    this.#period = period;
    this.#windows = windows;
    const ledgers = new Map<string, EntryLedger>();
    this.#journeys = journeys.map((journey, place) => {
      const tally = tallies[place];
      if (!tally) throw new RangeError(`No tally for journey ${String(place)}`);
      const hours = constants.hours[place];
      // Versions of one journey count their entries together.
      const ledger = ledgers.get(journey.journey.id) ?? newLedger();
      ledgers.set(journey.journey.id, ledger);
      return new JourneyRun(journey, tally, this, hours && new BestHour(run, hours), ledger);
    });
    this.#triggers = journeys.map((journey) =>
      journey.nodes.flatMap(({ node }, place) =>
        node.type === 'trigger' ? [compileTrigger(node.config.on, { journey, node: place, run, host: this }, period)] : [],
      ),
    );
    const all = this.#triggers.flat();
    this.#all = all;
    const schedules = all.filter((trigger) => trigger.timerKind === 'schedule');
    const derived = all.filter((trigger) => trigger.timerKind === 'derived');
    this.#timed = [...schedules, ...derived];
    this.#asksAtFirstEvent = derived.some((trigger) => trigger.asksAtFirstEvent);
    this.#setsTimersAtEvents = derived.some((trigger) => trigger.asksAtFirstEvent || trigger.mask.includes(1));
    this.#triggerMask = run.codes.emptyMask();
    for (const trigger of all) addToMask(this.#triggerMask, trigger.mask);
    this.#asksNothing = !this.#asksAtFirstEvent && !this.#triggerMask.includes(1);
    run.observe(this.#triggerMask);
    this.#asked = new Postings(run.timeline, this.#triggerMask);
    const [alone, ...others] = all.filter((trigger) => trigger.mask.includes(1));
    this.#leaper = alone instanceof EventTrigger && alone.scout && others.length === 0 ? alone : undefined;
    const ahead = all.flatMap((trigger) => trigger.ahead ?? []);
    this.#sources = this.#asksNothing ? ahead : [this.#asked, ...ahead];
    this.#startsAtEvents = !this.#asksAtFirstEvent && schedules.length === 0 && !mailer.replays && recorder === undefined;
    // A message can be the first event of a customer whom only a schedule reaches, and `becomes` asks for the first event.
    const asksForFirstEvent = this.#asksAtFirstEvent && schedules.length > 0;
    const asksForMessages = run.isObserved(run.codes.emailCode('Email Sent')) || asksForFirstEvent;
    mailer.keepsMessages = asksForMessages || mailer.expectsResponses || mailer.replays || recorder !== undefined;
    this.#onlyTimersStart = this.#asksNothing && !mailer.expectsResponses && !mailer.replays && recorder === undefined;
  }

  /** Runs the customers numbered `from` (inclusive) to `to` (exclusive). */
  runCustomers(from: number, to: number): void {
    const { timeline } = this.run;
    const { eventOffsets } = timeline.log;
    timeline.turnTo(from, to);
    for (let customer = from; customer < to; customer++) {
      if (!this.#startsAtEvents || this.#hasSource(eventOffsets[customer] ?? 0, eventOffsets[customer + 1] ?? 0)) {
        this.#runCustomer(customer);
      }
    }
  }

  /** Whether the customer with these events has one without which no trigger can fire. */
  #hasSource(begin: EventRef, end: EventRef): boolean {
    const sources = this.#sources;
    for (let place = 0; place < sources.length; place++) if ((sources[place]?.seek(begin) ?? NO_EVENT) < end) return true;
    return false;
  }

  #runCustomer(customer: number): void {
    const { timeline } = this.run;
    timeline.reset(customer);
    for (const trigger of this.#all) trigger.reset();
    if (this.#nothingHappens()) return;
    this.mailer.reset();
    this.#timers.clear();
    this.#passedOver = timeline.begin;
    this.#play();
    for (const journey of this.#journeys) journey.finish();
  }

  /** Whether no trigger of the customer about to run can fire. */
  #nothingHappens(): boolean {
    if (this.recorder || this.#asksAtFirstEvent || this.#nextTriggerTimer() <= this.#period.to) return false;
    const { begin, end } = this.run.timeline;
    return this.#asksNothing || this.#asked.seek(begin) >= end;
  }

  /** Brings the tallies up to date with the customers that were run. */
  settle(): void {
    for (const journey of this.#journeys) journey.settle();
  }

  #play(): void {
    const { timeline } = this.run;
    const { to } = this.#period;
    for (;;) {
      if (this.#onlyTimersStart && this.#timers.size === 0 && !this.#looksAtAll()) {
        if (this.#fireTimers()) return;
        continue;
      }
      const timer = this.#nextTimer();
      const limit = Math.min(timer, to);
      const goesOn = this.#looksAtAll() ? this.#takeNextEvent(limit) : this.#askTriggers(limit);
      if (goesOn) continue;
      if (timer > to || timer === Infinity) return;
      timeline.joinUpTo(timer);
      this.#takeTimer(timer);
    }
  }

  /**
   * Fires the triggers' timers one after the other while they alone can start anything, no trigger asking for an event.
   * @returns whether that was all
   */
  #fireTimers(): boolean {
    const { timeline } = this.run;
    const { to } = this.#period;
    for (;;) {
      const trigger = this.#nextTimedTrigger();
      if (trigger === undefined || trigger.due > to) return true;
      const t = trigger.due;
      timeline.joinUpTo(t);
      trigger.onTimer(t);
      if (this.#wasStirred()) return false;
    }
  }

  /** The trigger whose timer is due first; of one instant the first in the order of kinds. */
  #nextTimedTrigger(): Trigger | undefined {
    const timed = this.#timed;
    let next = timed[0];
    for (let place = 1; place < timed.length; place++) {
      const trigger = timed[place];
      if (trigger && next && trigger.due < next.due) next = trigger;
    }
    return next;
  }

  /** Whether every event must be looked at, not only those that triggers ask for. */
  #looksAtAll(): boolean {
    if (this.recorder) return true;
    for (const journey of this.#journeys) if (journey.isLive()) return true;
    return false;
  }

  /** Takes the next event, up to an instant. @returns whether there was one */
  #takeNextEvent(limit: number): boolean {
    const { timeline } = this.run;
    const ref = timeline.cursor;
    if (ref >= timeline.end) return false;
    const t = timeline.log.times[ref] ?? Infinity;
    if (t > limit) return false;
    this.#takeLogged(ref, t);
    return true;
  }

  /**
   * Asks the triggers at one event after the other, up to an instant, while they alone can start anything: the loop that most
   * events of a log pass through. A `becomes` is also asked at the customer's first event, and at any event of the instant at
   * which time may turn it: in that event's step (3), before the events of the instant that follow (semantics §5).
   * @returns whether something has happened after which it must be looked at anew
   */
  #askTriggers(limit: number): boolean {
    if (this.#asksNothing) return false;
    const triggers = this.#triggersOfOpenJourneys();
    if (triggers.length === 0) return false;
    if (this.#asksAtFirstEvent) return this.#askAtAny(triggers, limit);
    if (this.#leaper?.scout) return this.#leaper.leap(this.#leaper.scout, limit);
    this.#asked.seek(this.run.timeline.cursor);
    return this.#askAtAsked(triggers, limit);
  }

  /** Asks at the events of the triggers' masks alone. */
  #askAtAsked(triggers: readonly Trigger[], limit: number): boolean {
    const { timeline } = this.run;
    const { eventCodes, times } = timeline.log;
    const { end } = timeline;
    const asked = this.#asked;
    const { refs } = asked;
    let { place } = asked;
    let stirred = false;
    while (place < refs.length && !stirred) {
      const ref = refs[place] ?? NO_EVENT;
      const t = times[ref] ?? Infinity;
      if (ref >= end || t > limit) break;
      place++;
      stirred = this.#ask(triggers, ref, eventCodes[ref] ?? 0, t, limit);
    }
    asked.place = place;
    return stirred;
  }

  /** Asks at those, at the customer's first event, and at any event of the instant `limit`. */
  #askAtAny(triggers: readonly Trigger[], limit: number): boolean {
    const { timeline } = this.run;
    const { eventCodes, times } = timeline.log;
    const { begin, end } = timeline;
    const mask = this.#triggerMask;
    for (let ref = Math.max(timeline.cursor, this.#passedOver); ref < end; ref++) {
      const code = eventCodes[ref] ?? 0;
      const t = times[ref] ?? Infinity;
      if (t > limit) {
        this.#passedOver = ref;
        return false;
      }
      if (mask[code] !== 1 && t !== limit && ref !== begin) continue;
      if (this.#ask(triggers, ref, code, t, limit)) return true;
    }
    this.#passedOver = end;
    return false;
  }

  /** Asks the triggers at an event. @returns whether something has happened after which it must be looked at anew */
  #ask(triggers: readonly Trigger[], ref: EventRef, code: number, t: number, limit: number): boolean {
    this.run.timeline.cursor = ref + 1;
    for (let place = 0; place < triggers.length; place++) triggers[place]?.onEvent(ref, code, t);
    return this.#wasStirred() || (this.#setsTimersAtEvents && this.#nextTriggerTimer() <= limit);
  }

  #nextTriggerTimer(): number {
    const timed = this.#timed;
    let t = Infinity;
    for (let place = 0; place < timed.length; place++) {
      const due = timed[place]?.due ?? Infinity;
      if (due < t) t = due;
    }
    return t;
  }

  #nextTimer(): number {
    const t = Math.min(this.mailer.nextResponseTime(), this.#nextTriggerTimer());
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
    const journey = response && this.#journeys[response.journey];
    if (response && journey) countResponse(journey.tally, response.node, response.variant, response.kind);
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

  #wasStirred(): boolean {
    const was = this.#stirred;
    this.#stirred = false;
    return was;
  }

  #triggersOfOpenJourneys(): readonly Trigger[] {
    for (const journey of this.#journeys) {
      if (journey.isClosed()) return this.#all.filter(({ journey: { place } }) => this.#journeys[place]?.isClosed() !== true);
    }
    return this.#all;
  }

  /** The triggers of a journey that can still start an entry; a story also tells of those that can't. */
  #openTriggers(place: number): readonly Trigger[] | undefined {
    return this.recorder === undefined && this.#journeys[place]?.isClosed() ? undefined : this.#triggers[place];
  }

  // What triggers and journeys ask of the run.

  fire(trigger: Trigger, t: number, event: EventRef | undefined, condition?: CompiledCondition): boolean {
    if (t < this.#period.from) return false;
    const { place } = trigger.journey;
    const window = this.#windows?.[place];
    if (window && (t < window.from || t >= window.to)) return false;
    const journey = this.#journeys[place];
    if (!journey?.enter(trigger.node, t, event, condition)) return false;
    this.#stirred = true;
    if (this.#openTriggers(place) === undefined) for (const closed of this.#triggers[place] ?? []) closed.due = Infinity;
    return true;
  }

  refuse(trigger: Trigger, moment: Moment, condition: CompiledCondition): void {
    if (moment.t < this.#period.from) return;
    this.recorder?.refused(trigger.journey.place, trigger.node, 'if', moment, condition);
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
