import { durationMs } from '../../condition/duration.js';
import { jsonPointer, type Problem } from '../problem.js';
import { called, type EdgeView, type JourneyView, type NodeView } from './view.js';
import { holdMs } from './flow.js';

/** Waits after which the goal can no longer be reached, because its window has closed. */

function outgoing(view: JourneyView): Map<string, EdgeView[]> {
  const edges = new Map<string, EdgeView[]>();
  for (const edge of view.edges) {
    const list = edges.get(edge.source);
    if (list) list.push(edge);
    else edges.set(edge.source, [edge]);
  }
  return edges;
}

interface Arrival {
  node: NodeView;
  at: number;
}

/** Puts an arrival into a list that is sorted by time, latest first. */
function enqueue(queue: Arrival[], arrival: Arrival): void {
  let [low, high] = [0, queue.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((queue[middle]?.at ?? 0) > arrival.at) low = middle + 1;
    else high = middle;
  }
  queue.splice(low, 0, arrival);
}

/** The least time after entry at which each node can be reached, in ms, as far as it is within the bound. */
function arrivals(view: JourneyView, edges: ReadonlyMap<string, readonly EdgeView[]>, bound: number): Map<NodeView, number> {
  const settled = new Map<NodeView, number>();
  const queue = view.nodes.filter(({ type }) => type === 'trigger').map((node) => ({ node, at: 0 }));
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    if (settled.has(next.node)) continue;
    settled.set(next.node, next.at);
    for (const edge of edges.get(next.node.id) ?? []) {
      const node = view.byId.get(edge.target);
      const at = next.at + holdMs(next.node, edge.sourceHandle);
      if (node && !settled.has(node) && at <= bound) enqueue(queue, { node, at });
    }
  }
  return settled;
}

/** Waits that outlive the goal's window: what comes after them can't convert anybody. */
export function goalProblems(view: JourneyView): Problem[] {
  const { goal } = view.settings;
  if (!goal) return [];
  const bound = durationMs(goal.within);
  const edges = outgoing(view);
  return [...arrivals(view, edges, bound)].flatMap(([node, time]): Problem[] => {
    const outlives = (edges.get(node.id) ?? []).some((edge) => {
      const hold = holdMs(node, edge.sourceHandle);
      return hold > 0 && time + hold > bound;
    });
    if (!outlives) return [];
    return [
      {
        code: 'outlivesGoal',
        severity: 'warning',
        message: `After ${called(node)} the goal can no longer be reached: its window of ${goal.within} has closed by then.`,
        suggestion: 'Shorten the wait, or give the goal a longer window.',
        node: node.id,
        path: jsonPointer(['nodes', node.index, 'config']),
      },
    ];
  });
}
