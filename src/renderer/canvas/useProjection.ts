import { applyNodeChanges, type EdgeChange, type NodeChange } from '@xyflow/react';
import { useCallback, useState } from 'react';
import { flushSync } from 'react-dom';
import type { CanvasEditor } from './editor.js';
import { guessOf, withoutGuess } from './guess.js';
import type { CanvasNode, FlowEdge, Selection } from './model.js';
import { projectEdges, projectNodes, type CanvasContent } from './projection.js';

interface Projected {
  content: CanvasContent;
  nodes: CanvasNode[];
  edges: FlowEdge[];
}

function changed(ids: ReadonlySet<string>, changes: readonly { id: string; selected: boolean }[]): ReadonlySet<string> {
  const next = new Set(ids);
  for (const { id, selected } of changes) {
    if (selected) next.add(id);
    else next.delete(id);
  }
  return next;
}

function selectChanges(changes: readonly (NodeChange<CanvasNode> | EdgeChange<FlowEdge>)[]): { id: string; selected: boolean }[] {
  return changes.flatMap((change) => (change.type === 'select' ? [{ id: change.id, selected: change.selected }] : []));
}

function guessed(node: CanvasNode): CanvasNode {
  return node.type === 'step' ? { ...node, ...guessOf(node.data) } : node;
}

/** Nodes after changes of React Flow's own; whatever it did not touch stays the same object. */
function changedNodes(changes: NodeChange<CanvasNode>[], before: CanvasNode[]): CanvasNode[] {
  const same = new Set(before);
  return applyNodeChanges(changes, before).map((node) => (same.has(node) ? node : withoutGuess(node)));
}

/**
 * React Flow's nodes and edges for a journey. The document is the truth: only what React Flow itself measures, and where a
 * node is while it is dragged, lives here.
 * @param adjust snaps what is dragged
 * @param guess whether steps are outlines at first, of which all is known before it is measured; what it is later does not matter
 */
export function useProjection(
  content: CanvasContent,
  editor: CanvasEditor,
  adjust: (changes: NodeChange<CanvasNode>[]) => NodeChange<CanvasNode>[],
  guess: boolean,
) {
  const [projected, setProjected] = useState<Projected>(() => ({
    content,
    nodes: guess ? projectNodes(content, []).map(guessed) : projectNodes(content, []),
    edges: projectEdges(content, []),
  }));
  let current = projected;
  if (projected.content !== content) {
    current = { content, nodes: projectNodes(content, projected.nodes), edges: projectEdges(content, projected.edges) };
    setProjected(current);
  }

  const onNodesChange = useCallback(
    (changes: NodeChange<CanvasNode>[]) => {
      const selects = selectChanges(changes);
      if (selects.length > 0) selectWith(editor, { nodes: selects });
      const own = adjust(changes.filter((change) => change.type === 'position' || change.type === 'dimensions'));
      if (own.length > 0) setProjected((before) => ({ ...before, nodes: changedNodes(own, before.nodes) }));
    },
    [adjust, editor],
  );

  const onEdgesChange = useCallback(
    (changes: EdgeChange<FlowEdge>[]) => {
      const selects = selectChanges(changes);
      if (selects.length > 0) selectWith(editor, { edges: selects });
    },
    [editor],
  );

  /** The ends of a connection that was pointed at can be taken hold of, as soon as the pointer is pressed. */
  const onEdgeMouseEnter = useCallback((_event: unknown, { id, reconnectable }: FlowEdge) => {
    if (reconnectable !== true)
      flushSync(() => setProjected((before) => ({ ...before, edges: before.edges.map(graspable(id)) })));
  }, []);

  return { nodes: current.nodes, edges: current.edges, onNodesChange, onEdgesChange, onEdgeMouseEnter };
}

function graspable(id: string): (edge: FlowEdge) => FlowEdge {
  return (edge) => (edge.id === id ? { ...edge, reconnectable: true } : edge);
}

type Change = { id: string; selected: boolean };

function selectWith(editor: CanvasEditor, changes: { nodes?: Change[]; edges?: Change[] }): void {
  const before = editor.selection();
  const next: Selection = {
    nodes: changed(before.nodes, changes.nodes ?? []),
    edges: changed(before.edges, changes.edges ?? []),
  };
  editor.select(next);
  const picked = changes.nodes?.find(({ selected }) => selected);
  if (picked && !next.nodes.has(editor.active() ?? '')) editor.setActive(picked.id);
}
