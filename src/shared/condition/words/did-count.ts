import type { DidCount } from '../schema.js';
import { quantityWords, timesWords, whereWords } from './comparison.js';
import { windowWords } from './duration.js';
import { eventWords, samePhrase } from './events.js';
import type { LeafWords } from './leaf.js';
import { quote, sentence, valueWords } from './text.js';

function plain(leaf: DidCount): string {
  const { past, not } = eventWords(leaf.did);
  const [where, window] = [whereWords(leaf.where), windowWords(leaf.within)];
  const times = timesWords(leaf.times ?? { gte: 1 });
  if (times === 'never') return window === '' ? sentence('never', past, where) : sentence(not, where, window);
  const total = typeof leaf.did === 'string' || times === '' ? times : `${times} in all`;
  return sentence(past, where, total, window);
}

function byValue(leaf: DidCount, property: string): string {
  const [where, window] = [whereWords(leaf.where), windowWords(leaf.within)];
  const times = leaf.times === undefined ? 'at least once' : timesWords(leaf.times) || 'at least once';
  const same = samePhrase(leaf.did, property);
  if (same !== undefined) return sentence(same, where, times, window);
  return sentence(eventWords(leaf.did).past, where, times, `with the same ${quote(property)}`, window);
}

/** `did` with a count, also by the values of a property. */
export const didCountWords: LeafWords<DidCount> = {
  describe: (leaf) => (leaf.by === undefined ? plain(leaf) : byValue(leaf, leaf.by)),
  observe: (leaf, { count = 0, value }) => {
    const { one, many } = eventWords(leaf.did);
    const by = leaf.by !== undefined && value !== undefined ? `with ${quote(leaf.by)} ${valueWords(value)}` : undefined;
    const seen = sentence(
      `${count === 0 ? 'no' : count}`,
      count === 1 ? one : many,
      whereWords(leaf.where),
      by,
      windowWords(leaf.within),
    );
    return `${seen}, needs ${quantityWords(leaf.times ?? { gte: 1 })}`;
  },
};
