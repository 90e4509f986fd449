import { describe, expect, it } from 'vitest';
import type { ComparedSide } from '../../../../shared/contract/comparisons.js';
import { JOURNEY_FORMAT, type DraftEdge, type DraftNode } from '../../../../shared/journey/schema.js';
import { emptyTally, journeyResult } from '../../../../shared/simulation/tally.js';
import { layOver } from './differences.js';

const START: DraftNode = { id: 't', type: 'trigger', config: { kind: 'intent', on: { event: 'A' } } };
const WAIT: DraftNode = { id: 'w', type: 'wait', config: { for: '1d' } };
const MAIL: DraftNode = { id: 'm', type: 'email', config: { subject: 'Hi' } };
const edge = (id: string, source: string, target: string): DraftEdge => ({ id, source, sourceHandle: 'out', target });

function side(nodes: DraftNode[], edges: DraftEdge[], reached: number[], sent: number): ComparedSide {
  const empty = { format: JOURNEY_FORMAT as typeof JOURNEY_FORMAT, version: 1 as const, id: 'j', name: 'J' };
  const result = journeyResult({ ...empty, nodes: [], edges: [] }, emptyTally({ ...empty, nodes: [], edges: [] }));
  return {
    run: 'run-1',
    draft: { ...empty, nodes, edges },
    result: {
      ...result,
      nodes: Object.fromEntries(
        nodes.map(({ id }, place) => [id, { reached: reached[place] ?? 0, left: 0, waiting: 0, ended: 0 }]),
      ),
      edges: Object.fromEntries(edges.map(({ id }, place) => [id, reached[place + 1] ?? 0])),
    },
    reach: { messaged: 0, bought: 0, steps: nodes.map(({ type }) => ({ sent: type === 'email' ? sent : 0, suppressed: 0 })) },
  };
}

describe('two versions laid over each other', () => {
  const before = side([START, WAIT, MAIL], [edge('e1', 't', 'w'), edge('e2', 'w', 'm')], [10, 10, 8], 8);
  const after = side([START, MAIL], [edge('e1', 't', 'm')], [7, 7], 6);
  const treated = { gained: 0, lost: 0, messages: 0, variants: 0, times: 0, heldBack: 0 };
  const about = { comparison: 'c', from: '', to: '', lookBack: '30d', customers: 10, treated };
  const { draft, marks, overlay } = layOver({ ...about, before, after });

  it('hold all steps and connections of both, marked', () => {
    expect(draft.nodes.map(({ id }) => id)).toEqual(['t', 'm', 'w']);
    expect(draft.edges.map(({ id }) => id)).toEqual(['e1', 'gone e1', 'gone e2']);
    expect([...marks.nodes]).toEqual([['w', 'removed']]);
    expect([...marks.edges]).toEqual([
      ['e1', 'added'],
      ['gone e1', 'removed'],
      ['gone e2', 'removed'],
    ]);
  });

  it('tell what each came to, and the difference', () => {
    const counts = (id: string): number[] | undefined => overlay.nodes.get(id)?.figures.map(({ count }) => count);
    expect([counts('t'), counts('m'), counts('w')]).toEqual([
      [7, -3],
      [6, -2],
      [0, -10],
    ]);
    const flow = (id: string) => [overlay.edges.get(id)?.count, overlay.edges.get(id)?.change];
    expect([flow('e1'), flow('gone e1')]).toEqual([
      [7, 7],
      [0, -10],
    ]);
  });
});
