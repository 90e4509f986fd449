import { useStoreApi } from '@xyflow/react';
import { useEffect, useState, type RefObject } from 'react';
import type { CanvasNode, FlowEdge } from './model.js';
import type { Fixed } from './useConnecting.js';
import classes from './ConnectHint.module.css';

interface Hint {
  text: string;
  tone: 'yes' | 'no' | 'open';
  x: number;
  y: number;
}

interface ConnectHintProps {
  root: RefObject<HTMLDivElement | null>;
  /** Why a line may not end at a step, or may not be drawn at all. */
  refusalAt: (fixed: Fixed, node: string | undefined, handle?: string) => string | undefined;
  titleOf: (node: string) => string;
}

/** While a connection is drawn: what would happen if it were let go here, beside the pointer and on the step under it. */
export function ConnectHint({ root, refusalAt, titleOf }: ConnectHintProps) {
  const store = useStoreApi<CanvasNode, FlowEdge>();
  const [hint, setHint] = useState<Hint>();
  useEffect(() => {
    function follow(): void {
      const { connection } = store.getState();
      if (!connection.inProgress || !connection.fromHandle.id) return;
      const { fromNode, fromHandle, to, toNode, toHandle } = connection;
      const fixed: Fixed = { node: fromNode.id, handle: fromHandle.id ?? '', type: fromHandle.type };
      const other = toNode?.id ?? stepAt(to);
      const isOther = other !== undefined && other !== fixed.node;
      const refusal = refusalAt(fixed, isOther ? other : undefined, toHandle?.id ?? undefined);
      markTarget(root.current, isOther ? other : undefined, refusal === undefined);
      if (refusal !== undefined) setHint({ ...to, tone: 'no', text: refusal });
      else if (isOther) setHint({ ...to, tone: 'yes', text: `Lead to “${titleOf(other)}”` });
      else
        setHint({
          ...to,
          tone: 'open',
          text: fixed.type === 'source' ? 'Let go to choose what comes next' : 'To a way out of a step',
        });
    }
    function stepAt({ x, y }: { x: number; y: number }): string | undefined {
      const { nodeLookup, transform } = store.getState();
      const [left, top, zoom] = transform;
      const [px, py] = [(x - left) / zoom, (y - top) / zoom];
      for (const { id, type, position, measured } of nodeLookup.values()) {
        const { width = 0, height = 0 } = measured;
        const isInside = px >= position.x && px <= position.x + width && py >= position.y && py <= position.y + height;
        if (type === 'step' && isInside) return id;
      }
      return undefined;
    }
    const stop = store.subscribe(follow);
    const marked = root.current;
    return () => {
      stop();
      markTarget(marked, undefined, false);
    };
  }, [store, root, refusalAt, titleOf]);
  if (!hint) return null;
  return (
    <div className={classes['hint']} data-tone={hint.tone} style={{ transform: `translate(${hint.x + 16}px, ${hint.y + 16}px)` }}>
      {hint.text}
    </div>
  );
}

function markTarget(root: HTMLElement | null, node: string | undefined, may: boolean): void {
  for (const marked of root?.querySelectorAll('.react-flow__node[data-target]') ?? []) {
    if (marked.getAttribute('data-id') !== node) marked.removeAttribute('data-target');
  }
  if (node === undefined) return;
  root?.querySelector(`.react-flow__node[data-id="${CSS.escape(node)}"]`)?.setAttribute('data-target', may ? 'yes' : 'no');
}
