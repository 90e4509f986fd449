import { otherEventParts } from '../events.js';
import type { Abandoned } from '../schema.js';
import { whereWords } from './comparison.js';
import { durationWords, msWords } from './duration.js';
import { eventWords, otherEventWords } from './events.js';
import type { LeafWords } from './leaf.js';
import { sentence } from './text.js';

/** What is left when nothing more follows than an order. */
const LEFT: Readonly<Record<string, string>> = {
  'Product Added': 'a cart',
  'Cart Viewed': 'a cart',
  'Checkout Started': 'a checkout',
};

/** “a cart”, where the pair of events is the usual one and has no filters. */
export function leftBehind({
  abandoned,
  where,
  without,
}: Pick<Abandoned, 'abandoned' | 'where' | 'without'>): string | undefined {
  const other = otherEventParts(without);
  const plain = (where ?? []).length === 0 && other.where.length === 0 && other.event === 'Order Completed';
  return plain && typeof abandoned === 'string' && Object.hasOwn(LEFT, abandoned) ? LEFT[abandoned] : undefined;
}

function describe(leaf: Abandoned): string {
  const left = leftBehind(leaf);
  const duration = durationWords(leaf.for);
  if (left !== undefined) return `left ${left} for ${duration}`;
  return sentence(
    eventWords(leaf.abandoned).past,
    whereWords(leaf.where),
    'and then',
    otherEventWords(leaf.without).not,
    `for ${duration}`,
  );
}

/** Something begun and not gone through with. */
export const abandonedWords: LeafWords<Abandoned> = {
  describe,
  observe: (leaf, { ageMs = Infinity, followed = false }) => {
    const { past } = eventWords(leaf.abandoned);
    const start = sentence(past, whereWords(leaf.where));
    if (!Number.isFinite(ageMs)) return `never ${start}`;
    const since = `${start} ${msWords(ageMs)} ago`;
    if (followed) return `${since} and ${otherEventWords(leaf.without).past} after that`;
    return `${since}, needs ${durationWords(leaf.for)} in which the customer ${otherEventWords(leaf.without).not}`;
  },
};
