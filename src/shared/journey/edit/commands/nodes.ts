import { handlesOf } from '../../handles.js';
import type { CommandSpec } from '../command.js';
import { nodeReference, nodesReference, typeInWords } from '../names.js';
import { connectionRefusal } from '../rules.js';
import { healAround } from './heal.js';
import { removeFrom } from './remove.js';

export const addNode: CommandSpec<'addNode'> = {
  title: (_draft, { node }) => `add ${typeInWords(node.type)}`,
  refusal: (draft, { node, attach }) => {
    if (draft.nodes.some((other) => other.id === node.id)) return `There is a step with the id “${node.id}” already.`;
    if (!attach) return undefined;
    if (node.type === 'trigger') return 'Nothing leads into a trigger: that is where customers come in.';
    if ('into' in attach)
      return draft.edges.some((edge) => edge.id === attach.into) ? undefined : 'That connection is no longer there.';
    return connectionRefusal({ ...draft, nodes: [...draft.nodes, node] }, { ...attach.behind, target: node.id });
  },
  apply: (draft, { node, attach }) => {
    draft.nodes.push(node);
    if (!attach) return;
    if ('behind' in attach) {
      draft.edges.push({ id: attach.edge, ...attach.behind, target: node.id });
      return;
    }
    const edge = draft.edges.find((candidate) => candidate.id === attach.into);
    if (!edge) return;
    const goesOn = edge.target;
    edge.target = node.id;
    if (handlesOf(node).includes(attach.handle)) {
      draft.edges.push({ id: attach.edge, source: node.id, sourceHandle: attach.handle, target: goesOn });
    }
  },
};

export const moveNodes: CommandSpec<'moveNodes'> = {
  title: (draft, { positions, tidy }) => (tidy ? 'tidy up' : `move ${nodesReference(draft, Object.keys(positions))}`),
  apply: (draft, { positions }) => {
    for (const node of draft.nodes) {
      const position = Object.hasOwn(positions, node.id) ? positions[node.id] : undefined;
      if (position && (position.x !== node.position?.x || position.y !== node.position.y))
        node.position = { x: position.x, y: position.y };
    }
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

export const setStage: CommandSpec<'setStage'> = {
  title: (draft, { nodes, stage }) =>
    stage === ''
      ? `take ${nodesReference(draft, nodes)} out of its stage`
      : `put ${nodesReference(draft, nodes)} into “${stage}”`,
  apply: (draft, { nodes, stage }) => {
    for (const node of draft.nodes) {
      if (!nodes.includes(node.id)) continue;
      if (stage === '') delete node.stage;
      else node.stage = stage;
    }
  },
};
