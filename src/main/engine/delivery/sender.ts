import { setImmediate } from 'node:timers/promises';
import { MOST_ATTEMPTS, retryDelayMs } from '../../../shared/delivery/backoff.js';
import type { OutboxMessage } from '../../../shared/delivery/outbox.js';
import type { OutboxChange, OutboxTable } from '../../store/project/outbox.js';
import type { SuppressionTable } from '../../store/project/suppression.js';
import { Journal } from './journal.js';
import { runLanes, type Lane } from './lanes.js';
import { Pace } from './pace.js';
import {
  errorText,
  NotCommitted,
  type Commit,
  type OutgoingMessage,
  type SendResult,
  type Transport,
} from './transports/transport.js';
import { hostOf } from './webhooks/address.js';
import type { Caller, OutgoingCall } from './webhooks/caller.js';

/** What the moment of sending says of a queued message. */
export type Prepared =
  | { kind: 'message'; message: OutgoingMessage }
  | { kind: 'call'; call: OutgoingCall }
  | { kind: 'suppressed'; reason: string; address?: string }
  /** Not now (quiet hours). */
  | { kind: 'postponed'; until: number; reason: string }
  /** It cannot be put together; a person decides. */
  | { kind: 'held'; reason: string };

export interface SenderOptions {
  outbox: OutboxTable;
  suppressions: SuppressionTable;
  transport: Transport;
  /** The way for calls; a sender without one must meet none. */
  caller?: Caller;
  /** Checks the message anew and writes it (semantics §6 at the moment of sending). */
  prepare: (row: OutboxMessage) => Prepared | Promise<Prepared>;
  /** The journeys and campaigns that may send at this moment. */
  journeys: () => readonly string[];
  inFlight: number;
  /** Messages a minute; 0 for no limit. */
  perMinute: number;
  pace?: Pace;
  /** Told of each message whose state has changed. */
  onStep?: () => void;
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
  /** The machine slept meanwhile: what waits must be looked at anew. */
  slept?: true;
}

/** Messages claimed at a time, and calls of one host: as many are in doubt after a loss of power. */
const BATCH = 100;
const CALL_BATCH = 10;
/** So many calls are under way at most, each to another host. */
const CALLS_AT_ONCE = 4;
/** No message takes so long: the machine slept. */
const SLEPT_MS = 30 * 60_000;
/** So many refusals for good in a row are no longer the recipients' fault. */
const REFUSALS = 20;

/** What is handed over, an e-mail or a call, as the outbox shows it. */
interface Parcel {
  address: string;
  subject: string;
  messageId: string;
  /** Whether refusals say something of the sender and of the address. */
  isMail: boolean;
  handOver: (commit: Commit) => Promise<SendResult>;
}

/**
 * Hands over the queued messages and calls whose turn it is, until none is due: messages one by one in order; calls beside them, those of each host
 * one by one in order, so that a host that takes its time holds up nobody else.
 */
export class Sender {
  private readonly mailJournal: Journal;
  private readonly callJournal: Journal;
  private readonly pace: Pace;
  private readonly now: () => number;
  private readonly stop = new AbortController();
  private readonly stopMail = new AbortController();
  private readonly taken = new Set<number>();
  private ready: OutboxMessage[] = [];
  private sent = 0;
  private trouble: SenderEnd['trouble'];
  private slept = false;
  private lastTurn: number;
  /** Refusals for good since a message was last taken, and the addresses that go on the list when one is taken again. */
  private refusals = 0;
  private refused: { address: string; reason: string }[] = [];

  constructor(private readonly options: SenderOptions) {
    this.mailJournal = new Journal(options.outbox, options.inFlight);
    this.callJournal = new Journal(options.outbox, CALLS_AT_ONCE);
    this.now = options.now ?? Date.now;
    this.pace = options.pace ?? new Pace(this.now);
    this.lastTurn = this.now();
  }

  /**
   * Sends what is due, once for each sender. Aborting the signal stops it: what has not been committed stays in the queue, and nothing begins after.
   * @throws what the store throws.
   */
  async run(signal: AbortSignal): Promise<SenderEnd> {
    const all = AbortSignal.any([signal, this.stop.signal]);
    const mail = AbortSignal.any([all, this.stopMail.signal]);
    try {
      await runLanes(() => this.lanes(mail, all), this.stop, all);
    } finally {
      this.mailJournal.flush();
      this.callJournal.flush();
      this.options.outbox.unclaim();
    }
    if (!this.trouble) this.suppressRefused();
    return { sent: this.sent, ...(this.trouble && { trouble: this.trouble }), ...(this.slept && { slept: true }) };
  }

  /** The lanes for which something is due: as many for messages as are worth preparing at once, and one for the calls of each host. */
  private lanes(mail: AbortSignal, all: AbortSignal): Lane[] {
    if (this.slept) return [];
    const { outbox, journeys, transport } = this.options;
    const now = this.now();
    const isMailDue = !mail.aborted && outbox.due(now, 1, journeys(), { without: this.taken, kind: 'email' }).length > 0;
    const hosts = Map.groupBy(outbox.dueAddresses(now, journeys()), hostOf);
    return [
      ...Array.from({ length: isMailDue ? Math.max(1, transport.connections) : 0 }, (_, place) => ({
        name: `messages ${String(place)}`,
        work: () => this.messages(mail),
      })),
      ...[...hosts].map(([host, addresses]) => ({ name: `calls to ${host}`, work: () => this.calls(addresses, all) })),
    ];
  }

  private async messages(signal: AbortSignal): Promise<void> {
    for (let row = this.take(); row && !signal.aborted; row = this.take()) {
      await this.one(row, this.mailJournal, signal);
      this.taken.delete(row.id);
      // The message that waited for this one goes before another one is written.
      await setImmediate();
    }
  }

  private take(): OutboxMessage | undefined {
    if (this.hasSlept()) return undefined;
    if (this.ready.length === 0) {
      this.mailJournal.flush();
      const { outbox, journeys } = this.options;
      this.ready.push(...outbox.claim(this.now(), this.batch(BATCH), journeys(), { without: this.taken, kind: 'email' }));
    }
    const row = this.ready.shift();
    if (row) this.taken.add(row.id);
    return row;
  }

  /** Makes the calls to the addresses of one host. */
  private async calls(addresses: readonly string[], signal: AbortSignal): Promise<void> {
    const { outbox, journeys } = this.options;
    const claim = (): OutboxMessage[] => {
      this.callJournal.flush();
      return outbox.claim(this.now(), this.batch(CALL_BATCH), journeys(), { calls: addresses });
    };
    for (let rows = claim(); rows.length > 0; rows = claim())
      for (const row of rows) {
        if (signal.aborted || this.hasSlept()) return;
        await this.one(row, this.callJournal, signal);
      }
  }

  /** Whether the machine slept since something was last taken: nothing is, then. */
  private hasSlept(): boolean {
    const now = this.now();
    this.slept ||= now - this.lastTurn > SLEPT_MS;
    this.lastTurn = now;
    return this.slept;
  }

  /** What leaves within about a second. */
  private batch(most: number): number {
    const { perMinute } = this.options;
    return perMinute > 0 ? Math.min(most, Math.ceil(perMinute / 60)) : most;
  }

  private async one(row: OutboxMessage, journal: Journal, signal: AbortSignal): Promise<void> {
    await this.pace.turn(this.options.perMinute, signal);
    if (signal.aborted) return;
    const prepared = await this.prepare(row, signal);
    if (!prepared) return;
    if (prepared.kind !== 'message' && prepared.kind !== 'call') {
      journal.note(keptBack(row, prepared));
      this.options.onStep?.();
      return;
    }
    const parcel = this.parcelOf(prepared);
    const { address, subject, messageId } = parcel;
    const attempts = row.attempts + 1;
    const state = { begun: false };
    const commit = async (): Promise<void> => {
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
      await journal.begin(change, signal);
      state.begun = true;
    };
    let result: SendResult;
    try {
      result = await parcel.handOver(commit);
    } catch (error) {
      if (error instanceof NotCommitted && !state.begun) return;
      result = { kind: state.begun ? 'doubtful' : 'unreachable', answer: errorText(error) };
    }
    const change = this.changeFor(row, parcel, attempts, result);
    if (state.begun) journal.settle(change);
    else journal.note(change);
    this.options.onStep?.();
    if (parcel.isMail) this.learn(address, result);
    if (result.kind === 'unreachable' || result.kind === 'misconfigured')
      this.halt({ kind: result.kind, answer: result.answer }, parcel.isMail);
  }

  /** A mail server out of reach hinders no calls; all other trouble stops both. */
  private halt(trouble: NonNullable<SenderEnd['trouble']>, isMail: boolean): void {
    this.trouble ??= trouble;
    if (isMail && trouble.kind === 'unreachable') this.stopMail.abort();
    else this.stop.abort();
  }

  private parcelOf(prepared: Extract<Prepared, { kind: 'message' | 'call' }>): Parcel {
    if (prepared.kind === 'message') {
      const { message } = prepared;
      const { to: address, subject, messageId } = message;
      const handOver = (commit: Commit): Promise<SendResult> => this.options.transport.send(message, commit);
      return { address, subject, messageId, isMail: true, handOver };
    }
    const { call } = prepared;
    const { caller } = this.options;
    if (!caller) throw new Error('There is no way for calls.');
    const subject = `${call.method} ${new URL(call.url).pathname}`;
    return { address: call.url, subject, messageId: call.key, isMail: false, handOver: (commit) => caller.make(call, commit) };
  }

  /** One refusal blames its address; many in a row blame the sender, and no address then. */
  private learn(address: string, result: SendResult): void {
    if (result.kind === 'sent') this.suppressRefused();
    if (result.kind !== 'permanent') return;
    this.refusals++;
    if (result.suppress) this.refused.push({ address, reason: `Refused for good: ${result.answer}` });
    if (this.refusals < REFUSALS) return;
    this.refused = [];
    const answer = `${String(REFUSALS)} messages in a row were refused for good, the last with: ${result.answer}`;
    this.halt({ kind: 'misconfigured', answer }, true);
  }

  private suppressRefused(): void {
    this.refusals = 0;
    for (const { address, reason } of this.refused.splice(0)) this.options.suppressions.add(address, reason);
  }

  /** @returns `undefined` where it was stopped meanwhile. */
  private async prepare(row: OutboxMessage, signal: AbortSignal): Promise<Prepared | undefined> {
    try {
      return await this.options.prepare(row);
    } catch (error) {
      // Being stopped ends the writing as well: that says nothing of the message.
      if (signal.aborted) return undefined;
      return { kind: 'held', reason: `It could not be written: ${errorText(error)}` };
    }
  }

  private changeFor(row: OutboxMessage, { address, subject }: Parcel, attempts: number, result: SendResult): OutboxChange {
    const from = ['queued', 'sending'] as const;
    const base = { id: row.id, from, address, subject, answer: result.answer };
    switch (result.kind) {
      case 'sent':
        this.sent++;
        return { ...base, status: 'sent', reason: '' };
      case 'doubtful':
        return { ...base, status: 'doubtful', reason: result.answer };
      case 'permanent':
        return { ...base, status: 'failed', reason: result.answer, attempts };
      case 'unreachable':
      case 'misconfigured':
        return { ...base, status: 'queued', reason: result.answer, attempts: row.attempts };
      case 'temporary':
        if (attempts >= MOST_ATTEMPTS)
          return { ...base, status: 'failed', reason: `Given up after ${String(attempts)} attempts: ${result.answer}`, attempts };
        return {
          ...base,
          status: 'queued',
          reason: result.answer,
          attempts,
          nextAt: Math.max(result.notBefore ?? 0, this.now() + this.retryDelay(attempts)),
        };
    }
  }

  private retryDelay(attempts: number): number {
    return retryDelayMs(attempts, (this.options.random ?? Math.random)(), this.options.firstRetryMs);
  }
}

function keptBack(row: OutboxMessage, prepared: Exclude<Prepared, { kind: 'message' | 'call' }>): OutboxChange {
  const base = { id: row.id, from: ['queued'] as const, reason: prepared.reason };
  if (prepared.kind === 'postponed') return { ...base, status: 'queued', nextAt: prepared.until };
  if (prepared.kind === 'held') return { ...base, status: 'held' };
  return { ...base, status: 'suppressed', ...(prepared.address !== undefined && { address: prepared.address }) };
}
