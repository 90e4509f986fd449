import { describe, expect, it } from 'vitest';
import { beginHistory, perform, undo, type History } from '../../shared/journey/edit/history.js';
import { newNode } from '../../shared/journey/edit/new-node.js';
import type { JourneyDraft, NodeType } from '../../shared/journey/schema.js';
import { createActions } from './actions.js';
import type { CanvasEditor, CanvasView } from './editor.js';
import { NOTHING_SELECTED, type Selection } from './model.js';

/** A canvas without a page: the history is real, the view only remembers what it was told. */
function bench(draft: JourneyDraft) {
  let history: History = beginHistory(draft);
  let selection: Selection = NOTHING_SELECTED;
  let active: string | undefined;
  const refused: string[] = [];
  const focused: string[] = [];
  const editor: CanvasEditor = {
    draft: () => history.draft,
    selection: () => selection,
    execute: (command, mergeKey) => {
      const outcome = perform(history, command, mergeKey);
      if ('refusal' in outcome) return outcome.refusal;
      history = outcome.history;
      return undefined;
    },
    select: (next) => {
      selection = next;
    },
    active: () => active,
    setActive: (node) => {
      active = node;
    },
    openInspector: () => undefined,
  };
  const view: CanvasView = {
    heights: () => new Map(),
    centre: () => ({ x: 400, y: 300 }),
    announce: () => undefined,
    focusNode: (id) => focused.push(id),
    reveal: () => undefined,
    refuse: (reason) => refused.push(reason),
  };
  const select = (...nodes: string[]) => editor.select({ nodes: new Set(nodes), edges: new Set() });
  return {
    actions: createActions(editor, view),
    editor,
    select,
    refused,
    focused,
    steps: () => history.past.length,
    undo: () => {
      history = undo(history);
    },
    active: () => active,
  };
}

const start: JourneyDraft = {
  format: 'waypost/journey',
  version: 1,
  id: 'j',
  name: 'J',
  nodes: [newNode('trigger', 't', { x: 0, y: 0 })],
  edges: [],
};

function types(draft: JourneyDraft): NodeType[] {
  return draft.nodes.map((node) => node.type);
}

function way(draft: JourneyDraft): string[] {
  const typeOf = (id: string) => draft.nodes.find((node) => node.id === id)?.type;
  return draft.edges.map((edge) => `${String(typeOf(edge.source))}.${edge.sourceHandle} → ${String(typeOf(edge.target))}`);
}

describe('adding steps by key', () => {
  it('goes on from the selected step and selects the new one', () => {
    const { actions, editor, select, focused } = bench(start);
    select('t');
    for (const type of ['email', 'wait', 'branch', 'email'] as const) actions.add(type, { kind: 'auto' });
    expect(way(editor.draft())).toEqual(['trigger.out → email', 'email.out → wait', 'wait.out → branch', 'branch.yes → email']);
    expect(focused).toHaveLength(4);
    expect([...editor.selection().nodes]).toEqual([focused[3]]);
  });

  it('goes into the way on of a step that has one, as one step of the history', () => {
    const { actions, editor, select, steps, undo } = bench(start);
    select('t');
    actions.add('email', { kind: 'auto' });
    select('t');
    actions.add('wait', { kind: 'auto' });
    expect(way(editor.draft()).sort()).toEqual(['trigger.out → wait', 'wait.out → email']);
    const email = editor.draft().nodes.find((node) => node.type === 'email');
    expect(email?.position).toEqual({ x: 640, y: 0 });
    expect(steps()).toBe(2);
    undo();
    expect(way(editor.draft())).toEqual(['trigger.out → email']);
    expect(editor.draft().nodes.find((node) => node.type === 'email')?.position).toEqual({ x: 320, y: 0 });
  });

  it('never puts an exit into an edge nor a trigger behind anything', () => {
    const { actions, editor, select, refused } = bench(start);
    select('t');
    actions.add('email', { kind: 'auto' });
    const [edge] = editor.draft().edges;
    actions.add('exit', { kind: 'into', edge: edge?.id ?? '' });
    expect(refused).toHaveLength(1);
    select('t');
    actions.add('exit', { kind: 'auto' });
    actions.add('trigger', { kind: 'auto' });
    expect(types(editor.draft())).toEqual(['trigger', 'email', 'exit', 'trigger']);
    expect(editor.draft().edges).toHaveLength(1);
  });
});

describe('deleting, copying and moving', () => {
  it('hands the focus on to the step before', () => {
    const { actions, editor, select, active } = bench(start);
    select('t');
    actions.add('email', { kind: 'auto' });
    actions.remove();
    expect(types(editor.draft())).toEqual(['trigger']);
    expect(active()).toBe('t');
  });

  it('copies steps with what connects them, under new ids and beside the old ones', () => {
    const { actions, editor, select } = bench(start);
    select('t');
    actions.add('email', { kind: 'auto' });
    actions.add('wait', { kind: 'auto' });
    const [, email, wait] = editor.draft().nodes;
    select(email?.id ?? '', wait?.id ?? '');
    const text = actions.copied() ?? '';
    expect(actions.paste(text, undefined)).toBe(true);
    expect(actions.paste(text, undefined)).toBe(true);
    const { nodes, edges } = editor.draft();
    expect(types(editor.draft())).toEqual(['trigger', 'email', 'wait', 'email', 'wait', 'email', 'wait']);
    expect(edges).toHaveLength(4);
    expect(new Set(nodes.map((node) => JSON.stringify(node.position))).size).toBe(7);
    expect(actions.paste('some text', undefined)).toBe(false);
  });

  it('makes one step of presses in a row', () => {
    const { actions, editor, select, steps } = bench(start);
    select('t');
    actions.nudge(16, 0);
    actions.nudge(16, 0);
    expect(editor.draft().nodes[0]?.position).toEqual({ x: 32, y: 0 });
    expect(steps()).toBe(1);
  });
});
