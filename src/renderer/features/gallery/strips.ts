import type { DraftNode, JourneyDraft } from '../../../shared/journey/schema.js';

/** The steps of a journey as strips, one for each trigger, each step once and in the order in which an entry can come to it. */
export function stripsOf({ nodes, edges }: Pick<JourneyDraft, 'nodes' | 'edges'>): DraftNode[][] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const next = new Map<string, string[]>();
  for (const { source, target } of edges) next.set(source, [...(next.get(source) ?? []), target]);
  const shown = new Set<string>();
  const stripFrom = (trigger: DraftNode): DraftNode[] => {
    const strip = [trigger];
    // What a step leads to is added while the strip is gone through.
    for (const { id } of strip)
      for (const target of next.get(id) ?? []) {
        const node = byId.get(target);
        if (!node || shown.has(target)) continue;
        shown.add(target);
        strip.push(node);
      }
    return strip;
  };
  return nodes.filter(({ type }) => type === 'trigger').map(stripFrom);
}
