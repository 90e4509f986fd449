import { MiniMap, useStore, type ReactFlowState } from '@xyflow/react';
import { memo, useCallback, useMemo } from 'react';
import type { JourneyDraft } from '../../shared/journey/schema.js';
import { boundsOf, type Rect } from './geometry.js';
import type { CanvasNode } from './model.js';
import classes from './JourneyCanvas.module.css';

function colour(node: CanvasNode): string {
  return node.type === 'note' ? 'var(--wp-line-strong)' : `var(--wp-family-${node.data.family})`;
}

/** Whether all of a part of the canvas is in sight. */
function isInSight({ x, y, width, height }: Rect, { transform: [left, top, zoom], ...seen }: ReactFlowState): boolean {
  return (
    x * zoom + left >= 0 &&
    y * zoom + top >= 0 &&
    (x + width) * zoom + left <= seen.width &&
    (y + height) * zoom + top <= seen.height
  );
}

/** The little map of the journey; it steps aside while the whole journey is in sight. */
export const JourneyMap = memo(function JourneyMap({ draft }: { draft: JourneyDraft }) {
  const bounds = useMemo(() => boundsOf(draft), [draft]);
  const isNeeded = useStore(useCallback((state: ReactFlowState) => bounds !== undefined && !isInSight(bounds, state), [bounds]));
  if (!isNeeded) return null;
  return (
    <MiniMap
      pannable
      zoomable
      className={classes['miniMap'] ?? ''}
      nodeColor={colour}
      nodeBorderRadius={8}
      ariaLabel="Map of the journey"
    />
  );
});
