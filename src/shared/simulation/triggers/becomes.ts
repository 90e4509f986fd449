import type { BecomesTrigger as BecomesOn } from '../../journey/schema.js';
import { compileCondition, type CompiledCondition, type Moment } from '../condition.js';
import type { EventRef } from '../events.js';
import type { Timeline } from '../timeline.js';
import { Trigger, type TriggerFrame } from './trigger.js';

/** `{"becomes": C}`: whenever the condition turns true, by an event or by time alone, to the millisecond. */
export class BecomesTrigger extends Trigger {
  readonly timerKind = 'derived';
  override readonly asksAtFirstEvent = true;
  readonly #timeline: Timeline;
  readonly #condition: CompiledCondition;
  #isTrue = false;
  #isAsked = false;
  /** What must change before the condition can. */
  #witness: CompiledCondition;

  constructor(frame: TriggerFrame, on: BecomesOn) {
    const condition = compileCondition(on.becomes, frame.journey.context);
    super(frame, condition.mask);
    this.#timeline = frame.run.timeline;
    this.#condition = condition;
    this.#witness = condition;
  }

  reset(): void {
    this.#isTrue = false;
    this.#isAsked = false;
    this.due = Infinity;
  }

  override onEvent(_ref: EventRef, code: number, t: number): void {
    if (!this.#isAsked || this.#witness.mask[code] === 1 || this.due <= t) this.#ask(t);
  }

  override onSent(_ref: EventRef, code: number, t: number): void {
    if (!this.#isAsked || this.#condition.mask[code] === 1) this.due = Math.min(this.due, t);
  }

  override onUpdate(t: number): void {
    if (this.#condition.readsTraits && this.#isAsked) this.due = Math.min(this.due, t);
  }

  override onTimer(t: number): void {
    this.#ask(t);
  }

  #ask(t: number): void {
    // Before the customer's first event every condition counts as false (semantics §4).
    if (!this.#timeline.hasEvents()) return;
    const moment: Moment = { t, entry: undefined, event: undefined };
    const wasTrue = this.#isTrue;
    this.#isAsked = true;
    this.#isTrue = this.#condition.holds(moment);
    this.#witness = this.#condition.witness(moment);
    this.due = this.#witness.nextChange(moment);
    if (this.#isTrue && !wasTrue) this.host.fire(this, t, undefined, this.#condition);
  }
}
