import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  conditionAt,
  groupKeyOf,
  insertedAt,
  isWithin,
  membersOf,
  movedTo,
  neighbourPlace,
  placeAfterMove,
  pointerTo,
  removedAt,
  replacedAt,
  type LooseCondition,
  type TreePath,
} from './tree.js';

const leaf = (name: string): LooseCondition => ({ did: name });
const tree: LooseCondition = { all: [leaf('a'), { any: [leaf('b'), leaf('c'), { none: [leaf('d')] }] }, leaf('e')] };

function leaves(condition: LooseCondition): string[] {
  return groupKeyOf(condition) === undefined ? [String(condition['did'])] : membersOf(condition).flatMap(leaves);
}

function places(condition: LooseCondition, at: TreePath = []): TreePath[] {
  return [at, ...membersOf(condition).flatMap((member, index) => places(member, [...at, index]))];
}

/** Every place before which something can be put. */
function gaps(condition: LooseCondition, at: TreePath = []): TreePath[] {
  if (groupKeyOf(condition) === undefined) return [];
  const members = membersOf(condition);
  return [...members.keys(), members.length]
    .map((index): TreePath => [...at, index])
    .concat(members.flatMap((member, index) => gaps(member, [...at, index])));
}

const treeArbitrary: fc.Arbitrary<LooseCondition> = fc.letrec<{ node: LooseCondition }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 3 },
    fc.nat(99).map((n) => leaf(`l${String(n)}`)),
    fc
      .tuple(fc.constantFrom('all', 'any', 'none'), fc.array(tie('node'), { maxLength: 4 }))
      .map(([key, members]) => ({ [key]: members })),
  ),
})).node;

describe('the tree of a condition', () => {
  it('is read and changed at any place, and stays untouched elsewhere', () => {
    expect(conditionAt(tree, [1, 2, 0])).toEqual(leaf('d'));
    expect(pointerTo(tree, [1, 2, 0])).toBe('/all/1/any/2/none/0');
    const changed = replacedAt(tree, [1, 0], leaf('B'));
    expect(leaves(changed)).toEqual(['a', 'B', 'c', 'd', 'e']);
    expect(membersOf(changed)[0]).toEqual(leaf('a'));
    expect(leaves(removedAt(tree, [1]))).toEqual(['a', 'e']);
    expect(leaves(insertedAt(tree, [1, 3], leaf('x')))).toEqual(['a', 'b', 'c', 'd', 'x', 'e']);
  });

  it('moves a condition to any place without losing or doubling one', () => {
    fc.assert(
      fc.property(treeArbitrary, fc.nat(), fc.nat(), (root, a, b) => {
        const from = places(root)[a % places(root).length] ?? [];
        const all = gaps(root);
        const to = all[b % Math.max(1, all.length)];
        if (to === undefined) return;
        const moved = movedTo(root, from, to);
        expect([...leaves(moved)].sort()).toEqual([...leaves(root)].sort());
        if (from.length > 0 && !isWithin(to, from))
          expect(conditionAt(moved, placeAfterMove(from, to))).toEqual(conditionAt(root, from));
      }),
      { seed: 3, numRuns: 500 },
    );
  });

  it('refuses to move a group into itself', () => {
    expect(movedTo(tree, [1], [1, 2, 0])).toBe(tree);
  });

  it('takes a condition by keyboard past neighbours, into groups and out of them', () => {
    expect(neighbourPlace(tree, [0], 'down')).toEqual([1, 0]);
    expect(neighbourPlace(tree, [2], 'up')).toEqual([1, 3]);
    expect(neighbourPlace(tree, [1, 0], 'up')).toEqual([1]);
    expect(neighbourPlace(tree, [1, 2, 0], 'down')).toEqual([1, 3]);
    expect(neighbourPlace(tree, [0], 'up')).toBeUndefined();
    expect(leaves(movedTo(tree, [0], neighbourPlace(tree, [0], 'down') ?? []))).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(movedTo(tree, [1, 0], [1])).toEqual({
      all: [leaf('a'), leaf('b'), { any: [leaf('c'), { none: [leaf('d')] }] }, leaf('e')],
    });
  });
});
