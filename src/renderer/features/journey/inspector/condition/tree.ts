import { asList, asRecord, withEntry, withoutEntry, type Loose } from '../fields/read.js';

/** A condition while it is edited: a group or a leaf, finished or not. */
export type LooseCondition = Loose;

export const GROUP_KEYS = ['all', 'any', 'none'] as const;
export type GroupKey = (typeof GROUP_KEYS)[number];

/** Where a condition stands in the tree: the places to take at each group on the way. The root is `[]`. */
export type TreePath = readonly number[];

/** Which kind of group a condition is; `undefined` for a leaf. */
export function groupKeyOf(condition: LooseCondition): GroupKey | undefined {
  return GROUP_KEYS.find((key) => key in condition);
}

/** The members of a group; a leaf has none. */
export function membersOf(condition: LooseCondition): readonly LooseCondition[] {
  const key = groupKeyOf(condition);
  return key === undefined ? [] : asList(condition[key]).map(asRecord);
}

function withMembers(group: LooseCondition, members: readonly unknown[]): LooseCondition {
  const key = groupKeyOf(group);
  return key === undefined ? group : { ...group, [key]: members };
}

function rawMembers(group: LooseCondition): readonly unknown[] {
  const key = groupKeyOf(group);
  return key === undefined ? [] : asList(group[key]);
}

/** The condition at a place. */
export function conditionAt(root: LooseCondition, path: TreePath): LooseCondition | undefined {
  return path.reduce<LooseCondition | undefined>((at, index) => (at === undefined ? undefined : membersOf(at)[index]), root);
}

/** The tree with the condition at a place replaced. */
export function replacedAt(root: LooseCondition, path: TreePath, next: LooseCondition): LooseCondition {
  const [index, ...rest] = path;
  if (index === undefined) return next;
  const member = membersOf(root)[index];
  return member ? withMembers(root, withEntry(rawMembers(root), index, replacedAt(member, rest, next))) : root;
}

/** The tree without the condition at a place; the root cannot be taken away here. */
export function removedAt(root: LooseCondition, path: TreePath): LooseCondition {
  const index = path.at(-1);
  const parentPath = path.slice(0, -1);
  const parent = conditionAt(root, parentPath);
  if (index === undefined || !parent) return root;
  return replacedAt(root, parentPath, withMembers(parent, withoutEntry(rawMembers(parent), index)));
}

/** The tree with a condition put in before the place; a place behind the last member appends it. */
export function insertedAt(root: LooseCondition, path: TreePath, condition: LooseCondition): LooseCondition {
  const index = path.at(-1);
  const parentPath = path.slice(0, -1);
  const parent = conditionAt(root, parentPath);
  if (index === undefined || !parent || groupKeyOf(parent) === undefined) return root;
  const members = rawMembers(parent);
  return replacedAt(root, parentPath, withMembers(parent, [...members.slice(0, index), condition, ...members.slice(index)]));
}

export function isWithin(path: TreePath, ancestor: TreePath): boolean {
  return ancestor.length <= path.length && ancestor.every((index, at) => path[at] === index);
}

/**
 * The tree with a condition moved before another place (as it stood before the move). A group cannot move into itself: then the
 * tree stays as it is.
 */
export function movedTo(root: LooseCondition, from: TreePath, to: TreePath): LooseCondition {
  const condition = conditionAt(root, from);
  if (!condition || from.length === 0 || to.length === 0 || isWithin(to, from)) return root;
  return insertedAt(removedAt(root, from), placeAfterMove(from, to), condition);
}

/** Where a condition goes with one press up or down: past its neighbour, into a neighbouring group, or out of its own. */
export function neighbourPlace(root: LooseCondition, path: TreePath, direction: 'up' | 'down'): TreePath | undefined {
  const index = path.at(-1);
  if (index === undefined) return undefined;
  const parentPath = path.slice(0, -1);
  const parent = conditionAt(root, parentPath);
  if (!parent) return undefined;
  const beside = direction === 'up' ? index - 1 : index + 1;
  const neighbour = membersOf(parent)[beside];
  if (neighbour && groupKeyOf(neighbour) !== undefined) {
    return [...parentPath, beside, direction === 'up' ? membersOf(neighbour).length : 0];
  }
  if (neighbour) return [...parentPath, direction === 'up' ? beside : beside + 1];
  const parentIndex = parentPath.at(-1);
  if (parentIndex === undefined) return undefined;
  return [...parentPath.slice(0, -1), direction === 'up' ? parentIndex : parentIndex + 1];
}

/** The place that a condition has once it was moved from one place before another. */
export function placeAfterMove(from: TreePath, to: TreePath): TreePath {
  const last = from.length - 1;
  // Taking it out moves up everything behind it in its own group, and what lies inside those.
  const isBehind =
    to.length >= from.length && from.slice(0, last).every((index, at) => to[at] === index) && (to[last] ?? 0) > (from[last] ?? 0);
  return isBehind ? to.map((index, at) => (at === last ? index - 1 : index)) : to;
}

/** The keys that lead from the root to a place in the document: `all`, 0, `any`, 2. */
export function pointerTo(root: LooseCondition, path: TreePath): string {
  let at: LooseCondition | undefined = root;
  let pointer = '';
  for (const index of path) {
    const key: GroupKey | undefined = at && groupKeyOf(at);
    pointer += key === undefined ? '' : `/${key}/${String(index)}`;
    at = at && membersOf(at)[index];
  }
  return pointer;
}
