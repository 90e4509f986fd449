import { describe, expect, it } from 'vitest';
import { newNode } from '../../../../shared/journey/edit/new-node.js';
import type { Problem } from '../../../../shared/journey/problem.js';
import type { JourneyDraft } from '../../../../shared/journey/schema.js';
import { mergedProblems, placesOf, problemsByNode, worded } from './problems.js';

const draft: JourneyDraft = {
  format: 'waypost/journey',
  version: 1,
  id: 'j',
  name: 'J',
  nodes: [
    newNode('trigger', 't', { x: 0, y: 0 }),
    { ...newNode('email', 'm-1', { x: 0, y: 0 }), name: 'Hello' },
    newNode('wait', 'w-1', { x: 0, y: 0 }),
  ],
  edges: [{ id: 'e', source: 't', sourceHandle: 'out', target: 'm-1' }],
};
const problem = (part: Partial<Problem>): Problem => ({
  code: 'c',
  severity: 'warning',
  message: 'Something.',
  path: '/',
  ...part,
});

describe('problems of a journey', () => {
  it('are shown once, errors first, and not for steps that are gone', () => {
    const local = [problem({ code: 'a', node: 't' }), problem({ code: 'b', severity: 'error' })];
    const remote = [
      problem({ code: 'a', node: 't' }),
      problem({ code: 'n', node: 't' }),
      problem({ code: 'gone', node: 'x' }),
      problem({ code: 'old', severity: 'error' }),
    ];
    expect(mergedProblems(local, remote, draft).map(({ code }) => code)).toEqual(['b', 'a', 'n']);
  });

  it('show at their step, at every step of a circle, and at the step that an edge leaves', () => {
    expect(placesOf(problem({ node: 'w-1' }), draft)).toEqual(['w-1']);
    expect(placesOf(problem({ edge: 'e' }), draft)).toEqual(['t']);
    expect(placesOf(problem({}), draft)).toEqual([]);
    const byNode = problemsByNode([problem({ nodes: ['t', 'm-1'], severity: 'error' }), problem({ node: 't' })], draft);
    expect(byNode.get('t')).toMatchObject({ errors: 1, warnings: 1 });
    expect(byNode.get('m-1')).toMatchObject({ errors: 1, warnings: 0 });
  });

  it('call a step without a name what it is', () => {
    const [named] = worded([problem({ message: '“w-1” leads to “Hello”, “other”.' })], draft);
    expect(named?.message).toBe('“Wait” leads to “Hello”, “other”.');
  });
});
