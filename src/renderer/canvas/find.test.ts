import { describe, expect, it } from 'vitest';
import { newNode } from '../../shared/journey/edit/new-node.js';
import type { JourneyDraft } from '../../shared/journey/schema.js';
import { findOnCanvas } from './find.js';

const draft: JourneyDraft = {
  format: 'waypost/journey',
  version: 1,
  id: 'j',
  name: 'J',
  nodes: [
    { ...newNode('email', 'm', { x: 640, y: 0 }), name: 'Last call', stage: 'Purchase', config: { subject: 'Free shipping' } },
    { ...newNode('wait', 'w', { x: 320, y: 0 }), name: 'Breathe' },
  ],
  edges: [],
  ui: { notes: [{ id: 'n', text: 'Ask Ana about shipping', position: { x: 0, y: 0 }, width: 200, height: 100 }] },
};
const content = { draft, words: ({ name = '' }: { name?: string | undefined }) => ({ title: name, detail: '' }) };
const ids = (search: string) => findOnCanvas(content, search).map(({ id }) => id);

describe('finding on the canvas', () => {
  it('looks in names, kinds, stages, settings and notes, from left to right', () => {
    expect(ids('shipping')).toEqual(['n', 'm']);
    expect(ids('purchase LAST')).toEqual(['m']);
    expect(ids('wait')).toEqual(['w']);
    expect(ids('note')).toEqual(['n']);
  });

  it('finds nothing for nothing, and nothing that is not there', () => {
    expect(ids('  ')).toEqual([]);
    expect(ids('last nowhere')).toEqual([]);
  });
});
