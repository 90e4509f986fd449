import { useReactFlow, useStoreApi } from '@xyflow/react';
import { useMemo, useState, type RefObject } from 'react';
import { calm } from './calm.js';
import type { CanvasView } from './editor.js';
import { HANDLE_Y, NODE_WIDTH } from './geometry.js';
import type { CanvasNode, FlowEdge } from './model.js';

/** Kept free around a step that is brought into sight: headings, palette, controls. */
const MARGIN = { left: 76, top: 44, right: 32, bottom: 56 };

/** How far a stretch must move to lie between two bounds; its beginning counts more than its end. */
function shift(from: number, to: number, low: number, high: number): number {
  if (from < low) return low - from;
  return to > high ? Math.max(high - to, low - from) : 0;
}

/** What is seen of the canvas now, and the places where it tells things. */
export function useCanvasView(
  root: RefObject<HTMLDivElement | null>,
): CanvasView & { refusal: string; announcement: string; dismiss: () => void } {
  const flow = useReactFlow<CanvasNode, FlowEdge>();
  const store = useStoreApi<CanvasNode, FlowEdge>();
  const [refusal, setRefusal] = useState('');
  const [announcement, setAnnouncement] = useState('');

  const view = useMemo((): CanvasView & { dismiss: () => void } => {
    function middle(): { x: number; y: number } {
      const box = root.current?.getBoundingClientRect();
      return box
        ? flow.screenToFlowPosition({ x: box.x + box.width / 2 - NODE_WIDTH / 2, y: box.y + box.height / 2 - HANDLE_Y })
        : { x: 0, y: 0 };
    }
    /** Moves the view no more than it must: whoever goes from step to step keeps the picture. */
    function reveal(id: string): void {
      const node = flow.getNode(id);
      if (!node) return;
      const {
        transform: [x, y, zoom],
        width,
        height,
      } = store.getState();
      const left = node.position.x * zoom + x;
      const top = node.position.y * zoom + y;
      const dx = shift(left, left + NODE_WIDTH * zoom, MARGIN.left, width - MARGIN.right);
      const dy = shift(top, top + (node.measured?.height ?? 80) * zoom, MARGIN.top, height - MARGIN.bottom);
      if (dx !== 0 || dy !== 0) void flow.setViewport({ x: x + dx, y: y + dy, zoom }, { duration: calm(160) });
    }
    return {
      heights: () =>
        new Map(flow.getNodes().flatMap((node) => (node.measured?.height ? [[node.id, node.measured.height] as const] : []))),
      centre: middle,
      focusNode: (id) => {
        // The node is drawn, and made focusable, by the rendering that follows the change of the document.
        requestAnimationFrame(() =>
          requestAnimationFrame(() => {
            reveal(id);
            const element = root.current?.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(id)}"]`);
            (element?.tabIndex === 0 ? element : root.current)?.focus({ preventScroll: true });
          }),
        );
      },
      reveal,
      refuse: setRefusal,
      announce: setAnnouncement,
      dismiss: () => setRefusal(''),
    };
  }, [flow, root, store]);

  return useMemo(() => ({ ...view, refusal, announcement }), [view, refusal, announcement]);
}
