import type { NodeChange } from '@xyflow/react';
import { useStoreApi } from '@xyflow/react';
import { useMemo, useState } from 'react';
import type { Position } from '../../shared/journey/schema.js';
import type { Rect } from './geometry.js';
import { alignmentOf, type Guide } from './guides.js';
import type { CanvasNode, FlowEdge } from './model.js';

/** How near things snap into line, in pixels of the screen. */
const REACH = 6;
const NO_GUIDES: readonly Guide[] = [];

type Change = NodeChange<CanvasNode>;
type Move = Extract<Change, { type: 'position' }> & { position: Position };

function isMove(change: Change): change is Move {
  return change.type === 'position' && change.position !== undefined;
}

function boundsOf(rects: readonly Rect[]): Rect {
  const x = Math.min(...rects.map((rect) => rect.x));
  const y = Math.min(...rects.map((rect) => rect.y));
  return {
    x,
    y,
    width: Math.max(...rects.map((rect) => rect.x + rect.width)) - x,
    height: Math.max(...rects.map((rect) => rect.y + rect.height)) - y,
  };
}

/** Snaps what is dragged into line with its neighbours, and shows along which lines. */
export function useGuides() {
  const store = useStoreApi<CanvasNode, FlowEdge>();
  const [guides, setGuides] = useState<readonly Guide[]>(NO_GUIDES);
  const snapping = useMemo(() => {
    /** Where things lie that are dragged, by id: React Flow itself knows them without the snapping. */
    const places = new Map<string, Position>();

    function rectsOf(moves: readonly Move[]): { moving: Rect[]; others: Rect[] } {
      const { nodeLookup } = store.getState();
      const positions = new Map(moves.map(({ id, position }) => [id, position]));
      const moving: Rect[] = [];
      const others: Rect[] = [];
      for (const { id, position, measured } of nodeLookup.values()) {
        if (measured.width === undefined || measured.height === undefined) continue;
        const own = positions.get(id);
        (own ? moving : others).push({ ...(own ?? position), width: measured.width, height: measured.height });
      }
      return { moving, others };
    }

    function adjust(changes: Change[]): Change[] {
      const moves = changes.filter(isMove);
      if (moves.length === 0) return changes;
      if (!moves.some(({ dragging }) => dragging)) {
        setGuides(NO_GUIDES);
        return changes.map((change) =>
          isMove(change) ? { ...change, position: places.get(change.id) ?? change.position } : change,
        );
      }
      const { moving, others } = rectsOf(moves);
      if (moving.length === 0) return changes;
      const { dx, dy, guides: next } = alignmentOf(boundsOf(moving), others, REACH / store.getState().transform[2]);
      setGuides(next.length === 0 ? NO_GUIDES : next);
      return changes.map((change) => {
        if (!isMove(change)) return change;
        const position = { x: change.position.x + dx, y: change.position.y + dy };
        places.set(change.id, position);
        return { ...change, position };
      });
    }

    /** Where a thing that was dragged came to lie. Forgets it. */
    function taken(id: string): Position | undefined {
      const place = places.get(id);
      places.delete(id);
      return place;
    }

    return { adjust, taken };
  }, [store]);
  return { ...snapping, guides };
}
