import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JOURNEY_FORMAT, NODE_TYPES, type JourneyDraft } from '../schema.js';
import { handlesOf } from '../handles.js';
import type { EditCommand } from './command.js';
import { beginHistory, perform, redo, seal, undo, undoName, HISTORY_LIMIT, type History } from './history.js';
import { newNode } from './new-node.js';
import { renewClip, takeClip } from './clip.js';

const empty: JourneyDraft = { format: JOURNEY_FORMAT, version: 1, id: 'j', name: 'Journey', nodes: [], edges: [] };

function done(history: History, command: EditCommand, mergeKey?: string): History {
  const outcome = perform(history, command, mergeKey);
  if ('refusal' in outcome) throw new Error(outcome.refusal);
  return outcome.history;
}

/** Random choices that are turned into a command for whatever the draft holds at that moment. */
interface Action {
  what: number;
  a: number;
  b: number;
  c: number;
  merge: boolean;
}
const actionArbitrary: fc.Arbitrary<Action> = fc.record({
  what: fc.nat(13),
  a: fc.nat(),
  b: fc.nat(),
  c: fc.nat(),
  merge: fc.boolean(),
});

function pick<T>(list: readonly T[], at: number): T | undefined {
  return list[at % Math.max(1, list.length)];
}

function commandFor(draft: JourneyDraft, { what, a, b, c }: Action, serial: number): EditCommand {
  const source = pick(draft.nodes, a);
  const target = pick(draft.nodes, b);
  const edge = pick(draft.edges, a);
  const sourceHandle = source ? (pick(handlesOf(source), c) ?? 'out') : 'out';
  const ids = draft.nodes.filter((_, index) => (a >> (index % 8)) % 2 === 1).map((node) => node.id);
  const id = `n${String(serial)}`;
  const node = newNode(pick(NODE_TYPES, b) ?? 'wait', id, { x: a % 500, y: b % 500 });
  const clip = renewClip(
    takeClip(draft, new Set(ids)),
    { x: 16, y: 16 },
    (old) => `${old.id}-${id}`,
    () => `${id}-${String(Math.imul(a, 31))}-${String((serial += 0.001))}`,
    () => `${id}-note`,
  );
  switch (what) {
    case 0:
      return { kind: 'addNode', node };
    case 1:
      return {
        kind: 'addNode',
        node,
        ...(source && { attach: { behind: { source: source.id, sourceHandle }, edge: `e${id}` } }),
      };
    case 2:
      return {
        kind: 'addNode',
        node,
        ...(edge && { attach: { into: edge.id, handle: handlesOf(node)[0] ?? 'out', edge: `e${id}` } }),
      };
    case 3:
      return { kind: 'moveNodes', positions: Object.fromEntries(ids.map((moved) => [moved, { x: b % 900, y: c % 900 }])) };
    case 4:
      return { kind: 'connect', edge: { id: `e${id}`, source: source?.id ?? '?', sourceHandle, target: target?.id ?? '?' } };
    case 5:
      return { kind: 'reconnect', edge: edge?.id ?? '?', source: source?.id ?? '?', sourceHandle, target: target?.id ?? '?' };
    case 6:
      return { kind: 'disconnect', edges: edge ? [edge.id] : [] };
    case 7:
      return { kind: 'deleteItems', nodes: ids, edges: edge ? [edge.id] : [] };
    case 8:
      return {
        kind: 'setConfig',
        node: source?.id ?? '?',
        config: { arms: [{ id: 'A', weight: c }], subject: `s${String(b)}` },
        renamedHandles: { B: 'A' },
      };
    case 9:
      return { kind: 'renameNode', node: source?.id ?? '?', name: b % 2 ? '' : `name ${String(b)}` };
    case 10:
      return { kind: 'setStage', nodes: ids, stage: b % 2 ? '' : 'purchase' };
    case 11:
      return { kind: 'setSettings', settings: b % 3 ? { consent: 'none', holdout: { percent: c % 100 } } : {} };
    case 12:
      return { kind: 'setHeader', name: `J${String(b)}`, ...(c % 2 ? { timezone: 'Europe/Berlin' } : {}) };
    default:
      return { kind: c % 2 ? 'duplicate' : 'paste', clip };
  }
}

function play(start: JourneyDraft, actions: readonly Action[]): History {
  let history = beginHistory(start);
  actions.forEach((action, index) => {
    if (action.a % 5 === 0) history = seal(history);
    const outcome = perform(history, commandFor(history.draft, action, index), action.merge ? 'burst' : undefined);
    if ('history' in outcome) history = outcome.history;
  });
  return history;
}

function expectWhole(draft: JourneyDraft): void {
  const ids = new Set(draft.nodes.map((node) => node.id));
  expect(ids.size).toBe(draft.nodes.length);
  expect(new Set(draft.edges.map((edge) => edge.id)).size).toBe(draft.edges.length);
  const taken = new Set<string>();
  for (const edge of draft.edges) {
    const source = draft.nodes.find((node) => node.id === edge.source);
    const target = draft.nodes.find((node) => node.id === edge.target);
    expect(source && handlesOf(source)).toContain(edge.sourceHandle);
    expect(target).toBeDefined();
    expect(target?.type).not.toBe('trigger');
    expect(edge.source).not.toBe(edge.target);
    const key = JSON.stringify([edge.source, edge.sourceHandle]);
    expect(taken.has(key)).toBe(false);
    taken.add(key);
  }
}

describe('history of edits', () => {
  it('undoes any sequence to the same document, and does it again to the same', () => {
    fc.assert(
      fc.property(fc.array(actionArbitrary, { maxLength: 40 }), (actions) => {
        const played = play(empty, actions);
        let back = played;
        while (back.past.length > 0) back = undo(back);
        expect(back.draft).toEqual(empty);
        let again = back;
        while (again.future.length > 0) again = redo(again);
        expect(again.draft).toEqual(played.draft);
        expect(again.past.map((step) => step.name)).toEqual(played.past.map((step) => step.name));
      }),
      { seed: 20_250_101, numRuns: 300 },
    );
  });

  it('keeps the graph whole whatever is done', () => {
    fc.assert(
      fc.property(fc.array(actionArbitrary, { maxLength: 40 }), (actions) => expectWhole(play(empty, actions).draft)),
      { seed: 7, numRuns: 300 },
    );
  });

  it('never changes a draft in place', () => {
    fc.assert(
      fc.property(fc.array(actionArbitrary, { maxLength: 12 }), actionArbitrary, (actions, action) => {
        const { draft } = play(empty, actions);
        const before = JSON.stringify(draft);
        perform(beginHistory(draft), commandFor(draft, action, 999));
        expect(JSON.stringify(draft)).toBe(before);
      }),
      { seed: 11, numRuns: 200 },
    );
  });

  it('joins a burst under one key into one step, until it is sealed', () => {
    let history = done(beginHistory(empty), { kind: 'addNode', node: newNode('email', 'm', { x: 0, y: 0 }) });
    for (const subject of ['H', 'He', 'Hello'])
      history = done(history, { kind: 'setConfig', node: 'm', config: { subject } }, 'm/subject');
    expect(history.past).toHaveLength(2);
    history = done(seal(history), { kind: 'setConfig', node: 'm', config: { subject: 'Hello!' } }, 'm/subject');
    expect(history.past).toHaveLength(3);
    expect(undo(history).draft.nodes[0]?.config).toEqual({ subject: 'Hello' });
    expect(undo(undo(history)).draft.nodes[0]?.config).toEqual({ subject: '' });
  });

  it('starts a new step after an undo, and forgets what could be done again', () => {
    let history = done(beginHistory(empty), { kind: 'setHeader', name: 'A' }, 'name');
    history = undo(history);
    history = done(history, { kind: 'setHeader', name: 'B' }, 'name');
    expect(history.past).toHaveLength(1);
    expect(history.future).toHaveLength(0);
  });

  it('names what it takes back and leaves no step for nothing', () => {
    const added = done(beginHistory(empty), { kind: 'addNode', node: newNode('wait', 'w', { x: 0, y: 0 }) });
    const deleted = done(added, { kind: 'deleteItems', nodes: ['w'], edges: [] });
    expect(undoName(deleted)).toBe('delete wait');
    expect(undoName(undo(deleted))).toBe('add wait');
    expect(done(added, { kind: 'moveNodes', positions: { w: { x: 0, y: 0 } } }).past).toHaveLength(1);
  });

  it('keeps a bounded number of steps', () => {
    let history = beginHistory(empty);
    for (let i = 0; i < HISTORY_LIMIT + 20; i += 1) history = done(history, { kind: 'setHeader', name: `J${String(i)}` });
    expect(history.past).toHaveLength(HISTORY_LIMIT);
  });

  it('takes over another version as one step that can be undone', () => {
    const other: JourneyDraft = { ...empty, name: 'Theirs', timezone: 'Asia/Tokyo', 'x-note': 'kept' };
    const mine = done(beginHistory({ ...empty, 'x-mine': 1 }), { kind: 'replaceDraft', draft: other });
    expect(mine.draft).toEqual(other);
    expect(undo(mine).draft).toEqual({ ...empty, 'x-mine': 1 });
  });
});
