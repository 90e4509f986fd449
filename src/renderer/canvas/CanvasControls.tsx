import { Menu, Tooltip, UnstyledButton } from '@mantine/core';
import { useReactFlow, useStore, type ReactFlowState } from '@xyflow/react';
import {
  IconArrowsMaximize,
  IconCheck,
  IconChevronDown,
  IconFocusCentered,
  IconLayoutGrid,
  IconMap,
  IconMinus,
  IconPlus,
  IconSearch,
  IconWand,
} from '@tabler/icons-react';
import { memo, type ComponentProps, type ReactNode } from 'react';
import type { Direction } from '../../shared/journey/ui.js';
import { formatPercent } from '../ui/index.js';
import { FIT_VIEW } from './geometry.js';
import { useKeepPlaced, type Tidying } from './useTidy.js';
import classes from './CanvasControls.module.css';

const selectZoom = (state: ReactFlowState) => Math.round(state.transform[2] * 100) / 100;

interface ControlsProps extends Tidying {
  direction: Direction;
  miniMap: boolean;
  onMiniMap: (shown: boolean) => void;
  onFind: () => void;
  /** Absent while nothing is selected. */
  onSelection: (() => void) | undefined;
}

/** Find, tidy up, the little map, zoom and fit, at the lower right of the canvas. */
export const CanvasControls = memo(function CanvasControls(props: ControlsProps) {
  const { tidy, tidying, direction, miniMap, onMiniMap, onFind, onSelection } = props;
  const { zoomIn, zoomOut, zoomTo, fitView } = useReactFlow();
  const zoom = useStore(selectZoom);
  return (
    <div className={classes['controls']} role="toolbar" aria-label="View of the canvas">
      <Control label="Find on the canvas" onClick={onFind}>
        <IconSearch size={16} />
      </Control>
      <span className={classes['rule']} />
      <Control label="Tidy up: arrange the steps" onClick={() => tidy()} disabled={tidying}>
        <IconWand size={16} />
      </Control>
      <TidyMenu direction={direction} tidy={tidy} tidying={tidying} />
      <Control label={miniMap ? 'Hide the map' : 'Show the map'} onClick={() => onMiniMap(!miniMap)} pressed={miniMap}>
        <IconMap size={16} />
      </Control>
      <span className={classes['rule']} />
      <Control label="Zoom out" onClick={() => void zoomOut()}>
        <IconMinus size={16} />
      </Control>
      <Control label={`${formatPercent(zoom)}: zoom to 100 %`} onClick={() => void zoomTo(1)}>
        <span className={classes['zoom']}>{formatPercent(zoom)}</span>
      </Control>
      <Control label="Zoom in" onClick={() => void zoomIn()}>
        <IconPlus size={16} />
      </Control>
      <Control label="Zoom to the selection" onClick={() => onSelection?.()} disabled={!onSelection}>
        <IconFocusCentered size={16} />
      </Control>
      <Control label="Fit: show the whole journey" onClick={() => void fitView(FIT_VIEW)}>
        <IconArrowsMaximize size={16} />
        <span>Fit</span>
      </Control>
    </div>
  );
});

const DIRECTION_NAMES: Readonly<Record<Direction, string>> = { right: 'Left to right', down: 'Top-down' };

function TidyMenu({ direction, tidy, tidying }: Pick<ControlsProps, 'direction' | 'tidy' | 'tidying'>) {
  const keep = useKeepPlaced((state) => state.keep);
  return (
    <Menu width={272} position="top-end">
      <Menu.Target>
        <Control label="How to arrange the steps" disabled={tidying}>
          <IconChevronDown size={12} />
        </Control>
      </Menu.Target>
      <Menu.Dropdown>
        {(['right', 'down'] as const).map((way) => (
          <Menu.Item
            key={way}
            leftSection={<IconLayoutGrid size={16} aria-hidden />}
            rightSection={way === direction ? <IconCheck size={14} aria-label="as it is now" role="img" /> : undefined}
            onClick={() => tidy(way)}
          >
            {DIRECTION_NAMES[way]}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.CheckboxItem
          checked={keep}
          onChange={(checked) => useKeepPlaced.setState({ keep: checked })}
          closeMenuOnClick={false}
        >
          Keep what I placed by hand
        </Menu.CheckboxItem>
      </Menu.Dropdown>
    </Menu>
  );
}

interface ControlProps extends Omit<ComponentProps<'button'>, 'style'> {
  label: string;
  pressed?: boolean;
  children: ReactNode;
}

function Control({ label, pressed, children, ...rest }: ControlProps) {
  return (
    <Tooltip label={label}>
      <UnstyledButton {...rest} className={classes['control'] ?? ''} aria-label={label} aria-pressed={pressed}>
        {children}
      </UnstyledButton>
    </Tooltip>
  );
}
