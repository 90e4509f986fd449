import { z } from 'zod';
import { handlesOf } from '../handles.js';
import {
  nodeSchema,
  NODE_TYPES,
  settingsSchema,
  type Journey,
  type JourneyNode,
  type JourneySettings,
  type NodeType,
} from '../schema.js';

/**
 * What can be read of a document in which some parts may be faulty: the graph as far as it is one, and of each node and of
 * the settings whether they are whole. So one unfinished node does not hide the faults of all others.
 */

export interface NodeView {
  index: number;
  id: string;
  /** What a person knows the node by. */
  label: string;
  /** Absent where the type is unknown. */
  type?: NodeType;
  /** The handles edges may leave by; absent where the type is unknown. */
  handles?: readonly string[];
  /** The node as parsed; absent where its settings are faulty. */
  node?: JourneyNode;
}

export interface EdgeView {
  index: number;
  id: string;
  source: string;
  sourceHandle: string;
  target: string;
}

export interface JourneyView {
  nodes: readonly NodeView[];
  edges: readonly EdgeView[];
  /** The first node with each id. */
  byId: ReadonlyMap<string, NodeView>;
  /** Empty where the settings are faulty. */
  settings: JourneySettings;
}

const nodeFrame = z.looseObject({
  id: z.string(),
  name: z.unknown().optional(),
  type: z.unknown().optional(),
  config: z.unknown().optional(),
});
const edgeFrame = z.looseObject({ id: z.string(), source: z.string(), sourceHandle: z.string(), target: z.string() });
const typeSchema = z.enum(NODE_TYPES);
const configSchema = z.record(z.string(), z.unknown());

function readNode(value: unknown, index: number): NodeView[] {
  const frame = nodeFrame.safeParse(value);
  if (!frame.success) return [];
  const { id, name } = frame.data;
  const type = typeSchema.safeParse(frame.data.type);
  const config = configSchema.safeParse(frame.data.config);
  const node = nodeSchema.safeParse(value);
  const handles = type.success ? handlesOf({ type: type.data, config: config.success ? config.data : {} }) : undefined;
  return [
    {
      index,
      id,
      label: typeof name === 'string' && name.trim() !== '' ? name : id,
      ...(type.success && { type: type.data }),
      ...(handles && { handles }),
      ...(node.success && { node: node.data }),
    },
  ];
}

function readEdge(value: unknown, index: number): EdgeView[] {
  const edge = edgeFrame.safeParse(value);
  return edge.success ? [{ index, ...edge.data }] : [];
}

const listSchema = z.array(z.unknown()).catch([]);
const documentFrame = z.looseObject({ nodes: listSchema, edges: listSchema, settings: settingsSchema.catch({}) });

function assemble(nodes: NodeView[], edges: EdgeView[], settings: JourneySettings): JourneyView {
  const byId = new Map<string, NodeView>();
  for (const node of nodes) if (!byId.has(node.id)) byId.set(node.id, node);
  return { nodes, edges, byId, settings };
}

/** The view of a whole journey. */
export function viewOf(journey: Journey): JourneyView {
  const nodes = journey.nodes.map((node, index) => ({
    index,
    id: node.id,
    label: node.name?.trim() ? node.name : node.id,
    type: node.type,
    handles: handlesOf(node),
    node,
  }));
  return assemble(
    nodes,
    journey.edges.map((edge, index) => ({ index, ...edge })),
    journey.settings ?? {},
  );
}

/** The view of a document that is no valid journey (without its `x-` keys). */
export function viewOfFaulty(document: unknown): JourneyView {
  const frame = documentFrame.safeParse(document);
  if (!frame.success) return assemble([], [], {});
  const { nodes, edges, settings } = frame.data;
  return assemble(nodes.flatMap(readNode), edges.flatMap(readEdge), settings);
}

/** “Cart reminder”, as a node is called in a message. */
export function called(node: NodeView): string {
  return `“${clip(node.label)}”`;
}

/** A name from the document, short enough for a sentence. */
export function clip(text: string): string {
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
