import { handlesOf } from '../../handles.js';
import type { DraftNode, JourneyDraft } from '../../schema.js';
import type { CommandSpec, WritableDraft } from '../command.js';
import { nodeReference, nodesReference, typeInWords } from '../names.js';
import { connectionRefusal, insertionRefusal } from '../rules.js';
import { healAround } from './heal.js';
import { removeNotes } from './notes.js';
import { removeFrom } from './remove.js';

export const addNode: CommandSpec<'addNode'> = {
  title: (_draft, { node }) => `add ${typeInWords(node.type)}`,
  refusal: (draft, { node, attach }) => {
    if (draft.nodes.some((other) => other.id === node.id)) return `There is a step with the id “${node.id}” already.`;
    if (!attach) return undefined;
    if (node.type === 'trigger') return 'Nothing leads into a trigger: that is where customers come in.';
    if (!('behind' in attach)) return edgeRefusal(draft, 'into' in attach ? attach.into : attach.endOf);
    return connectionRefusal({ ...draft, nodes: [...draft.nodes, node] }, { ...attach.behind, target: node.id });
  },
  apply: (draft, { node, attach }) => {
    draft.nodes.push(node);
    if (!attach) return;
    if ('behind' in attach) {
      draft.edges.push({ id: attach.edge, ...attach.behind, target: node.id });
      return;
    }
    if ('endOf' in attach) {
      for (const edge of draft.edges) if (edge.id === attach.endOf) edge.target = node.id;
      return;
    }
    tieInto(draft, node, attach);
  },
};

function edgeRefusal(draft: JourneyDraft, id: string): string | undefined {
  return draft.edges.some((edge) => edge.id === id) ? undefined : 'That connection is no longer there.';
}

/** Leads an edge to a node, and the node's way out to where the edge led. */
function tieInto(
  draft: WritableDraft,
  node: Pick<DraftNode, 'id' | 'type' | 'config'>,
  { into, handle, edge: id }: { into: string; handle: string; edge: string },
): void {
  const edge = draft.edges.find((candidate) => candidate.id === into);
  if (!edge) return;
  const goesOn = edge.target;
  edge.target = node.id;
  if (handlesOf(node).includes(handle)) draft.edges.push({ id, source: node.id, sourceHandle: handle, target: goesOn });
}

export const insertNode: CommandSpec<'insertNode'> = {
  title: (draft, { node }) => `insert ${nodesReference(draft, [node])}`,
  refusal: (draft, { node, into, handle }) => insertionRefusal(draft, node, into, handle),
  apply: (draft, command) => {
    const node = draft.nodes.find(({ id }) => id === command.node);
    if (node) tieInto(draft, node, command);
  },
};

export const deleteItems: CommandSpec<'deleteItems'> = {
  title: (draft, { nodes, edges }) => {
    if (nodes.length > 0) return `delete ${nodesReference(draft, nodes)}`;
    return edges.length === 1 ? 'delete connection' : `delete ${String(edges.length)} connections`;
  },
  apply: (draft, { nodes, edges }) => {
    const gone = new Set(nodes);
    removeFrom(draft.edges, (edge) => edges.includes(edge.id));
    healAround(draft, gone);
    removeFrom(draft.nodes, (node) => gone.has(node.id));
    removeNotes(draft, gone);
  },
};

export const renameNode: CommandSpec<'renameNode'> = {
  title: (draft, { node: id }) => {
    const node = draft.nodes.find((candidate) => candidate.id === id);
    return node ? `rename ${nodeReference(node)}` : 'rename step';
  },
  apply: (draft, { node: id, name }) => {
    const node = draft.nodes.find((candidate) => candidate.id === id);
    if (!node) return;
    if (name === '') delete node.name;
    else node.name = name;
  },
};
