import { describe, expect, it } from 'vitest';
import { JOURNEY_FORMAT, type DraftEdge, type DraftNode, type JourneyDraft } from '../schema.js';
import { applyCommand } from './apply.js';
import { clipText, parseClip, renewClip, takeClip } from './clip.js';
import type { EditCommand } from './command.js';
import { newNode } from './new-node.js';
import { connectionRefusal } from './rules.js';

const at = { x: 0, y: 0 };

function draftOf(nodes: DraftNode[], edges: DraftEdge[] = []): JourneyDraft {
  return { format: JOURNEY_FORMAT, version: 1, id: 'j', name: 'Journey', nodes, edges };
}

function edge(id: string, source: string, sourceHandle: string, target: string): DraftEdge {
  return { id, source, sourceHandle, target };
}

function after(draft: JourneyDraft, command: EditCommand): JourneyDraft {
  const outcome = applyCommand(draft, command);
  if ('refusal' in outcome) throw new Error(outcome.refusal);
  return outcome.edit.draft;
}

function refusal(draft: JourneyDraft, command: EditCommand): string | undefined {
  const outcome = applyCommand(draft, command);
  return 'refusal' in outcome ? outcome.refusal : undefined;
}

const chain = draftOf(
  [newNode('trigger', 't', at), newNode('wait', 'w', at), newNode('email', 'm', at)],
  [edge('e1', 't', 'out', 'w'), edge('e2', 'w', 'out', 'm')],
);

describe('what may be connected', () => {
  it('refuses an edge into a trigger, to itself, out of an exit and a second one out of a handle, each with its reason', () => {
    const draft = draftOf([...chain.nodes, newNode('exit', 'x', at)], chain.edges);
    expect(connectionRefusal(draft, { source: 'm', sourceHandle: 'out', target: 't' })).toContain('trigger');
    expect(connectionRefusal(draft, { source: 'm', sourceHandle: 'out', target: 'm' })).toContain('itself');
    expect(connectionRefusal(draft, { source: 'x', sourceHandle: 'out', target: 'm' })).toContain('exit');
    expect(connectionRefusal(draft, { source: 't', sourceHandle: 'out', target: 'm' })).toContain('already leads to wait');
    expect(connectionRefusal(draft, { source: 't', sourceHandle: 'out', target: 'w' })).toContain('connected already');
    expect(connectionRefusal(draft, { source: 'm', sourceHandle: 'yes', target: 'w' })).toContain('no way out');
    expect(connectionRefusal(draft, { source: 'm', sourceHandle: 'out', target: 'w' })).toBeUndefined();
  });

  it('lets the end of an edge move without standing in its own way', () => {
    const moved = after(chain, { kind: 'reconnect', edge: 'e1', source: 't', sourceHandle: 'out', target: 'm' });
    expect(moved.edges[0]).toEqual(edge('e1', 't', 'out', 'm'));
    expect(refusal(chain, { kind: 'reconnect', edge: 'e2', source: 't', sourceHandle: 'out', target: 'm' })).toBeDefined();
  });
});

describe('adding', () => {
  it('puts a step behind a free handle', () => {
    const added = after(chain, {
      kind: 'addNode',
      node: newNode('exit', 'x', at),
      attach: { behind: { source: 'm', sourceHandle: 'out' }, edge: 'e3' },
    });
    expect(added.edges.at(-1)).toEqual(edge('e3', 'm', 'out', 'x'));
  });

  it('puts a step into an edge', () => {
    const added = after(chain, {
      kind: 'addNode',
      node: newNode('branch', 'b', at),
      attach: { into: 'e1', handle: 'yes', edge: 'e3' },
    });
    expect(added.edges).toEqual([edge('e1', 't', 'out', 'b'), edge('e2', 'w', 'out', 'm'), edge('e3', 'b', 'yes', 'w')]);
  });

  it('leads the end of an edge to a new step', () => {
    const added = after(chain, { kind: 'addNode', node: newNode('exit', 'x', at), attach: { endOf: 'e2' } });
    expect(added.edges).toEqual([edge('e1', 't', 'out', 'w'), edge('e2', 'w', 'out', 'x')]);
  });

  it('puts a step that is there and loose into an edge, and only such a one', () => {
    const insert = (node: string, into: string): EditCommand => ({ kind: 'insertNode', node, into, handle: 'out', edge: 'e9' });
    const loose = draftOf([...chain.nodes, newNode('update', 'u', at), newNode('exit', 'x', at)], chain.edges);
    expect(after(loose, insert('u', 'e1')).edges).toEqual([
      edge('e1', 't', 'out', 'u'),
      edge('e2', 'w', 'out', 'm'),
      edge('e9', 'u', 'out', 'w'),
    ]);
    expect(refusal(loose, insert('x', 'e1'))).toContain('exit');
    expect(refusal(loose, insert('m', 'e1'))).toContain('part of the journey');
    expect(refusal(loose, insert('w', 'e1'))).toContain('end of that connection');
  });

  it('refuses a trigger behind anything and an id in use', () => {
    expect(
      refusal(chain, { kind: 'addNode', node: newNode('trigger', 't2', at), attach: { into: 'e1', handle: 'out', edge: 'e3' } }),
    ).toBeDefined();
    expect(refusal(chain, { kind: 'addNode', node: newNode('wait', 'w', at) })).toBeDefined();
  });
});

describe('deleting', () => {
  it('joins what came before with what came after a step with one way on', () => {
    const deleted = after(chain, { kind: 'deleteItems', nodes: ['w'], edges: [] });
    expect(deleted.edges).toEqual([edge('e1', 't', 'out', 'm')]);
  });

  it('follows through several leaving steps and never makes a step lead to itself', () => {
    const ring = draftOf(
      [...chain.nodes, newNode('update', 'u', at)],
      [...chain.edges, edge('e3', 'm', 'out', 'u'), edge('e4', 'u', 'out', 'w')],
    );
    expect(after(ring, { kind: 'deleteItems', nodes: ['w', 'm'], edges: [] }).edges).toEqual([edge('e1', 't', 'out', 'u')]);
    expect(after(ring, { kind: 'deleteItems', nodes: ['w', 'm', 'u'], edges: [] }).edges).toEqual([]);
  });

  it('leaves the ways of a branch open', () => {
    const forked = draftOf(
      [newNode('trigger', 't', at), newNode('branch', 'b', at), newNode('email', 'm', at)],
      [edge('e1', 't', 'out', 'b'), edge('e2', 'b', 'yes', 'm')],
    );
    expect(after(forked, { kind: 'deleteItems', nodes: ['b'], edges: [] }).edges).toEqual([]);
  });
});

describe('settings of a step', () => {
  const split = draftOf(
    [newNode('split', 's', at), newNode('email', 'm', at)],
    [edge('e1', 's', 'A', 'm'), edge('e2', 's', 'B', 'm')],
  );

  it('takes the edge of an arm along when it is renamed, and away when the arm goes', () => {
    const renamed = after(split, {
      kind: 'setConfig',
      node: 's',
      config: {
        arms: [
          { id: 'offer', weight: 50 },
          { id: 'B', weight: 50 },
        ],
      },
      renamedHandles: { A: 'offer' },
    });
    expect(renamed.edges.map((each) => each.sourceHandle)).toEqual(['offer', 'B']);
    const removed = after(split, { kind: 'setConfig', node: 's', config: { arms: [{ id: 'B', weight: 100 }] } });
    expect(removed.edges.map((each) => each.id)).toEqual(['e2']);
  });

  it('takes empty names, stages and settings out of the document', () => {
    const named = after(split, { kind: 'renameNode', node: 'm', name: 'Hello' });
    expect(named.nodes[1]?.name).toBe('Hello');
    expect(after(named, { kind: 'renameNode', node: 'm', name: '' }).nodes[1]).not.toHaveProperty('name');
    expect(after({ ...split, settings: { consent: 'none' } }, { kind: 'setSettings', settings: {} })).not.toHaveProperty(
      'settings',
    );
    expect(after({ ...split, timezone: 'UTC' }, { kind: 'setHeader', timezone: '' })).not.toHaveProperty('timezone');
  });
});

describe('clips', () => {
  const asking: DraftNode = {
    ...newNode('branch', 'b', { x: 40, y: 20 }),
    config: {
      if: {
        all: [
          { message: 'm', was: 'opened' },
          { trait: 'message', is: { eq: 'm' } },
        ],
      },
    },
  };
  const draft = draftOf([...chain.nodes, asking], [...chain.edges, edge('e3', 'm', 'out', 'b')]);

  it('come through the clipboard as they were', () => {
    const clip = takeClip(draft, new Set(['m', 'b']));
    expect(clip.edges.map((each) => each.id)).toEqual(['e3']);
    expect(parseClip(clipText(clip))).toEqual(clip);
    expect(parseClip('{"format":"waypost/clip"')).toBeUndefined();
    expect(parseClip('plain text')).toBeUndefined();
  });

  it('take their notes along, and notes alone will do', () => {
    const note = { id: 'n1', text: 'Ask Ana', position: { x: 4, y: 6 }, width: 200, height: 120 };
    const noted = { ...draft, ui: { notes: [note, { other: 'program' }] } };
    for (const ids of [['m', 'n1'], ['n1']]) {
      const clip = parseClip(clipText(takeClip(noted, new Set(ids))));
      if (!clip) throw new Error('there is no clip');
      const renewed = renewClip(
        clip,
        { x: 8, y: 8 },
        (node) => `${node.id}2`,
        () => 'e9',
        () => 'n2',
      );
      expect(renewed.notes).toEqual([{ ...note, id: 'n2', position: { x: 12, y: 14 } }]);
      const pasted = after(noted, { kind: 'paste', clip: renewed });
      expect(pasted.ui).toEqual({ notes: [note, { other: 'program' }, ...renewed.notes] });
      expect(refusal(pasted, { kind: 'paste', clip: renewed })).toBeDefined();
      expect(refusal({ ...draft, ui: 'theirs' }, { kind: 'paste', clip: renewed })).toContain('another program');
    }
  });

  it('are pasted without what is no note', () => {
    const clip = takeClip(draft, new Set(['m']));
    const note = { id: 'n1', text: 'Ask Ana', position: { x: 4, y: 6 }, width: 200, height: 120 };
    const written: object = JSON.parse(clipText(clip)) as object;
    expect(parseClip(JSON.stringify({ ...written, notes: [note, { id: 'n2' }, 7] }))).toEqual({ ...clip, notes: [note] });
    expect(parseClip(JSON.stringify({ ...written, notes: 'none' }))).toEqual(clip);
    expect(parseClip(JSON.stringify({ ...written, notes: undefined }))).toEqual(clip);
  });

  it('bear new ids, and ask for the messages of the copies', () => {
    const renewed = renewClip(
      takeClip(draft, new Set(['m', 'b'])),
      { x: 8, y: 8 },
      (node) => `${node.id}2`,
      () => 'e9',
      () => 'n9',
    );
    expect(renewed.edges).toEqual([edge('e9', 'm2', 'out', 'b2')]);
    expect(renewed.nodes[1]?.config).toEqual({
      if: {
        all: [
          { message: 'm2', was: 'opened' },
          { trait: 'message', is: { eq: 'm' } },
        ],
      },
    });
    expect(renewed.nodes[1]?.position).toEqual({ x: 48, y: 28 });
    const pasted = after(draft, { kind: 'paste', clip: renewed });
    expect(pasted.nodes).toHaveLength(6);
    expect(refusal(pasted, { kind: 'paste', clip: renewed })).toBeDefined();
  });
});
