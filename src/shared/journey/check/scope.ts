import { jsonPointer, type Problem } from '../problem.js';
import { leavesOf, type ConditionPlace, type ConditionRole, type LeafPlace } from './places.js';

/** What a condition may only look at where there is an event or an entry (semantics §3, last paragraph). */
type Scoped = 'property' | 'message' | 'within';

const NO_EVENT_NO_ENTRY: readonly Scoped[] = ['property', 'message', 'within'];
const NO_ENTRY: readonly Scoped[] = ['message', 'within'];

const REFUSED: Readonly<Record<ConditionRole, readonly Scoped[]>> = {
  becomes: NO_EVENT_NO_ENTRY,
  segment: NO_EVENT_NO_ENTRY,
  lone: NO_EVENT_NO_ENTRY,
  scheduleIf: NO_EVENT_NO_ENTRY,
  triggerIf: NO_ENTRY,
  audience: NO_ENTRY,
  exitWhen: [],
  branch: [],
  switch: [],
  waitFor: [],
};

const PLACE_WORDS: Readonly<Record<ConditionRole, string>> = {
  becomes: 'a trigger that fires when a condition becomes true',
  segment: 'a segment',
  lone: 'a condition that stands alone',
  scheduleIf: 'the condition of a schedule',
  triggerIf: 'the condition of a trigger',
  audience: 'the audience',
  exitWhen: 'the exit condition',
  branch: 'a branch',
  switch: 'a multi-branch',
  waitFor: 'a wait for',
};

const WHY: Readonly<Record<Scoped, { what: string; why: string; instead: string }>> = {
  property: {
    what: 'A property of the starting event',
    why: 'there is no event there',
    instead: 'Ask for the property in an event condition (“where”), or start the journey by that event.',
  },
  message: {
    what: 'What became of a message of this journey',
    why: 'the customer has not entered yet',
    instead: 'Ask after the e-mail in a branch, or count e-mail events such as “Email Opened”.',
  },
  within: {
    what: '“Since entering the journey”',
    why: 'the customer has not entered yet',
    instead: 'Use a length of time, such as the last 7 days.',
  },
};

function scopedPart({ leaf }: LeafPlace): Scoped | undefined {
  if ('property' in leaf) return 'property';
  if ('message' in leaf) return 'message';
  return 'within' in leaf && leaf.within === 'journey' ? 'within' : undefined;
}

function leafProblems(place: LeafPlace, { role, node }: ConditionPlace): Problem[] {
  const scoped = scopedPart(place);
  if (scoped === undefined || !REFUSED[role].includes(scoped)) return [];
  const { what, why, instead } = WHY[scoped];
  return [
    {
      code: 'outOfScope',
      severity: 'error',
      message: `${what} means nothing in ${PLACE_WORDS[role]}: ${why}.`,
      suggestion: instead,
      ...(node && { node: node.id }),
      path: jsonPointer([...place.path, scoped]),
    },
  ];
}

/** Looks at an event or an entry where there is none. */
export function scopeProblems(place: ConditionPlace): Problem[] {
  return leavesOf(place.condition, place.path).flatMap((leaf) => leafProblems(leaf, place));
}
