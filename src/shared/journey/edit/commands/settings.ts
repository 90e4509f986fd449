import { handlesOf } from '../../handles.js';
import type { CommandSpec } from '../command.js';
import { nodeReference } from '../names.js';
import { removeFrom } from './remove.js';

export const setConfig: CommandSpec<'setConfig'> = {
  title: (draft, { node: id }) => {
    const node = draft.nodes.find((candidate) => candidate.id === id);
    return node ? `change ${nodeReference(node)}` : 'change step';
  },
  refusal: (draft, { node: id }) => (draft.nodes.some((node) => node.id === id) ? undefined : 'That step is no longer there.'),
  apply: (draft, { node: id, config, renamedHandles = {} }) => {
    const node = draft.nodes.find((candidate) => candidate.id === id);
    if (!node) return;
    node.config = config;
    const handles = handlesOf(node);
    removeFrom(draft.edges, (edge) => {
      if (edge.source !== id) return false;
      const renamed = Object.hasOwn(renamedHandles, edge.sourceHandle) ? renamedHandles[edge.sourceHandle] : undefined;
      if (renamed !== undefined) edge.sourceHandle = renamed;
      return !handles.includes(edge.sourceHandle);
    });
  },
};

export const setSettings: CommandSpec<'setSettings'> = {
  title: () => 'change journey settings',
  apply: (draft, { settings }) => {
    if (Object.keys(settings).length === 0) delete draft.settings;
    else draft.settings = settings;
  },
};

export const setHeader: CommandSpec<'setHeader'> = {
  title: (_draft, { name }) => (name === undefined ? 'change time zone' : 'rename journey'),
  apply: (draft, { name, timezone }) => {
    if (name !== undefined) draft.name = name;
    if (timezone === '') delete draft.timezone;
    else if (timezone !== undefined) draft.timezone = timezone;
  },
};
