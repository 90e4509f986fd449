import type { EventSelector, OtherEvent, Where } from '../../src/shared/condition/events.js';
import { compares } from './compare.js';
import { valueOf, type HistoryEvent } from './types.js';

/** Semantics §1, e-mail events. */
const EMAIL_EVENTS = [
  'Email Sent',
  'Email Delivered',
  'Email Opened',
  'Email Link Clicked',
  'Email Bounced',
  'Email Marked as Spam',
  'Subscribed',
  'Unsubscribed',
];

export function isEmailEvent({ event }: HistoryEvent): boolean {
  return EMAIL_EVENTS.includes(event);
}

function isNamed(event: HistoryEvent, selector: EventSelector): boolean {
  if (selector === '*') return !isEmailEvent(event);
  return typeof selector === 'string' ? event.event === selector : selector.anyOf.some((each) => isNamed(event, each));
}

/** Whether an event is an `E` on which all of `P` hold (semantics §3). */
export function matches(event: HistoryEvent, selector: EventSelector, where: Where | undefined): boolean {
  return isNamed(event, selector) && (where ?? []).every(({ property, is }) => compares(valueOf(event.properties, property), is));
}

/** Whether an event is an `E2` (semantics §3). */
export function matchesOther(event: HistoryEvent, other: OtherEvent): boolean {
  return typeof other === 'string' ? matches(event, other, undefined) : matches(event, other.event, other.where);
}

export const SESSION_GAP = 30 * 60 * 1000;

/** The events of the session at `t` (semantics §2); none: there is no session. */
export function sessionAt(history: readonly HistoryEvent[], t: number): HistoryEvent[] {
  const own = history.filter((event) => !isEmailEvent(event) && event.time <= t);
  const session: HistoryEvent[] = [];
  let neighbour = t;
  for (const event of own.toReversed()) {
    if (neighbour - event.time > SESSION_GAP) break;
    session.unshift(event);
    neighbour = event.time;
  }
  return session;
}
