import { z } from 'zod';
import { JOURNEY_FORMAT, journeyDraftSchema, type DraftNode, type JourneyDraft, type Position } from '../schema.js';
import { notesOf } from '../ui.js';
import type { Clip } from './command.js';

export const CLIP_FORMAT = 'waypost/clip';

/** What lies on the clipboard after a copy, as JSON text. */
const clipSchema = z.object({
  format: z.literal(CLIP_FORMAT),
  version: z.literal(1),
  nodes: journeyDraftSchema.shape.nodes,
  edges: journeyDraftSchema.shape.edges,
  notes: z.unknown().optional(),
});

/** The chosen nodes with the edges among them, and the chosen notes, ids as they are. */
export function takeClip(draft: JourneyDraft, ids: ReadonlySet<string>): Clip {
  return {
    nodes: draft.nodes.filter((node) => ids.has(node.id)),
    edges: draft.edges.filter((edge) => ids.has(edge.source) && ids.has(edge.target)),
    notes: notesOf(draft).filter((note) => ids.has(note.id)),
  };
}

export function isEmptyClip({ nodes, notes }: Clip): boolean {
  return nodes.length === 0 && notes.length === 0;
}

/** The text of a clip for the clipboard. */
export function clipText(clip: Clip): string {
  return JSON.stringify({ format: CLIP_FORMAT, version: 1, ...clip });
}

/** A whole journey's file will do as well. */
const pasteSchema = z.union([clipSchema, journeyDraftSchema]);

/** The clip in a text, or `undefined` when the text holds none. Edges that lead out of the clip are left out. */
export function parseClip(text: string): Clip | undefined {
  if (!text.includes(CLIP_FORMAT) && !text.includes(JOURNEY_FORMAT)) return undefined;
  const parsed = pasteSchema.safeParse(parseJson(text));
  if (!parsed.success) return undefined;
  const { nodes, edges } = parsed.data;
  const ids = new Set(nodes.map((node) => node.id));
  if (ids.size !== nodes.length) return undefined;
  // As in a document, what is no note is left out, and keeps nothing else from being pasted.
  const notes = notesOf(parsed.data.format === CLIP_FORMAT ? { ui: { notes: parsed.data.notes } } : parsed.data);
  return { nodes, edges: edges.filter((edge) => ids.has(edge.source) && ids.has(edge.target)), notes: [...notes] };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    // Any text may lie on the clipboard; what is no JSON is simply no clip.
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** The upper left corner of a clip. */
export function clipOrigin({ nodes, notes }: Clip): Position {
  const positions = [...nodes, ...notes].map(({ position }) => position ?? { x: 0, y: 0 });
  return { x: Math.min(...positions.map(({ x }) => x)), y: Math.min(...positions.map(({ y }) => y)) };
}

/**
 * The clip under new ids and moved by `offset`. Conditions that ask for a message of a copied node ask for the copy's.
 * @param freshId gives a new id that is like the old one.
 */
export function renewClip(
  clip: Clip,
  offset: Position,
  freshId: (node: DraftNode) => string,
  freshEdgeId: () => string,
  freshNoteId: () => string,
): Clip {
  const ids = new Map(clip.nodes.map((node) => [node.id, freshId(node)]));
  const nodes = clip.nodes.map((node) => {
    const { x, y } = node.position ?? { x: 0, y: 0 };
    // The body of a webhook is somebody else's document: nothing in it refers to a step.
    const config = node.type === 'webhook' ? node.config : renewMessages(node.config, ids);
    return { ...node, id: ids.get(node.id) ?? node.id, position: { x: x + offset.x, y: y + offset.y }, config: asRecord(config) };
  });
  const edges = clip.edges.map((edge) => ({
    ...edge,
    id: freshEdgeId(),
    source: ids.get(edge.source) ?? edge.source,
    target: ids.get(edge.target) ?? edge.target,
  }));
  const notes = clip.notes.map((note) => {
    const { x, y } = note.position;
    return { ...note, id: freshNoteId(), position: { x: x + offset.x, y: y + offset.y } };
  });
  return { nodes, edges, notes };
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

function renewMessages(value: unknown, ids: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(value)) return value.map((entry: unknown) => renewMessages(entry, ids));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, part]: [string, unknown]) => [key, renewMessages(part, ids)] as const);
  const renewed = Object.fromEntries(entries);
  const message = renewed['message'];
  // `message` is a reference only in the condition {message, was}; a property or trait may bear the same name.
  if (typeof message === 'string' && 'was' in renewed) renewed['message'] = ids.get(message) ?? message;
  return renewed;
}
