import type { EventTrigger as EventOn } from '../../journey/schema.js';
import { compileCondition, type CompiledCondition } from '../condition.js';
import type { EventRef } from '../events.js';
import { NO_EVENT, type Postings } from '../postings.js';
import type { EventFilter } from '../properties.js';
import type { Timeline } from '../timeline.js';
import { Trigger, type TriggerFrame } from './trigger.js';

/** `{"event": E, "where", "if"}`: at a matching event, when the condition holds at that instant. */
export class EventTrigger extends Trigger {
  readonly timerKind = 'none';
  readonly #filter: EventFilter | undefined;
  readonly #condition: CompiledCondition | undefined;
  readonly #timeline: Timeline;

  constructor(frame: TriggerFrame, on: EventOn) {
    super(frame, frame.run.codes.mask(on.event));
    this.#timeline = frame.run.timeline;
    this.#filter = frame.run.filter(on.where);
    this.#condition = on.if && compileCondition(on.if, frame.journey.context);
  }

  reset(): void {
    // It keeps nothing of a customer.
  }

  override onEvent(ref: EventRef, code: number, t: number): void {
    if (this.mask[code] !== 1 || (this.#filter && !this.#filter(ref))) return;
    this.fireIf(this.#condition, t, ref);
  }

  /**
   * Asks at one event of its mask after the other, up to an instant: what `onEvent` does where this trigger alone is asked, which
   * is the loop that most events of a log pass through.
   * @returns whether something has happened after which it must be looked at anew
   */
  askAlone(events: Postings, limit: number): boolean {
    const timeline = this.#timeline;
    const { end } = timeline;
    const { times } = timeline.log;
    const { refs } = events;
    const filter = this.#filter;
    let { place } = events;
    let stirred = false;
    while (place < refs.length && !stirred) {
      const ref = refs[place] ?? NO_EVENT;
      const t = times[ref] ?? Infinity;
      if (ref >= end || t > limit) break;
      place++;
      if (filter && !filter(ref)) continue;
      timeline.cursor = ref + 1;
      stirred = this.fireIf(this.#condition, t, ref);
    }
    events.place = place;
    return stirred;
  }
}
