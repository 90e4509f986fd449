import { durationMs } from '../condition/duration.js';
import { otherEventParts } from '../condition/events.js';
import type { TriggerOn } from '../journey/schema.js';
import { compileCondition, type CompiledCondition, type Moment } from './condition.js';
import type { RunContext } from './context.js';
import { addToMask, type EventMask, type EventRef } from './events.js';
import type { CompiledJourney } from './plan.js';
import type { EventFilter } from './properties.js';
import { occurrences } from './schedule.js';
import type { Timeline } from './timeline.js';

/** What the customer's run gives to a trigger. */
export interface TriggerHost {
  /** A trigger has fired at `t`, `event` being what set it off; `condition` is what held. */
  fire(trigger: Trigger, t: number, event: EventRef | undefined, condition?: CompiledCondition): void;
  /** A trigger's own `if` refused. */
  refuse(trigger: Trigger, moment: Moment, condition: CompiledCondition): void;
}

/** A compiled trigger with its state for the current customer (semantics §4). */
export interface Trigger {
  readonly journey: CompiledJourney;
  /** Place of its node. */
  readonly node: number;
  /** Kind of its timer in the order of one instant: schedules (c), then derived ones, `becomes` and `abandoned` (d) (semantics §5). */
  readonly timerKind: 'none' | 'schedule' | 'derived';
  /** Events at which it must be asked. */
  readonly mask: EventMask;
  /** Whether it must be asked at the customer's first event, whatever that is. */
  readonly asksAtFirstEvent: boolean;
  /** The instant of its next timer; Infinity when there is none. */
  due: number;
  /** Starts over with the customer of the timeline. */
  reset(): void;
  /** An event joined the history: step (3) of semantics §5. */
  onEvent(ref: EventRef, code: number, t: number): void;
  /** A sent message joined the history; it runs no steps but may set timers and is noticed at once. */
  onSent(ref: EventRef, code: number, t: number): void;
  /** A trait changed. */
  onUpdate(t: number): void;
  /** Its timer is due. */
  onTimer(t: number): void;
}

interface Frame {
  journey: CompiledJourney;
  node: number;
  run: RunContext;
  host: TriggerHost;
}

function holdsIf(
  frame: Frame,
  trigger: Trigger,
  condition: CompiledCondition | undefined,
  t: number,
  event: EventRef | undefined,
): boolean {
  if (!condition) return true;
  const moment: Moment = { t, entry: undefined, event };
  if (condition.holds(moment)) return true;
  frame.host.refuse(trigger, moment, condition);
  return false;
}

/** `{"event": E, "where", "if"}`: at a matching event, when the condition holds at that instant. */
function eventTrigger(frame: Frame, on: Extract<TriggerOn, { event: unknown }>): Trigger {
  const { run, journey, node, host } = frame;
  const mask = run.codes.mask(on.event);
  const filter: EventFilter | undefined = run.filter(on.where);
  const condition = on.if && compileCondition(on.if, journey.context);
  const trigger: Trigger = {
    journey,
    node,
    mask,
    timerKind: 'none',
    asksAtFirstEvent: false,
    due: Infinity,
    reset: () => undefined,
    onEvent(ref, code, t) {
      if (mask[code] !== 1 || (filter && !filter(ref))) return;
      if (holdsIf(frame, trigger, condition, t, ref)) host.fire(trigger, t, ref, condition);
    },
    onSent: () => undefined,
    onUpdate: () => undefined,
    onTimer: () => undefined,
  };
  return trigger;
}

/** E-mail events that a run adds to the log's by itself (semantics §6). */
const SIMULATED_EVENTS = ['Email Sent', 'Email Opened', 'Email Link Clicked', 'Unsubscribed'] as const;

/** `{"abandoned": E, "without": E2, "for": D, "if"}`: D after the latest `E`, unless an `E2` or a further `E` came. */
function abandonedTrigger(frame: Frame, on: Extract<TriggerOn, { abandoned: unknown }>): Trigger {
  const { run, journey, node, host } = frame;
  const { timeline } = run;
  const begins = run.codes.mask(on.abandoned);
  const beginFilter = run.filter(on.where);
  const other = otherEventParts(on.without);
  const finishes = run.codes.mask(other.event);
  const finishFilter = run.filter(other.where);
  const condition = on.if && compileCondition(on.if, journey.context);
  const duration = durationMs(on.for);
  const mask = begins.slice();
  addToMask(mask, finishes);
  /** Whether the log alone tells when it falls due: then it goes ahead through the log and need not be asked at events. */
  const looksAhead = !SIMULATED_EVENTS.some((name) => mask[run.codes.emailCode(name)] === 1);
  let begun: EventRef = 0;
  let ahead = 0;

  const take = (ref: EventRef, code: number, t: number): void => {
    // An `E2` at the very instant of the `E` does not cancel it, one at the instant it falls due does (semantics §4).
    const pending = trigger.due !== Infinity && t > trigger.due - duration;
    if (pending && finishes[code] === 1 && (!finishFilter || finishFilter(ref))) trigger.due = Infinity;
    if (begins[code] !== 1 || (beginFilter && !beginFilter(ref))) return;
    trigger.due = t + duration;
    begun = ref;
  };
  /** Goes on through the log to where the trigger falls due next. */
  const lookAhead = (): void => {
    const { eventCodes, times, eventOffsets } = timeline.log;
    const end = eventOffsets[timeline.customer + 1] ?? 0;
    for (; ahead < end; ahead++) {
      const code = eventCodes[ahead] ?? 0;
      if (mask[code] !== 1) continue;
      const t = times[ahead] ?? 0;
      if (t > trigger.due) return;
      take(ahead, code, t);
    }
  };
  const trigger: Trigger = {
    journey,
    node,
    mask: looksAhead ? run.codes.emptyMask() : mask,
    timerKind: 'derived',
    asksAtFirstEvent: false,
    due: Infinity,
    reset() {
      trigger.due = Infinity;
      ahead = timeline.begin;
      if (looksAhead) lookAhead();
    },
    onEvent: looksAhead ? () => undefined : take,
    onSent: looksAhead ? () => undefined : take,
    onUpdate: () => undefined,
    onTimer(t) {
      const event = begun;
      trigger.due = Infinity;
      if (looksAhead) lookAhead();
      if (holdsIf(frame, trigger, condition, t, event)) host.fire(trigger, t, event, condition);
    },
  };
  return trigger;
}

/** `{"becomes": C}`: whenever the condition turns true, by an event or by time alone, to the millisecond. */
function becomesTrigger(frame: Frame, on: Extract<TriggerOn, { becomes: unknown }>): Trigger {
  const { run, journey, node, host } = frame;
  const condition = compileCondition(on.becomes, journey.context);
  const { timeline } = run;
  let isTrue = false;
  let isAsked = false;
  /** What must change before the condition can. */
  let witness = condition;

  const ask = (t: number): void => {
    // Before the customer's first event every condition counts as false (semantics §4).
    if (!timeline.hasEvents()) return;
    const moment: Moment = { t, entry: undefined, event: undefined };
    const wasTrue = isTrue;
    isAsked = true;
    isTrue = condition.holds(moment);
    witness = condition.witness(moment);
    trigger.due = witness.nextChange(moment);
    if (isTrue && !wasTrue) host.fire(trigger, t, undefined, condition);
  };
  const trigger: Trigger = {
    journey,
    node,
    mask: condition.mask,
    timerKind: 'derived',
    asksAtFirstEvent: true,
    due: Infinity,
    reset() {
      isTrue = false;
      isAsked = false;
      trigger.due = Infinity;
    },
    onEvent(_ref, code, t) {
      if (!isAsked || witness.mask[code] === 1 || trigger.due <= t) ask(t);
    },
    onSent(_ref, code, t) {
      if (!isAsked || condition.mask[code] === 1) trigger.due = Math.min(trigger.due, t);
    },
    onUpdate(t) {
      if (condition.readsTraits && isAsked) trigger.due = Math.min(trigger.due, t);
    },
    onTimer: ask,
  };
  return trigger;
}

/** `{"schedule": …, "if"}`: at each occurrence, for customers known by then. */
function scheduleTrigger(
  frame: Frame,
  on: Extract<TriggerOn, { schedule: unknown }>,
  period: { from: number; to: number },
): Trigger {
  const { run, journey, node, host } = frame;
  const instants = occurrences(on.schedule, journey.zone, period);
  const condition = on.if && compileCondition(on.if, journey.context);
  const { timeline } = run;
  let next = 0;
  const trigger: Trigger = {
    journey,
    node,
    mask: run.codes.emptyMask(),
    timerKind: 'schedule',
    asksAtFirstEvent: false,
    due: instants[0] ?? Infinity,
    reset() {
      next = 0;
      trigger.due = instants[0] ?? Infinity;
    },
    onEvent: () => undefined,
    onSent: () => undefined,
    onUpdate: () => undefined,
    onTimer(t) {
      next++;
      trigger.due = instants[next] ?? Infinity;
      if (!isKnown(timeline)) return;
      if (holdsIf(frame, trigger, condition, t, undefined)) host.fire(trigger, t, undefined, condition);
    },
  };
  return trigger;
}

/** Whether the customer has a trait record or an event by now (semantics §4, schedule). */
function isKnown(timeline: Timeline): boolean {
  return timeline.hasEvents() || timeline.log.hasTraits[timeline.customer] === 1;
}

/** Compiles the trigger of a node. */
export function compileTrigger(
  on: TriggerOn,
  journey: CompiledJourney,
  node: number,
  run: RunContext,
  host: TriggerHost,
  period: { from: number; to: number },
): Trigger {
  const frame: Frame = { journey, node, run, host };
  if ('event' in on) return eventTrigger(frame, on);
  if ('abandoned' in on) return abandonedTrigger(frame, on);
  if ('becomes' in on) return becomesTrigger(frame, on);
  return scheduleTrigger(frame, on, period);
}
