import { directionOf, isPlacedByHand, uiOf, type Direction } from '../../ui.js';
import type { CommandSpec, WritableDraft } from '../command.js';
import { nodesReference } from '../names.js';
import { changeNotes } from './notes.js';

export const moveNodes: CommandSpec<'moveNodes'> = {
  title: (draft, { positions, tidy }) => {
    if (tidy === undefined) return `move ${nodesReference(draft, Object.keys(positions))}`;
    return tidy === directionOf(draft) ? 'tidy up' : `arrange ${tidy === 'down' ? 'top-down' : 'left to right'}`;
  },
  apply: (draft, { positions, tidy }) => {
    for (const node of draft.nodes) {
      const position = Object.hasOwn(positions, node.id) ? positions[node.id] : undefined;
      if (!position || (position.x === node.position?.x && position.y === node.position.y)) continue;
      node.position = { x: position.x, y: position.y };
      setPlaced(node, tidy === undefined);
    }
    changeNotes(draft, (note) => {
      const position = Object.hasOwn(positions, note.id) ? positions[note.id] : undefined;
      return position ? { ...note, position: { x: position.x, y: position.y } } : note;
    });
    if (tidy !== undefined) setDirection(draft, tidy);
  },
};

/** Notes that a step was placed by hand, or that it no longer stands where it was put. */
function setPlaced(node: WritableDraft['nodes'][number], placed: boolean): void {
  const ui = uiOf(node);
  if (!ui || isPlacedByHand(node) === placed) return;
  const { placed: _, ...others } = ui;
  const next = placed ? { ...others, placed } : others;
  if (Object.keys(next).length > 0) node.ui = next;
  else delete node.ui;
}

/** Where another program keeps something in `ui`, the journey goes on from left to right. */
function setDirection(draft: WritableDraft, direction: Direction): void {
  const ui = uiOf(draft);
  if (!ui || directionOf(draft) === direction) return;
  const { direction: _, ...others } = ui;
  const next = direction === 'down' ? { ...others, direction } : others;
  if (Object.keys(next).length > 0) draft.ui = next;
  else delete draft.ui;
}
