import type { DraftNode, JourneyDraft } from '../../journey/schema.js';
import { nodeTitle } from '../../journey/words/node.js';

/** For each step of one journey (by id) the step of another that is the same one, where there is one. */
export type StepMatch = ReadonlyMap<string, string>;

function pairUp(match: Map<string, string>, before: JourneyDraft, after: JourneyDraft, keyOf: (node: DraftNode) => string): void {
  const taken = new Set(match.values());
  const free = new Map<string, string>();
  for (const node of before.nodes) if (!taken.has(node.id) && !free.has(keyOf(node))) free.set(keyOf(node), node.id);
  for (const node of after.nodes) {
    const same = match.has(node.id) ? undefined : free.get(keyOf(node));
    if (same === undefined) continue;
    match.set(node.id, same);
    free.delete(keyOf(node));
  }
}

const byId = ({ id, type }: DraftNode): string => JSON.stringify([type, id]);
const byTitle = (node: DraftNode): string => JSON.stringify([node.type, nodeTitle(node).trim().toLowerCase()]);

/**
 * Which step of `after` is which step of `before`. Versions of one journey go by the id of a step and its type. In another journey an id
 * means nothing by itself, so there a step is the same when it is of one type and called the same.
 */
export function matchSteps(before: JourneyDraft, after: JourneyDraft): StepMatch {
  const match = new Map<string, string>();
  if (before.id === after.id) pairUp(match, before, after, byId);
  else pairUp(match, before, after, byTitle);
  return match;
}
