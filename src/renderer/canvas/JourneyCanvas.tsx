import '@xyflow/react/dist/base.css';
import {
  Background,
  BackgroundVariant,
  ReactFlow,
  SelectionMode,
  useKeyPress,
  useReactFlow,
  useStore,
  type ReactFlowState,
} from '@xyflow/react';
import { memo, useCallback, useEffect, useMemo, useRef, useState, type ReactNode, type RefObject } from 'react';
import type { NodeType } from '../../shared/journey/schema.js';
import { Message } from '../ui/index.js';
import { createActions, underPointer, type AddPlace } from './actions.js';
import { AddMenu } from './AddMenu.js';
import { CanvasControls } from './CanvasControls.js';
import type { CanvasEditor } from './editor.js';
import { FlowEdgeView } from './FlowEdgeView.js';
import { FINE_GRID, FIT_VIEW, GRID } from './geometry.js';
import { JourneyMap } from './JourneyMap.js';
import { Lanes } from './Lanes.js';
import { CanvasActionsContext, type CanvasActions, type StepNode } from './model.js';
import { Palette } from './Palette.js';
import type { CanvasContent } from './projection.js';
import { StepNodeView } from './StepNodeView.js';
import { useCanvasKeys } from './useCanvasKeys.js';
import { useCanvasView } from './useCanvasView.js';
import { useClipboard } from './useClipboard.js';
import { useConnecting } from './useConnecting.js';
import { useProjection } from './useProjection.js';
import { useTidy } from './useTidy.js';
import classes from './JourneyCanvas.module.css';

const nodeTypes = { step: StepNodeView };
const edgeTypes = { flow: FlowEdgeView };
const COARSE: [number, number] = [GRID, GRID];
const FINE: [number, number] = [FINE_GRID, FINE_GRID];
/** Below this zoom words cannot be read and are not drawn. */
const FAR = 0.42;
const REFUSAL_SHOWN_MS = 7000;

const selectFar = (state: ReactFlowState) => state.transform[2] < FAR;

interface JourneyCanvasProps {
  content: CanvasContent;
  editor: CanvasEditor;
  /** Shown in the middle while the journey has no steps. */
  empty?: ReactNode;
  /** Lets the surroundings do what the canvas does (commands of the palette). */
  onReady?: (handle: CanvasHandle) => void;
}

/** What the surroundings may ask the canvas to do. */
export interface CanvasHandle {
  add: (type: NodeType) => void;
  tidy: () => void;
  duplicate: () => void;
  /** Deletes what is selected and leaves the focus on the canvas. */
  remove: () => void;
  focus: (node?: string) => void;
}

interface Menu {
  at: { x: number; y: number };
  place: AddPlace;
}

/** The journey, drawn and edited. Needs a `ReactFlowProvider` above it. */
export const JourneyCanvas = memo(function JourneyCanvas({ content, editor, empty, onReady }: JourneyCanvasProps) {
  const root = useRef<HTMLDivElement>(null);
  const view = useCanvasView(root);
  const { refuse, dismiss, refusal } = view;
  const [menu, setMenu] = useState<Menu | undefined>(undefined);
  const [miniMap, setMiniMap] = useState(true);
  const fine = useKeyPress('Alt');
  const far = useStore(selectFar);
  const projection = useProjection(content, editor);
  const actions = useMemo(() => createActions(editor, view), [editor, view]);
  const openMenu = useCallback((at: Menu['at'], place: AddPlace) => setMenu({ at, place }), []);
  const connecting = useConnecting(editor, refuse, openMenu);
  const { tidy, tidying } = useTidy(editor, view);
  const onKeyDown = useCanvasKeys(editor, view, actions, tidy);
  const clipboard = useClipboard(root, actions);
  const canvasActions = useMemo(
    (): CanvasActions => ({
      addBehind: (source, handle, anchor) => openMenu(anchor, { kind: 'behind', source, handle }),
      addInto: (edge, anchor) => openMenu(anchor, { kind: 'into', edge }),
    }),
    [openMenu],
  );

  useEffect(() => {
    if (refusal === '') return undefined;
    const timer = setTimeout(dismiss, REFUSAL_SHOWN_MS);
    return () => clearTimeout(timer);
  }, [refusal, dismiss]);

  useEffect(() => {
    onReady?.({
      add: (type) => actions.add(type, { kind: 'auto' }),
      duplicate: actions.duplicate,
      remove: () => {
        actions.remove();
        root.current?.focus({ preventScroll: true });
      },
      tidy,
      focus: (node) => {
        const id = node ?? editor.active();
        if (id === undefined) root.current?.focus();
        else view.focusNode(id);
      },
    });
  }, [actions, editor, onReady, tidy, view]);

  const onDrop = useDrop(root, actions.add);
  const onNodeDragStop = useCallback(
    (_event: unknown, _node: StepNode, nodes: StepNode[]) => {
      editor.execute({ kind: 'moveNodes', positions: Object.fromEntries(nodes.map((node) => [node.id, node.position])) });
    },
    [editor],
  );
  const addFromPalette = useCallback((type: NodeType) => actions.add(type, { kind: 'auto' }), [actions]);

  return (
    <div
      ref={root}
      className={classes['canvas']}
      data-far={far || undefined}
      data-connecting={connecting.active || undefined}
      tabIndex={-1}
      onKeyDown={onKeyDown}
      {...clipboard}
      onPointerDownCapture={() => {
        dismiss();
      }}
      onPointerUp={(event) => keepFocus(root.current, event.target)}
    >
      <CanvasActionsContext value={canvasActions}>
        <Lanes draft={content.draft} />
        <ReactFlow
          {...projection}
          {...connecting.props}
          nodeTypes={nodeTypes}
          edgeTypes={edgeTypes}
          nodesFocusable={false}
          edgesFocusable={false}
          disableKeyboardA11y
          deleteKeyCode={null}
          multiSelectionKeyCode={['Meta', 'Control']}
          selectionKeyCode="Shift"
          selectionMode={SelectionMode.Partial}
          snapToGrid
          snapGrid={fine ? FINE : COARSE}
          minZoom={0.1}
          maxZoom={2}
          fitView
          fitViewOptions={FIT_VIEW}
          elevateNodesOnSelect
          elevateEdgesOnSelect
          nodeDragThreshold={3}
          connectionRadius={28}
          onNodeDragStop={onNodeDragStop}
          onNodeDoubleClick={editor.openInspector}
          proOptions={{ hideAttribution: true }}
          aria-label="Journey canvas"
        >
          <Background variant={BackgroundVariant.Dots} gap={GRID} size={1} color="var(--wp-dot)" />
          {miniMap && <JourneyMap draft={content.draft} />}
        </ReactFlow>
        <Palette onAdd={addFromPalette} onDrop={onDrop} />
        <CanvasControls onTidy={tidy} tidying={tidying} miniMap={miniMap} onMiniMap={setMiniMap} />
        {content.draft.nodes.length === 0 && <div className={classes['empty']}>{empty}</div>}
        {menu && (
          <AddMenu
            at={menu.at}
            without={excluded(menu.place)}
            onClose={() => setMenu(undefined)}
            onPick={(type) => {
              setMenu(undefined);
              actions.add(type, menu.place);
            }}
          />
        )}
        {refusal !== '' && (
          <div className={classes['refusal']}>
            <Message tone="warning">{refusal}</Message>
          </div>
        )}
        <div className="wp-visually-hidden" aria-live="polite">
          {view.announcement}
        </div>
      </CanvasActionsContext>
    </div>
  );
});

function excluded(place: AddPlace): readonly NodeType[] {
  if (place.kind === 'into') return ['trigger', 'exit'];
  return place.kind === 'behind' ? ['trigger'] : [];
}

/** After a click on something that takes no focus itself, the keys of the canvas go on working. */
function keepFocus(root: HTMLElement | null, target: EventTarget): void {
  const takesFocus = target instanceof Element && target.closest('button, input, [role="menu"], [role="dialog"]') !== null;
  if (root && !takesFocus && !root.contains(document.activeElement)) root.focus({ preventScroll: true });
}

/** A step let go of over the canvas: into the connection under the pointer, else where it was dropped. */
function useDrop(root: RefObject<HTMLDivElement | null>, add: (type: NodeType, place: AddPlace) => void) {
  const { screenToFlowPosition } = useReactFlow();
  return useCallback(
    (type: NodeType, at: { x: number; y: number }) => {
      const element = document.elementFromPoint(at.x, at.y);
      if (!element || !root.current?.contains(element) || element.closest('[role="toolbar"]')) return;
      const edge = element.closest('.react-flow__edge')?.getAttribute('data-id');
      if (edge && type !== 'trigger' && type !== 'exit') add(type, { kind: 'into', edge });
      else add(type, { kind: 'at', position: underPointer(screenToFlowPosition(at)) });
    },
    [add, root, screenToFlowPosition],
  );
}
