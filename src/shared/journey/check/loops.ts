import { durationMs, UNIT_MS } from '../../condition/duration.js';
import { jsonPointer, type Problem } from '../problem.js';
import { cycles } from './components.js';
import { called, type JourneyView, type NodeView } from './view.js';

/** Whether a loop through this node takes at least a minute (semantics §4). A wait whose settings are unfinished is given the benefit of the doubt. */
function slowsLoops({ type, node }: NodeView): boolean {
  if (type !== 'wait') return false;
  if (node?.type !== 'wait') return true;
  return 'for' in node.config ? durationMs(node.config.for) >= UNIT_MS.m : true;
}

/** For each node (by its place in `view.nodes`) the places of those it leads to, among the nodes that pass the filter. */
export function targetsOf(view: JourneyView, keep: (node: NodeView) => boolean = () => true): number[][] {
  const place = new Map(view.nodes.map((node, at) => [node, at]));
  const targets: number[][] = view.nodes.map(() => []);
  for (const edge of view.edges) {
    const [source, target] = [view.byId.get(edge.source), view.byId.get(edge.target)];
    if (!source || !target || !keep(source) || !keep(target)) continue;
    targets[place.get(source) ?? -1]?.push(place.get(target) ?? -1);
  }
  return targets;
}

/** The nodes of a component in the order of the document, and the first of them. */
export function membersOf(view: JourneyView, component: readonly number[]): { nodes: NodeView[]; first: NodeView } | undefined {
  const nodes = [...component].sort((a, b) => a - b).flatMap((place) => view.nodes[place] ?? []);
  const [first] = nodes;
  return first && { nodes, first };
}

/** “A”, “B” and 3 more. */
export function listNodes(nodes: readonly NodeView[]): string {
  const named = nodes.slice(0, 4).map(called);
  return nodes.length > named.length ? `${named.join(', ')} and ${nodes.length - named.length} more` : named.join(', ');
}

/** Loops that pass no wait of at least a minute (semantics §4), each with all of its nodes. */
export function loopProblems(view: JourneyView): Problem[] {
  return cycles(targetsOf(view, (node) => !slowsLoops(node))).flatMap((component) => {
    const members = membersOf(view, component);
    if (!members) return [];
    const { nodes, first } = members;
    return [
      {
        code: 'loopWithoutWait',
        severity: 'error',
        message: `${listNodes(nodes)} ${nodes.length === 1 ? 'leads to itself' : 'form a loop'} without a wait of at least one minute.`,
        suggestion: 'Add a Wait of a minute or more to the loop (a Wait for is not enough), or take out one of its connections.',
        node: first.id,
        nodes: nodes.map(({ id }) => id),
        path: jsonPointer(['nodes', first.index]),
      },
    ];
  });
}
