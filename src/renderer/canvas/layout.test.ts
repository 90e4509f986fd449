import ElkConstructor from 'elkjs/lib/elk.bundled.js';
import { describe, expect, it } from 'vitest';
import { newNode } from '../../shared/journey/edit/new-node.js';
import type { JourneyDraft, Position } from '../../shared/journey/schema.js';
import { tidyPositions } from './layout.js';

const elk = new ElkConstructor();
const none: ReadonlyMap<string, number> = new Map();

/** A trigger, a branch and a mail on each of its ways. */
function draftOf(at: Readonly<Record<string, Position>> = {}, placed: readonly string[] = []): JourneyDraft {
  const nodes = (
    [
      ['trigger', 't'],
      ['branch', 'b'],
      ['email', 'yes'],
      ['email', 'no'],
    ] as const
  ).map(([type, id]) => ({
    ...newNode(type, id, at[id] ?? { x: 0, y: 0 }),
    ...(placed.includes(id) && { ui: { placed: true } }),
  }));
  const edges = [
    { id: '1', source: 't', sourceHandle: 'out', target: 'b' },
    { id: '2', source: 'b', sourceHandle: 'yes', target: 'yes' },
    { id: '3', source: 'b', sourceHandle: 'no', target: 'no' },
  ];
  return { format: 'waypost/journey', version: 1, id: 'j', name: 'J', nodes, edges };
}

describe('tidying up', () => {
  it('goes from left to right, the ways out in their order', async () => {
    const { t, b, yes, no } = await tidyPositions(elk, draftOf(), none, { direction: 'right' });
    expect((t?.x ?? 0) < (b?.x ?? 0) && (b?.x ?? 0) < (yes?.x ?? 0)).toBe(true);
    expect(yes?.y).toBeLessThan(no?.y ?? 0);
  });

  it('goes from top to bottom, the ways out side by side', async () => {
    const { t, b, yes, no } = await tidyPositions(elk, draftOf(), none, { direction: 'down' });
    expect((t?.y ?? 0) < (b?.y ?? 0) && (b?.y ?? 0) < (yes?.y ?? 0)).toBe(true);
    expect(yes?.x).toBeLessThan(no?.x ?? 0);
  });

  it('keeps what was placed by hand, brings the rest to it, and lets nothing cover anything', async () => {
    const draft = draftOf({ b: { x: 1600, y: 800 } }, ['b']);
    const positions = await tidyPositions(elk, draft, none, { direction: 'right', keepPlaced: true });
    expect(positions).not.toHaveProperty('b');
    expect(positions['yes']?.x).toBeGreaterThan(1600);
    expect(positions['t']?.x).toBeLessThan(1600);
    const places = new Set(Object.values(positions).map(({ x, y }) => `${String(x)} ${String(y)}`));
    expect(places.size).toBe(3);
    const all = await tidyPositions(elk, draft, none, { direction: 'right' });
    expect(all).toHaveProperty('b');
  });
});
