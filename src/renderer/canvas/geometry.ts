import { handlesOf } from '../../shared/journey/handles.js';
import type { DraftNode, JourneyDraft, Position } from '../../shared/journey/schema.js';

/** Sizes in canvas pixels, all on the 4-pixel grid. */
export const NODE_WIDTH = 232;
export const GRID = 16;
export const FINE_GRID = 4;
/** Where the way in, and the way out of a node with one way out, lie below its upper edge. */
export const HANDLE_Y = 28;
/** How far a handle stands out over the edge of its node: half its width, less the border it lies within. */
export const HANDLE_REACH = 3.5;
/** From the left edge of a step to that of the next one. */
export const COLUMN = 320;
/** Shows the whole journey, clear of the palette and the controls. */
export const FIT_VIEW = { padding: { top: '44px', right: '28px', bottom: '52px', left: '76px' }, maxZoom: 1 } as const;
const ROW_GAP = 32;
const HEAD_HEIGHT = 72;
const WAY_HEIGHT = 24;

export interface Rect {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Whether a node shows its ways out as rows, each with its own handle. */
export function hasRows(handles: readonly string[]): boolean {
  return handles.length > 1 || (handles.length === 1 && handles[0] !== 'out');
}

/** A height to reckon with before a node has been drawn. */
export function roughHeight(node: Pick<DraftNode, 'type' | 'config'>): number {
  const handles = handlesOf(node);
  return HEAD_HEIGHT + (hasRows(handles) ? handles.length * WAY_HEIGHT + 8 : 0);
}

/** The place a node takes on the canvas. `heights` are those measured so far. */
export function rectOf(node: DraftNode, heights: ReadonlyMap<string, number>): Rect {
  const { x, y } = node.position ?? { x: 0, y: 0 };
  return { x, y, width: NODE_WIDTH, height: heights.get(node.id) ?? roughHeight(node) };
}

/** The part of the canvas that all steps take together; `undefined` without any. */
export function boundsOf(draft: JourneyDraft, heights: ReadonlyMap<string, number> = new Map()): Rect | undefined {
  const rects = draft.nodes.map((node) => rectOf(node, heights));
  if (rects.length === 0) return undefined;
  const x = Math.min(...rects.map((rect) => rect.x));
  const y = Math.min(...rects.map((rect) => rect.y));
  const right = Math.max(...rects.map((rect) => rect.x + rect.width));
  const bottom = Math.max(...rects.map((rect) => rect.y + rect.height));
  return { x, y, width: right - x, height: bottom - y };
}

export function snap(value: number, grid: number = GRID): number {
  return Math.round(value / grid) * grid;
}

function overlaps(a: Rect, b: Rect): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height + GRID && b.y < a.y + a.height + GRID;
}

/** The place nearest below `wish` where a node of this height covers no other. */
export function freePlace(draft: JourneyDraft, heights: ReadonlyMap<string, number>, wish: Position, height: number): Position {
  const taken = draft.nodes.map((node) => rectOf(node, heights));
  const place = { x: snap(wish.x), y: snap(wish.y) };
  for (;;) {
    const rect = { ...place, width: NODE_WIDTH, height };
    const hit = taken.find((other) => overlaps(rect, other));
    if (!hit) return place;
    place.y = snap(Math.max(place.y + GRID, hit.y + hit.height + ROW_GAP));
  }
}

/** Where a step goes that is added behind one of the ways out of `source`. */
export function placeBehind(
  draft: JourneyDraft,
  heights: ReadonlyMap<string, number>,
  source: DraftNode,
  handle: string,
  height: number,
): Position {
  const { x, y } = source.position ?? { x: 0, y: 0 };
  const row = Math.max(0, handlesOf(source).indexOf(handle));
  return freePlace(draft, heights, { x: x + COLUMN, y: y + row * (HEAD_HEIGHT + ROW_GAP) }, height);
}

/** The ids of a node and of everything that can be reached from it. */
export function downstream(draft: JourneyDraft, from: string): Set<string> {
  const reached = new Set([from]);
  for (const id of reached) for (const edge of draft.edges) if (edge.source === id) reached.add(edge.target);
  return reached;
}

/**
 * Where a step goes that is put into an edge, and which nodes make room for it: what lies behind the edge moves to the
 * right when there is no place for a node in between.
 */
export function placeBetween(
  draft: JourneyDraft,
  source: DraftNode,
  target: DraftNode,
): { position: Position; moved: Record<string, Position> } {
  const from = source.position ?? { x: 0, y: 0 };
  const to = target.position ?? { x: 0, y: 0 };
  const gap = to.x - from.x;
  const isForward = gap >= NODE_WIDTH;
  if (!isForward || gap >= 2 * COLUMN - GRID) {
    return { position: { x: snap((from.x + to.x) / 2), y: snap(isForward ? to.y : (from.y + to.y) / 2 + HANDLE_Y) }, moved: {} };
  }
  const shift = snap(2 * COLUMN - gap);
  const behind = downstream(draft, target.id);
  behind.delete(source.id);
  const moved: Record<string, Position> = {};
  for (const node of draft.nodes) {
    if (behind.has(node.id) && node.position && node.position.x >= to.x)
      moved[node.id] = { x: node.position.x + shift, y: node.position.y };
  }
  return { position: { x: from.x + COLUMN, y: to.y }, moved };
}
