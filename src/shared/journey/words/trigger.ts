import { eventSelectorSchema } from '../../condition/events.js';
import { leftBehind } from '../../condition/words/abandoned.js';
import { timesWords, whereWords } from '../../condition/words/comparison.js';
import { durationWords } from '../../condition/words/duration.js';
import { eventWords, otherEventWords } from '../../condition/words/events.js';
import { describeCondition, type Names } from '../../condition/words/index.js';
import { sentence } from '../../condition/words/text.js';
import type { AbandonedTrigger, EventTrigger, TriggerOn } from '../schema.js';
import { readPart } from './read.js';
import { scheduleWords } from './recurrence.js';

function ifWords(condition: EventTrigger['if'], names: Names): string {
  return condition === undefined ? '' : `, if ${describeCondition(condition, names)}`;
}

/** Whether the condition counts the event that fires: then it says all that the trigger does. */
function countsItself(on: EventTrigger, condition: EventTrigger['if'] = on.if): boolean {
  if (condition && 'all' in condition) return condition.all.some((member) => countsItself(on, member));
  const { event, where } = on;
  if (!condition || !('did' in condition) || 'followedBy' in condition || 'is' in condition) return false;
  const same = JSON.stringify(condition.did) === JSON.stringify(event);
  return same && (where ?? []).length === 0 && timesWords(condition.times ?? { gte: 1 }) !== 'never';
}

function eventTriggerWords(on: EventTrigger, names: Names): string {
  if (on.if && countsItself(on)) return describeCondition(on.if, names);
  return sentence(eventWords(on.event).past, whereWords(on.where)) + ifWords(on.if, names);
}

function abandonedTriggerWords(on: AbandonedTrigger, names: Names): string {
  const left = leftBehind(on);
  const what =
    left === undefined
      ? sentence(
          eventWords(on.abandoned).past,
          whereWords(on.where),
          'and then',
          otherEventWords(on.without).not,
          `for ${durationWords(on.for)}`,
        )
      : `left ${left} for ${durationWords(on.for)}`;
  return what + ifWords(on.if, names);
}

/** When a trigger fires (semantics §4), as a fragment: “left a cart for 24 hours, if …”. */
export function describeTrigger(on: TriggerOn, names: Names = {}): string {
  if ('event' in on) return eventTriggerWords(on, names);
  if ('abandoned' in on) return abandonedTriggerWords(on, names);
  if ('becomes' in on) return `as soon as this is true: ${describeCondition(on.becomes, names)}`;
  return scheduleWords(on.schedule) + ifWords(on.if, names);
}

/** The words for a trigger whose settings are unfinished: what there is, or what to choose next. */
export function unfinishedTrigger(on: unknown): string {
  const isObject = typeof on === 'object' && on !== null;
  if (isObject && 'becomes' in on) return 'Choose a condition';
  if (isObject && 'schedule' in on) return 'Choose when';
  const value: unknown = isObject && 'event' in on ? on.event : isObject && 'abandoned' in on ? on.abandoned : undefined;
  const event = readPart(eventSelectorSchema, value);
  return event ? `${eventWords(event).past} …` : 'Choose an event';
}
