import type { DeliveryPreview } from '../../../shared/contract/delivery.js';
import type { ProjectSession } from '../projects/sessions.js';
import type { Replayed, ReplayedMessage } from './replay.js';

/**
 * The messages that are due either way, but are written by another text of their template, by what that template is called.
 * @param was by key; `will` likewise.
 */
export function rewritten(
  { templates }: Pick<ProjectSession['store'], 'templates'>,
  [before, was]: [Replayed, ReadonlyMap<string, ReplayedMessage>],
  [after, will]: [Replayed, ReadonlyMap<string, ReplayedMessage>],
): DeliveryPreview['rewritten'] {
  const counts = new Map<string, number>();
  for (const [key, later] of will) {
    const earlier = was.get(key);
    const now = writtenBy(after, later);
    if (!earlier || now === undefined || writtenBy(before, earlier)?.hash === now.hash) continue;
    counts.set(now.template, (counts.get(now.template) ?? 0) + 1);
  }
  return [...counts].map(([id, messages]) => ({ template: templates.find(id)?.name ?? id, messages }));
}

function writtenBy({ versions }: Replayed, message: ReplayedMessage): { template: string; hash: string | undefined } | undefined {
  const version = versions[message.version];
  const node = version?.journey.nodes.find(({ id }) => id === message.node);
  if (node?.type !== 'email') return undefined;
  const { variants = [], template } = node.config;
  const named = variants.find(({ id }) => id === message.variant)?.template ?? template ?? '';
  return { template: named, hash: version?.contents.templateHash(named) };
}
