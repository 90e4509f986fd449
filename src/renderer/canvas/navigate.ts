import type { JourneyDraft } from '../../shared/journey/schema.js';
import { directionOf } from '../../shared/journey/ui.js';
import { rectOf } from './geometry.js';

export type Direction = 'left' | 'right' | 'up' | 'down';

/** How much nearer a step seems when an edge leads there: arrows follow the journey where they can. */
const CONNECTED = 0.4;
const SIDEWAYS = 2;

/**
 * The step that an arrow key leads to: the nearest in that direction, those along an edge preferred; with nothing there, right
 * and left follow an edge wherever it leads.
 */
export function neighbour(
  draft: JourneyDraft,
  heights: ReadonlyMap<string, number>,
  from: string,
  direction: Direction,
): string | undefined {
  const start = draft.nodes.find((node) => node.id === from);
  if (!start) return draft.nodes[0]?.id;
  const linked = linkedTo(draft, from);
  const origin = centre(start);
  let best: { id: string; score: number } | undefined;
  for (const node of draft.nodes) {
    if (node.id === from) continue;
    const there = centre(node);
    const [ahead, aside] = along(direction, there.x - origin.x, there.y - origin.y);
    if (ahead <= 0 || Math.abs(aside) > ahead * SIDEWAYS) continue;
    const score = (ahead + SIDEWAYS * Math.abs(aside)) * (linked.has(node.id) ? CONNECTED : 1);
    if (!best || score < best.score) best = { id: node.id, score };
  }
  return best?.id ?? followEdge(draft, from, direction);

  function centre(node: (typeof draft.nodes)[number]): { x: number; y: number } {
    const rect = rectOf(node, heights);
    return { x: rect.x + rect.width / 2, y: rect.y + rect.height / 2 };
  }
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
