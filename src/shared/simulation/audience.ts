import type { Condition } from '../condition/schema.js';
import { compileCondition } from './condition.js';
import { CompileContext, RunContext } from './context.js';
import type { EventLog } from './log.js';
import { Timeline } from './timeline.js';
import { zoneNamed } from './zones.js';

/** A condition about customers by themselves, outside any journey: it has passed the checks for segments. */
export interface AudienceQuestion {
  log: EventLog;
  condition: Condition;
  segments: Readonly<Record<string, Condition>>;
  /** IANA zone for what is left out in the condition. */
  timezone: string;
  /** UTC ms, inclusive: what came later is not known. */
  at: number;
}

/** Who satisfies a condition: customer numbers, ascending. */
export interface AudienceAnswer {
  /** At the instant asked for. */
  now: number[];
  /** How many did at some instant up to it, by an event or by time alone. */
  ever: number;
}

/** Asks a condition about every customer; `onCustomer` is called before each, and may throw to stop. */
export function findAudience(question: AudienceQuestion, onCustomer: (customer: number) => void = () => undefined): AudienceAnswer {
  const { log, at } = question;
  const timeline = new Timeline(log);
  const zone = zoneNamed(question.timezone);
  if (!zone) throw new RangeError(`There is no time zone "${question.timezone}"`);
  const condition = compileCondition(question.condition, new CompileContext(new RunContext(timeline, question.segments), zone));
  const now: number[] = [];
  let ever = 0;
  for (let customer = 0; customer < log.customerCount; customer++) {
    onCustomer(customer);
    timeline.reset(customer);
    const end = log.eventOffsets[customer + 1] ?? 0;
    const holdsAt = (t: number): boolean => condition.holds({ t, entry: undefined, event: undefined });
    const heldBefore = everHeld(timeline, end, at, condition.mask, holdsAt, (t) => condition.nextChange({ t, entry: undefined, event: undefined }));
    while (timeline.cursor < end && (log.times[timeline.cursor] ?? Infinity) <= at) timeline.cursor++;
    const holdsNow = holdsAt(at);
    if (holdsNow) now.push(customer);
    if (holdsNow || heldBefore) ever++;
  }
  return { now, ever };
}

/** Plays the customer's events up to `at` until the condition holds once. */
function everHeld(
  timeline: Timeline, end: number, at: number, mask: Uint8Array, holdsAt: (t: number) => boolean, nextChange: (t: number) => number,
): boolean {
  const { times, eventCodes } = timeline.log;
  let due = Infinity;
  for (let isFirst = true; timeline.cursor < end; isFirst = false) {
    const time = times[timeline.cursor] ?? Infinity;
    if (time > at) break;
    while (due < time) {
      if (holdsAt(due)) return true;
      due = nextChange(due);
    }
    const matters = isFirst || due <= time || mask[eventCodes[timeline.cursor] ?? 0] === 1;
    timeline.cursor++;
    if (!matters) continue;
    if (holdsAt(time)) return true;
    due = nextChange(time);
  }
  while (due <= at) {
    if (holdsAt(due)) return true;
    due = nextChange(due);
  }
  return false;
}
