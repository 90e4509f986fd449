import { durationMs } from '../../condition/duration.js';
import { otherEventParts } from '../../condition/events.js';
import type { AbandonedTrigger as AbandonedOn } from '../../journey/schema.js';
import { compileCondition, type CompiledCondition } from '../condition.js';
import { addToMask, type EventCodes, type EventMask, type EventRef } from '../events.js';
import type { EventFilter } from '../properties.js';
import { Postings } from '../postings.js';
import type { Timeline } from '../timeline.js';
import { Trigger, type TriggerFrame } from './trigger.js';

/** The events of either kind. */
function eitherMask(codes: EventCodes, { abandoned, without }: AbandonedOn): EventMask {
  const mask = codes.mask(abandoned);
  addToMask(mask, codes.mask(otherEventParts(without).event));
  return mask;
}

/** `{"abandoned": E, "without": E2, "for": D, "if"}`: D after the latest `E`, unless an `E2` or a further `E` came. */
export class AbandonedTrigger extends Trigger {
  readonly timerKind = 'derived';
  readonly #timeline: Timeline;
  override readonly ahead: Postings | undefined;
  readonly #begins: EventMask;
  readonly #beginFilter: EventFilter | undefined;
  readonly #finishes: EventMask;
  readonly #finishFilter: EventFilter | undefined;
  readonly #condition: CompiledCondition | undefined;
  readonly #duration: number;
  /** The latest `E`. */
  #begun: EventRef = 0;

  constructor(frame: TriggerFrame, on: AbandonedOn) {
    const { run, journey } = frame;
    const either = eitherMask(run.codes, on);
    // Where the log alone tells when it falls due, it goes ahead through the log and need not be asked at events.
    const looksAhead = !run.codes.mayBeSimulated(either);
    super(frame, looksAhead ? run.codes.emptyMask() : either);
    const without = otherEventParts(on.without);
    this.#timeline = run.timeline;
    this.ahead = looksAhead ? new Postings(run.timeline, either) : undefined;
    this.#begins = run.codes.mask(on.abandoned);
    this.#beginFilter = run.filter(on.where);
    this.#finishes = run.codes.mask(without.event);
    this.#finishFilter = run.filter(without.where);
    this.#condition = on.if && compileCondition(on.if, journey.context);
    this.#duration = durationMs(on.for);
  }

  reset(): void {
    this.due = Infinity;
    if (!this.ahead) return;
    this.ahead.seek(this.#timeline.begin);
    this.#lookAhead(this.ahead);
  }

  override onEvent(ref: EventRef, code: number, t: number): void {
    if (!this.ahead) this.#take(ref, code, t);
  }

  override onSent(ref: EventRef, code: number, t: number): void {
    if (!this.ahead) this.#take(ref, code, t);
  }

  override onTimer(t: number): void {
    const event = this.#begun;
    this.due = Infinity;
    if (this.ahead) this.#lookAhead(this.ahead);
    this.fireIf(this.#condition, t, event);
  }

  /** Goes on through the customer's events in the log to where the trigger falls due next. */
  #lookAhead(ahead: Postings): void {
    const { end, log } = this.#timeline;
    const { eventCodes, times } = log;
    const { refs } = ahead;
    let { place } = ahead;
    for (; place < refs.length; place++) {
      const ref = refs[place] ?? 0;
      if (ref >= end) break;
      const t = times[ref] ?? 0;
      if (t > this.due) break;
      this.#take(ref, eventCodes[ref] ?? 0, t);
    }
    ahead.place = place;
  }

  #take(ref: EventRef, code: number, t: number): void {
    // An `E2` at the very instant of the `E` does not cancel it, one at the instant it falls due does (semantics §4).
    const pending = this.due !== Infinity && t > this.due - this.#duration;
    if (pending && this.#finishes[code] === 1 && (!this.#finishFilter || this.#finishFilter(ref))) this.due = Infinity;
    if (this.#begins[code] !== 1 || (this.#beginFilter && !this.#beginFilter(ref))) return;
    this.due = t + this.#duration;
    this.#begun = ref;
  }
}
