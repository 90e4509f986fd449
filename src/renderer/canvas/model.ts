import { createContext, useContext } from 'react';
import type { Edge, Node } from '@xyflow/react';
import type { NodeType } from '../../shared/journey/schema.js';
import type { Family } from '../ui/index.js';
import type { EdgeFigures, NodeFigures } from './overlay.js';

/** What is wrong with a node, in short. */
export interface NodeProblems {
  errors: number;
  warnings: number;
  /** The sentences, errors first. */
  messages: readonly string[];
}

/** A way out of a node as it is drawn. */
export interface Way {
  handle: string;
  label: string;
  /** Whether no edge leaves it yet. */
  free: boolean;
}

/** All that a node shows. Made anew only when one of its parts changes, so that React can leave the other nodes alone. */
export interface StepData extends Record<string, unknown> {
  type: NodeType;
  family: Family;
  title: string;
  detail: string;
  ways: readonly Way[];
  problems: NodeProblems | undefined;
  figures: NodeFigures | undefined;
  stale: boolean;
}
export type StepNode = Node<StepData, 'step'>;

export interface FlowData extends Record<string, unknown> {
  /** "yes", or nothing where the node has only one way out. */
  label: string;
  family: Family;
  /** The way that leads on as hoped: yes, happened. */
  good: boolean;
  figures: EdgeFigures | undefined;
  stale: boolean;
  /** Whether the way out is one of several, on a row of its own. */
  row: boolean;
}
export type FlowEdge = Edge<FlowData, 'flow'>;

/** What is chosen on the canvas. */
export interface Selection {
  nodes: ReadonlySet<string>;
  edges: ReadonlySet<string>;
}

export const NOTHING_SELECTED: Selection = { nodes: new Set(), edges: new Set() };

/** What nodes and edges can ask the canvas for. The same object for as long as the canvas is mounted. */
export interface CanvasActions {
  /** Opens the menu of steps to put behind a way out. */
  addBehind: (source: string, handle: string, anchor: { x: number; y: number }) => void;
  /** Opens the menu of steps to put into an edge. */
  addInto: (edge: string, anchor: { x: number; y: number }) => void;
}

export const CanvasActionsContext = createContext<CanvasActions | undefined>(undefined);

/** @throws Error outside the canvas. */
export function useCanvasActions(): CanvasActions {
  const actions = useContext(CanvasActionsContext);
  if (!actions) throw new Error('useCanvasActions needs a canvas above it');
  return actions;
}
