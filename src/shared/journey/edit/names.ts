import type { DraftNode, JourneyDraft, NodeType } from '../schema.js';
import { notesOf } from '../ui.js';
import { NODE_LABELS } from '../words/node.js';

function inSentence(name: string): string {
  return name.startsWith('A/B') ? name : name.charAt(0).toLowerCase() + name.slice(1);
}

/** The type of a node inside a sentence: "wait", "A/B split". */
export function typeInWords(type: NodeType): string {
  return inSentence(NODE_LABELS[type]);
}

/** How a sentence refers to a node: its own name in quotes, else its type. */
export function nodeReference(node: Pick<DraftNode, 'type' | 'name'>): string {
  return node.name ? `“${node.name}”` : typeInWords(node.type);
}

/** How a sentence refers to several steps and notes: the only one by name, more by their number. */
export function nodesReference(draft: JourneyDraft, ids: readonly string[]): string {
  const nodes = draft.nodes.filter((node) => ids.includes(node.id));
  return thingsReference(nodes, notesOf(draft).filter((note) => ids.includes(note.id)).length);
}

/** The same for some steps and a number of notes. */
export function thingsReference(nodes: readonly DraftNode[], notes: number): string {
  const [first] = nodes;
  if (nodes.length === 0 && notes > 0) return notes === 1 ? 'note' : `${String(notes)} notes`;
  if (first && nodes.length + notes === 1) return nodeReference(first);
  return `${String(nodes.length + notes)} ${notes > 0 ? 'things' : 'steps'}`;
}
