import { MOST_ATTEMPTS, retryDelayMs } from '../../../shared/delivery/backoff.js';
import type { OutboxMessage } from '../../../shared/delivery/outbox.js';
import type { OutboxChange, OutboxTable } from '../../store/project/outbox.js';
import type { SuppressionTable } from '../../store/project/suppression.js';
import { Journal } from './journal.js';
import { Pace, pause } from './pace.js';
import { errorText, NotCommitted, type OutgoingMessage, type SendResult, type Transport } from './transports/transport.js';

/** What the moment of sending says of a queued message. */
export type Prepared =
  | { kind: 'message'; message: OutgoingMessage }
  | { kind: 'suppressed'; reason: string; address?: string }
  /** Not now (quiet hours). */
  | { kind: 'postponed'; until: number; reason: string }
  /** It cannot be put together; a person decides. */
  | { kind: 'held'; reason: string };

export interface SenderOptions {
  outbox: OutboxTable;
  suppressions: SuppressionTable;
  transport: Transport;
  /** Checks the message anew and writes it (semantics §6 at the moment of sending). */
  prepare: (row: OutboxMessage) => Prepared | Promise<Prepared>;
  /** The journeys and campaigns that may send at this moment. */
  journeys: () => readonly string[];
  inFlight: number;
  perMinute: number;
  now?: () => number;
  random?: () => number;
  /** The first wait after a temporary failure, ms. */
  firstRetryMs?: number;
}

/** How a run of the sender ended. */
export interface SenderEnd {
  sent: number;
  /** Set when it stopped for a fault of the set-up or of the way to the server, with what to do in it. */
  trouble?: { kind: 'misconfigured' | 'unreachable'; answer: string };
}

const BATCH = 500;

/** Hands over the queued messages whose turn it is, one by one in order, until none is due. */
export class Sender {
  private readonly journal: Journal;
  private readonly pace: Pace;
  private readonly now: () => number;
  private readonly taken = new Set<number>();
  private readonly ready: OutboxMessage[] = [];
  private sent = 0;
  private trouble: SenderEnd['trouble'];

  constructor(private readonly options: SenderOptions) {
    this.journal = new Journal(options.outbox, options.inFlight);
    this.now = options.now ?? Date.now;
    this.pace = new Pace(options.perMinute, this.now);
  }

  /**
   * Sends what is due. Aborting the signal stops it: what has not been committed stays in the queue, and nothing begins after.
   * @throws what the store throws.
   */
  async run(signal: AbortSignal): Promise<SenderEnd> {
    const stop = new AbortController();
    const either = AbortSignal.any([signal, stop.signal]);
    const work = async (): Promise<void> => {
      try {
        for (let row = this.take(); row && !either.aborted; row = this.take()) {
          await this.one(row, either);
          this.taken.delete(row.id);
          if (this.trouble) stop.abort();
        }
      } catch (error) {
        stop.abort();
        throw error;
      }
    };
    try {
      const ends = await Promise.allSettled(Array.from({ length: Math.max(1, this.options.transport.connections) }, work));
      for (const end of ends) if (end.status === 'rejected') throw end.reason;
    } finally {
      this.journal.flush();
    }
    return { sent: this.sent, ...(this.trouble && { trouble: this.trouble }) };
  }

  private take(): OutboxMessage | undefined {
    if (this.ready.length === 0) {
      this.journal.flush();
      this.ready.push(...this.options.outbox.due(this.now(), BATCH, this.options.journeys(), this.taken));
    }
    const row = this.ready.shift();
    if (row) this.taken.add(row.id);
    return row;
  }

  private async one(row: OutboxMessage, signal: AbortSignal): Promise<void> {
    await this.pace.turn(signal);
    if (signal.aborted) return;
    const prepared = await this.prepare(row);
    if (prepared.kind !== 'message') {
      this.journal.note(keptBack(row, prepared));
      return;
    }
    const { message } = prepared;
    const attempts = row.attempts + 1;
    const state = { begun: false };
    const commit = async (): Promise<void> => {
      const { to: address, subject, messageId } = message;
      const change: OutboxChange = {
        id: row.id,
        from: ['queued'],
        status: 'sending',
        reason: '',
        attempts,
        address,
        subject,
        messageId,
      };
      await this.journal.begin(change, signal);
      state.begun = true;
    };
    let result: SendResult;
    try {
      result = await this.options.transport.send(message, commit);
    } catch (error) {
      if (error instanceof NotCommitted && !state.begun) return;
      result = { kind: state.begun ? 'doubtful' : 'unreachable', answer: errorText(error) };
    }
    const change = this.changeFor(row, message, attempts, result);
    if (state.begun) this.journal.settle(change);
    else this.journal.note(change);
    if (result.kind === 'unreachable' || result.kind === 'misconfigured')
      this.trouble ??= { kind: result.kind, answer: result.answer };
  }

  private async prepare(row: OutboxMessage): Promise<Prepared> {
    try {
      return await this.options.prepare(row);
    } catch (error) {
      return { kind: 'held', reason: `The message could not be written: ${errorText(error)}` };
    }
  }

  private changeFor(row: OutboxMessage, message: OutgoingMessage, attempts: number, result: SendResult): OutboxChange {
    const from = ['queued', 'sending'] as const;
    const base = { id: row.id, from, address: message.to, subject: message.subject, answer: result.answer };
    switch (result.kind) {
      case 'sent':
        this.sent++;
        return { ...base, status: 'sent', reason: '' };
      case 'doubtful':
        return { ...base, status: 'doubtful', reason: result.answer };
      case 'permanent':
        if (result.suppress) this.options.suppressions.add(message.to, `Refused for good: ${result.answer}`);
        return { ...base, status: 'failed', reason: result.answer, attempts };
      case 'unreachable':
      case 'misconfigured':
        return { ...base, status: 'queued', reason: result.answer, attempts: row.attempts };
      case 'temporary':
        if (attempts >= MOST_ATTEMPTS)
          return { ...base, status: 'failed', reason: `Given up after ${String(attempts)} attempts: ${result.answer}`, attempts };
        return { ...base, status: 'queued', reason: result.answer, attempts, nextAt: this.now() + this.retryDelay(attempts) };
    }
  }

  private retryDelay(attempts: number): number {
    return retryDelayMs(attempts, (this.options.random ?? Math.random)(), this.options.firstRetryMs);
  }
}

function keptBack(row: OutboxMessage, prepared: Exclude<Prepared, { kind: 'message' }>): OutboxChange {
  const base = { id: row.id, from: ['queued'] as const, reason: prepared.reason };
  if (prepared.kind === 'postponed') return { ...base, status: 'queued', nextAt: prepared.until };
  if (prepared.kind === 'held') return { ...base, status: 'held' };
  return { ...base, status: 'suppressed', ...(prepared.address !== undefined && { address: prepared.address }) };
}

/** Runs a sender again and again while the way to the server is closed, waiting longer each time. */
export async function sendAllDue(sender: () => Sender, signal: AbortSignal, firstWaitMs = 5_000): Promise<SenderEnd> {
  let sent = 0;
  for (let attempt = 1; ; attempt++) {
    const end = await sender().run(signal);
    sent += end.sent;
    if (end.sent > 0) attempt = 1;
    if (end.trouble?.kind !== 'unreachable' || attempt >= 6 || signal.aborted) return { ...end, sent };
    await pause(retryDelayMs(attempt, Math.random(), firstWaitMs), signal);
  }
}
