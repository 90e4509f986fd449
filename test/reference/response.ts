import type { Scalar } from '../../src/shared/condition/comparison.js';
import type { Responses } from '../../src/shared/simulation/responses.js';
import { draw, type Dice } from './draw.js';
import { milliseconds } from './duration.js';
import type { HistoryEvent, LogEvent, Message } from './types.js';

/** What a customer does upon a simulated message (semantics §6, responses). */
export interface Response {
  kind: 'opened' | 'clicked' | 'unsubscribed';
  message: Message;
  event: HistoryEvent;
}

interface Rates {
  open: number;
  click: number;
  unsubscribe: number;
}

interface Counts {
  sent: number;
  opened: number;
  clicked: number;
  unsubscribed: number;
}

function countsOf(events: readonly LogEvent[]): Counts {
  const named = (name: string): LogEvent[] => events.filter(({ event }) => event === name);
  const idsOf = (name: string): (Scalar | undefined)[] => named(name).map(({ properties }) => properties?.['email_id']);
  const sent = new Set<Scalar | undefined>(idsOf('Email Sent').filter((id) => id !== undefined));
  const answered = (name: string): number => new Set(idsOf(name).filter((id) => sent.has(id))).size;
  return {
    sent: named('Email Sent').length,
    opened: answered('Email Opened'),
    clicked: answered('Email Link Clicked'),
    unsubscribed: named('Unsubscribed').length,
  };
}

function total(counts: readonly Counts[], key: keyof Counts): number {
  return counts.reduce((sum, each) => sum + each[key], 0);
}

/** `(happened + k·p) / (of + k)` with `p` the log's overall rate (semantics §6, `history`). */
function smoothed(own: Counts, all: readonly Counts[], happened: keyof Counts, of: keyof Counts): number {
  const overall = total(all, of) === 0 ? 0 : total(all, happened) / total(all, of);
  return (own[happened] + 5 * overall) / (own[of] + 5);
}

/** How likely a customer is to respond, by the mode of the run and, for `history`, the whole log. */
export function ratesOf(responses: Responses, userId: string, log: readonly LogEvent[]): Rates {
  if (responses.mode === 'none') return { open: 0, click: 0, unsubscribe: 0 };
  if (responses.mode === 'rates') {
    return { open: responses.open ?? 0, click: responses.click ?? 0, unsubscribe: responses.unsubscribe ?? 0 };
  }
  const customers = [...new Set(log.map((event) => event.userId))];
  const all = customers.map((id) => countsOf(log.filter((event) => event.userId === id)));
  const own = countsOf(log.filter((event) => event.userId === userId));
  return {
    open: smoothed(own, all, 'opened', 'sent'),
    click: smoothed(own, all, 'clicked', 'opened'),
    unsubscribe: smoothed(own, all, 'unsubscribed', 'sent'),
  };
}

/** The responses to a message that was sent, the unsubscribe behind the open (semantics §6). */
export function responsesTo(message: Message, responses: Responses, rates: Rates, dice: Dice): Response[] {
  if (responses.mode === 'none') return [];
  const openAfter = Math.max(1, milliseconds(responses.openAfter ?? '1h'));
  const clickAfter = Math.max(1, milliseconds(responses.clickAfter ?? '5m'));
  const happens = (kind: keyof Rates): boolean => draw(dice, `${kind}/${message.emailId}`) < rates[kind];
  const respond = (kind: Response['kind'], event: string, time: number): Response => ({
    kind,
    message,
    event: { event, time, properties: { email_id: message.emailId, simulated: true } },
  });
  const opened = happens('open');
  return [
    ...(opened ? [respond('opened', 'Email Opened', message.time + openAfter)] : []),
    ...(opened && happens('click') ? [respond('clicked', 'Email Link Clicked', message.time + openAfter + clickAfter)] : []),
    ...(happens('unsubscribe') ? [respond('unsubscribed', 'Unsubscribed', message.time + openAfter)] : []),
  ];
}
