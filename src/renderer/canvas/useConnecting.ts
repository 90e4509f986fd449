import { useReactFlow, type Connection, type Edge, type FinalConnectionState } from '@xyflow/react';
import { useMemo, useRef, useState } from 'react';
import { connectionRefusal, handleRefusal } from '../../shared/journey/edit/rules.js';
import { underPointer, type AddPlace } from './actions.js';
import { freshEdgeId, type CanvasEditor } from './editor.js';
import { NODE_WIDTH } from './geometry.js';

type Point = { x: number; y: number };

function pointOf(event: MouseEvent | TouchEvent): Point {
  if ('clientX' in event) return { x: event.clientX, y: event.clientY };
  const touch = event.changedTouches[0];
  return touch ? { x: touch.clientX, y: touch.clientY } : { x: 0, y: 0 };
}

function nodeAt({ x, y }: Point): string | undefined {
  return document.elementFromPoint(x, y)?.closest('.react-flow__node')?.getAttribute('data-id') ?? undefined;
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

  const props = useMemo(() => {
    const refusalOf = (source: string, sourceHandle: string | null | undefined, target: string) =>
      connectionRefusal(editor.draft(), { source, sourceHandle: sourceHandle ?? '', target }, moved.current);

    function connect(source: string, sourceHandle: string, target: string): void {
      const edge = { id: freshEdgeId(editor.draft()), source, sourceHandle, target };
      const refusal = editor.execute({ kind: 'connect', edge });
      if (refusal !== undefined) refuse(refusal);
    }

    function letGo(event: MouseEvent | TouchEvent, state: FinalConnectionState): void {
      const source = state.fromNode?.id;
      const handle = state.fromHandle?.id;
      if (state.isValid === true || source === undefined || !handle || state.fromHandle?.type !== 'source') return;
      const at = pointOf(event);
      const target = state.toNode?.id ?? nodeAt(at);
      if (target !== undefined) {
        connect(source, handle, target);
        return;
      }
      if (!document.elementFromPoint(at.x, at.y)?.closest('.react-flow')) return;
      const refusal = handleRefusal(editor.draft(), { source, sourceHandle: handle });
      if (refusal !== undefined) refuse(refusal);
      else openMenu(at, { kind: 'behind', source, handle, position: leftEdgeAt(screenToFlowPosition(at)) });
    }

    return {
      connectOnClick: false,
      isValidConnection: (connection: Connection | Edge) =>
        refusalOf(connection.source, connection.sourceHandle, connection.target) === undefined,
      onConnectStart: () => setActive(true),
      onConnect: ({ source, sourceHandle, target }: Connection) => connect(source, sourceHandle ?? '', target),
      onConnectEnd: (event: MouseEvent | TouchEvent, state: FinalConnectionState) => {
        setActive(false);
        if (moved.current === undefined) letGo(event, state);
      },
      onReconnectStart: (_event: unknown, edge: Edge) => {
        moved.current = edge.id;
      },
      onReconnect: (edge: Edge, { source, sourceHandle, target }: Connection) => {
        const refusal = editor.execute({ kind: 'reconnect', edge: edge.id, source, sourceHandle: sourceHandle ?? '', target });
        if (refusal !== undefined) refuse(refusal);
      },
      onReconnectEnd: (_event: unknown, edge: Edge, _handle: unknown, state: FinalConnectionState) => {
        if (state.isValid === false && state.toNode) {
          const forward = state.fromHandle.type === 'source';
          const refusal = forward
            ? refusalOf(state.fromNode.id, edge.sourceHandle, state.toNode.id)
            : refusalOf(state.toNode.id, state.toHandle?.id, state.fromNode.id);
          if (refusal !== undefined) refuse(refusal);
        }
        moved.current = undefined;
      },
    };
  }, [editor, openMenu, refuse, screenToFlowPosition]);

  return { active, props };
}

/** A step added at the end of a drawn line has its way in there. */
function leftEdgeAt(point: Point): Point {
  return underPointer({ x: point.x + NODE_WIDTH / 2, y: point.y });
}
