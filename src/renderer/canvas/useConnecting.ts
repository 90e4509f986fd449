import { useReactFlow, type Connection, type Edge, type FinalConnectionState } from '@xyflow/react';
import { useMemo, useRef, useState } from 'react';
import { connectionRefusal, handleRefusal } from '../../shared/journey/edit/rules.js';
import { handlesOf } from '../../shared/journey/handles.js';
import { underPointer, type AddPlace } from './actions.js';
import { freshEdgeId, type CanvasEditor } from './editor.js';
import { NODE_WIDTH } from './geometry.js';

type Point = { x: number; y: number };

/** One end of a line that is being drawn: the handle that stays. */
export interface Fixed {
  node: string;
  handle: string;
  type: 'source' | 'target';
}

function pointOf(event: MouseEvent | TouchEvent): Point {
  if ('clientX' in event) return { x: event.clientX, y: event.clientY };
  const touch = event.changedTouches[0];
  return touch ? { x: touch.clientX, y: touch.clientY } : { x: 0, y: 0 };
}

function nodeAt({ x, y }: Point): string | undefined {
  return document.elementFromPoint(x, y)?.closest('.react-flow__node')?.getAttribute('data-id') ?? undefined;
}

function isOnCanvas({ x, y }: Point): boolean {
  const element = document.elementFromPoint(x, y);
  return element !== null && element.closest('.react-flow') !== null && element.closest('[role="toolbar"]') === null;
}

function fixedOf({ fromNode, fromHandle }: FinalConnectionState): Fixed | undefined {
  return fromNode ? { node: fromNode.id, handle: fromHandle.id ?? '', type: fromHandle.type } : undefined;
}

/**
 * Drawing and moving connections. A connection let go of on a step connects, on nothing it offers the steps to add there, and
 * where it may not go it says why.
 */
export function useConnecting(
  editor: CanvasEditor,
  refuse: (reason: string) => void,
  openMenu: (at: Point, place: AddPlace) => void,
) {
  const { screenToFlowPosition } = useReactFlow();
  const [active, setActive] = useState(false);
  const moved = useRef<string | undefined>(undefined);

  const connecting = useMemo(() => {
    /** The way out of a step at which a line that ends there would begin: the one that is free, else the first. */
    function wayOut(node: string): string {
      const { nodes, edges } = editor.draft();
      const found = nodes.find(({ id }) => id === node);
      const ways = found ? handlesOf(found) : [];
      const isTaken = (way: string) =>
        edges.some(({ id, source, sourceHandle }) => id !== moved.current && source === node && sourceHandle === way);
      return ways.find((way) => !isTaken(way)) ?? ways[0] ?? '';
    }

    function connectionTo(
      { node, handle, type }: Fixed,
      other: string,
      otherHandle?: string,
    ): Required<Omit<Connection, 'targetHandle'>> {
      if (type === 'source') return { source: node, sourceHandle: handle, target: other };
      return { source: other, sourceHandle: otherHandle ?? wayOut(other), target: node };
    }

    /** Why a line from a fixed end may not end at a step, or (without one) may not be drawn at all. */
    function refusalAt(fixed: Fixed, other: string | undefined, otherHandle?: string): string | undefined {
      if (other !== undefined) {
        const { source, sourceHandle, target } = connectionTo(fixed, other, otherHandle);
        return connectionRefusal(editor.draft(), { source, sourceHandle: sourceHandle ?? '', target }, moved.current);
      }
      if (fixed.type === 'target') return undefined;
      return handleRefusal(editor.draft(), { source: fixed.node, sourceHandle: fixed.handle }, moved.current);
    }

    function lead(fixed: Fixed, other: string, otherHandle?: string): void {
      const connection = connectionTo(fixed, other, otherHandle);
      const way = { source: connection.source, sourceHandle: connection.sourceHandle ?? '', target: connection.target };
      const refusal =
        moved.current === undefined
          ? editor.execute({ kind: 'connect', edge: { id: freshEdgeId(editor.draft()), ...way } })
          : editor.execute({ kind: 'reconnect', edge: moved.current, ...way });
      if (refusal !== undefined) refuse(refusal);
    }

    /** A line let go of beside every handle: on a step's body it ends there, on nothing it asks what comes next. */
    function letGo(event: MouseEvent | TouchEvent, state: FinalConnectionState): void {
      const fixed = fixedOf(state);
      if (state.isValid === true || !fixed || fixed.handle === '') return;
      const at = pointOf(event);
      const other = state.toNode?.id ?? nodeAt(at);
      if (other !== undefined && other !== fixed.node) return lead(fixed, other, state.toHandle?.id ?? undefined);
      if (other !== undefined || !isOnCanvas(at)) return;
      const refusal = refusalAt(fixed, undefined);
      if (refusal !== undefined) return refuse(refusal);
      const position = leftEdgeAt(screenToFlowPosition(at));
      if (fixed.type === 'target') refuse('A connection begins at a way out of a step: let it go on one.');
      else if (moved.current === undefined) openMenu(at, { kind: 'behind', source: fixed.node, handle: fixed.handle, position });
      else openMenu(at, { kind: 'endOf', edge: moved.current, position });
    }

    const props = {
      connectOnClick: false,
      isValidConnection: (connection: Connection | Edge) =>
        connectionRefusal(
          editor.draft(),
          { source: connection.source, sourceHandle: connection.sourceHandle ?? '', target: connection.target },
          moved.current,
        ) === undefined,
      onConnectStart: () => setActive(true),
      onConnect: ({ source, sourceHandle, target }: Connection) =>
        lead({ node: source, handle: sourceHandle ?? '', type: 'source' }, target),
      onConnectEnd: (event: MouseEvent | TouchEvent, state: FinalConnectionState) => {
        setActive(false);
        if (moved.current === undefined) letGo(event, state);
      },
      onReconnectStart: (_event: unknown, edge: Edge) => {
        moved.current = edge.id;
        setActive(true);
      },
      onReconnect: (_edge: Edge, { source, sourceHandle, target }: Connection) =>
        lead({ node: source, handle: sourceHandle ?? '', type: 'source' }, target),
      onReconnectEnd: (event: MouseEvent | TouchEvent, _edge: Edge, _handle: unknown, state: FinalConnectionState) => {
        setActive(false);
        letGo(event, state);
        moved.current = undefined;
      },
    };
    return { props, refusalAt };
  }, [editor, openMenu, refuse, screenToFlowPosition]);

  return { active, ...connecting };
}

/** A step added at the end of a drawn line has its way in there. */
function leftEdgeAt(point: Point): Point {
  return underPointer({ x: point.x + NODE_WIDTH / 2, y: point.y });
}
