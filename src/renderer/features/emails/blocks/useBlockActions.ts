import { useCallback } from 'react';

import { OFFER_KINDS, type Offer } from '../../../../shared/email/blocks.js';
import { blocksOf, type Block } from '../../../../shared/email/document.js';
import { lineage } from '../../../../shared/email/places.js';
import { mjmlOf, selectedBlock, type EmailEditor } from '../document/editor.js';
import { useOpenEmail } from '../document/EmailContext.js';
import { duplicate, insertOffer, isLoose, moveTo, neighbourPlace, placeFor, remove, type BlockEdit } from './moves.js';

export const BLOCK_ACTIONS = ['up', 'down', 'duplicate', 'remove'] as const;
export type BlockAction = (typeof BLOCK_ACTIONS)[number];
export type BlockStep = 'next' | 'previous' | 'parent' | 'child';

function editFor(action: BlockAction, source: string, root: Block, block: Block): BlockEdit | undefined {
  switch (action) {
    case 'remove':
      return remove(source, root, block);
    case 'duplicate':
      return duplicate(source, block);
    case 'up':
    case 'down': {
      const place = neighbourPlace(root, block, action === 'up' ? -1 : 1);
      return place && moveTo(source, block, place);
    }
  }
}

/** Whether blocks can be changed: not while the code has a fault that makes their places doubtful. */
function openRoot(editor: EmailEditor): Block | undefined {
  const { root, faults } = mjmlOf(editor.store.getState());
  return faults.length === 0 ? root : undefined;
}

/** Does something with the selected block. */
export function useBlockActions(): (action: BlockAction) => void {
  const { editor } = useOpenEmail();
  return useCallback(
    (action) => {
      const root = openRoot(editor);
      const block = selectedBlock(editor.store.getState());
      if (!root || !block || !isLoose(block)) return;
      const edit = editFor(action, editor.source(), root, block);
      if (edit) editor.edit(edit.changes, { at: edit.at });
    },
    [editor],
  );
}

/** Adds something of the palette behind the selected block. */
export function useAddBlock(): (offer: Offer) => void {
  const { editor } = useOpenEmail();
  return useCallback(
    (offer) => {
      const root = openRoot(editor);
      const place = root && placeFor(root, editor.store.getState().code.selection.main.head, OFFER_KINDS[offer].tag);
      const edit = place && insertOffer(editor.source(), offer, place);
      if (edit) editor.edit(edit.changes, { at: edit.at });
    },
    [editor],
  );
}

/** The blocks of the body in the order of the text, with the body first. */
function bodyBlocks(root: Block): Block[] {
  const body = root.children.find(({ tag }) => tag === 'mj-body');
  return body ? [...blocksOf(body)] : [];
}

/** Goes from the selected block to another. */
export function useBlockSteps(): (step: BlockStep) => void {
  const { editor } = useOpenEmail();
  return useCallback(
    (step) => {
      const state = editor.store.getState();
      const { root } = mjmlOf(state);
      const selected = selectedBlock(state);
      if (!root || !selected) return;
      const blocks = bodyBlocks(root);
      const at = blocks.indexOf(selected);
      const next = {
        next: blocks[at + 1],
        previous: blocks[at - 1],
        parent: at > 0 ? lineage(root, selected.start).at(-2) : undefined,
        child: selected.children[0],
      }[step];
      if (at < 0 && blocks[0]) editor.select(blocks[0]);
      else if (next) editor.select(next);
    },
    [editor],
  );
}
