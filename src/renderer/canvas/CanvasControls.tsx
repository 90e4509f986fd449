import { Tooltip, UnstyledButton } from '@mantine/core';
import { useReactFlow, useStore, type ReactFlowState } from '@xyflow/react';
import { IconLayoutGrid, IconMap, IconMinus, IconPlus, IconWand } from '@tabler/icons-react';
import { memo, type ReactNode } from 'react';
import { formatPercent } from '../ui/index.js';
import { FIT_VIEW } from './geometry.js';
import classes from './CanvasControls.module.css';

const selectZoom = (state: ReactFlowState) => Math.round(state.transform[2] * 100) / 100;

interface ControlsProps {
  onTidy: () => void;
  tidying: boolean;
  miniMap: boolean;
  onMiniMap: (shown: boolean) => void;
}

/** Zoom, fit, tidy up and the little map, at the lower right of the canvas. */
export const CanvasControls = memo(function CanvasControls({ onTidy, tidying, miniMap, onMiniMap }: ControlsProps) {
  const { zoomIn, zoomOut, zoomTo, fitView } = useReactFlow();
  const zoom = useStore(selectZoom);
  return (
    <div className={classes['controls']} role="toolbar" aria-label="View of the canvas">
      <Control label="Tidy up: arrange the steps from left to right" onClick={onTidy} disabled={tidying}>
        <IconWand size={16} />
      </Control>
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
      <Control label="Fit: show the whole journey" onClick={() => void fitView(FIT_VIEW)}>
        <IconLayoutGrid size={16} />
        <span>Fit</span>
      </Control>
    </div>
  );
});

interface ControlProps {
  label: string;
  onClick: () => void;
  pressed?: boolean;
  disabled?: boolean;
  children: ReactNode;
}

function Control({ label, onClick, pressed, disabled = false, children }: ControlProps) {
  return (
    <Tooltip label={label}>
      <UnstyledButton
        className={classes['control'] ?? ''}
        aria-label={label}
        aria-pressed={pressed}
        disabled={disabled}
        onClick={onClick}
      >
        {children}
      </UnstyledButton>
    </Tooltip>
  );
}
