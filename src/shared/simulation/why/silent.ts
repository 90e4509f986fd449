import { otherEventParts } from '../../condition/events.js';
import type { Condition } from '../../condition/schema.js';
import { whereWords } from '../../condition/words/comparison.js';
import { durationWords } from '../../condition/words/duration.js';
import { eventWords } from '../../condition/words/events.js';
import type { TriggerOn } from '../../journey/schema.js';
import { compileCondition, type CompiledCondition, type Moment } from '../condition.js';
import type { RunContext } from '../context.js';
import type { EventRef } from '../events.js';
import type { CompiledJourney } from '../plan.js';
import { differences } from './differ.js';
import type { Finding } from '../story.js';

/** Why a trigger never fired for a customer. */
export interface Silence {
  words: string;
  differ: string[];
  finding?: Finding;
  /** What its condition measured when it came nearest. */
  values: number[];
  t: number;
  gap: number;
}

/** Watches the customer's events for a trigger, in case that it never fires. */
export interface Watch {
  see(ref: EventRef, t: number): void;
  silence(): Silence;
}

function times(count: number): string {
  return count === 1 ? 'once' : `${String(count)} times`;
}

/** Counts the events that a trigger looks for, and those of them that its filters let pass. */
function watchEvents(on: Exclude<TriggerOn, { becomes: unknown } | { schedule: unknown }>, run: RunContext): Watch {
  const isAbandoned = 'abandoned' in on;
  const selector = isAbandoned ? on.abandoned : on.event;
  const mask = run.codes.mask(selector);
  const filter = run.filter(on.where);
  const { past, not } = eventWords(selector);
  const where = whereWords(on.where);
  let named = 0;
  let matching = 0;
  let latest = 0;
  return {
    see(ref, t) {
      if (mask[run.timeline.codeOf(ref)] !== 1) return;
      latest = t;
      named++;
      if (!filter || filter(ref)) matching++;
    },
    silence() {
      const wanted = `${past} ${where}`.trim();
      const base = { values: [], t: latest, gap: named === 0 ? 1_000 : 100 };
      if (named === 0) return { ...base, words: `${not} in the simulated period`, differ: [`needs a customer who ${wanted}`] };
      if (matching === 0)
        return { ...base, words: `${past} ${times(named)}, but never ${where}`, differ: [`needs a customer who ${wanted}`] };
      if (!isAbandoned) return { ...base, words: `${wanted} ${times(matching)}`, differ: [] };
      const other = eventWords(otherEventParts(on.without).event);
      const length = durationWords(on.for);
      return {
        ...base,
        words: `${wanted} ${times(matching)}, but each time ${past} again or ${other.past} within ${length}, or the period ended before`,
        differ: [`needs ${length} after it in which the customer ${other.not}`],
      };
    },
  };
}

/** Keeps the moment at which a `becomes` condition came nearest to holding. */
function watchBecomes(raw: Condition, condition: CompiledCondition, run: RunContext): Watch {
  let best: { finding: Finding; values: number[]; t: number; gap: number; words: string[] } | undefined;
  return {
    see(_ref, t) {
      const moment: Moment = { t, entry: undefined, event: undefined };
      const finding = condition.explain(moment);
      const values = condition.measure(moment);
      const { words, gap } = differences(raw, finding, true, values, run.segments);
      if (!best || gap <= best.gap) best = { finding, values, t, gap, words };
    },
    silence() {
      if (!best) return { words: 'has no event in the simulated period', differ: [], values: [], t: 0, gap: 1_000 };
      const { finding, values, t, gap, words } = best;
      if (gap === 0) {
        const held = 'the condition held already when the simulated period began, and never turned true within it';
        return { words: held, differ: ['needs to turn from false to true within the period'], finding, values, t, gap };
      }
      return { words: 'the condition never turned true; this is when it came nearest', differ: words, finding, values, t, gap };
    },
  };
}

/** Watches for one trigger. */
export function watchTrigger(on: TriggerOn, journey: CompiledJourney, run: RunContext): Watch {
  if ('becomes' in on) return watchBecomes(on.becomes, compileCondition(on.becomes, journey.context), run);
  if (!('schedule' in on)) return watchEvents(on, run);
  return {
    see: () => undefined,
    silence: () => ({
      words: 'the schedule came round at no instant of the simulated period at which the customer was known',
      differ: ['needs a trait record, or an event before one of the occurrences'],
      values: [],
      t: 0,
      gap: 1_000,
    }),
  };
}
