import type { DraftNode, JourneyDraft, NodeType } from '../schema.js';

/** What each type of node is called. */
export const NODE_TYPE_NAMES: Readonly<Record<NodeType, string>> = {
  trigger: 'Trigger',
  email: 'E-mail',
  wait: 'Wait',
  waitFor: 'Wait for',
  branch: 'Branch',
  switch: 'Multi-branch',
  split: 'A/B split',
  update: 'Update customer',
  webhook: 'Webhook',
  exit: 'Exit',
};

function inSentence(name: string): string {
  return name.startsWith('A/B') ? name : name.charAt(0).toLowerCase() + name.slice(1);
}

/** The type of a node inside a sentence: "wait", "A/B split". */
export function typeInWords(type: NodeType): string {
  return inSentence(NODE_TYPE_NAMES[type]);
}

/** How a sentence refers to a node: its own name in quotes, else its type. */
export function nodeReference(node: Pick<DraftNode, 'type' | 'name'>): string {
  return node.name ? `“${node.name}”` : typeInWords(node.type);
}

/** How a sentence refers to several nodes: the only one by name, more by their number. */
export function nodesReference(draft: JourneyDraft, ids: readonly string[]): string {
  const nodes = draft.nodes.filter((node) => ids.includes(node.id));
  const [first] = nodes;
  if (first && nodes.length === 1) return nodeReference(first);
  return `${String(nodes.length)} steps`;
}
