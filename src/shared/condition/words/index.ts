import type { Condition, Leaf } from '../schema.js';
import { abandonedWords } from './abandoned.js';
import { firstEventWords, lastEventWords } from './age.js';
import { clockWords } from './clock.js';
import { didAggregateWords } from './did-aggregate.js';
import { didCountWords } from './did-count.js';
import { followedByWords } from './followed-by.js';
import { lastMessagesWords } from './last-messages.js';
import {
  shapedLeaf,
  type LeafByShape,
  type LeafShape,
  type LeafWords,
  type Names,
  type Observation,
  type ShapedLeaf,
} from './leaf.js';
import { messageWords, segmentWords } from './reference.js';
import { sessionDurationWords, sessionEventsWords } from './session.js';
import { propertyWords, traitWords } from './value.js';

export type { Names, Observation } from './leaf.js';

/** The wording of each shape. A new leaf is a new file and a line here. */
const WORDS: { [Shape in LeafShape]: LeafWords<LeafByShape[Shape]> } = {
  count: didCountWords,
  aggregate: didAggregateWords,
  followedBy: followedByWords,
  last: lastEventWords,
  first: firstEventWords,
  abandoned: abandonedWords,
  lastMessages: lastMessagesWords,
  trait: traitWords,
  property: propertyWords,
  sessionDuration: sessionDurationWords,
  sessionEvents: sessionEventsWords,
  segment: segmentWords,
  clock: clockWords,
  message: messageWords,
};

function leafText<Shape extends LeafShape>({ shape, leaf }: ShapedLeaf<Shape>, names: Names): string {
  return WORDS[shape].describe(leaf, names);
}

function observedText<Shape extends LeafShape>({ shape, leaf }: ShapedLeaf<Shape>, seen: Observation, names: Names): string {
  return WORDS[shape].observe(leaf, seen, names);
}

/** Groups nested more deeply than this are not spelled out. */
const MAX_DEPTH = 100;

type Joiner = 'and' | 'or';

interface Phrase {
  text: string;
  /** What joins its parts; a phrase joined another way than its surroundings stands in brackets. */
  joiner?: Joiner | 'list';
}

function joined(members: readonly Condition[], joiner: Joiner, empty: string, names: Names, depth: number): Phrase {
  const phrases = members.map((member) => phrase(member, names, depth + 1));
  const [only] = phrases;
  if (!only) return { text: empty };
  if (phrases.length === 1) return only;
  const texts = phrases.map((part) => (part.joiner === undefined || part.joiner === joiner ? part.text : `(${part.text})`));
  return { text: texts.join(` ${joiner} `), joiner };
}

function negation(members: readonly Condition[], names: Names, depth: number): Phrase {
  const phrases = members.map((member) => phrase(member, names, depth + 1));
  const [only] = phrases;
  if (!only) return { text: 'always' };
  if (phrases.length === 1) return { text: `not (${only.text})` };
  return {
    text: `none of these: ${phrases.map(({ text, joiner }) => (joiner === 'list' ? `(${text})` : text)).join('; ')}`,
    joiner: 'list',
  };
}

function phrase(condition: Condition, names: Names, depth: number): Phrase {
  if (depth > MAX_DEPTH) return { text: '…' };
  if ('all' in condition) return joined(condition.all, 'and', 'always', names, depth);
  if ('any' in condition) return joined(condition.any, 'or', 'never', names, depth);
  if ('none' in condition) return negation(condition.none, names, depth);
  return { text: leafText(shapedLeaf(condition), names) };
}

/**
 * A condition in plain English (semantics §3), as a fragment that follows “a customer who”: “viewed a product more than 3
 * times in the last 7 days and left a cart for 48 hours”. Names from the data appear in quotes, untouched. Never empty.
 */
export function describeCondition(condition: Condition, names: Names = {}): string {
  return phrase(condition, names, 0).text;
}

/** What a leaf saw and what it needs: “3 product views in the last 7 days, needs more than 3”. */
export function describeObservation(leaf: Leaf, seen: Observation, names: Names = {}): string {
  return observedText(shapedLeaf(leaf), seen, names);
}
