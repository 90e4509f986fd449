import type { ActivationSummary, CallsOfHost, DeliveryPreview } from '../../../shared/contract/delivery.js';
import type { OutboxState } from '../../../shared/delivery/outbox.js';
import { formatCount, formatNumber, type Tone } from '../../ui/index.js';

const LIST = new Intl.ListFormat('en', { type: 'conjunction' });

/** How the states of messages are called, and how they look. */
export const STATE_WORDS: Readonly<Record<OutboxState, { name: string; tone: Tone }>> = {
  queued: { name: 'Queued', tone: 'neutral' },
  held: { name: 'Held', tone: 'warning' },
  sending: { name: 'Sending', tone: 'accent' },
  sent: { name: 'Sent', tone: 'success' },
  failed: { name: 'Failed', tone: 'error' },
  doubtful: { name: 'Doubtful', tone: 'warning' },
  suppressed: { name: 'Suppressed', tone: 'neutral' },
  cancelled: { name: 'Cancelled', tone: 'neutral' },
};

/** “2 messages and 3 calls”; without what there is none of. */
export function amountOf(messages: number, calls: number): string {
  if (calls === 0) return formatCount(messages, 'message');
  return messages === 0 ? formatCount(calls, 'call') : `${formatCount(messages, 'message')} and ${formatCount(calls, 'call')}`;
}

/** “3 to hooks.example.com, 1 to shop.example.com”. */
export function hostsOf(calls: readonly CallsOfHost[]): string {
  return calls.map(({ host, calls: count }) => (count === 0 ? host : `${formatNumber(count)} to ${host}`)).join(', ');
}

export function callsIn(calls: readonly CallsOfHost[]): number {
  return calls.reduce((sum, { calls: count }) => sum + count, 0);
}

/** “Changes through “Lapsed”, asked by the step “Loyal?””; no words for an edited segment that the journey does not ask itself. */
export function resortedWords({ through, askedBy }: DeliveryPreview['resorted'][number]): string {
  const why = through.length === 0 ? '' : `changes through ${LIST.format(through.map((name) => `“${name}”`))}`;
  const where = askedBy.length === 0 ? '' : `asked by ${LIST.format(askedBy)}`;
  const words = [why, where].filter((part) => part !== '').join(', ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** What of a live journey was edited since it took it along. */
export type EditedParts = Pick<ActivationSummary, 'edited' | 'editedTemplates' | 'editedSegments'>;

/** “The e-mail ‘Cart reminder’ and the segment ‘Loyal’ changed since activation.”; no words where neither did. */
export function editedWords({ edited, editedTemplates, editedSegments }: EditedParts): { journey: boolean; words: string } {
  const named = [
    ...editedTemplates.map((name) => `the e-mail “${name}”`),
    ...editedSegments.map((name) => `the segment “${name}”`),
  ];
  const list = LIST.format(named);
  return { journey: edited, words: list === '' ? '' : `${list.replace(/^t/, 'T')} changed since activation.` };
}

/** UTC ms as the formats of the interface take instants. */
export function iso(ms: number): string {
  return new Date(ms).toISOString();
}

/** How a journey or a single e-mail stands. */
export function standingOf({ kind, status, begun }: ActivationSummary): { name: string; tone: Tone } {
  if (status === 'paused') return { name: 'Paused', tone: 'warning' };
  if (status === 'ended') return kind === 'campaign' ? { name: 'Done', tone: 'neutral' } : { name: 'Ended', tone: 'neutral' };
  if (!begun) return { name: 'Scheduled', tone: 'accent' };
  return kind === 'campaign' ? { name: 'Going out', tone: 'success' } : { name: 'Live', tone: 'success' };
}
