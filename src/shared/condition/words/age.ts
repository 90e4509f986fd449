import { compileDuration } from '../compare.js';
import type { DurationComparison } from '../comparison.js';
import { ANY_EVENT, type EventSelector, type Where } from '../events.js';
import type { First, Last } from '../schema.js';
import { lengthWords, whereWords } from './comparison.js';
import { msWords } from './duration.js';
import { eventWords } from './events.js';
import type { LeafWords } from './leaf.js';
import { sentence } from './text.js';

type Which = 'last' | 'first';

/**
 * “more than 24 hours ago or never”: what never happened is infinitely old, so there is always an age and `exists` says
 * nothing, or something impossible (semantics §3).
 */
function agoWords({ exists, ...ago }: DurationComparison): string {
  if (exists === false) return 'at no time at all';
  const isBound = Object.values(ago).some((operand) => operand !== undefined);
  if (!isBound) return 'at any time or never';
  return `${lengthWords(ago)} ago${compileDuration(ago).holds(Infinity) ? ' or never' : ''}`;
}

function pastOf(which: Which, selector: EventSelector): string {
  return selector === ANY_EVENT ? `was ${which} active` : `${which} ${eventWords(selector).past}`;
}

function describe(which: Which, selector: EventSelector, where: Where | undefined, comparison: DurationComparison): string {
  return sentence(pastOf(which, selector), whereWords(where), agoWords(comparison));
}

function observe(
  which: Which,
  selector: EventSelector,
  where: Where | undefined,
  comparison: DurationComparison,
  ageMs: number,
): string {
  const subject = sentence(pastOf(which, selector), whereWords(where));
  return `${Number.isFinite(ageMs) ? `${subject} ${msWords(ageMs)} ago` : sentence('never', eventWords(selector).past, whereWords(where))}, needs ${agoWords(comparison)}`;
}

/** The age of the latest event. */
export const lastEventWords: LeafWords<Last> = {
  describe: (leaf) => describe('last', leaf.last, leaf.where, leaf.ago),
  observe: (leaf, { ageMs = Infinity }) => observe('last', leaf.last, leaf.where, leaf.ago, ageMs),
};

/** The age of the earliest event. */
export const firstEventWords: LeafWords<First> = {
  describe: (leaf) => describe('first', leaf.first, leaf.where, leaf.ago),
  observe: (leaf, { ageMs = Infinity }) => observe('first', leaf.first, leaf.where, leaf.ago, ageMs),
};
