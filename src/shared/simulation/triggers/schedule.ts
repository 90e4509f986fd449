import type { ScheduleTrigger as ScheduleOn } from '../../journey/schema.js';
import { compileCondition, type CompiledCondition } from '../condition.js';
import { occurrences } from '../schedule.js';
import type { Timeline } from '../timeline.js';
import { Trigger, type TriggerFrame } from './trigger.js';

/** `{"schedule": …, "if"}`: at each occurrence, for customers known by then. */
export class ScheduleTrigger extends Trigger {
  readonly timerKind = 'schedule';
  readonly #timeline: Timeline;
  readonly #instants: readonly number[];
  readonly #condition: CompiledCondition | undefined;
  #next = 0;

  constructor(frame: TriggerFrame, on: ScheduleOn, period: { from: number; to: number }) {
    const { run, journey } = frame;
    super(frame, run.codes.emptyMask());
    this.#timeline = run.timeline;
    this.#instants = occurrences(on.schedule, journey.zone, period);
    this.#condition = on.if && compileCondition(on.if, journey.context);
    this.reset();
  }

  reset(): void {
    this.#next = 0;
    this.due = this.#instants[0] ?? Infinity;
  }

  override onTimer(t: number): void {
    this.#next++;
    this.due = this.#instants[this.#next] ?? Infinity;
    if (this.#isKnown()) this.fireIf(this.#condition, t, undefined);
  }

  /** Whether the customer has a trait record or an event by now (semantics §4, schedule). */
  #isKnown(): boolean {
    const timeline = this.#timeline;
    return timeline.hasEvents() || timeline.log.hasTraits[timeline.customer] === 1;
  }
}
