import { describe, expect, it } from 'vitest';
import { JOURNEY_FORMAT, type JourneyDraft } from '../../schema.js';
import { directionOf, isPlacedByHand, notesOf, type Note } from '../../ui.js';
import type { EditCommand } from '../command.js';
import { beginHistory, perform, undo, type History } from '../history.js';
import { newNode } from '../new-node.js';

const note: Note = { id: 'n', text: 'Ask Ana', position: { x: 0, y: 0 }, width: 200, height: 100 };

function draftOf(ui?: unknown): JourneyDraft {
  const nodes = [newNode('trigger', 't', { x: 0, y: 0 }), newNode('wait', 'w', { x: 320, y: 0 })];
  return { format: JOURNEY_FORMAT, version: 1, id: 'j', name: 'Journey', nodes, edges: [], ...(ui !== undefined && { ui }) };
}

function after(history: History, command: EditCommand): History {
  const outcome = perform(history, command);
  if ('refusal' in outcome) throw new Error(outcome.refusal);
  return outcome.history;
}

describe('notes', () => {
  it('come, are written, move with steps, and go, each as a step that is undone', () => {
    const start = beginHistory(draftOf());
    const added = after(start, { kind: 'addNote', note });
    expect(notesOf(added.draft)).toEqual([note]);
    const written = after(added, { kind: 'changeNote', note: 'n', change: { text: 'Ask Ben', colour: 'blue' } });
    expect(notesOf(written.draft)).toEqual([{ ...note, text: 'Ask Ben', colour: 'blue' }]);
    const moved = after(written, { kind: 'moveNodes', positions: { n: { x: 16, y: 0 }, w: { x: 400, y: 0 } } });
    expect(notesOf(moved.draft)[0]?.position).toEqual({ x: 16, y: 0 });
    expect(moved.past.at(-1)?.name).toBe('move 2 things');
    const gone = after(moved, { kind: 'deleteItems', nodes: ['n'], edges: [] });
    expect(gone.past.at(-1)?.name).toBe('delete note');
    expect(gone.draft.ui).toBeUndefined();
    expect(notesOf(undo(gone).draft)[0]?.text).toBe('Ask Ben');
  });

  it('leave alone what others keep beside them, and what is no note', () => {
    const strange = { id: 's', text: 7 };
    const draft = draftOf({ theirs: { a: 1 }, notes: [strange, note] });
    expect(notesOf(draft)).toEqual([note]);
    const gone = after(beginHistory(draft), { kind: 'changeNote', note: 'n', change: { text: '' } }).draft;
    expect(gone.ui).toEqual({ theirs: { a: 1 }, notes: [strange, { ...note, text: '' }] });
  });

  it('are refused where another program keeps something else', () => {
    const outcome = perform(beginHistory(draftOf('theirs')), { kind: 'addNote', note });
    expect('refusal' in outcome && outcome.refusal).toContain('another program');
  });

  it('write nothing when nothing of theirs changes', () => {
    const draft = draftOf({ notes: [note] });
    const moved = after(beginHistory(draft), { kind: 'moveNodes', positions: { w: { x: 0, y: 96 } } });
    expect(moved.draft.ui).toBe(draft.ui);
  });
});

describe('places', () => {
  it('chosen by hand are known as such until the step is tidied up', () => {
    const byHand = after(beginHistory(draftOf()), { kind: 'moveNodes', positions: { w: { x: 400, y: 0 } } }).draft;
    expect(byHand.nodes.map(isPlacedByHand)).toEqual([false, true]);
    const tidied = after(beginHistory(byHand), { kind: 'moveNodes', positions: { w: { x: 320, y: 0 } }, tidy: 'right' }).draft;
    expect(tidied.nodes.map(isPlacedByHand)).toEqual([false, false]);
    expect(tidied.nodes[1]).not.toHaveProperty('ui');
  });

  it('from top to bottom are kept as the direction of the journey', () => {
    const down = after(beginHistory(draftOf()), { kind: 'moveNodes', positions: {}, tidy: 'down' });
    expect(down.past.at(-1)?.name).toBe('arrange top-down');
    expect(directionOf(down.draft)).toBe('down');
    expect(directionOf(after(down, { kind: 'moveNodes', positions: {}, tidy: 'right' }).draft)).toBe('right');
  });
});
