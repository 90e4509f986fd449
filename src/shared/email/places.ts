import type { Block } from './document.js';

/** Where a block stands in the tree: the place of each ancestor among its siblings, and its own. The root has none. */
export type BlockPath = readonly number[];

/** The innermost block that holds a place of the text; the root for places outside of everything. */
export function blockAt(root: Block, place: number): Block {
  let block = root;
  for (;;) {
    const inner = block.children.find(({ start, end }) => start <= place && place < end);
    if (!inner) return block;
    block = inner;
  }
}

export function blockOnPath(root: Block | undefined, path: BlockPath): Block | undefined {
  return path.reduce<Block | undefined>((block, index) => block?.children[index], root);
}

/** The path of the block that holds a place of the text. */
export function pathAt(root: Block, place: number): number[] {
  const path: number[] = [];
  let block = root;
  for (;;) {
    const index = block.children.findIndex(({ start, end }) => start <= place && place < end);
    const inner = block.children[index];
    if (!inner) return path;
    path.push(index);
    block = inner;
  }
}

/** A block and those around it, the outermost first. */
export function lineage(root: Block, place: number): Block[] {
  const blocks = [root];
  for (const index of pathAt(root, place)) {
    const inner = blocks.at(-1)?.children[index];
    if (inner) blocks.push(inner);
  }
  return blocks;
}
