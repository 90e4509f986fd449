import type { Clip, CommandSpec, WritableDraft } from '../command.js';
import { thingsReference } from '../names.js';
import type { JourneyDraft } from '../../schema.js';
import { notesOf, uiOf } from '../../ui.js';
import { OCCUPIED, putNotes } from './notes.js';

function clipRefusal(draft: JourneyDraft, { nodes, edges, notes }: Clip): string | undefined {
  if (notes.length > 0 && !uiOf(draft)) return OCCUPIED;
  const taken = nodes.some((node) => draft.nodes.some((other) => other.id === node.id));
  const takenEdge = edges.some((edge) => draft.edges.some((other) => other.id === edge.id));
  const takenNote = notes.some((note) => notesOf(draft).some((other) => other.id === note.id));
  return taken || takenEdge || takenNote ? 'What is put in bears an id that is in use already.' : undefined;
}

function insert(draft: WritableDraft, { nodes, edges, notes }: Clip): void {
  draft.nodes.push(...nodes);
  draft.edges.push(...edges);
  putNotes(draft, notes);
}

export const duplicate: CommandSpec<'duplicate'> = {
  title: (_draft, { clip }) => `duplicate ${thingsReference(clip.nodes, clip.notes.length)}`,
  refusal: (draft, { clip }) => clipRefusal(draft, clip),
  apply: (draft, { clip }) => insert(draft, clip),
};

export const paste: CommandSpec<'paste'> = {
  title: (_draft, { clip }) => `paste ${thingsReference(clip.nodes, clip.notes.length)}`,
  refusal: (draft, { clip }) => clipRefusal(draft, clip),
  apply: (draft, { clip }) => insert(draft, clip),
};
