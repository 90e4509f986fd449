import { handlesOf } from '../handles.js';
import type { DraftEdge, DraftNode, JourneyDraft, Position } from '../schema.js';
import { directionOf } from '../ui.js';

/** Where nodes and connections lie in a picture, in pixels: the measures of the canvas. */

export const NODE_WIDTH = 232;
export const HEAD_HEIGHT = 72;
export const WAY_HEIGHT = 24;
/** The row with what a run counted at a node. */
export const FIGURES_HEIGHT = 26;
/** Where the way in, and the only way out, lie below a node's upper edge. */
export const HANDLE_Y = 28;
const COLUMN = 320;
const ROW = 48;
/** Positions further out than this are held to be damage. */
const FAR = 1e6;

export interface Card {
  node: DraftNode;
  handles: readonly string[];
  x: number;
  y: number;
  height: number;
  /** Whether its ways out lie side by side below it. */
  down: boolean;
  /** What a run counted here, in words; empty where there is nothing to say. */
  figures: string;
}

/** Whether a node shows its ways out as rows. */
export function hasRows(handles: readonly string[]): boolean {
  return handles.length > 1 || (handles.length === 1 && handles[0] !== 'out');
}

function heightOf(handles: readonly string[], down: boolean): number {
  return HEAD_HEIGHT + (hasRows(handles) ? (down ? 1 : handles.length) * WAY_HEIGHT + 8 : 0);
}

/** The column of each node: how many connections it is from a trigger at least. Nodes that nothing leads to begin at the left. */
function columns(draft: JourneyDraft): Map<string, number> {
  const targets = new Map<string, string[]>();
  for (const { source, target } of draft.edges) {
    const list = targets.get(source);
    if (list) list.push(target);
    else targets.set(source, [target]);
  }
  const known = new Set(draft.nodes.map(({ id }) => id));
  const column = new Map<string, number>();
  const led = new Set(draft.edges.map(({ target }) => target));
  const roots = draft.nodes.filter(({ id, type }) => type === 'trigger' || !led.has(id));
  for (const start of [...roots, ...draft.nodes]) {
    if (column.has(start.id)) continue;
    column.set(start.id, 0);
    const queue = [start.id];
    for (const id of queue) {
      for (const target of targets.get(id) ?? []) {
        if (!known.has(target) || column.has(target)) continue;
        column.set(target, (column.get(id) ?? 0) + 1);
        queue.push(target);
      }
    }
  }
  return column;
}

/** Places in columns, for documents without positions: a journey that was written by hand. */
function inColumns(draft: JourneyDraft): Map<DraftNode, Position> {
  const column = columns(draft);
  const nextY = new Map<number, number>();
  return new Map(
    draft.nodes.map((node) => {
      const place = column.get(node.id) ?? 0;
      const y = nextY.get(place) ?? 0;
      nextY.set(place, y + heightOf(handlesOf(node), false) + ROW);
      return [node, { x: place * COLUMN, y }];
    }),
  );
}

function isUsable(position: Position | undefined): position is Position {
  return position !== undefined && Math.abs(position.x) <= FAR && Math.abs(position.y) <= FAR;
}

/**
 * Every node as a card: where the canvas has it, or in columns when any node has no position.
 * @param figures what a run counted at nodes, by their ids.
 */
export function cards(draft: JourneyDraft, figures?: ReadonlyMap<string, string>): Card[] {
  const placed = draft.nodes.every(({ position }) => isUsable(position));
  const fallback = placed ? undefined : inColumns(draft);
  const down = placed && directionOf(draft) === 'down';
  return draft.nodes.map((node) => {
    const handles = handlesOf(node);
    const { x, y } = fallback?.get(node) ?? node.position ?? { x: 0, y: 0 };
    const words = figures?.get(node.id) ?? '';
    const height = heightOf(handles, down) + (words ? FIGURES_HEIGHT : 0);
    return { node, handles, x, y, height, down, figures: words };
  });
}

/** The middle of a handle on the right or lower edge of a card. */
export function handlePoint({ handles, x, y, height, down }: Card, handle: string): Position {
  const place = handles.indexOf(handle);
  if (down) return { x: x + ((Math.max(0, place) + 0.5) * NODE_WIDTH) / Math.max(1, handles.length), y: y + height };
  if (!hasRows(handles) || place < 0) return { x: x + NODE_WIDTH, y: y + HANDLE_Y };
  return { x: x + NODE_WIDTH, y: y + height - (handles.length - place) * WAY_HEIGHT - 4 + WAY_HEIGHT / 2 };
}

export interface Line {
  edge: DraftEdge;
  from: Position;
  to: Position;
  /** Whether it leaves downwards and arrives from above. */
  down: boolean;
}

/** Every connection between two cards. */
export function lines(draft: JourneyDraft, list: readonly Card[]): Line[] {
  const byId = new Map(list.map((card) => [card.node.id, card]));
  return draft.edges.flatMap((edge): Line[] => {
    const [source, target] = [byId.get(edge.source), byId.get(edge.target)];
    if (!source || !target) return [];
    const { down } = source;
    const top = { x: target.x + NODE_WIDTH / 2, y: target.y };
    if (down) return [{ edge, from: handlePoint(source, edge.sourceHandle), to: top, down }];
    const isBelow = target.y >= source.y + source.height && Math.abs(target.x - source.x) < NODE_WIDTH / 2;
    if (isBelow && !hasRows(source.handles))
      return [{ edge, from: { x: source.x + NODE_WIDTH / 2, y: source.y + source.height }, to: top, down: true }];
    const to = { x: target.x, y: target.y + HANDLE_Y };
    return [{ edge, from: handlePoint(source, edge.sourceHandle), to, down }];
  });
}
