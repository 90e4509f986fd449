import type { Clip, CommandSpec, WritableDraft } from '../command.js';
import { nodeReference } from '../names.js';
import type { JourneyDraft } from '../../schema.js';

function clipReference({ nodes }: Clip): string {
  const [first] = nodes;
  if (!first) return 'nothing';
  return nodes.length === 1 ? nodeReference(first) : `${String(nodes.length)} steps`;
}

function clipRefusal(draft: JourneyDraft, { nodes, edges }: Clip): string | undefined {
  const taken = nodes.some((node) => draft.nodes.some((other) => other.id === node.id));
  const takenEdge = edges.some((edge) => draft.edges.some((other) => other.id === edge.id));
  return taken || takenEdge ? 'What is put in bears an id that is in use already.' : undefined;
}

function insert(draft: WritableDraft, { nodes, edges }: Clip): void {
  draft.nodes.push(...nodes);
  draft.edges.push(...edges);
}

export const duplicate: CommandSpec<'duplicate'> = {
  title: (_draft, { clip }) => `duplicate ${clipReference(clip)}`,
  refusal: (draft, { clip }) => clipRefusal(draft, clip),
  apply: (draft, { clip }) => insert(draft, clip),
};

export const paste: CommandSpec<'paste'> = {
  title: (_draft, { clip }) => `paste ${clipReference(clip)}`,
  refusal: (draft, { clip }) => clipRefusal(draft, clip),
  apply: (draft, { clip }) => insert(draft, clip),
};
