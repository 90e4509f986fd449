import { z } from 'zod';
import {
  DECIDABLE,
  outboxMessageSchema,
  type Decision,
  type MessageKey,
  type OutboxKind,
  type OutboxMessage,
} from '../../../shared/delivery/outbox.js';
import type { OutboxState } from '../../../shared/delivery/outbox.js';
import { bootMark } from './boot.js';
import { ChangeMaker, type OutboxChange } from './outbox-change.js';
import { StepLog } from './outbox-steps.js';
import type { SqliteDatabase } from './sqlite.js';

const COLUMNS = `id, kind, journey, node, user_id AS userId, entry, count, variant, due_at AS dueAt, status, reason, flag, address, subject,
  message_id AS messageId, attempts, next_at AS nextAt, changed_at AS changedAt,
  released_at AS releasedAt, answer`;
const rowsSchema = z.array(outboxMessageSchema);

/** What a crash leaves of a message that was being handed over. */
const CRASHED = 'Waypost ended while this message was being handed over. It may have left or not.';
/** What a loss of power leaves of messages whose turn it was. */
const WENT_DOWN = 'The machine went down while this message was about to leave. It may have left or not.';
const STALE = 'It waited too long to be sent without a question.';
const RESTORED = 'The project was restored from an earlier state. This message may have left since.';

export type { OutboxChange } from './outbox-change.js';

export interface NewMessage extends MessageKey {
  kind: OutboxKind;
  /** Of a call the address that is called; that of an e-mail is known when it leaves. */
  address?: string | undefined;
  variant: string;
  /** UTC ms. */
  dueAt: number;
  status: Extract<OutboxState, 'queued' | 'held' | 'suppressed'>;
  reason: string;
}

/** Which of the due ones. */
export interface DueOptions {
  /** Not those with these ids. */
  without?: ReadonlySet<number>;
  kind?: 'email' | undefined;
  /** Only calls, to these addresses. */
  calls?: readonly string[] | undefined;
}

export interface OutboxFilter {
  kind?: OutboxKind | undefined;
  status?: OutboxState | undefined;
  flagged?: boolean | undefined;
  journey?: string | undefined;
  /** Part of a customer's id or address. */
  search?: string | undefined;
}

/**
 * The messages of a project: what waits, what was sent, what became of the rest. Each call that writes is one transaction,
 * flushed to the disk when it returns, but for `step`.
 *
 * A message is `sending` before it can be taken by anybody, so a killed process leaves at most the one in flight in doubt. A flush for
 * every message would cost more than all the rest. So messages are claimed some at a time, with a flush, and their steps
 * are flushed with the next claim: a loss of power leaves in doubt what was claimed.
 */
export class OutboxTable {
  private readonly maker: ChangeMaker;
  private readonly steps: StepLog;

  constructor(
    private readonly database: SqliteDatabase,
    private readonly clock: () => Date,
    /** Names this start of the machine. */
    private readonly boot: string = bootMark(),
  ) {
    this.maker = new ChangeMaker(database);
    this.steps = new StepLog(database);
  }

  /** After a crash: what may have left is doubtful. Only the one process that may write calls it. @returns how many. */
  recover(): number {
    this.steps.fold(this.maker, true);
    const now = this.now();
    const doubt = `UPDATE outbox SET status = 'doubtful', claim = '', reason = ?, changed_at = ?`;
    return this.database
      .transaction(() => {
        const sending = this.database.prepare(`${doubt} WHERE status = 'sending'`).run(CRASHED, now).changes;
        const claimed = this.database
          .prepare(`${doubt} WHERE status = 'queued' AND claim NOT IN ('', ?)`)
          .run(WENT_DOWN, now, this.boot).changes;
        this.unclaim();
        return sending + claimed;
      })
      .immediate();
  }

  /** Claims the queued messages whose turn it is, in order, flushed to the disk with all steps until now. @param journeys those that may send. */
  claim(now: number, limit: number, journeys: readonly string[], only?: DueOptions): OutboxMessage[] {
    const claim = this.database.prepare("UPDATE outbox SET claim = ? WHERE id = ? AND status = 'queued'");
    return this.database
      .transaction(() => {
        const rows = this.due(now, limit, journeys, only);
        for (const { id } of rows) {
          claim.run(this.boot, id);
          this.steps.claimed(id);
        }
        return rows;
      })
      .immediate();
  }

  /** Lets go of what was claimed and has not begun to leave. */
  unclaim(): void {
    this.fold();
    this.database.prepare("UPDATE outbox SET claim = '' WHERE claim <> '' AND status <> 'sending'").run();
  }

  /** Makes changes as `apply` does, flushed with the next claim: for claimed messages only. */
  step(changes: readonly OutboxChange[]): boolean[] {
    return changes.length === 0 ? [] : this.steps.append(changes, this.now());
  }

  /** Lets go of what `step` opened. */
  close(): void {
    this.fold();
    this.steps.close();
  }

  /** Holds what is queued and fell due, or was released, before an instant. @param journeys all when absent. @returns how many. */
  holdStale(before: number, journeys?: readonly string[]): number {
    this.fold();
    const ofJourneys = journeys === undefined ? '' : 'AND journey IN (SELECT value FROM json_each(?))';
    return this.database
      .prepare(
        `UPDATE outbox SET status = 'held', reason = ?, changed_at = ? WHERE status = 'queued' AND max(due_at, released_at) < ? ${ofJourneys}`,
      )
      .run(STALE, this.now(), before, ...(journeys === undefined ? [] : [JSON.stringify(journeys)])).changes;
  }

  /** After the project was restored from an earlier state: nothing that waited then is sent without a question. */
  distrust(): void {
    this.fold();
    this.database
      .prepare("UPDATE outbox SET status = 'held', reason = ?, changed_at = ? WHERE status = 'queued'")
      .run(RESTORED, this.now());
  }

  /** Takes in messages; those whose key is known already stay as they are. @returns how many were new. */
  add(messages: Iterable<NewMessage>): number {
    this.fold();
    const insert = this.database.prepare(
      `INSERT INTO outbox
       (kind, journey, node, user_id, entry, count, variant, address, due_at, status, reason, next_at, changed_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (journey, node, user_id, entry, count) DO NOTHING`,
    );
    const now = this.now();
    return this.database
      .transaction(() => {
        let added = 0;
        for (const { kind, journey, node, userId, entry, count, variant, address = '', dueAt, status, reason } of messages) {
          const key = [journey, node, userId, entry, count];
          added += insert.run(kind, ...key, variant, address, dueAt, status, reason, dueAt, now).changes;
        }
        return added;
      })
      .immediate();
  }

  /** Makes changes in one transaction. @returns for each whether the message was in a state in which it applies. */
  apply(changes: readonly OutboxChange[]): boolean[] {
    if (changes.length === 0) return [];
    this.fold();
    const now = this.now();
    return this.database.transaction(() => changes.map((change) => this.maker.make(change, now))).immediate();
  }

  /** The queued messages and calls whose turn it is, in order. @param journeys those that may send. */
  due(now: number, limit: number, journeys: readonly string[], only: DueOptions = {}): OutboxMessage[] {
    const { without = new Set(), kind, calls } = only;
    this.fold();
    const ofKind = kind === undefined ? '' : `AND kind = '${kind}'`;
    const index = calls === undefined ? '' : 'INDEXED BY outbox_calls_by_address';
    const toAddresses = calls === undefined ? '' : "AND kind = 'webhook' AND address IN (SELECT value FROM json_each(?))";
    const rows = this.database
      .prepare(
        `SELECT ${COLUMNS} FROM outbox ${index} WHERE status = 'queued' AND next_at <= ?
         AND journey IN (SELECT value FROM json_each(?)) ${ofKind} ${toAddresses} ORDER BY next_at, id LIMIT ?`,
      )
      .all(now, JSON.stringify(journeys), ...(calls === undefined ? [] : [JSON.stringify(calls)]), limit + without.size);
    return rowsSchema
      .parse(rows)
      .filter(({ id }) => !without.has(id))
      .slice(0, limit);
  }

  /** The addresses of the queued calls whose turn it is. @param journeys those that may send. */
  dueAddresses(now: number, journeys: readonly string[]): string[] {
    this.fold();
    return z.array(z.string()).parse(
      this.database
        .prepare(
          `SELECT DISTINCT address FROM outbox INDEXED BY outbox_calls_by_address WHERE status = 'queued' AND kind = 'webhook' AND next_at <= ?
           AND journey IN (SELECT value FROM json_each(?))`,
        )
        .pluck()
        .all(now, JSON.stringify(journeys)),
    );
  }

  /** When the next queued message is to be tried; `undefined` when none waits. */
  nextTurn(journeys: readonly string[]): number | undefined {
    this.fold();
    const at: unknown = this.database
      .prepare("SELECT MIN(next_at) FROM outbox WHERE status = 'queued' AND journey IN (SELECT value FROM json_each(?))")
      .pluck()
      .get(JSON.stringify(journeys));
    return typeof at === 'number' ? at : undefined;
  }

  get(id: number): OutboxMessage | undefined {
    this.fold();
    const row = this.database.prepare(`SELECT ${COLUMNS} FROM outbox WHERE id = ?`).get(id);
    return row === undefined ? undefined : outboxMessageSchema.parse(row);
  }

  /** Every message, oldest first. */
  all(): OutboxMessage[] {
    this.fold();
    return rowsSchema.parse(this.database.prepare(`SELECT ${COLUMNS} FROM outbox ORDER BY id`).all());
  }

  /** All messages of journeys, oldest first. */
  ofJourneys(journeys: readonly string[]): OutboxMessage[] {
    this.fold();
    return rowsSchema.parse(
      this.database
        .prepare(`SELECT ${COLUMNS} FROM outbox WHERE journey IN (SELECT value FROM json_each(?)) ORDER BY id`)
        .all(JSON.stringify(journeys)),
    );
  }

  /** E-mails that left, or may have, since an instant: what caps count at the moment of sending. */
  leftSince(userId: string, since: number): number {
    this.fold();
    return this.number(
      "SELECT COUNT(*) FROM outbox WHERE user_id = ? AND kind = 'email' AND status IN ('sending', 'sent', 'doubtful') AND changed_at > ?",
      [userId, since],
    );
  }

  /** One page, newest first. */
  page(filter: OutboxFilter, offset: number, limit: number): { total: number; rows: OutboxMessage[] } {
    this.fold();
    const { where, values } = whereOf(filter);
    const total = this.number(`SELECT COUNT(*) FROM outbox ${where}`, values);
    const rows = this.database
      .prepare(`SELECT ${COLUMNS} FROM outbox ${where} ORDER BY due_at DESC, id DESC LIMIT ? OFFSET ?`)
      .all(...values, limit, offset);
    return { total, rows: rowsSchema.parse(rows) };
  }

  /** The messages that a filter lets through, by id. */
  idsOf(filter: OutboxFilter): number[] {
    this.fold();
    const { where, values } = whereOf(filter);
    return z.array(z.number()).parse(
      this.database
        .prepare(`SELECT id FROM outbox ${where} ORDER BY id`)
        .pluck()
        .all(...values),
    );
  }

  /** How many messages are in each state, and how many are flagged. */
  counts(journey?: string): { status: OutboxState; flagged: number; messages: number }[] {
    this.fold();
    const rows = this.database
      .prepare(
        `SELECT status, COUNT(*) AS messages, SUM(flag <> '') AS flagged FROM outbox
         ${journey === undefined ? '' : 'WHERE journey = ?'} GROUP BY status`,
      )
      .all(...(journey === undefined ? [] : [journey]));
    return z.array(z.object({ status: outboxMessageSchema.shape.status, messages: z.number(), flagged: z.number() })).parse(rows);
  }

  /** The calls that a filter lets through, by the address that is called. */
  calls(filter: OutboxFilter): { address: string; calls: number }[] {
    this.fold();
    if (filter.kind === 'email') return [];
    const { where, values } = whereOf({ ...filter, kind: 'webhook' });
    const rows = this.database.prepare(`SELECT address, COUNT(*) AS calls FROM outbox ${where} GROUP BY address`).all(...values);
    return z.array(z.object({ address: z.string(), calls: z.number() })).parse(rows);
  }

  /** A person's word on messages. @returns how many it applied to. */
  decide(ids: readonly number[], decision: Decision): number {
    const [status, reason]: [OutboxState, string] =
      decision === 'send'
        ? ['queued', 'Released by a person.']
        : decision === 'drop'
          ? ['cancelled', 'Dropped by a person.']
          : ['sent', 'A person says that it arrived.'];
    const now = this.now();
    const released = decision === 'send' ? { releasedAt: now } : {};
    const changes = ids.map((id): OutboxChange => ({ id, from: DECIDABLE[decision], status, reason, nextAt: now, ...released }));
    return this.apply(changes).filter((applied) => applied).length;
  }

  /** Takes back what has not left of a journey. @returns how many. */
  cancelQueued(journey: string, reason: string): number {
    this.fold();
    return this.database
      .prepare(
        "UPDATE outbox SET status = 'cancelled', reason = ?, changed_at = ? WHERE journey = ? AND status IN ('queued', 'held')",
      )
      .run(reason, this.now(), journey).changes;
  }

  /** Says what later data holds against sent messages; an empty text takes it back. */
  flag(flags: Iterable<{ id: number; flag: string }>): void {
    const update = this.database.prepare('UPDATE outbox SET flag = ? WHERE id = ?');
    this.database
      .transaction(() => {
        for (const { id, flag } of flags) update.run(flag, id);
      })
      .immediate();
  }

  /** Every look at the outbox sees the steps that were made. */
  private fold(): void {
    this.steps.fold(this.maker);
  }

  private number(sql: string, values: readonly (string | number)[]): number {
    const value: unknown = this.database
      .prepare(sql)
      .pluck()
      .get(...values);
    return typeof value === 'number' ? value : 0;
  }

  private now(): number {
    return this.clock().getTime();
  }
}

function whereOf({ kind, status, flagged, journey, search }: OutboxFilter): { where: string; values: string[] } {
  const parts: string[] = [];
  const values: string[] = [];
  if (kind !== undefined) {
    parts.push('kind = ?');
    values.push(kind);
  }
  if (status !== undefined) {
    parts.push('status = ?');
    values.push(status);
  }
  if (flagged === true) parts.push("flag <> ''");
  if (journey !== undefined) {
    parts.push('journey = ?');
    values.push(journey);
  }
  if (search !== undefined && search !== '') {
    parts.push('(instr(lower(user_id), lower(?)) > 0 OR instr(lower(address), lower(?)) > 0)');
    values.push(search, search);
  }
  return { where: parts.length === 0 ? '' : `WHERE ${parts.join(' AND ')}`, values };
}
