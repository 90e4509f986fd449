import { handlesOf } from '../../shared/journey/handles.js';
import type { DraftNode, JourneyDraft, Position } from '../../shared/journey/schema.js';
import { directionOf } from '../../shared/journey/ui.js';

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
/** As far away as one can go. */
export const MIN_ZOOM = 0.04;
/** Shows the whole journey, clear of the palette and the controls. */
export const FIT_VIEW = { padding: { top: '44px', right: '28px', bottom: '52px', left: '76px' }, maxZoom: 1 } as const;
/** From the lower edge of a step to the upper one of the next, in a journey that runs from top to bottom. */
export const LAYER_GAP = 64;
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

/** The place nearest to `wish`, below it or in a journey that runs down right of it, where a node of this height covers no other. */
export function freePlace(draft: JourneyDraft, heights: ReadonlyMap<string, number>, wish: Position, height: number): Position {
  const taken = draft.nodes.map((node) => rectOf(node, heights));
  const isDown = directionOf(draft) === 'down';
  const place = { x: snap(wish.x), y: snap(wish.y) };
  for (;;) {
    const rect = { ...place, width: NODE_WIDTH, height };
    const hit = taken.find((other) => overlaps(rect, other));
    if (!hit) return place;
    if (isDown) place.x = snap(Math.max(place.x + GRID, hit.x + hit.width + ROW_GAP));
    else place.y = snap(Math.max(place.y + GRID, hit.y + hit.height + ROW_GAP));
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
  const handles = handlesOf(source);
  const row = Math.max(0, handles.indexOf(handle));
  if (directionOf(draft) === 'down') {
    const aside = (row - (handles.length - 1) / 2) * (NODE_WIDTH + ROW_GAP);
    return freePlace(draft, heights, { x: x + aside, y: y + rectOf(source, heights).height + LAYER_GAP }, height);
  }
  return freePlace(draft, heights, { x: x + COLUMN, y: y + row * (HEAD_HEIGHT + ROW_GAP) }, height);
}

/** The ids of a node and of everything that can be reached from it. */
export function downstream(draft: JourneyDraft, from: string): Set<string> {
  const reached = new Set([from]);
  for (const id of reached) for (const edge of draft.edges) if (edge.source === id) reached.add(edge.target);
  return reached;
}

/**
 * Where a step goes that is put into an edge, and which nodes make room for it: what lies behind the edge moves on when there
 * is no place for a node in between.
 */
export function placeBetween(
  draft: JourneyDraft,
  source: DraftNode,
  target: DraftNode,
  heights: ReadonlyMap<string, number> = new Map(),
): { position: Position; moved: Record<string, Position> } {
  const axis = directionOf(draft) === 'down' ? 'y' : 'x';
  const from = source.position ?? { x: 0, y: 0 };
  const to = target.position ?? { x: 0, y: 0 };
  const size = axis === 'y' ? rectOf(source, heights).height : NODE_WIDTH;
  const pitch = axis === 'y' ? size + LAYER_GAP : COLUMN;
  const gap = to[axis] - from[axis];
  const isForward = gap >= size;
  const middle = { x: snap((from.x + to.x) / 2), y: snap((from.y + to.y) / 2) };
  if (!isForward) return { position: { ...middle, y: snap(middle.y + HANDLE_Y) }, moved: {} };
  if (gap >= 2 * pitch - GRID) {
    return { position: axis === 'y' ? { x: to.x, y: middle.y } : { x: middle.x, y: snap(to.y) }, moved: {} };
  }
  const moved = movedOn(draft, source, target, axis, snap(2 * pitch - gap));
  return { position: { ...to, [axis]: snap(from[axis] + pitch) }, moved };
}

/** What can be reached from a node and lies no further back, moved on along an axis. */
function movedOn(
  draft: JourneyDraft,
  source: DraftNode,
  target: DraftNode,
  axis: 'x' | 'y',
  by: number,
): Record<string, Position> {
  const behind = downstream(draft, target.id);
  behind.delete(source.id);
  const start = target.position?.[axis] ?? 0;
  const moved: Record<string, Position> = {};
  for (const { id, position } of draft.nodes) {
    if (behind.has(id) && position && position[axis] >= start) moved[id] = { ...position, [axis]: position[axis] + by };
  }
  return moved;
}
