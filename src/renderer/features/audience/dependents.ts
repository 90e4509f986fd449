import type { Segment } from '../../../shared/contract/segments.js';
import { segmentsUsed } from '../../../shared/journey/check/segments.js';

/** The segment itself and all that are defined by it, however indirectly: it may ask for none of them. */
export function dependentsOf(id: string, segments: readonly Segment[]): ReadonlySet<string> {
  const found = new Set([id]);
  // A set that grows while it is walked through: each new member is looked at in its turn.
  for (const member of found) {
    for (const segment of segments) if (segmentsUsed(segment.condition).includes(member)) found.add(segment.id);
  }
  return found;
}
