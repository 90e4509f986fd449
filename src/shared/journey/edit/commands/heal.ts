import type { WritableDraft } from '../command.js';
import { removeFrom } from './remove.js';

/**
 * Takes the edges of leaving nodes out. Where a leaving node had only the one way on, those who came to it now go where it
 * led, as a marketer who deletes a wait expects; what would then lead to itself is dropped.
 */
export function healAround(draft: WritableDraft, gone: ReadonlySet<string>): void {
  const onlyWayOn = new Map<string, string>();
  for (const edge of draft.edges) {
    if (gone.has(edge.source) && edge.sourceHandle === 'out') onlyWayOn.set(edge.source, edge.target);
  }
  removeFrom(draft.edges, (edge) => {
    if (gone.has(edge.source)) return true;
    if (!gone.has(edge.target)) return false;
    const survivor = follow(edge.target, onlyWayOn, gone);
    if (survivor === undefined || survivor === edge.source) return true;
    edge.target = survivor;
    return false;
  });
}

/** The first surviving node behind a leaving one, if the way there never forks or turns in a circle. */
function follow(start: string, onlyWayOn: ReadonlyMap<string, string>, gone: ReadonlySet<string>): string | undefined {
  const seen = new Set<string>();
  let at: string | undefined = start;
  while (at !== undefined && gone.has(at)) {
    if (seen.has(at)) return undefined;
    seen.add(at);
    at = onlyWayOn.get(at);
  }
  return at;
}
