import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { newNode } from '../../../../shared/journey/edit/new-node.js';
import type { JourneyDraft } from '../../../../shared/journey/schema.js';
import { createEditor } from './editor.js';

const draft: JourneyDraft = {
  format: 'waypost/journey',
  version: 1,
  id: 'j',
  name: 'J',
  nodes: [newNode('trigger', 't', { x: 0, y: 0 }), newNode('email', 'm', { x: 320, y: 0 })],
  edges: [{ id: 'e', source: 't', sourceHandle: 'out', target: 'm' }],
};

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('the open journey', () => {
  it('makes one step of a burst, and another after a pause or a change of selection', () => {
    const editor = createEditor(draft);
    const type = (subject: string) => editor.execute({ kind: 'setConfig', node: 'm', config: { subject } }, 'subject');
    type('H');
    type('Hi');
    vi.advanceTimersByTime(2000);
    type('Hi!');
    editor.select({ nodes: new Set(['m']), edges: new Set() });
    type('Hi!!');
    const subjects = () => editor.draft().nodes[1]?.config['subject'];
    editor.undo();
    expect(subjects()).toBe('Hi!');
    editor.undo();
    expect(subjects()).toBe('Hi');
    editor.undo();
    expect(subjects()).toBe('');
    editor.redo();
    expect(subjects()).toBe('Hi');
  });

  it('lets what looks at all of it wait until the letters stand', () => {
    const editor = createEditor(draft);
    const name = () => editor.store.getState().settled.nodes[1]?.name;
    editor.execute({ kind: 'renameNode', node: 'm', name: 'H' }, 'name');
    vi.advanceTimersByTime(100);
    editor.execute({ kind: 'renameNode', node: 'm', name: 'Hi' }, 'name');
    vi.advanceTimersByTime(150);
    expect(name()).toBeUndefined();
    vi.advanceTimersByTime(100);
    expect(name()).toBe('Hi');
    editor.execute({ kind: 'renameNode', node: 'm', name: 'Hi!' }, 'name');
    editor.seal();
    expect(name()).toBe('Hi!');
    editor.execute({ kind: 'renameNode', node: 'm', name: 'At once' });
    expect(name()).toBe('At once');
    editor.undo();
    expect(name()).toBe('Hi!');
  });

  it('selects what an undo brings back and forgets what is gone', () => {
    const editor = createEditor(draft);
    editor.select({ nodes: new Set(['m']), edges: new Set(['e']) });
    editor.execute({ kind: 'deleteItems', nodes: ['m'], edges: [] });
    expect(editor.selection().nodes.size + editor.selection().edges.size).toBe(0);
    editor.undo();
    expect([...editor.selection().nodes]).toEqual(['m']);
    expect(editor.active()).toBe('m');
  });

  it('begins at the trigger and tells why something is refused', () => {
    const editor = createEditor(draft);
    expect(editor.active()).toBe('t');
    expect(editor.execute({ kind: 'connect', edge: { id: 'f', source: 'm', sourceHandle: 'out', target: 't' } })).toContain(
      'trigger',
    );
  });
});
