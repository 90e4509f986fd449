import type { FollowedBy } from '../schema.js';
import { whereWords } from './comparison.js';
import { durationWords, lastWords } from './duration.js';
import { eventWords, otherEventWords } from './events.js';
import type { LeafWords } from './leaf.js';
import { sentence } from './text.js';

function describe(leaf: FollowedBy): string {
  const first = sentence(eventWords(leaf.did).past, whereWords(leaf.where));
  const recent = leaf.recent === undefined ? undefined : `(the latter in the last ${lastWords(leaf.recent)})`;
  return sentence(first, 'and then', otherEventWords(leaf.followedBy).past, `within ${durationWords(leaf.within)}`, recent);
}

/** One event and then another. */
export const followedByWords: LeafWords<FollowedBy> = {
  describe,
  observe: (leaf, { value }) => `${value === true ? 'seen' : 'not seen'}: ${describe(leaf)}`,
};
