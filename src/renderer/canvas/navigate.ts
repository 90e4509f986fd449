import type { JourneyDraft, Position } from '../../shared/journey/schema.js';
import { directionOf, notesOf } from '../../shared/journey/ui.js';
import { rectOf } from './geometry.js';

export type Direction = 'left' | 'right' | 'up' | 'down';

/** How much nearer a step seems when an edge leads there: arrows follow the journey where they can. */
const CONNECTED = 0.4;
const SIDEWAYS = 2;

/**
 * The step or note that an arrow key leads to: the nearest in that direction, steps along an edge preferred; with nothing there, right
 * and left follow an edge wherever it leads.
 */
export function neighbour(
  draft: JourneyDraft,
  heights: ReadonlyMap<string, number>,
  from: string,
  direction: Direction,
): string | undefined {
  const centres = centresOf(draft, heights);
  const origin = centres.get(from);
  if (!origin) return draft.nodes[0]?.id;
  const linked = linkedTo(draft, from);
  let best: { id: string; score: number } | undefined;
  for (const [id, there] of centres) {
    if (id === from) continue;
    const [ahead, aside] = along(direction, there.x - origin.x, there.y - origin.y);
    if (ahead <= 0 || Math.abs(aside) > ahead * SIDEWAYS) continue;
    const score = (ahead + SIDEWAYS * Math.abs(aside)) * (linked.has(id) ? CONNECTED : 1);
    if (!best || score < best.score) best = { id, score };
  }
  return best?.id ?? followEdge(draft, from, direction);
}

/** Of steps and notes, by id. */
function centresOf(draft: JourneyDraft, heights: ReadonlyMap<string, number>): Map<string, Position> {
  const steps = draft.nodes.map((node) => ({ id: node.id, ...rectOf(node, heights) }));
  const notes = notesOf(draft).map(({ id, position, width, height }) => ({ id, ...position, width, height }));
  return new Map([...steps, ...notes].map(({ id, x, y, width, height }) => [id, { x: x + width / 2, y: y + height / 2 }]));
}

function along(direction: Direction, dx: number, dy: number): [ahead: number, aside: number] {
  switch (direction) {
    case 'right':
      return [dx, dy];
    case 'left':
      return [-dx, dy];
    case 'down':
      return [dy, dx];
    case 'up':
      return [-dy, dx];
  }
}

function linkedTo(draft: JourneyDraft, id: string): Set<string> {
  return new Set(draft.edges.flatMap(({ source, target }) => (source === id ? [target] : target === id ? [source] : [])));
}

function followEdge(draft: JourneyDraft, id: string, direction: Direction): string | undefined {
  const [onwards, back] = directionOf(draft) === 'down' ? ['down', 'up'] : ['right', 'left'];
  if (direction === onwards) return draft.edges.find((edge) => edge.source === id)?.target;
  if (direction === back) return draft.edges.find((edge) => edge.target === id)?.source;
  return undefined;
}
