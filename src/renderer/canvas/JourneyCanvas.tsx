import '@xyflow/react/dist/base.css';
import {
  Background,
  BackgroundVariant,
  ReactFlow,
  SelectionMode,
  useKeyPress,
  useReactFlow,
  type NodeMouseHandler,
} from '@xyflow/react';
import { memo, useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import type { NodeType } from '../../shared/journey/schema.js';
import { directionOf, type Direction } from '../../shared/journey/ui.js';
import { Message } from '../ui/index.js';
import { createActions } from './actions.js';
import { calm } from './calm.js';
import { CanvasControls } from './CanvasControls.js';
import { ConnectHint } from './ConnectHint.js';
import type { CanvasEditor } from './editor.js';
import { isFarInWindow } from './far.js';
import { FindBar } from './FindBar.js';
import { FlowEdgeView } from './FlowEdgeView.js';
import { FINE_GRID, FIT_VIEW, GRID, MIN_ZOOM } from './geometry.js';
import { Guides } from './Guides.js';
import { JourneyMap } from './JourneyMap.js';
import { Lanes } from './Lanes.js';
import { CanvasActionsContext, WrittenNoteContext, type CanvasActions, type CanvasNode } from './model.js';
import { NoteView } from './NoteView.js';
import { Palette } from './Palette.js';
import type { CanvasContent } from './projection.js';
import { StepNodeView } from './StepNodeView.js';
import { useAddMenu } from './useAddMenu.js';
import { useCanvasKeys } from './useCanvasKeys.js';
import { useCanvasView } from './useCanvasView.js';
import { useClipboard } from './useClipboard.js';
import { useConnecting } from './useConnecting.js';
import { useDragging } from './useDragging.js';
import { useGuides } from './useGuides.js';
import { useMoving } from './useMoving.js';
import { usePaletteDrop } from './usePaletteDrop.js';
import { useProjection } from './useProjection.js';
import { useStages } from './useStages.js';
import { useTidy } from './useTidy.js';
import { useWords, WordlessContext } from './useWords.js';
import classes from './JourneyCanvas.module.css';

const nodeTypes = { step: StepNodeView, note: NoteView };
const edgeTypes = { flow: FlowEdgeView };
const COARSE: [number, number] = [GRID, GRID];
const FINE: [number, number] = [FINE_GRID, FINE_GRID];
const REFUSAL_SHOWN_MS = 7000;
/** More steps than this are drawn more plainly, so that moving about stays smooth. */
const MANY = 150;

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
  /** Opens the search for a step to add. */
  search: () => void;
  addNote: () => void;
  tidy: (direction?: Direction) => void;
  duplicate: () => void;
  /** Puts what is selected into a stage, which is asked for. */
  group: () => void;
  selectAll: () => void;
  find: () => void;
  fit: () => void;
  zoomToSelection: () => void;
  /** Deletes what is selected and leaves the focus on the canvas. */
  remove: () => void;
  focus: (node?: string) => void;
}

/** The journey, drawn and edited. Needs a `ReactFlowProvider` above it. */
export const JourneyCanvas = memo(function JourneyCanvas({ content, editor, empty, onReady }: JourneyCanvasProps) {
  const root = useRef<HTMLDivElement>(null);
  const view = useCanvasView(root);
  const { refuse, dismiss, refusal } = view;
  const [miniMap, setMiniMap] = useState(true);
  const [finding, setFinding] = useState(false);
  const [written, writeNote] = useState<string | undefined>(undefined);
  const fine = useKeyPress('Alt');
  const { adjust, taken, guides } = useGuides();
  const [startsFar] = useState(() => isFarInWindow(content.draft));
  const moving = useMoving(root, startsFar);
  const wordless = useWords(content.draft, startsFar);
  const projection = useProjection(content, editor, adjust, startsFar);
  const actions = useMemo(() => createActions(editor, view), [editor, view]);
  const { openMenu, menu } = useAddMenu(root, actions, content);
  const connecting = useConnecting(editor, refuse, openMenu);
  const { tidy, tidying } = useTidy(editor, view);
  const { stages, group, dialog } = useStages(editor, view);
  const dragging = useDragging(root, editor, view, taken);
  const clipboard = useClipboard(root, actions);
  const { fit, zoomToSelection } = useFitting(editor);

  const more = useMemo(
    () => ({
      tidy: () => tidy(),
      search: () => openMenu(beside(root.current), { kind: 'auto' }),
      note: () => writeNote(actions.addNote()),
      writeNote,
      group,
      zoomToSelection,
    }),
    [actions, group, openMenu, tidy, zoomToSelection],
  );
  const onKeyDown = useCanvasKeys(editor, view, actions, more);
  const canvasActions = useMemo(
    (): CanvasActions => ({
      addBehind: (source, handle, anchor) => openMenu(anchor, { kind: 'behind', source, handle }),
      addInto: (edge, anchor) => openMenu(anchor, { kind: 'into', edge }),
      changeNote: actions.changeNote,
      writeNote,
    }),
    [actions, openMenu],
  );

  useEffect(() => {
    if (refusal === '') return undefined;
    const timer = setTimeout(dismiss, REFUSAL_SHOWN_MS);
    return () => clearTimeout(timer);
  }, [refusal, dismiss]);

  useEffect(() => {
    onReady?.({
      add: (type) => actions.add(type, { kind: 'auto' }),
      search: more.search,
      addNote: more.note,
      duplicate: actions.duplicate,
      selectAll: actions.selectAll,
      group,
      find: () => setFinding(true),
      fit,
      zoomToSelection,
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
  }, [actions, editor, fit, group, more, onReady, tidy, view, zoomToSelection]);

  const palette = usePaletteDrop(root, actions.add);
  const { words, draft } = content;
  const titleOf = useCallback(
    (id: string) => {
      const node = draft.nodes.find((candidate) => candidate.id === id);
      return node ? words(node).title : id;
    },
    [draft, words],
  );
  const onDoubleClick: NodeMouseHandler<CanvasNode> = useCallback(
    (_event, node) => {
      if (node.type === 'step') editor.openInspector();
    },
    [editor],
  );
  const show = useCallback(
    (id: string) => {
      editor.select({ nodes: new Set([id]), edges: new Set() });
      editor.setActive(id);
      view.reveal(id);
    },
    [editor, view],
  );

  return (
    <div
      ref={root}
      className={classes['canvas']}
      data-many={draft.nodes.length > MANY || undefined}
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
        <WrittenNoteContext value={written}>
          <Lanes draft={draft} actions={stages} />
          <WordlessContext value={wordless}>
            <ReactFlow
              {...projection}
              {...connecting.props}
              {...dragging}
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
              minZoom={MIN_ZOOM}
              maxZoom={2}
              fitView
              fitViewOptions={FIT_VIEW}
              elevateNodesOnSelect
              elevateEdgesOnSelect
              nodeDragThreshold={3}
              connectionRadius={28}
              onNodeDoubleClick={onDoubleClick}
              zoomOnDoubleClick={false}
              {...moving}
              proOptions={{ hideAttribution: true }}
              aria-label="Journey canvas"
            >
              <Background variant={BackgroundVariant.Dots} gap={GRID} size={1} color="var(--wp-dot)" />
              {miniMap && <JourneyMap draft={draft} />}
            </ReactFlow>
          </WordlessContext>
          <Guides guides={guides} />
          {connecting.active && <ConnectHint root={root} refusalAt={connecting.refusalAt} titleOf={titleOf} />}
          <Palette
            onAdd={(type) => actions.add(type, { kind: 'auto' })}
            {...palette}
            onSearch={(at) => openMenu(at, { kind: 'auto' })}
            onNote={more.note}
          />
          <CanvasControls
            tidy={tidy}
            tidying={tidying}
            direction={directionOf(draft)}
            miniMap={miniMap}
            onMiniMap={setMiniMap}
            onFind={() => setFinding(true)}
            onSelection={content.selection.nodes.size > 0 ? zoomToSelection : undefined}
          />
          {finding && (
            <FindBar
              content={content}
              onShow={show}
              onClose={() => {
                setFinding(false);
                const active = editor.active();
                if (active === undefined) root.current?.focus();
                else view.focusNode(active);
              }}
            />
          )}
          {draft.nodes.length === 0 && <div className={classes['empty']}>{empty}</div>}
          {menu}
          {dialog}
          {refusal !== '' && (
            <div className={classes['refusal']}>
              <Message tone="warning">{refusal}</Message>
            </div>
          )}
          <div className="wp-visually-hidden" aria-live="polite">
            {view.announcement}
          </div>
        </WrittenNoteContext>
      </CanvasActionsContext>
    </div>
  );
});

/** Where the search for a step opens when no place was pointed at: in the upper middle of the canvas. */
function beside(root: HTMLElement | null): { x: number; y: number } {
  const box = root?.getBoundingClientRect();
  return box ? { x: box.x + box.width / 2 - 150, y: box.y + Math.min(96, box.height / 4) } : { x: 0, y: 0 };
}

/** Showing the whole journey, or what is selected of it. */
function useFitting(editor: CanvasEditor) {
  const { fitView } = useReactFlow();
  return useMemo(
    () => ({
      fit: () => void fitView({ ...FIT_VIEW, duration: calm(160) }),
      zoomToSelection: () => {
        const nodes = [...editor.selection().nodes].map((id) => ({ id }));
        if (nodes.length > 0) void fitView({ ...FIT_VIEW, nodes, duration: calm(160) });
      },
    }),
    [editor, fitView],
  );
}

/** After a click on something that takes no focus itself, the keys of the canvas go on working. */
function keepFocus(root: HTMLElement | null, target: EventTarget): void {
  const takesFocus = target instanceof Element && target.closest('button, input, [role="menu"], [role="dialog"]') !== null;
  if (root && !takesFocus && !root.contains(document.activeElement)) root.focus({ preventScroll: true });
}
