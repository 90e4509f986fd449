import { fitted, mayHold, OFFER_KINDS, type Offer } from '../../../../shared/email/blocks.js';
import { blocksOf, type Block } from '../../../../shared/email/document.js';
import { duplicateBlock, insertBlock, moveBlock, removeBlock, type TextChange } from '../../../../shared/email/edits.js';
import { lineage } from '../../../../shared/email/places.js';

/** An edit of the blocks, and where the cursor goes in the text after it. */
export interface BlockEdit {
  changes: TextChange[];
  at: number;
}

/** A place for a block: the `index`-th child of a parent. */
export interface Place {
  parent: Block;
  index: number;
}

/** Where in the text after changes the first `<` of something put in stands, and one on: there the cursor selects it. */
function insideOf(changes: readonly TextChange[], inserted: TextChange, skip = 0): number {
  const shift = changes
    .filter((change) => change !== inserted && change.from < inserted.from)
    .reduce((sum, { from, to, insert }) => sum + insert.length - (to - from), 0);
  const lead = inserted.insert.indexOf('<', skip);
  return inserted.from + shift + Math.max(lead, 0) + 1;
}

/** Puts an offer of the palette into a place, with what it needs around it there. */
export function insertOffer(source: string, offer: Offer, { parent, index }: Place): BlockEdit | undefined {
  const { tag, mjml } = OFFER_KINDS[offer];
  const snippet = fitted(mjml, tag, parent.tag);
  if (snippet === undefined) return undefined;
  const changes = insertBlock(source, parent, index, snippet);
  const [change] = changes;
  if (!change) return undefined;
  // Inside of what was put around it.
  const around = snippet === mjml ? 0 : change.insert.indexOf(`<${tag}`);
  return { changes, at: insideOf(changes, change, Math.max(around, 0)) };
}

/** Where an offer goes without being told: behind the selected block, as near as it may stand. */
export function placeFor(root: Block, cursor: number, tag: string): Place | undefined {
  const blocks = lineage(root, cursor).reverse();
  const direct = placeAmong(blocks, (parent) => mayHold(parent.tag, tag));
  const body = root.children.find((child) => child.tag === 'mj-body');
  return direct ?? (body && fitted('', tag, body.tag) !== undefined ? placeBehind(body, blocks) : undefined);
}

function placeAmong(blocks: readonly Block[], accepts: (parent: Block) => boolean): Place | undefined {
  const parent = blocks.find(accepts);
  return parent && placeBehind(parent, blocks);
}

/** Behind the child that one comes from; at the end where one comes from the parent itself. */
function placeBehind(parent: Block, blocks: readonly Block[]): Place {
  const index = parent.children.findIndex((child) => blocks.includes(child));
  return { parent, index: index < 0 ? parent.children.length : index + 1 };
}

/** Whether a block may be moved into a parent. */
export function mayMove(block: Block, parent: Block): boolean {
  const isInside = parent.start >= block.start && parent.end <= block.end;
  return !isInside && mayHold(parent.tag, block.tag);
}

export function moveTo(source: string, block: Block, { parent, index }: Place): BlockEdit | undefined {
  if (!mayMove(block, parent)) return undefined;
  const changes = moveBlock(source, block, parent, index);
  const [insertion] = changes;
  return insertion && { changes, at: insideOf(changes, insertion) };
}

/** The place one step up or down: among the siblings, or in the next parent that takes the block. */
export function neighbourPlace(root: Block, block: Block, direction: -1 | 1): Place | undefined {
  const blocks = lineage(root, block.start);
  const parent = blocks.at(-2);
  if (!parent) return undefined;
  const index = parent.children.indexOf(block);
  const sibling = parent.children[index + direction];
  if (sibling) return { parent, index: direction < 0 ? index - 1 : index + 2 };
  const containers = [...blocksOf(root)].filter((candidate) => mayMove(block, candidate));
  const own = containers.indexOf(parent);
  const next = containers[own + direction];
  return own >= 0 && next ? { parent: next, index: direction < 0 ? next.children.length : 0 } : undefined;
}

export function remove(source: string, root: Block, block: Block): BlockEdit {
  const parent = lineage(root, block.start).at(-2);
  const index = parent?.children.indexOf(block) ?? 0;
  const changes = removeBlock(source, block);
  const before = parent?.children[index - 1] ?? parent;
  const after = parent?.children[index + 1];
  const removed = changes.reduce((sum, { from, to }) => sum + to - from, 0);
  // The next one takes its place; else the one before it.
  const at = after ? after.start - removed + 1 : (before?.start ?? 0) + 1;
  return { changes, at };
}

export function duplicate(source: string, block: Block): BlockEdit {
  const changes = duplicateBlock(source, block);
  const [copy] = changes;
  return { changes, at: copy ? insideOf(changes, copy) : block.start + 1 };
}

/** Whether a block is one that the canvas lets people move, copy and delete. */
export function isLoose(block: Block): boolean {
  return block.tag !== 'mjml' && block.tag !== 'mj-body' && block.tag !== 'mj-head';
}
