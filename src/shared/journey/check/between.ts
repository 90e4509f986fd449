import { compileComparison } from '../../condition/compare.js';
import { durationMs } from '../../condition/duration.js';
import type { Where } from '../../condition/events.js';
import type { Leaf } from '../../condition/schema.js';
import { jsonPointer, type Problem } from '../problem.js';
import { leafSelectors, leavesOf, type ConditionPlace, type LeafPlace, type Path, type SelectorPlace } from './places.js';

/** `between` with the larger value first, which no value can satisfy. */

type Bounds = readonly [number, number] | readonly [string, string];

interface Comparing {
  comparison: { between?: Bounds | undefined };
  path: Path;
  durations: boolean;
}

function comparisonsOfWhere(where: Where, path: Path): Comparing[] {
  return where.map(({ is }, index) => ({ comparison: is, path: [...path, index, 'is'], durations: false }));
}

function ownComparison(leaf: Leaf, path: Path): Comparing[] {
  if ('ago' in leaf) return [{ comparison: leaf.ago, path: [...path, 'ago'], durations: true }];
  if ('is' in leaf)
    return [{ comparison: leaf.is, path: [...path, 'is'], durations: 'session' in leaf && leaf.session === 'duration' }];
  return 'times' in leaf && leaf.times ? [{ comparison: leaf.times, path: [...path, 'times'], durations: false }] : [];
}

function comparisonsOf(place: LeafPlace): Comparing[] {
  const { leaf, path } = place;
  const filters = leafSelectors(place).flatMap(({ where, wherePath }) => comparisonsOfWhere(where, wherePath));
  const messageFilters = 'lastMessages' in leaf ? comparisonsOfWhere(leaf.where ?? [], [...path, 'where']) : [];
  return [...ownComparison(leaf, path), ...filters, ...messageFilters];
}

function isReversed([low, high]: Bounds, durations: boolean): boolean {
  if (durations && typeof low === 'string' && typeof high === 'string') return durationMs(low) > durationMs(high);
  return compileComparison({ gt: high })(low);
}

function problemsOf({ comparison, path, durations }: Comparing, node: string | undefined): Problem[] {
  const { between } = comparison;
  if (!between || !isReversed(between, durations)) return [];
  return [
    {
      code: 'betweenReversed',
      severity: 'warning',
      message: `Nothing lies between ${between[0]} and ${between[1]}: the smaller value comes first.`,
      suggestion: `Write ${between[1]} and ${between[0]}.`,
      ...(node !== undefined && { node }),
      path: jsonPointer([...path, 'between']),
    },
  ];
}

/** Bounds in the wrong order in a condition. */
export function betweenProblems({ condition, path, node }: ConditionPlace): Problem[] {
  return leavesOf(condition, path)
    .flatMap(comparisonsOf)
    .flatMap((comparing) => problemsOf(comparing, node?.id));
}

/** The same in the filters of an event selector outside a condition. */
export function selectorBetween({ where, wherePath, node }: SelectorPlace): Problem[] {
  return comparisonsOfWhere(where, wherePath).flatMap((comparing) => problemsOf(comparing, node?.id));
}
