import type { CommandSpec } from '../command.js';
import { connectionRefusal } from '../rules.js';
import { removeFrom } from './remove.js';

export const connect: CommandSpec<'connect'> = {
  title: () => 'connect',
  refusal: (draft, { edge }) => {
    if (draft.edges.some((other) => other.id === edge.id)) return `There is a connection with the id “${edge.id}” already.`;
    return connectionRefusal(draft, edge);
  },
  apply: (draft, { edge }) => {
    draft.edges.push(edge);
  },
};

export const reconnect: CommandSpec<'reconnect'> = {
  title: () => 'move connection',
  refusal: (draft, command) => {
    if (!draft.edges.some((edge) => edge.id === command.edge)) return 'That connection is no longer there.';
    return connectionRefusal(draft, command, command.edge);
  },
  apply: (draft, command) => {
    const edge = draft.edges.find((candidate) => candidate.id === command.edge);
    if (!edge) return;
    edge.source = command.source;
    edge.sourceHandle = command.sourceHandle;
    edge.target = command.target;
  },
};

export const disconnect: CommandSpec<'disconnect'> = {
  title: (_draft, { edges }) => (edges.length === 1 ? 'delete connection' : `delete ${String(edges.length)} connections`),
  apply: (draft, { edges }) => {
    removeFrom(draft.edges, (edge) => edges.includes(edge.id));
  },
};
