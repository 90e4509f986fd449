import { describe, expect, it } from 'vitest';
import { newNode } from '../../shared/journey/edit/new-node.js';
import type { DraftEdge, DraftNode, JourneyDraft, NodeType } from '../../shared/journey/schema.js';
import type { JourneyResult } from '../../shared/simulation/result.js';
import { COLUMN, freePlace, placeBehind, placeBetween, rectOf } from './geometry.js';
import { stageOrder } from '../../shared/journey/stages.js';
import { lanesOf, swappedLanes } from './lanes.js';
import { neighbour } from './navigate.js';
import { overlayOf } from '../../shared/simulation/overlay.js';

const none: ReadonlyMap<string, number> = new Map();

function node(type: NodeType, id: string, x: number, y: number, stage?: string): DraftNode {
  return { ...newNode(type, id, { x, y }), ...(stage && { stage }) };
}

function draftOf(nodes: DraftNode[], edges: [string, string, string, string][] = []): JourneyDraft {
  const drawn: DraftEdge[] = edges.map(([id, source, sourceHandle, target]) => ({ id, source, sourceHandle, target }));
  return { format: 'waypost/journey', version: 1, id: 'j', name: 'J', nodes, edges: drawn };
}

describe('places for new steps', () => {
  const draft = draftOf(
    [node('trigger', 't', 0, 0), node('wait', 'w', 320, 0), node('email', 'm', 640, 0)],
    [
      ['e1', 't', 'out', 'w'],
      ['e2', 'w', 'out', 'm'],
    ],
  );

  it('never cover a step that is there', () => {
    const place = freePlace(draft, none, { x: 330, y: 10 }, 72);
    const rect = { ...place, width: 232, height: 72 };
    for (const each of draft.nodes) {
      const other = rectOf(each, none);
      expect(
        rect.x >= other.x + other.width ||
          other.x >= rect.x + rect.width ||
          rect.y >= other.y + other.height ||
          other.y >= rect.y + rect.height,
      ).toBe(true);
    }
    expect(place.x % 16).toBe(0);
    expect(place.y % 16).toBe(0);
  });

  it('lie one column behind, lower for a lower way out', () => {
    const [trigger] = draft.nodes;
    if (!trigger) throw new Error('no trigger');
    expect(placeBehind(draft, none, { ...trigger, position: { x: 960, y: 0 } }, 'out', 72)).toEqual({ x: 960 + COLUMN, y: 0 });
    const branch = node('branch', 'b', 960, 0);
    expect(placeBehind(draft, none, branch, 'no', 72).y).toBeGreaterThan(placeBehind(draft, none, branch, 'yes', 72).y);
  });

  it('make room between neighbours by moving what lies behind', () => {
    const [trigger, wait] = draft.nodes;
    if (!trigger || !wait) throw new Error('no nodes');
    const { position, moved } = placeBetween(draft, trigger, wait);
    expect(position).toEqual({ x: 320, y: 0 });
    expect(moved).toEqual({ w: { x: 640, y: 0 }, m: { x: 960, y: 0 } });
    expect(placeBetween(draft, trigger, { ...wait, position: { x: 800, y: 0 } }).moved).toEqual({});
  });

  it('end where the journey goes round in a circle', () => {
    const ring = draftOf(draft.nodes, [
      ['e1', 't', 'out', 'w'],
      ['e2', 'w', 'out', 'm'],
      ['e3', 'm', 'out', 'w'],
    ]);
    const [, wait, mail] = ring.nodes;
    if (!wait || !mail) throw new Error('no nodes');
    expect(placeBetween(ring, mail, wait).moved).toEqual({});
    expect(Object.keys(placeBetween(ring, wait, mail).moved)).toEqual(['m']);
  });
});

describe('arrow keys', () => {
  const draft = draftOf(
    [
      node('trigger', 't', 0, 0),
      node('branch', 'b', 320, 0),
      node('email', 'm', 640, -160),
      node('exit', 'x', 640, 160),
      node('wait', 'w', 320, 240),
    ],
    [
      ['e1', 't', 'out', 'b'],
      ['e2', 'b', 'yes', 'm'],
      ['e3', 'b', 'no', 'x'],
      ['e4', 'x', 'out', 't'],
    ],
  );

  it('go to the nearest step in their direction, along the edges where there are any', () => {
    expect(neighbour(draft, none, 't', 'right')).toBe('b');
    expect(neighbour(draft, none, 'b', 'left')).toBe('t');
    expect(neighbour(draft, none, 'b', 'down')).toBe('w');
    expect(neighbour(draft, none, 'm', 'down')).toBe('x');
    expect(neighbour(draft, none, 'x', 'up')).toBe('m');
  });

  it('reach notes, and lead on from them', () => {
    const note = { id: 'n', text: 'Ask Ana', position: { x: 0, y: 240 }, width: 200, height: 100 };
    const noted = { ...draft, ui: { notes: [note] } };
    expect(neighbour(noted, none, 't', 'down')).toBe('n');
    expect(neighbour(noted, none, 'w', 'left')).toBe('n');
    expect(neighbour(noted, none, 'n', 'up')).toBe('t');
    expect(neighbour(noted, none, 'n', 'right')).toBe('w');
    expect(neighbour(noted, none, 't', 'right')).toBe('b');
  });

  it('follow an edge backwards round where nothing lies in that direction', () => {
    expect(neighbour(draft, none, 'x', 'right')).toBe('t');
    expect(neighbour(draft, none, 'm', 'right')).toBeUndefined();
  });
});

describe('lanes', () => {
  it('part stages that lie side by side half-way', () => {
    const draft = draftOf([
      node('trigger', 't', 0, 0, 'Consideration'),
      node('email', 'm', 320, 0, 'Purchase'),
      node('exit', 'x', 900, 0),
    ]);
    expect(lanesOf(draft)).toEqual([
      { stages: ['Consideration'], from: undefined, start: 0, end: 232 },
      { stages: ['Purchase'], from: 276, start: 320, end: 552 },
    ]);
    expect(lanesOf({ ...draft, ui: { direction: 'down' } }).map(({ stages }) => stages)).toEqual([['Consideration', 'Purchase']]);
  });

  it('join stages that interlock', () => {
    const draft = draftOf([node('trigger', 't', 0, 0, 'A'), node('email', 'm', 320, 0, 'B'), node('exit', 'x', 640, 0, 'A')]);
    expect(lanesOf(draft).map(({ stages }) => stages)).toEqual([['A', 'B']]);
  });

  it('change places with their neighbours', () => {
    const draft = draftOf([node('trigger', 't', 0, 0, 'A'), node('email', 'm', 320, 0, 'B'), node('exit', 'x', 640, 0, 'B')]);
    expect(swappedLanes(draft, 'A', 1)).toEqual({ t: { x: 640, y: 0 }, m: { x: 0, y: 0 }, x: { x: 320, y: 0 } });
    expect(swappedLanes(draft, 'B', -1)).toEqual(swappedLanes(draft, 'A', 1));
    expect(swappedLanes(draft, 'A', -1)).toBeUndefined();
    expect(swappedLanes(draft, 'C', 1)).toBeUndefined();
  });

  it('keep the usual order of the usual stages, and the order on the canvas of others', () => {
    expect(stageOrder(draftOf([node('trigger', 't', 0, 0, 'post-purchase'), node('email', 'm', 320, 0, 'Discovery')]))).toEqual([
      'Discovery',
      'post-purchase',
    ]);
    expect(stageOrder(draftOf([node('trigger', 't', 400, 0, 'Discovery'), node('email', 'm', 0, 0, 'Warm-up')]))).toEqual([
      'Warm-up',
      'Discovery',
    ]);
  });
});

describe('overlay of a run', () => {
  const draft = draftOf(
    [
      node('trigger', 't', 0, 0),
      node('email', 'm', 320, 0),
      node('branch', 'b', 640, 0),
      node('exit', 'x', 960, 0),
      node('wait', 'new', 960, 160),
    ],
    [
      ['e1', 't', 'out', 'm'],
      ['e2', 'm', 'out', 'b'],
      ['e3', 'b', 'yes', 'x'],
    ],
  );
  const result: JourneyResult = {
    id: 'j',
    entries: 100,
    customers: 80,
    active: 4,
    overflow: 0,
    heldOut: 0,
    converted: 0,
    heldOutConverted: 0,
    exits: { end: 66, goal: 0, exitWhen: 0, exit: 30, loop: 0 },
    nodes: {
      t: { reached: 100, left: 100, waiting: 0, ended: 0 },
      m: { reached: 100, left: 96, waiting: 4, ended: 0 },
      b: { reached: 96, left: 30, waiting: 0, ended: 66 },
      x: { reached: 30, left: 0, waiting: 0, ended: 30 },
    },
    edges: { e1: 100, e2: 96, e3: 30 },
    messages: {
      sent: 90,
      suppressed: { consent: 6, frequencyCap: 0, noAddress: 0 },
      delayed: 0,
      opened: 0,
      clicked: 0,
      unsubscribed: 0,
      byVariant: {},
    },
  };
  const overlay = overlayOf(draft, result, new Map([['m', { sent: 90, suppressed: 6 }]]));

  it('says on each node what happened there', () => {
    expect(overlay.nodes.get('t')?.figures).toEqual([
      { count: 80, label: 'customers' },
      { count: 100, label: 'entries' },
    ]);
    expect(overlay.nodes.get('m')?.figures.map(({ count, label }) => `${String(count)} ${label}`)).toEqual([
      '90 sent',
      '6 held back',
    ]);
    expect(overlay.nodes.get('x')?.figures).toEqual([
      { count: 30, label: 'left here' },
      { count: 30, label: 'of entries', share: 0.3 },
    ]);
  });

  it('shares out the ways, the open one included', () => {
    expect(overlay.nodes.get('b')?.ways).toEqual({ yes: { count: 30, share: 30 / 96 }, no: { count: 66, share: 66 / 96 } });
  });

  it('draws edges by their flow and knows nothing of what was added later', () => {
    expect(overlay.edges.get('e1')?.width).toBe(14);
    expect(overlay.edges.get('e3')?.width).toBeLessThan(overlay.edges.get('e2')?.width ?? 0);
    expect(overlay.nodes.has('new')).toBe(false);
  });
});
