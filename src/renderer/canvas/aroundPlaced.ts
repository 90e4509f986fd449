import type { JourneyDraft, Position } from '../../shared/journey/schema.js';
import { isPlacedByHand } from '../../shared/journey/ui.js';
import { freePlace, rectOf, snap } from './geometry.js';

/**
 * A tidy arrangement bent around the steps that were placed by hand: these stay, each other step keeps the distance that the
 * arrangement gives it to the nearest of them along the connections, and none covers another.
 */
export function aroundPlaced(
  draft: JourneyDraft,
  heights: ReadonlyMap<string, number>,
  tidy: Readonly<Record<string, Position>>,
): Record<string, Position> {
  const placed = draft.nodes.filter(isPlacedByHand);
  if (placed.length === 0) return tidy;
  const nearest = nearestPlaced(draft, new Set(placed.map(({ id }) => id)));
  const positions: Record<string, Position> = {};
  // Those that stay come first, so that the others give way to them.
  let around: JourneyDraft = { ...draft, nodes: placed };
  for (const node of draft.nodes) {
    if (isPlacedByHand(node)) continue;
    const wish = tidy[node.id] ?? node.position ?? { x: 0, y: 0 };
    const anchor = draft.nodes.find(({ id }) => id === nearest.get(node.id));
    const [from, to] = [anchor && tidy[anchor.id], anchor?.position];
    const shifted = from && to ? { x: snap(wish.x + to.x - from.x), y: snap(wish.y + to.y - from.y) } : wish;
    const position = freePlace(around, heights, shifted, rectOf(node, heights).height);
    positions[node.id] = position;
    around = { ...around, nodes: [...around.nodes, { ...node, position }] };
  }
  return positions;
}

/** For each step that connections tie to one of `roots`, whichever way they run, the nearest root. */
function nearestPlaced(draft: JourneyDraft, roots: ReadonlySet<string>): ReadonlyMap<string, string> {
  const neighbours = new Map<string, string[]>();
  for (const { source, target } of draft.edges) {
    neighbours.set(source, [...(neighbours.get(source) ?? []), target]);
    neighbours.set(target, [...(neighbours.get(target) ?? []), source]);
  }
  const nearest = new Map([...roots].map((id) => [id, id]));
  for (const [id, root] of nearest) {
    for (const next of neighbours.get(id) ?? []) if (!nearest.has(next)) nearest.set(next, root);
  }
  return nearest;
}
