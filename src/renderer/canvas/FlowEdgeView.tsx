import {
  BaseEdge,
  getBezierPath,
  getSmoothStepPath,
  Position,
  useStore,
  type EdgeProps,
  type ReactFlowState,
} from '@xyflow/react';
import { memo, useCallback, useState } from 'react';
import { formatChange, formatNumber } from '../ui/index.js';
import { HANDLE_REACH, HANDLE_Y, NODE_WIDTH } from './geometry.js';
import { useCanvasActions, type FlowEdge } from './model.js';
import classes from './FlowEdgeView.module.css';

const CHARACTER = 6.3;

interface Line {
  path: string;
  x: number;
  y: number;
}

interface Ends {
  sourceX: number;
  sourceY: number;
  targetX: number;
  targetY: number;
}

/** How far below the way out a node ends; 0 while it has not been measured. */
function useSourceHeight(source: string): number {
  return useStore(useCallback((state: ReactFlowState) => state.nodeLookup.get(source)?.measured.height ?? 0, [source]));
}

/**
 * The line of an edge: along the way in which the journey runs as a rule, straight down from a node with one way out to one that
 * lies below it, and round the outside where it leads back.
 */
function lineOf({ sourceX, sourceY, targetX, targetY }: Ends, sourceHeight: number, row: boolean, down: boolean): Line {
  if (down) return lineDown({ sourceX, sourceY, targetX, targetY });
  const bottom = sourceY - HANDLE_Y + sourceHeight;
  const top = targetY - HANDLE_Y;
  const isBelow = !row && sourceHeight > 0 && top > bottom + 8 && Math.abs(targetX + NODE_WIDTH - sourceX) < NODE_WIDTH * 0.75;
  if (isBelow) {
    return lineDown({
      sourceX: sourceX - HANDLE_REACH - NODE_WIDTH / 2,
      sourceY: bottom,
      targetX: targetX + HANDLE_REACH + NODE_WIDTH / 2,
      targetY: top,
    });
  }
  const sides = { sourceX, sourceY, sourcePosition: Position.Right, targetX, targetY, targetPosition: Position.Left };
  const [path, x, y] =
    targetX < sourceX + 16 ? getSmoothStepPath({ ...sides, borderRadius: 20, offset: 28 }) : getBezierPath(sides);
  return { path, x, y };
}

function lineDown(ends: Ends): Line {
  const sides = { ...ends, sourcePosition: Position.Bottom, targetPosition: Position.Top };
  const [path, x, y] =
    ends.targetY < ends.sourceY + 8 ? getSmoothStepPath({ ...sides, borderRadius: 20, offset: 28 }) : getBezierPath(sides);
  return { path, x, y };
}

/** A connection: its way out in a word, and after a run its flow by thickness and number. */
export const FlowEdgeView = memo(function FlowEdgeView(props: EdgeProps<FlowEdge>) {
  const { id, source, data, selected, sourceX, sourceY, targetX, targetY } = props;
  const height = useSourceHeight(source);
  const { path, x, y } = lineOf({ sourceX, sourceY, targetX, targetY }, height, data?.row ?? false, data?.down ?? false);
  const flow = data?.figures;
  // Of a thousand connections hardly one is pointed at: only that one has the button.
  const [isUnder, setUnder] = useState(false);
  const colour = data?.good ? 'purchase' : (data?.family ?? 'logic');
  return (
    <g
      className={classes['edge']}
      data-selected={selected || undefined}
      data-run={flow ? true : undefined}
      data-stale={data?.stale || undefined}
      data-mark={data?.mark}
      style={{ '--family': `var(--wp-family-${colour})`, ...(flow && { '--flow': `${String(flow.width)}px` }) }}
      onMouseEnter={() => setUnder(true)}
      onMouseLeave={() => setUnder(false)}
    >
      <BaseEdge id={id} path={path} interactionWidth={24} className={classes['line'] ?? ''} />
      <Label
        x={x}
        y={y}
        way={data?.label ?? ''}
        count={flow && (flow.unit !== 'messages' || flow.count > 0) ? flow.count : undefined}
        change={flow?.change}
        good={data?.good ?? false}
      />
      {(isUnder || selected) && <InsertButton edge={id} x={x} y={y} />}
    </g>
  );
});

interface LabelProps {
  x: number;
  y: number;
  way: string;
  count: number | undefined;
  change: number | undefined;
  good: boolean;
}

function Label({ x, y, way, count, change, good }: LabelProps) {
  const shortWay = way.length > 18 ? `${way.slice(0, 17)}…` : way;
  const counted = count === undefined ? '' : formatNumber(count);
  const differs = change === undefined || change === 0 ? '' : formatChange(change);
  const parts = [shortWay, counted, differs].filter((part) => part !== '');
  if (parts.length === 0) return null;
  const text = parts.join(' ');
  const width = text.length * CHARACTER + 14;
  return (
    <g className={classes['label']} data-good={good || undefined} transform={`translate(${String(x)} ${String(y)})`}>
      <rect x={-width / 2} y={-10} width={width} height={20} rx={10} />
      <text textAnchor="middle" dominantBaseline="central">
        {text}
      </text>
    </g>
  );
}

/** Appears over the label while the pointer is on the edge; by keyboard a chosen edge takes a step by the step's key. */
function InsertButton({ edge, x, y }: { edge: string; x: number; y: number }) {
  const { addInto } = useCanvasActions();
  return (
    <g
      className={classes['insert']}
      transform={`translate(${String(x)} ${String(y)})`}
      onClick={(event) => {
        event.stopPropagation();
        addInto(edge, { x: event.clientX, y: event.clientY });
      }}
    >
      <title>Add a step here</title>
      <circle r={11} />
      <path d="M-4.5 0H4.5M0 -4.5V4.5" />
    </g>
  );
}
