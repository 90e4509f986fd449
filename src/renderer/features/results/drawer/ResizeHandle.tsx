import { useRef, type KeyboardEvent, type PointerEvent } from 'react';
import { clampHeight, heightByKey, LEAST_HEIGHT } from '../model/drawerHeight.js';
import { setHeight, toggleCollapsed } from './viewStore.js';
import classes from './drawer.module.css';

interface ResizeHandleProps {
  height: number;
  /** The height of what drawer and canvas share. */
  space: number;
  collapsed: boolean;
}

/** The upper edge of the drawer: dragged, moved by the arrow keys, folded by Enter or a double click. */
export function ResizeHandle({ height, space, collapsed }: ResizeHandleProps) {
  const start = useRef<{ y: number; height: number } | undefined>(undefined);
  const onPointerDown = (event: PointerEvent<HTMLDivElement>): void => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    start.current = { y: event.clientY, height: collapsed ? LEAST_HEIGHT : height };
  };
  const onPointerMove = (event: PointerEvent): void => {
    const from = start.current;
    if (from && Math.abs(event.clientY - from.y) > 3) setHeight(clampHeight(from.height + from.y - event.clientY, space));
  };
  const onPointerUp = (): void => {
    start.current = undefined;
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const moved = heightByKey(event.key, height, space);
    if (moved === undefined && event.key !== 'Enter') return;
    event.preventDefault();
    if (moved === undefined) toggleCollapsed();
    else setHeight(moved);
  };
  return (
    <div
      className={classes['handle']}
      role="separator"
      tabIndex={0}
      aria-orientation="horizontal"
      aria-label="Height of the results"
      aria-controls="results"
      aria-valuemin={0}
      aria-valuemax={clampHeight(space, space)}
      aria-valuenow={collapsed ? 0 : height}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={onPointerUp}
      onPointerCancel={onPointerUp}
      onKeyDown={onKeyDown}
      onDoubleClick={toggleCollapsed}
    />
  );
}
