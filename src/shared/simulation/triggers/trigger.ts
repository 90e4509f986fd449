import type { CompiledCondition, Moment } from '../condition.js';
import type { RunContext } from '../context.js';
import type { EventMask, EventRef } from '../events.js';
import type { Postings } from '../postings.js';
import type { CompiledJourney } from '../plan.js';

/** What the customer's run gives to a trigger. */
export interface TriggerHost {
  /**
   * A trigger has fired at `t`, `event` being what set it off; `condition` is what held.
   * @returns whether that changes what must be looked at from now on
   */
  fire(trigger: Trigger, t: number, event: EventRef | undefined, condition?: CompiledCondition): boolean;
  /** A trigger's own `if` refused. */
  refuse(trigger: Trigger, moment: Moment, condition: CompiledCondition): void;
}

/** What every trigger is compiled with. */
export interface TriggerFrame {
  journey: CompiledJourney;
  /** Place of the trigger's node. */
  node: number;
  run: RunContext;
  host: TriggerHost;
}

/** Kind of a timer in the order of one instant: schedules (c), then derived ones, `becomes` and `abandoned` (d) (semantics §5). */
export type TimerKind = 'none' | 'schedule' | 'derived';

/** A compiled trigger with its state for the current customer (semantics §4). By itself it does nothing. */
export abstract class Trigger {
  readonly journey: CompiledJourney;
  /** Place of its node. */
  readonly node: number;
  abstract readonly timerKind: TimerKind;
  /** Whether it must be asked at the customer's first event, whatever that is. */
  readonly asksAtFirstEvent: boolean = false;
  /** The log's events that alone set its timer; absent where others do. While none is left, none will be set. */
  readonly ahead: Postings | undefined = undefined;
  /** The instant of its next timer; Infinity when there is none. */
  due = Infinity;
  protected readonly host: TriggerHost;

  constructor(
    { journey, node, host }: TriggerFrame,
    /** Events at which it must be asked. */
    readonly mask: EventMask,
  ) {
    this.journey = journey;
    this.node = node;
    this.host = host;
  }

  /** Starts over with the customer of the timeline. */
  abstract reset(): void;

  /** An event joined the history: step (3) of semantics §5. */
  onEvent(_ref: EventRef, _code: number, _t: number): void {
    // Asked by nobody but those that are asked at events.
  }

  /** A sent message joined the history; it runs no steps but may set timers and is noticed at once. */
  onSent(_ref: EventRef, _code: number, _t: number): void {
    // Most know of messages what their events say.
  }

  /** A trait changed. */
  onUpdate(_t: number): void {
    // Most rest on no trait.
  }

  /** Its timer is due. */
  onTimer(_t: number): void {
    // Set by those that have a timer.
  }

  /** Fires if the trigger's own `if` holds at the instant. @returns as `TriggerHost.fire` */
  protected fireIf(condition: CompiledCondition | undefined, t: number, event: EventRef | undefined): boolean {
    if (!condition) return this.host.fire(this, t, event);
    const moment: Moment = { t, entry: undefined, event };
    if (condition.holds(moment)) return this.host.fire(this, t, event, condition);
    this.host.refuse(this, moment, condition);
    return false;
  }
}
