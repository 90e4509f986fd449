import type { RunContext } from './context.js';
import { EMAIL_ID } from './engagement.js';
import type { EventLog } from './log.js';
import type { ValueKey } from './values.js';
import type { Zone } from './zones.js';

const HOURS = 24;

/** E-mail statistics of a customer or of the whole log (semantics §6, `history`). */
export interface MailCounts {
  sent: number;
  opened: number;
  clicked: number;
  unsubscribed: number;
}

/** Facts about the whole log that a run of any part of its customers needs; worked out once, before the parts. */
export interface LogConstants {
  mail: MailCounts;
  /** For each journey the opens and clicks (as two) by hour of the customer's zone, whose fallback is the journey's. */
  hours: number[][];
}

/** Counts a customer's mail over their whole log: opens and clicks once per `email_id` that was sent (semantics §6). */
export class MailCounter {
  readonly #run: RunContext;
  readonly #sent = new Set<ValueKey>();
  readonly #opened = new Set<ValueKey>();
  readonly #clicked = new Set<ValueKey>();

  constructor(run: RunContext) {
    this.#run = run;
  }

  of(customer: number): MailCounts {
    const { codes, timeline } = this.#run;
    const { eventOffsets, eventCodes } = timeline.log;
    const emailId = this.#run.property(EMAIL_ID);
    const sets = new Map([
      [codes.emailCode('Email Sent'), this.#sent],
      [codes.emailCode('Email Opened'), this.#opened],
      [codes.emailCode('Email Link Clicked'), this.#clicked],
    ]);
    const sentCode = codes.emailCode('Email Sent');
    const unsubscribedCode = codes.emailCode('Unsubscribed');
    for (const set of sets.values()) set.clear();
    const counts: MailCounts = { sent: 0, opened: 0, clicked: 0, unsubscribed: 0 };
    for (let ref = eventOffsets[customer] ?? 0; ref < (eventOffsets[customer + 1] ?? 0); ref++) {
      const code = eventCodes[ref] ?? 0;
      if (code === sentCode) counts.sent++;
      if (code === unsubscribedCode) counts.unsubscribed++;
      const key = sets.has(code) ? emailId.key(ref) : undefined;
      if (key !== undefined) sets.get(code)?.add(key);
    }
    counts.opened = [...this.#opened].filter((key) => this.#sent.has(key)).length;
    counts.clicked = [...this.#clicked].filter((key) => this.#sent.has(key)).length;
    return counts;
  }
}

/** Counts the mail of the whole log. */
export function countMail(run: RunContext): MailCounts {
  const counter = new MailCounter(run);
  const total: MailCounts = { sent: 0, opened: 0, clicked: 0, unsubscribed: 0 };
  for (let customer = 0; customer < run.timeline.log.customerCount; customer++) {
    const counts = counter.of(customer);
    total.sent += counts.sent;
    total.opened += counts.opened;
    total.clicked += counts.clicked;
    total.unsubscribed += counts.unsubscribed;
  }
  return total;
}

/** How much an e-mail event says about the hour at which a customer reads: a click counts as two opens (semantics §6). */
export function hourWeights(run: RunContext): Float64Array {
  const weights = new Float64Array(run.codes.names.length);
  weights[run.codes.emailCode('Email Opened')] = 1;
  weights[run.codes.emailCode('Email Link Clicked')] = 2;
  return weights;
}

/** Opens and clicks of the whole log by hour of each customer's own zone. */
export function countHours(run: RunContext, fallback: Zone): number[] {
  const { timeline, traits } = run;
  const log: EventLog = timeline.log;
  const weights = hourWeights(run);
  const hours = new Array<number>(HOURS).fill(0);
  for (let customer = 0; customer < log.customerCount; customer++) {
    timeline.reset(customer);
    let zone: Zone | undefined;
    for (let ref = timeline.begin; ref < (log.eventOffsets[customer + 1] ?? 0); ref++) {
      const weight = weights[log.eventCodes[ref] ?? 0] ?? 0;
      if (weight === 0) continue;
      zone ??= traits.zone(fallback);
      const hour = zone.hour(log.times[ref] ?? 0);
      hours[hour] = (hours[hour] ?? 0) + weight;
    }
  }
  return hours;
}
