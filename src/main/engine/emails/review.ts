import { setImmediate as breathe } from 'node:timers/promises';
import { EngineError } from '../../../shared/contract/error.js';
import type { Recipient } from '../../../shared/contract/emails.js';
import type { MessageLinks } from '../../../shared/email/message.js';
import type { MessageMoment } from '../../../shared/email/moments.js';
import { MESSAGE_OUTCOMES } from '../../../shared/simulation/messages.js';
import { throwIfCancelled } from '../errors.js';
import type { ProjectSession } from '../projects/sessions.js';
import type { Call } from '../registry.js';
import type { FinishedRun, Simulator } from '../simulations/simulator.js';
import { commonOf, Letters, linksOf, written, type Common, type Sayable, type Step } from './letters.js';
import type { CompiledTemplate } from './renderer.js';

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
  const common = commonOf(session);
  const writer = new Reviewer(common);
  const started = performance.now();
  for (let from = 0; from < customers.length; from += CUSTOMERS_AT_A_TIME) {
    throwIfCancelled(call.signal);
    const moments = await letters.of(customers.slice(from, from + CUSTOMERS_AT_A_TIME), call);
    for (const moment of moments) {
      const template = moment.outcome === SENT ? letters.templateOf(moment) : undefined;
      if (!template) continue;
      const key = letters.keyOf(moment);
      writer.write(template, moment, linksOf(common, key), { ...key, variant: variantOf(run, moment) });
      await writer.pause(call.signal);
    }
    const done = Math.min(customers.length, from + CUSTOMERS_AT_A_TIME);
    const secondsLeft = ((performance.now() - started) / 1000 / done) * (customers.length - done);
    call.onProgress({ stage: 'Writing messages', fraction: done / customers.length, done: writer.rows.length, secondsLeft });
  }
  const { rows } = writer;
  rows.sort((a, b) => compare(a.time, b.time) || compare(a.userId, b.userId));
  return { rows, messages };
}

function variantOf({ journeys }: FinishedRun, { journey, node, variant }: MessageMoment): string {
  const step = journeys[journey]?.nodes[node];
  return step?.type === 'email' ? (step.config.variants?.[variant]?.id ?? '') : '';
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

/** Writes messages and keeps what matters of each, letting others work now and then. */
export class Reviewer {
  readonly rows: LookedAt[] = [];
  #worked = performance.now();

  constructor(private readonly common: Common) {}

  write(
    template: CompiledTemplate,
    said: Sayable,
    links: MessageLinks,
    about: Pick<Recipient, 'userId' | 'journey' | 'node' | 'entry' | 'count' | 'variant'>,
  ): void {
    const row = { ...about, time: new Date(said.time).toISOString(), shown: said.shown };
    try {
      const { subject, html, missing, empty } = written(template, said, this.common, links);
      const blankLinks = [...html.matchAll(/\s(?:href|src)=""/g)].length;
      this.rows.push({ ...row, subject, missing, empty, bytes: Buffer.byteLength(html), blankLinks, failure: '' });
    } catch (error) {
      if (!(error instanceof EngineError)) throw error;
      this.rows.push({ ...row, subject: '', missing: [], empty: [], bytes: 0, blankLinks: 0, failure: error.message });
    }
  }

  /** @throws EngineError `cancelled`. */
  async pause(signal: AbortSignal): Promise<void> {
    if (performance.now() - this.#worked < WITHOUT_PAUSE) return;
    await breathe();
    throwIfCancelled(signal);
    this.#worked = performance.now();
  }
}
