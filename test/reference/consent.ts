import type { Scalar } from '../../src/shared/condition/comparison.js';
import type { ConsentMode } from '../../src/shared/journey/schema.js';
import type { HistoryEvent, Values } from './types.js';

type Consent = 'subscribed' | 'unsubscribed' | 'unknown';

function consentOfTrait(value: Scalar | undefined): Consent {
  const text = String(value ?? '')
    .trim()
    .toLowerCase();
  if (['subscribed', 'true', '1', 'yes'].includes(text)) return 'subscribed';
  return ['unsubscribed', 'false', '0', 'no'].includes(text) ? 'unsubscribed' : 'unknown';
}

/** The consent that an event leaves behind, if it changes it. */
function consentAfter({ event, properties }: HistoryEvent): Consent | undefined {
  if (event === 'Subscribed') return 'subscribed';
  if (event === 'Unsubscribed' || event === 'Email Marked as Spam') return 'unsubscribed';
  const type = properties['type'];
  if (event === 'Email Bounced' && (type === undefined || type === 'hard')) return 'unsubscribed';
  return undefined;
}

/** The consent state after this history: it starts from the trait, as it stands, and events change it in order (semantics §1). */
export function consentState(history: readonly HistoryEvent[], traits: Values): Consent {
  return history.reduce((state, event) => consentAfter(event) ?? state, consentOfTrait(traits['consent']));
}

/** Whether a message that needs this may go (semantics §6 (2)). */
export function mayBeSent(needed: ConsentMode, state: Consent): boolean {
  if (needed === 'none') return true;
  return needed === 'explicit' ? state === 'subscribed' : state !== 'unsubscribed';
}
