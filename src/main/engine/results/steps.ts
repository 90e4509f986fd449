import type { Journey, NodeType } from '../../../shared/journey/schema.js';

/** Nobody can read a picture of more steps than this. */
const MOST_STEPS = 36;
/** What decides about a customer or speaks to them; waits and changes of traits are passed over. */
const TELLING: ReadonlySet<NodeType> = new Set(['trigger', 'email', 'waitFor', 'branch', 'switch', 'split', 'exit']);

/** Which nodes of a journey the picture of its paths shows, by place: those that tell something, the busiest of them. */
export function shownSteps(journey: Journey, reached: readonly number[]): { shown: boolean[]; hidden: number } {
  const telling = journey.nodes.flatMap(({ type }, place) => (TELLING.has(type) ? [place] : []));
  const rank = (place: number): number => (journey.nodes[place]?.type === 'trigger' ? Infinity : (reached[place] ?? 0));
  const busiest = new Set([...telling].sort((a, b) => rank(b) - rank(a) || a - b).slice(0, MOST_STEPS));
  return { shown: journey.nodes.map((_, place) => busiest.has(place)), hidden: telling.length - busiest.size };
}

/**
 * Whether an edge, by its place, leads back to a step before it: without these edges the journey has no loops. Found by a
 * search into the depth from the triggers on.
 */
export function backEdges(journey: Journey): boolean[] {
  const places = new Map(journey.nodes.map(({ id }, place) => [id, place]));
  const ways = journey.nodes.map((): { edge: number; target: number }[] => []);
  journey.edges.forEach(({ source, target }, edge) => {
    ways[places.get(source) ?? -1]?.push({ edge, target: places.get(target) ?? 0 });
  });
  const back = journey.edges.map(() => false);
  const state = journey.nodes.map((): 'new' | 'open' | 'done' => 'new');
  const roots = journey.nodes.flatMap(({ type }, place) => (type === 'trigger' ? [place] : []));
  for (const root of [...roots, ...journey.nodes.keys()]) {
    if (state[root] !== 'new') continue;
    state[root] = 'open';
    const stack = [{ node: root, next: 0 }];
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const way = ways[top.node]?.[top.next];
      top.next += 1;
      if (!way) {
        state[top.node] = 'done';
        stack.pop();
      } else if (state[way.target] === 'open') back[way.edge] = true;
      else if (state[way.target] === 'new') {
        state[way.target] = 'open';
        stack.push({ node: way.target, next: 0 });
      }
    }
  }
  return back;
}
