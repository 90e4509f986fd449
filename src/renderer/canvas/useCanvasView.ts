import { useReactFlow, useStoreApi } from '@xyflow/react';
import { useMemo, useState, type RefObject } from 'react';
import type { CanvasView } from './editor.js';
import { HANDLE_Y, NODE_WIDTH } from './geometry.js';
import type { FlowEdge, StepNode } from './model.js';

const MARGIN = 48;

/** What is seen of the canvas now, and the places where it tells things. */
export function useCanvasView(
  root: RefObject<HTMLDivElement | null>,
): CanvasView & { refusal: string; announcement: string; dismiss: () => void } {
  const flow = useReactFlow<StepNode, FlowEdge>();
  const store = useStoreApi<StepNode, FlowEdge>();
  const [refusal, setRefusal] = useState('');
  const [announcement, setAnnouncement] = useState('');

  const view = useMemo((): CanvasView & { dismiss: () => void } => {
    function middle(): { x: number; y: number } {
      const box = root.current?.getBoundingClientRect();
      return box
        ? flow.screenToFlowPosition({ x: box.x + box.width / 2 - NODE_WIDTH / 2, y: box.y + box.height / 2 - HANDLE_Y })
        : { x: 0, y: 0 };
    }
    function isInSight(id: string): boolean {
      const node = flow.getNode(id);
      const {
        transform: [x, y, zoom],
        width,
        height,
      } = store.getState();
      if (!node) return false;
      const left = node.position.x * zoom + x;
      const top = node.position.y * zoom + y;
      const right = left + NODE_WIDTH * zoom;
      const bottom = top + (node.measured?.height ?? 80) * zoom;
      return left >= MARGIN && top >= MARGIN && right <= width - MARGIN && bottom <= height - MARGIN;
    }
    function reveal(id: string): void {
      const node = flow.getNode(id);
      if (!node || isInSight(id)) return;
      const zoom = Math.max(flow.getZoom(), 0.6);
      void flow.setCenter(node.position.x + NODE_WIDTH / 2, node.position.y + (node.measured?.height ?? 80) / 2, {
        zoom,
        duration: 160,
      });
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
      refuse: setRefusal,
      announce: setAnnouncement,
      dismiss: () => setRefusal(''),
    };
  }, [flow, root, store]);

  return useMemo(() => ({ ...view, refusal, announcement }), [view, refusal, announcement]);
}
