import type { Condition } from '../../condition/schema.js';
import { jsonPointer, type Problem } from '../problem.js';
import { describeCondition } from '../../condition/words/index.js';
import { candidates, filterLiteral, literalOf, negated, type Literal } from './literals.js';
import { groupOf, leafSelectors, leavesOf, type ConditionPlace, type GroupKey, type Path, type SelectorPlace } from './places.js';
import { clip } from './view.js';

/** Conditions that can never or always hold, told from the comparisons alone. */

/** More than so many operands or statements about one quantity are not weighed: nobody contradicts themselves that way by accident. */
const MOST_WEIGHED = 60;

/** Whether no value satisfies all of these statements about one quantity. */
function contradict(literals: readonly Literal[]): boolean {
  const [first] = literals;
  const operands = literals.flatMap((literal) => literal.operands);
  if (!first || operands.length > MOST_WEIGHED) return false;
  return candidates(first.domain, operands).every((value) => !literals.every((literal) => literal.maybe(value)));
}

type Verdict = 'never' | 'always';

function verdictOf(literal: Literal): Verdict | undefined {
  if (contradict([literal])) return 'never';
  return contradict([negated(literal)]) ? 'always' : undefined;
}

interface Stated {
  literal: Literal;
  words: string;
  path: Path;
}

/** The leaves that must hold (or must not, if not `positive`) whenever the condition does (does not). */
function statements(condition: Condition, path: Path, positive: boolean): Stated[] {
  const group = groupOf(condition);
  if (!group) {
    const [place] = leavesOf(condition, path);
    if (!place) return [];
    const literal = literalOf(place.leaf);
    const words = describeCondition(place.leaf);
    return [positive ? { literal, words, path } : { literal: negated(literal), words: `not (${words})`, path }];
  }
  const { key, members } = group;
  const conjoined = positive ? key !== 'any' : key === 'any';
  if (!conjoined && members.length !== 1) return [];
  const inner = key === 'none' ? !positive : positive;
  return members.flatMap((member, index) => statements(member, [...path, key, index], inner));
}

/** The first statement that contradicts those before it about the same quantity, with one of them. */
function conflict(stated: readonly Stated[]): { one: Stated; other: Stated } | undefined {
  const bySubject = new Map<string, Stated[]>();
  for (const other of stated) {
    const before = bySubject.get(other.literal.subject) ?? [];
    const [one] = before;
    if (before.length >= MOST_WEIGHED) continue;
    if (one && contradict([...before, other].map(({ literal }) => literal))) {
      return { one: before.find((entry) => contradict([entry.literal, other.literal])) ?? one, other };
    }
    bySubject.set(other.literal.subject, [...before, other]);
  }
  return undefined;
}

const EMPTY_VERDICT: Readonly<Record<GroupKey, Verdict>> = { all: 'always', any: 'never', none: 'always' };

function doubt(verdict: Verdict, message: string, path: Path, suggestion: string): Problem {
  return {
    code: verdict === 'never' ? 'neverHolds' : 'alwaysHolds',
    severity: 'warning',
    message,
    suggestion,
    path: jsonPointer(path),
  };
}

function leafProblems(stated: Stated): Problem[] {
  const verdict = verdictOf(stated.literal);
  if (!verdict) return [];
  return [
    doubt(
      verdict,
      `“${clip(stated.words)}” ${verdict === 'never' ? 'can never be true' : 'is always true'}.`,
      stated.path,
      'Correct the comparison, or remove this condition.',
    ),
  ];
}

function clash(key: GroupKey, condition: Condition, path: Path): Problem[] {
  const impossible = conflict(statements(condition, path, true));
  if (impossible) {
    const { one, other } = impossible;
    return [
      doubt(
        'never',
        `“${clip(one.words)}” and “${clip(other.words)}” can never be true together.`,
        other.path,
        'Change one of them, or ask for any of them instead of all.',
      ),
    ];
  }
  const certain = key === 'any' ? conflict(statements(condition, path, false)) : undefined;
  if (!certain) return [];
  return [
    doubt(
      'always',
      `One of these conditions is always true, whatever the customer does (“${clip(describeCondition(condition))}”).`,
      path,
      'Change one of them, or remove the group.',
    ),
  ];
}

function conditionProblems(condition: Condition, path: Path): Problem[] {
  const group = groupOf(condition);
  if (!group) return statements(condition, path, true).flatMap(leafProblems);
  const { key, members } = group;
  if (members.length === 0) {
    const verdict = EMPTY_VERDICT[key];
    return [
      doubt(
        verdict,
        `An empty group (“${key}”) ${verdict === 'never' ? 'is never true' : 'is always true'}.`,
        path,
        'Add a condition to it, or remove it.',
      ),
    ];
  }
  const inner = members.flatMap((member, index) => conditionProblems(member, [...path, key, index]));
  return inner.length > 0 ? inner : clash(key, condition, path);
}

function selectorProblems({ where, wherePath }: SelectorPlace): Problem[] {
  const stated = where.map((filter, index): Stated => ({
    literal: filterLiteral(filter),
    words: `“${clip(filter.property)}”`,
    path: [...wherePath, index],
  }));
  const alone = stated.find(({ literal }) => contradict([literal]));
  const place = alone ?? conflict(stated)?.other;
  if (!place) return [];
  return [
    doubt(
      'never',
      `No event can match: what is asked of ${place.words} contradicts itself.`,
      place.path,
      'Correct one of the comparisons.',
    ),
  ];
}

/** Conditions (and filters in them) that can never or always hold. */
export function verdictProblems({ condition, path, node }: ConditionPlace): Problem[] {
  const problems = [
    ...conditionProblems(condition, path),
    ...leavesOf(condition, path).flatMap(leafSelectors).flatMap(selectorProblems),
  ];
  return problems.map((problem) => ({ ...problem, ...(node && { node: node.id }) }));
}

/** The same for an event selector outside a condition. */
export function selectorVerdicts(place: SelectorPlace): Problem[] {
  return selectorProblems(place).map((problem) => ({ ...problem, ...(place.node && { node: place.node.id }) }));
}
