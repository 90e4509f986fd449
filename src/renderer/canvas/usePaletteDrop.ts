import { useReactFlow } from '@xyflow/react';
import { useMemo, type RefObject } from 'react';
import type { NodeType } from '../../shared/journey/schema.js';
import { underPointer, type AddPlace } from './actions.js';
import { edgeAt, markDrop } from './edgeDrop.js';

interface Point {
  x: number;
  y: number;
}

/** A step of the palette let go of over the canvas: into the connection under the pointer, else where it was dropped. */
export function usePaletteDrop(root: RefObject<HTMLDivElement | null>, add: (type: NodeType, place: AddPlace) => void) {
  const { screenToFlowPosition } = useReactFlow();
  return useMemo(() => {
    const destination = (type: NodeType, at: Point) => (type === 'trigger' || type === 'exit' ? undefined : edgeAt(at));
    return {
      onHover: (type: NodeType, at: Point | undefined) => markDrop(root.current, at && destination(type, at)),
      onDrop: (type: NodeType, at: Point) => {
        const element = document.elementFromPoint(at.x, at.y);
        if (!element || !root.current?.contains(element) || element.closest('[role="toolbar"]')) return;
        const edge = destination(type, at);
        if (edge === undefined) add(type, { kind: 'at', position: underPointer(screenToFlowPosition(at)) });
        else add(type, { kind: 'into', edge });
      },
    };
  }, [add, root, screenToFlowPosition]);
}
