import { describe, expect, it } from 'vitest';
import { newNode } from '../edit/new-node.js';
import type { DraftNode, JourneyDraft } from '../schema.js';
import { detailBeyond, rememberingWords } from './step.js';

const at = { x: 0, y: 0 };
const mail: DraftNode = { ...newNode('email', 'm', at), name: 'Hello', config: { subject: 'Hi' } };
const branch: DraftNode = { ...newNode('branch', 'b', at), config: { if: { message: 'm', was: 'opened' } } };
const draft: JourneyDraft = {
  format: 'waypost/journey',
  version: 1,
  id: 'j',
  name: 'J',
  nodes: [mail, branch, newNode('wait', 'w', at)],
  edges: [],
};

describe('words on the canvas', () => {
  it('do not say twice what the name says', () => {
    expect(detailBeyond('Wait 2 days', '2 days')).toBe('');
    expect(detailBeyond('Left a cart for 24 hours', 'Left a cart for 24 hours, if viewed a product')).toBe('If viewed a product');
    expect(detailBeyond('Cart', 'Left a cart')).toBe('Left a cart');
  });

  it('let a step without a name say in its title what it does', () => {
    const words = rememberingWords()(draft);
    const [, , wait] = draft.nodes;
    if (!wait) throw new Error('no wait');
    expect(words(wait).title).toBe('Wait 1 day');
    expect(words(branch)).toMatchObject({ title: 'The e-mail “Hello” was opened', detail: 'Branch' });
  });

  it('are remembered for steps that stay, and follow the names of e-mails', () => {
    const wordsOf = rememberingWords();
    const before = wordsOf(draft)(branch);
    expect(wordsOf({ ...draft, nodes: [...draft.nodes] })(branch)).toBe(before);
    const renamed = { ...draft, nodes: [{ ...mail, name: 'Welcome' }, branch] };
    expect(wordsOf(renamed)(branch).title).toBe('The e-mail “Welcome” was opened');
    const other = { ...draft, nodes: [...renamed.nodes, { ...newNode('email', 'n', at), name: 'Another' }] };
    expect(wordsOf(other)(branch)).toBe(wordsOf(renamed)(branch));
  });
});
