import '@xyflow/react/dist/base.css';
import { Background, BackgroundVariant, ReactFlow, ReactFlowProvider, type Viewport } from '@xyflow/react';
import { useMemo } from 'react';
import { FAR } from './far.js';
import { FlowEdgeView } from './FlowEdgeView.js';
import { GRID, MIN_ZOOM } from './geometry.js';
import { CanvasActionsContext, NOTHING_SELECTED, type CanvasActions } from './model.js';
import { NoteView } from './NoteView.js';
import type { RunOverlay } from '../../shared/simulation/overlay.js';
import { projectEdges, projectNodes, type CanvasContent } from './projection.js';
import { StepNodeView } from './StepNodeView.js';
import classes from './JourneyCanvas.module.css';

const nodeTypes = { step: StepNodeView, note: NoteView };
const edgeTypes = { flow: FlowEdgeView };
const nothing = () => undefined;
const NO_ACTIONS: CanvasActions = { addBehind: nothing, addInto: nothing, changeNote: nothing, writeNote: nothing };

interface JourneyViewProps extends Pick<CanvasContent, 'draft' | 'words' | 'marks'> {
  /** What runs of it did, to be shown on it. */
  overlay?: RunOverlay | undefined;
  label: string;
  /** What is seen; views that share it move together. */
  viewport: Viewport;
  onViewport: (viewport: Viewport) => void;
}

/** A journey to look at, not to edit: drawn as on the canvas. */
export function JourneyView(props: JourneyViewProps) {
  return (
    <ReactFlowProvider>
      <View {...props} />
    </ReactFlowProvider>
  );
}

function View({ draft, words, marks, overlay, label, viewport, onViewport }: JourneyViewProps) {
  const { nodes, edges } = useMemo(() => {
    const content: CanvasContent = {
      draft,
      words,
      problems: new Map(),
      overlay,
      stale: false,
      selection: NOTHING_SELECTED,
      active: undefined,
      ...(marks && { marks }),
    };
    return { nodes: projectNodes(content, []), edges: projectEdges(content, []) };
  }, [draft, words, marks, overlay]);
  return (
    <div className={classes['canvas']} data-far={viewport.zoom < FAR || undefined}>
      <CanvasActionsContext value={NO_ACTIONS}>
        <ReactFlow
          defaultNodes={nodes}
          defaultEdges={edges}
          nodeTypes={nodeTypes}
          edgeTypes={edgeTypes}
          nodesDraggable={false}
          nodesConnectable={false}
          nodesFocusable={false}
          edgesFocusable={false}
          elementsSelectable={false}
          disableKeyboardA11y
          minZoom={MIN_ZOOM}
          maxZoom={2}
          viewport={viewport}
          onViewportChange={onViewport}
          proOptions={{ hideAttribution: true }}
          aria-label={label}
        >
          <Background variant={BackgroundVariant.Dots} gap={GRID} size={1} color="var(--wp-dot)" />
        </ReactFlow>
      </CanvasActionsContext>
    </div>
  );
}
