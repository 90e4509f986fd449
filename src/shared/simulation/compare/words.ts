import { msWords } from '../../condition/words/duration.js';
import { capitalised, listWords, quote } from '../../condition/words/text.js';
import type { MessageOutcome } from '../messages.js';
import type { MessageChange, Treatment } from './treatment.js';

/** What each way of being treated differently is called. */
export const TREATMENT_WORDS: Readonly<Record<Treatment, string>> = {
  gained: 'Gets messages, got none',
  lost: 'Gets none any more',
  messages: 'Gets other messages',
  variants: 'Gets other variants',
  times: 'Gets them at other times',
  heldBack: 'Only held back differently',
};

const HELD_BACK: Readonly<Record<Exclude<MessageOutcome, 'sent'>, string>> = {
  consent: 'no consent',
  frequencyCap: 'frequency cap',
  noAddress: 'no address',
};

function heldBackWords(outcome: MessageOutcome): string {
  return outcome === 'sent' ? '' : ` (${HELD_BACK[outcome]})`;
}

function pairWords(
  before: NonNullable<MessageChange['before']>,
  after: NonNullable<MessageChange['after']>,
  name: string,
): string {
  if (before.outcome === 'sent' && after.outcome !== 'sent')
    return `${name} is held back${heldBackWords(after.outcome)}, was sent`;
  if (before.outcome !== 'sent' && after.outcome === 'sent')
    return `${name} is sent, was held back${heldBackWords(before.outcome)}`;
  const parts: string[] = [];
  if (before.outcome !== after.outcome)
    parts.push(`is held back${heldBackWords(after.outcome)} instead of${heldBackWords(before.outcome)}`);
  if (before.variant !== after.variant) parts.push(`comes as ${quote(after.variant)} instead of ${quote(before.variant)}`);
  const later = after.time - before.time;
  if (later !== 0) parts.push(`comes ${msWords(Math.abs(later))} ${later > 0 ? 'later' : 'earlier'}`);
  return `${name} ${listWords(parts, 'and')}`;
}

/** One change of a customer's messages in words. `titleOf` names a step by its id in the journey of that side. */
export function changeWords(
  { before, after }: MessageChange,
  titleOf: (side: 'before' | 'after', node: string) => string,
): string {
  if (before && after) return pairWords(before, after, quote(titleOf('after', after.node)));
  if (after) {
    const name = quote(titleOf('after', after.node));
    return after.outcome === 'sent' ? `gets ${name}` : `${name} is held back${heldBackWords(after.outcome)}`;
  }
  if (!before) return '';
  const name = quote(titleOf('before', before.node));
  return before.outcome === 'sent' ? `no longer gets ${name}` : `${name} is no longer held back, it does not come up`;
}

/** So many changes are told one by one. */
const TOLD = 3;

/** All changes of a customer in a sentence; past the first few only their number. */
export function changesWords(
  changes: readonly MessageChange[],
  titleOf: (side: 'before' | 'after', node: string) => string,
): string {
  const told = changes.slice(0, TOLD).map((change) => changeWords(change, titleOf));
  const more = changes.length - told.length;
  return capitalised([...told, ...(more > 0 ? [`${String(more)} more`] : [])].join('; '));
}
