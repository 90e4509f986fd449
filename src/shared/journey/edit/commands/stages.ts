import type { CommandSpec } from '../command.js';
import { nodesReference } from '../names.js';

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

/** An empty name takes the stage away; that of another stage joins the two. */
export const renameStage: CommandSpec<'renameStage'> = {
  title: (_draft, { stage, name }) => (name === '' ? `dissolve stage “${stage}”` : `rename stage “${stage}”`),
  refusal: (draft, { stage }) =>
    draft.nodes.some((node) => node.stage === stage) ? undefined : `There is no step in the stage “${stage}” any more.`,
  apply: (draft, { stage, name }) => {
    for (const node of draft.nodes) {
      if (node.stage !== stage) continue;
      if (name === '') delete node.stage;
      else node.stage = name;
    }
  },
};
