import type { TriggerOn } from '../../journey/schema.js';
import { AbandonedTrigger } from './abandoned.js';
import { BecomesTrigger } from './becomes.js';
import { EventTrigger } from './event.js';
import { ScheduleTrigger } from './schedule.js';
import type { Trigger, TriggerFrame } from './trigger.js';

export { EventTrigger } from './event.js';
export type { Trigger, TriggerFrame, TriggerHost } from './trigger.js';

/** Compiles the trigger of a node; `period` is the run's. */
export function compileTrigger(on: TriggerOn, frame: TriggerFrame, period: { from: number; to: number }): Trigger {
  if ('event' in on) return new EventTrigger(frame, on);
  if ('abandoned' in on) return new AbandonedTrigger(frame, on);
  if ('becomes' in on) return new BecomesTrigger(frame, on);
  return new ScheduleTrigger(frame, on, period);
}
