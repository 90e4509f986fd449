import { useMemo, type RefObject } from 'react';
import { handlesOf } from '../../shared/journey/handles.js';
import { insertionRefusal } from '../../shared/journey/edit/rules.js';
import type { Position } from '../../shared/journey/schema.js';
import { edgeAt, markDrop } from './edgeDrop.js';
import { freshEdgeId, freshId, type CanvasEditor, type CanvasView } from './editor.js';
import { placeBetween } from './geometry.js';
import type { CanvasNode } from './model.js';

function pointOf(event: MouseEvent | TouchEvent | React.MouseEvent): Position {
  if ('clientX' in event) return { x: event.clientX, y: event.clientY };
  const touch = event.changedTouches[0];
  return touch ? { x: touch.clientX, y: touch.clientY } : { x: 0, y: 0 };
}

/**
 * Dragging what is on the canvas: it comes to lie where it is let go; a step that nothing leads to yet goes into the connection
 * on which it is let go.
 * @param taken where a thing came to lie, with the snapping
 */
export function useDragging(
  root: RefObject<HTMLDivElement | null>,
  editor: CanvasEditor,
  view: CanvasView,
  taken: (id: string) => Position | undefined,
) {
  return useMemo(() => {
    /** The connection under the pointer into which the only step that is dragged could go. */
    function destination(event: MouseEvent | TouchEvent | React.MouseEvent, nodes: readonly CanvasNode[]): string | undefined {
      const [only] = nodes;
      if (!only || nodes.length > 1) return undefined;
      const edge = edgeAt(pointOf(event));
      if (edge === undefined) return undefined;
      return insertionRefusal(editor.draft(), only.id, edge, wayOn(only.id)) === undefined ? edge : undefined;
    }

    function wayOn(id: string): string {
      const node = editor.draft().nodes.find((candidate) => candidate.id === id);
      return (node && handlesOf(node)[0]) ?? 'out';
    }

    /** Ties the step into the connection; what lies behind makes room. All of it is one step of the history. */
    function insert(id: string, into: string): void {
      const draft = editor.draft();
      const edge = draft.edges.find((candidate) => candidate.id === into);
      const source = draft.nodes.find((node) => node.id === edge?.source);
      const target = draft.nodes.find((node) => node.id === edge?.target);
      if (!source || !target) return;
      const key = freshId('insert', () => false);
      const command = { kind: 'insertNode', node: id, into, handle: wayOn(id), edge: freshEdgeId(draft) } as const;
      const refusal = editor.execute(command, key);
      if (refusal !== undefined) return view.refuse(refusal);
      const { position, moved } = placeBetween(draft, source, target, view.heights());
      editor.execute({ kind: 'moveNodes', positions: { ...moved, [id]: position } }, key);
      view.announce('Put into the connection.');
    }

    return {
      onNodeDrag: (event: MouseEvent | TouchEvent | React.MouseEvent, _node: CanvasNode, nodes: CanvasNode[]) =>
        markDrop(root.current, destination(event, nodes)),
      onNodeDragStop: (event: MouseEvent | TouchEvent | React.MouseEvent, node: CanvasNode, nodes: CanvasNode[]) => {
        markDrop(root.current, undefined);
        const positions = Object.fromEntries(nodes.map(({ id, position }) => [id, taken(id) ?? position]));
        const edge = destination(event, nodes);
        if (edge !== undefined) insert(node.id, edge);
        else editor.execute({ kind: 'moveNodes', positions });
      },
    };
  }, [editor, root, taken, view]);
}
