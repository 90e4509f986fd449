import { Menu } from '@mantine/core';
import { useStore, type ReactFlowState } from '@xyflow/react';
import {
  IconArrowLeft,
  IconArrowRight,
  IconChevronDown,
  IconLassoPolygon,
  IconPencil,
  IconSquareDashed,
} from '@tabler/icons-react';
import { memo, useMemo } from 'react';
import type { JourneyDraft } from '../../shared/journey/schema.js';
import { directionOf } from '../../shared/journey/ui.js';
import { NODE_WIDTH } from './geometry.js';
import { lanesOf, type Lane } from './lanes.js';
import classes from './Lanes.module.css';

const selectX = (state: ReactFlowState) => state.transform[0];
const selectY = (state: ReactFlowState) => state.transform[1];
const selectZoom = (state: ReactFlowState) => state.transform[2];
const selectWidth = (state: ReactFlowState) => state.width;
const selectHeight = (state: ReactFlowState) => state.height;

/** What can be done with a stage as a whole. */
export interface StageActions {
  select: (stage: string) => void;
  rename: (stage: string) => void;
  dissolve: (stage: string) => void;
  /** Lets its lane change places with the one before or behind it. */
  swap: (stage: string, towards: -1 | 1) => void;
}

interface LanesProps {
  draft: JourneyDraft;
  actions: StageActions;
}

/** The stages of the journey as bands behind it, their names held at the edge of the canvas. */
export const Lanes = memo(function Lanes({ draft, actions }: LanesProps) {
  const lanes = useMemo(() => lanesOf(draft), [draft]);
  if (lanes.length === 0) return null;
  return directionOf(draft) === 'down' ? <Rows lanes={lanes} actions={actions} /> : <Columns lanes={lanes} actions={actions} />;
});

interface BandsProps {
  lanes: readonly Lane[];
  actions: StageActions;
}

function Columns({ lanes, actions }: BandsProps) {
  const x = useStore(selectX);
  const zoom = useStore(selectZoom);
  const width = useStore(selectWidth);
  const toScreen = (at: number) => at * zoom + x;
  return (
    <div className={classes['lanes']}>
      {lanes.map((lane, index) => {
        const from = lane.from === undefined ? 0 : toScreen(lane.from);
        const following = lanes[index + 1]?.from;
        const to = following === undefined ? width : toScreen(following);
        // The name stays in sight while any of its lane is: it slides along the upper edge like a sticky heading.
        const nameAt = Math.min(
          Math.max(toScreen(lane.start), from + 16, 72),
          Math.max(from + 16, to - NODE_WIDTH * Math.min(zoom, 1) * 0.6),
        );
        if (to < 0 || from > width) return null;
        return (
          <div key={lane.stages[0]}>
            {lane.from !== undefined && (
              <div className={classes['border']} style={{ transform: `translateX(${String(from)}px)` }} />
            )}
            <div
              className={classes['name']}
              style={{ transform: `translateX(${String(nameAt)}px)`, maxWidth: `${String(Math.max(0, to - nameAt - 12))}px` }}
            >
              <Stages lane={lane} index={index} count={lanes.length} actions={actions} />
            </div>
          </div>
        );
      })}
    </div>
  );
}

const ROW_NAME_HEIGHT = 24;

function Rows({ lanes, actions }: BandsProps) {
  const y = useStore(selectY);
  const zoom = useStore(selectZoom);
  const height = useStore(selectHeight);
  const toScreen = (at: number) => at * zoom + y;
  return (
    <div className={classes['lanes']} data-rows>
      {lanes.map((lane, index) => {
        const from = lane.from === undefined ? 0 : toScreen(lane.from);
        const following = lanes[index + 1]?.from;
        const to = following === undefined ? height : toScreen(following);
        if (to < 0 || from > height) return null;
        const nameAt = Math.min(Math.max(toScreen(lane.start), from + 8, 8), Math.max(from + 8, to - ROW_NAME_HEIGHT));
        return (
          <div key={lane.stages[0]}>
            {lane.from !== undefined && (
              <div className={classes['border']} style={{ transform: `translateY(${String(from)}px)` }} />
            )}
            <div className={classes['name']} style={{ transform: `translateY(${String(nameAt)}px)` }}>
              <Stages lane={lane} index={index} count={lanes.length} actions={actions} />
            </div>
          </div>
        );
      })}
    </div>
  );
}

interface StagesProps {
  lane: Lane;
  index: number;
  count: number;
  actions: StageActions;
}

/** The names over a lane, each with what can be done with its stage. */
function Stages({ lane, index, count, actions }: StagesProps) {
  return (
    <>
      {lane.stages.map((stage, place) => (
        <span key={stage} className={classes['stage']}>
          {place > 0 && <span aria-hidden> · </span>}
          <StageMenu stage={stage} isFirst={index === 0} isLast={index === count - 1} actions={actions} />
        </span>
      ))}
    </>
  );
}

interface StageMenuProps {
  stage: string;
  isFirst: boolean;
  isLast: boolean;
  actions: StageActions;
}

const icon = { size: 16, 'aria-hidden': true } as const;

function StageMenu({ stage, isFirst, isLast, actions }: StageMenuProps) {
  return (
    <Menu width={220} position="bottom-start" withinPortal>
      <Menu.Target>
        <button type="button" className={classes['button']} title={stage}>
          <span className="wp-visually-hidden">Stage </span>
          <span className={classes['label']}>{stage}</span>
          <IconChevronDown size={12} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconLassoPolygon {...icon} />} onClick={() => actions.select(stage)}>
          Select its steps
        </Menu.Item>
        <Menu.Item leftSection={<IconPencil {...icon} />} onClick={() => actions.rename(stage)}>
          Rename…
        </Menu.Item>
        <Menu.Item leftSection={<IconArrowLeft {...icon} />} disabled={isFirst} onClick={() => actions.swap(stage, -1)}>
          Move before the stage before
        </Menu.Item>
        <Menu.Item leftSection={<IconArrowRight {...icon} />} disabled={isLast} onClick={() => actions.swap(stage, 1)}>
          Move behind the next stage
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<IconSquareDashed {...icon} />} onClick={() => actions.dissolve(stage)}>
          Dissolve the stage
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
