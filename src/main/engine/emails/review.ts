import { setImmediate as breathe } from 'node:timers/promises';
import { EngineError } from '../../../shared/contract/error.js';
import type { Recipient } from '../../../shared/contract/emails.js';
import type { MissingValue, RenderedMessage } from '../../../shared/email/message.js';
import type { MessageMoment } from '../../../shared/email/moments.js';
import { MESSAGE_OUTCOMES } from '../../../shared/simulation/messages.js';
import { throwIfCancelled } from '../errors.js';
import type { ProjectSession } from '../projects/sessions.js';
import type { Call } from '../registry.js';
import type { FinishedRun, Simulator } from '../simulations/simulator.js';
import { commonOf, Letters, linksOf, written, type Common, type Step } from './letters.js';

/** More messages than this are not written for a look; those that are are spread over all customers. */
export const MOST_LOOKED_AT = 10_000;
/** Customers whose messages are read at a time, and how long writing goes on without a pause, ms. */
const CUSTOMERS_AT_A_TIME = 400;
const WITHOUT_PAUSE = 30;

/** A message of a run as it would be sent, without its body. */
export interface LookedAt extends Recipient {
  /** Links and pictures that lead nowhere for this recipient. */
  blankLinks: number;
}

/** The messages of some steps of a run. */
export interface Review {
  rows: LookedAt[];
  /** How many there are. */
  messages: number;
  /** UTF-8 bytes and HTML of the largest. */
  largest: { bytes: number; html: string };
}

const SENT = MESSAGE_OUTCOMES.indexOf('sent');

/** Writes the sent messages of steps of a run and keeps what matters of each. @throws EngineError `cancelled`. */
export async function reviewed(
  session: Pick<ProjectSession, 'store' | 'log' | 'logs'>,
  simulator: Simulator,
  run: FinishedRun,
  steps: readonly Step[],
  call: Call,
): Promise<Review> {
  const { customers, messages } = recipientsOf(run, steps);
  const letters = await Letters.open(session, simulator, run, steps, call);
  const writer = new Reviewer(run, letters, commonOf(session));
  const started = performance.now();
  for (let from = 0; from < customers.length; from += CUSTOMERS_AT_A_TIME) {
    throwIfCancelled(call.signal);
    const moments = await letters.of(customers.slice(from, from + CUSTOMERS_AT_A_TIME), call);
    await writer.take(
      moments.filter(({ outcome }) => outcome === SENT),
      call.signal,
    );
    const done = Math.min(customers.length, from + CUSTOMERS_AT_A_TIME);
    const secondsLeft = ((performance.now() - started) / 1000 / done) * (customers.length - done);
    call.onProgress({ stage: 'Writing messages', fraction: done / customers.length, done: writer.rows.length, secondsLeft });
  }
  const { rows, largest } = writer;
  rows.sort((a, b) => compare(a.time, b.time) || compare(a.userId, b.userId));
  return { rows, messages, largest };
}

function compare(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

/** The customers whom steps have written to, thinned out evenly where there are too many messages. */
function recipientsOf({ messages }: FinishedRun, steps: readonly Step[]): { customers: number[]; messages: number } {
  const wanted = new Set(steps.map(({ journey, node, variant }) => `${String(journey)} ${String(node)} ${String(variant)}`));
  const customers = new Set<number>();
  let count = 0;
  for (let place = 0; place < messages.count; place++) {
    const key = `${String(messages.journey[place])} ${String(messages.node[place])} ${String(messages.variant[place])}`;
    if (messages.outcome[place] !== SENT || !wanted.has(key)) continue;
    count++;
    customers.add(messages.customer[place] ?? 0);
  }
  const all = [...customers].sort((a, b) => a - b);
  const keep = Math.min(1, MOST_LOOKED_AT / Math.max(1, count));
  return { customers: all.filter((_, place) => Math.floor((place + 1) * keep) > Math.floor(place * keep)), messages: count };
}

class Reviewer {
  readonly rows: LookedAt[] = [];
  largest = { bytes: 0, html: '' };
  #worked = performance.now();

  constructor(
    private readonly run: FinishedRun,
    private readonly letters: Letters,
    private readonly common: Common,
  ) {}

  async take(moments: readonly MessageMoment[], signal: AbortSignal): Promise<void> {
    for (const moment of moments) {
      this.#write(moment);
      if (performance.now() - this.#worked < WITHOUT_PAUSE) continue;
      await breathe();
      throwIfCancelled(signal);
      this.#worked = performance.now();
    }
  }

  #write(moment: MessageMoment): void {
    const template = this.letters.templateOf(moment);
    if (!template) return;
    const key = this.letters.keyOf(moment);
    const node = this.run.journeys[moment.journey]?.nodes[moment.node];
    const variant = node?.type === 'email' ? (node.config.variants?.[moment.variant]?.id ?? '') : '';
    const about = { ...key, variant, time: new Date(moment.time).toISOString(), shown: moment.shown };
    try {
      const message = written(template, moment, this.common, linksOf(this.common, key));
      this.rows.push({ ...about, ...this.#measured(message), failure: '' });
    } catch (error) {
      if (!(error instanceof EngineError)) throw error;
      const nothing = { subject: '', missing: [] as MissingValue[], empty: [] as string[], bytes: 0, blankLinks: 0 };
      this.rows.push({ ...about, ...nothing, failure: error.message });
    }
  }

  #measured({ subject, html, missing, empty }: RenderedMessage) {
    const bytes = Buffer.byteLength(html);
    if (bytes > this.largest.bytes) this.largest = { bytes, html };
    return { subject, missing, empty, bytes, blankLinks: [...html.matchAll(/\s(?:href|src)=""/g)].length };
  }
}
