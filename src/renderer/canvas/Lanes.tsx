import { useStore, type ReactFlowState } from '@xyflow/react';
import { memo, useMemo } from 'react';
import type { JourneyDraft } from '../../shared/journey/schema.js';
import { NODE_WIDTH } from './geometry.js';
import { lanesOf, type Lane } from './lanes.js';
import classes from './Lanes.module.css';

const selectX = (state: ReactFlowState) => state.transform[0];
const selectZoom = (state: ReactFlowState) => state.transform[2];
const selectWidth = (state: ReactFlowState) => state.width;

/** The stages of the journey as bands behind it, their names held at the upper edge of the canvas. */
export const Lanes = memo(function Lanes({ draft }: { draft: JourneyDraft }) {
  const lanes = useMemo(() => lanesOf(draft), [draft]);
  return lanes.length === 0 ? null : <Bands lanes={lanes} />;
});

function Bands({ lanes }: { lanes: readonly Lane[] }) {
  const x = useStore(selectX);
  const zoom = useStore(selectZoom);
  const width = useStore(selectWidth);
  const toScreen = (at: number) => at * zoom + x;
  return (
    <div className={classes['lanes']} aria-hidden>
      {lanes.map((lane, index) => {
        const from = lane.from === undefined ? 0 : toScreen(lane.from);
        const following = lanes[index + 1]?.from;
        const to = following === undefined ? width : toScreen(following);
        // The name stays in sight while any of its lane is: it slides along the upper edge like a sticky heading.
        const nameAt = Math.min(
          Math.max(toScreen(lane.left), from + 16, 72),
          Math.max(from + 16, to - NODE_WIDTH * Math.min(zoom, 1) * 0.6),
        );
        if (to < 0 || from > width) return null;
        return (
          <div key={lane.name}>
            {lane.from !== undefined && (
              <div className={classes['border']} style={{ transform: `translateX(${String(from)}px)` }} />
            )}
            <div
              className={classes['name']}
              style={{ transform: `translateX(${String(nameAt)}px)`, maxWidth: `${String(Math.max(0, to - nameAt - 12))}px` }}
            >
              {lane.name}
            </div>
          </div>
        );
      })}
    </div>
  );
}
