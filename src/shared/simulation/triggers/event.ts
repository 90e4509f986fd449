import type { EventTrigger as EventOn } from '../../journey/schema.js';
import { compileCondition, type CompiledCondition, type Scout } from '../condition.js';
import type { EventRef } from '../events.js';
import { NO_EVENT } from '../postings.js';
import type { EventFilter } from '../properties.js';
import type { Timeline } from '../timeline.js';
import { Trigger, type TriggerFrame } from './trigger.js';

/** `{"event": E, "where", "if"}`: at a matching event, when the condition holds at that instant. */
export class EventTrigger extends Trigger {
  readonly timerKind = 'none';
  readonly #filter: EventFilter | undefined;
  readonly #condition: CompiledCondition | undefined;
  readonly #timeline: Timeline;
  /** Looks ahead for it, where its condition can. */
  readonly scout: Scout | undefined;
  /** How many events the scout has found, and the place among them of the one that comes next. */
  #count = 0;
  #place = 0;
  #serial = -1;

  constructor(frame: TriggerFrame, on: EventOn) {
    super(frame, frame.run.codes.mask(on.event));
    this.#timeline = frame.run.timeline;
    this.#filter = frame.run.filter(on.where);
    this.#condition = on.if && compileCondition(on.if, frame.journey.context);
    this.scout = this.#condition?.scout?.(this.mask);
  }

  reset(): void {
    // It keeps nothing of a customer.
  }

  override onEvent(ref: EventRef, code: number, t: number): void {
    if (this.mask[code] !== 1 || (this.#filter && !this.#filter(ref))) return;
    this.fireIf(this.#condition, t, ref);
  }

  /**
   * Goes from one firing to the next, up to an instant: what asking at each event would come to where this trigger alone is asked.
   * Only with a `scout`.
   * @returns whether something has happened after which it must be looked at anew
   */
  leap(scout: Scout, limit: number): boolean {
    const timeline = this.#timeline;
    const { times } = timeline.log;
    if (this.#serial !== timeline.serial) {
      this.#serial = timeline.serial;
      this.#findNext(scout);
    }
    const { found } = scout;
    while (this.#count > 0) {
      for (; this.#place < this.#count; this.#place++) {
        const ref = found[this.#place] ?? NO_EVENT;
        // Events that have joined meanwhile were asked about one by one.
        if (ref < timeline.cursor || (this.#filter && !this.#filter(ref))) continue;
        const t = times[ref] ?? Infinity;
        if (t > limit) return false;
        timeline.cursor = ref + 1;
        if (this.host.fire(this, t, ref, this.#condition)) return true;
      }
      this.#findNext(scout);
    }
    return false;
  }

  #findNext(scout: Scout): void {
    this.#count = scout.next();
    this.#place = 0;
  }
}
