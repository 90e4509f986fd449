import type { DraftNode, NodeType } from './schema.js';

const FIXED: Record<Exclude<NodeType, 'switch' | 'split'>, readonly string[]> = {
  trigger: ['out'],
  email: ['out'],
  wait: ['out'],
  waitFor: ['happened', 'timeout'],
  branch: ['yes', 'no'],
  update: ['out'],
  webhook: ['out'],
  exit: [],
};

function idsOf(list: unknown): string[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((entry: unknown) =>
    typeof entry === 'object' && entry !== null && 'id' in entry && typeof entry.id === 'string' ? [entry.id] : [],
  );
}

/** The handles out of which edges may leave a node, in the order in which they are drawn (semantics §4). */
export function handlesOf(node: Pick<DraftNode, 'type' | 'config'>): readonly string[] {
  if (node.type === 'switch') return [...idsOf(node.config['cases']), 'else'];
  if (node.type === 'split') return idsOf(node.config['arms']);
  return FIXED[node.type];
}
