import type { DraftNode, JourneyDraft } from '../../../../shared/journey/schema.js';
import { handlesOf } from '../../../../shared/journey/handles.js';

type Graph = Pick<JourneyDraft, 'nodes' | 'edges'>;

function targetsOf(graph: Graph, node: DraftNode): string[] {
  return handlesOf(node).flatMap((handle) =>
    graph.edges.filter((edge) => edge.source === node.id && edge.sourceHandle === handle).map((edge) => edge.target),
  );
}

/**
 * The nodes in the order in which a customer can first reach them: breadth first from the triggers, handles in the order
 * in which they are drawn. Nodes that no trigger reaches come last, in document order.
 */
export function nodesInGraphOrder(graph: Graph): DraftNode[] {
  const byId = new Map(graph.nodes.map((node) => [node.id, node]));
  const reached = new Set(graph.nodes.filter((node) => node.type === 'trigger').map((node) => node.id));
  for (const id of reached) {
    const node = byId.get(id);
    if (!node) continue;
    // A set hands out what is added while it is walked: this is the queue of the search.
    for (const target of targetsOf(graph, node)) if (byId.has(target)) reached.add(target);
  }
  const ordered = [...reached].flatMap((id) => byId.get(id) ?? []);
  return [...ordered, ...graph.nodes.filter((node) => !reached.has(node.id))];
}

/** The e-mail nodes in graph order. */
export function emailNodes(graph: Graph): DraftNode[] {
  return nodesInGraphOrder(graph).filter((node) => node.type === 'email');
}
