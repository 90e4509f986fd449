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

/** “more than 24 hours ago or never”: what never happened is infinitely old (semantics §3). */
function agoWords({ exists, ...ago }: DurationComparison): string {
  if (Object.values(ago).every((operand) => operand === undefined)) return '';
  const never = exists !== true && compileDuration(ago).holds(Infinity);
  return `${lengthWords(ago)} ago${never ? ' or never' : ''}`;
}

function pastOf(which: Which, selector: EventSelector): string {
  return selector === ANY_EVENT ? `was ${which} active` : `${which} ${eventWords(selector).past}`;
}

function describe(which: Which, selector: EventSelector, where: Where | undefined, comparison: DurationComparison): string {
  const ago = agoWords(comparison);
  const { past } = eventWords(selector);
  if (comparison.exists === false) return sentence('never', past, whereWords(where), ago && `and ${ago}`);
  if (ago === '') return sentence(past, whereWords(where), 'at some time');
  return sentence(pastOf(which, selector), whereWords(where), ago);
}

function observe(which: Which, selector: EventSelector, where: Where | undefined, comparison: DurationComparison, ageMs: number): string {
  const subject = sentence(pastOf(which, selector), whereWords(where));
  const needs = agoWords(comparison) || (comparison.exists === false ? 'never' : 'some time');
  return `${Number.isFinite(ageMs) ? `${subject} ${msWords(ageMs)} ago` : sentence('never', eventWords(selector).past, whereWords(where))}, needs ${needs}`;
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
