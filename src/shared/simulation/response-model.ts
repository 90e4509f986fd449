import { durationMs } from '../condition/duration.js';
import type { Responses } from './responses.js';
import type { MailCounts } from './constants.js';
import { Draw } from './hash.js';
import { Heap } from './heap.js';
import type { ResponseKind } from './tally.js';

/** How strongly a customer's own rates are drawn to those of the log (semantics §6: `k`). */
const SMOOTHING = 5;

/** A reaction to a simulated message that is still to come. */
export interface PendingResponse {
  time: number;
  /** Number of the message among the customer's, and place among its responses: their order at one instant. */
  message: number;
  place: number;
  kind: ResponseKind;
  journey: number;
  node: number;
  variant: number;
  emailId: string;
}

export interface Rates {
  open: number;
  click: number;
  unsubscribe: number;
}

function ratio(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}

/** A customer's own rates, smoothed with those of the whole log (semantics §6, `history`). */
export function smoothedRates(own: MailCounts, log: MailCounts): Rates {
  const { sent, opened, clicked, unsubscribed } = own;
  return {
    open: (opened + SMOOTHING * ratio(log.opened, log.sent)) / (sent + SMOOTHING),
    click: (clicked + SMOOTHING * ratio(log.clicked, log.opened)) / (opened + SMOOTHING),
    unsubscribe: (unsubscribed + SMOOTHING * ratio(log.unsubscribed, log.sent)) / (sent + SMOOTHING),
  };
}

/** The responses that customers will give to simulated messages, in the order in which they happen. */
export class ResponseModel {
  readonly #pending = new Heap<PendingResponse>(
    (a, b) => a.time < b.time || (a.time === b.time && (a.message < b.message || (a.message === b.message && a.place < b.place))),
  );
  readonly #openAfter: number;
  readonly #clickAfter: number;
  readonly #seed: number;

  constructor(responses: Exclude<Responses, { mode: 'none' }>, seed: number) {
    this.#openAfter = Math.max(1, durationMs(responses.openAfter ?? '1h'));
    this.#clickAfter = Math.max(1, durationMs(responses.clickAfter ?? '5m'));
    this.#seed = seed;
  }

  reset(): void {
    this.#pending.clear();
  }

  /** When the next response happens; Infinity when none will. */
  nextTime(): number {
    return this.#pending.peek()?.time ?? Infinity;
  }

  next(): PendingResponse | undefined {
    return this.#pending.pop();
  }

  /** Draws what a message sent at `t` will meet with; the draws depend on its `email_id` only (semantics §6). */
  expect(
    message: Omit<PendingResponse, 'time' | 'place' | 'kind'>,
    t: number,
    rates: Rates,
    journeyId: string,
    userId: Uint8Array,
  ): void {
    const happens = (kind: string, rate: number): boolean =>
      new Draw(this.#seed, journeyId, `${kind}/${message.emailId}`).of(userId) < rate;
    const openTime = t + this.#openAfter;
    if (happens('open', rates.open)) {
      this.#pending.push({ ...message, kind: 'opened', time: openTime, place: 0 });
      if (happens('click', rates.click))
        this.#pending.push({ ...message, kind: 'clicked', time: openTime + this.#clickAfter, place: 2 });
    }
    if (happens('unsubscribe', rates.unsubscribe))
      this.#pending.push({ ...message, kind: 'unsubscribed', time: openTime, place: 1 });
  }
}
