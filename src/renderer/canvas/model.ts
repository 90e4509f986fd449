import { createContext, useContext } from 'react';
import type { Edge, Node } from '@xyflow/react';
import type { Mark } from '../../shared/journey/diff.js';
import type { NodeType } from '../../shared/journey/schema.js';
import type { Note, NoteColour } from '../../shared/journey/ui.js';
import type { Family } from '../ui/index.js';
import type { EdgeFigures, NodeFigures } from '../../shared/simulation/overlay.js';

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
  /** Whether the journey runs from top to bottom. */
  down: boolean;
  /** What became of it, where two states of a journey are compared. */
  mark: Mark | undefined;
}
export type StepNode = Node<StepData, 'step'>;

/** All that a note shows. */
export interface NoteData extends Record<string, unknown> {
  note: Note;
}
export type NoteNode = Node<NoteData, 'note'>;
export type CanvasNode = StepNode | NoteNode;

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
  down: boolean;
  mark: Mark | undefined;
}
export type FlowEdge = Edge<FlowData, 'flow'>;

/** What is chosen on the canvas. */
export interface Selection {
  nodes: ReadonlySet<string>;
  edges: ReadonlySet<string>;
}

export const NOTHING_SELECTED: Selection = { nodes: new Set(), edges: new Set() };

/** A new text, colour, or size of a note, with its new place where a size is drawn from another corner. */
export interface NoteChange {
  text?: string;
  colour?: NoteColour;
  size?: { x: number; y: number; width: number; height: number };
}

/** What nodes and edges can ask the canvas for. The same object for as long as the canvas is mounted. */
export interface CanvasActions {
  /** Opens the menu of steps to put behind a way out. */
  addBehind: (source: string, handle: string, anchor: { x: number; y: number }) => void;
  /** Opens the menu of steps to put into an edge. */
  addInto: (edge: string, anchor: { x: number; y: number }) => void;
  /** Changes a note; what is written in one go is one step of the history. */
  changeNote: (note: string, change: NoteChange) => void;
  /** Begins or, with nothing, ends the writing of a note. */
  writeNote: (note: string | undefined) => void;
}

export const CanvasActionsContext = createContext<CanvasActions | undefined>(undefined);

/** @throws Error outside the canvas. */
export function useCanvasActions(): CanvasActions {
  const actions = useContext(CanvasActionsContext);
  if (!actions) throw new Error('useCanvasActions needs a canvas above it');
  return actions;
}

/** The note that is being written. */
export const WrittenNoteContext = createContext<string | undefined>(undefined);
