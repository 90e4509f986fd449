import type Database from 'better-sqlite3';
import { z } from 'zod';
import {
  DECIDABLE,
  outboxMessageSchema,
  type Decision,
  type MessageKey,
  type OutboxMessage,
} from '../../../shared/delivery/outbox.js';
import type { OutboxState } from '../../../shared/delivery/outbox.js';
import type { SqliteDatabase } from './sqlite.js';

type Statement = Database.Statement;

const COLUMNS = `id, journey, node, user_id AS userId, entry, count, variant, due_at AS dueAt, status, reason, flag, address, subject,
  message_id AS messageId, attempts, next_at AS nextAt, changed_at AS changedAt, answer`;
const rowsSchema = z.array(outboxMessageSchema);

/** What a crash leaves of a message that was being handed over. */
const CRASHED = 'Waypost ended while this message was being handed over. It may have left or not.';

export interface NewMessage extends MessageKey {
  variant: string;
  /** UTC ms. */
  dueAt: number;
  status: Extract<OutboxState, 'queued' | 'held' | 'suppressed'>;
  reason: string;
}

/** A change of one message; `from` are the states in which it applies, so that no change is made twice. */
export interface OutboxChange {
  id: number;
  from: readonly OutboxState[];
  status: OutboxState;
  reason: string;
  attempts?: number;
  nextAt?: number;
  address?: string;
  subject?: string;
  messageId?: string;
  answer?: string;
}

export interface OutboxFilter {
  status?: OutboxState | undefined;
  flagged?: boolean | undefined;
  journey?: string | undefined;
  /** Part of a customer's id or address. */
  search?: string | undefined;
}

/**
 * The messages of a project: what waits, what was sent, what became of the rest. Each call that writes is one transaction,
 * on the disk when it returns. A message is `sending` on the disk before the first byte that could complete it leaves.
 */
export class OutboxTable {
  private prepared: Statement | undefined;

  constructor(
    private readonly database: SqliteDatabase,
    private readonly clock: () => Date,
  ) {}

  /** After a crash: what was being handed over is doubtful. Only the one process that may write calls it. @returns how many. */
  recover(): number {
    return this.database
      .prepare("UPDATE outbox SET status = 'doubtful', reason = ?, changed_at = ? WHERE status = 'sending'")
      .run(CRASHED, this.now()).changes;
  }

  /** Takes in messages; those whose key is known already stay as they are. @returns how many were new. */
  add(messages: Iterable<NewMessage>): number {
    const insert = this.database.prepare(
      `INSERT OR IGNORE INTO outbox (journey, node, user_id, entry, count, variant, due_at, status, reason, next_at, changed_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    const now = this.now();
    return this.database
      .transaction(() => {
        let added = 0;
        for (const { journey, node, userId, entry, count, variant, dueAt, status, reason } of messages) {
          added += insert.run(journey, node, userId, entry, count, variant, dueAt, status, reason, dueAt, now).changes;
        }
        return added;
      })
      .immediate();
  }

  /** Makes changes in one transaction. @returns for each whether the message was in a state in which it applies. */
  apply(changes: readonly OutboxChange[]): boolean[] {
    if (changes.length === 0) return [];
    const now = this.now();
    return this.database.transaction(() => changes.map((change) => this.applyOne(change, now))).immediate();
  }

  /** The queued messages whose turn it is, in order. @param journeys those that may send. */
  due(now: number, limit: number, journeys: readonly string[], without: ReadonlySet<number> = new Set()): OutboxMessage[] {
    const rows = this.database
      .prepare(
        `SELECT ${COLUMNS} FROM outbox WHERE status = 'queued' AND next_at <= ?
         AND journey IN (SELECT value FROM json_each(?)) ORDER BY next_at, id LIMIT ?`,
      )
      .all(now, JSON.stringify(journeys), limit + without.size);
    return rowsSchema
      .parse(rows)
      .filter(({ id }) => !without.has(id))
      .slice(0, limit);
  }

  /** When the next queued message is to be tried; `undefined` when none waits. */
  nextTurn(journeys: readonly string[]): number | undefined {
    const at: unknown = this.database
      .prepare("SELECT MIN(next_at) FROM outbox WHERE status = 'queued' AND journey IN (SELECT value FROM json_each(?))")
      .pluck()
      .get(JSON.stringify(journeys));
    return typeof at === 'number' ? at : undefined;
  }

  get(id: number): OutboxMessage | undefined {
    const row = this.database.prepare(`SELECT ${COLUMNS} FROM outbox WHERE id = ?`).get(id);
    return row === undefined ? undefined : outboxMessageSchema.parse(row);
  }

  /** Every message, oldest first. */
  all(): OutboxMessage[] {
    return rowsSchema.parse(this.database.prepare(`SELECT ${COLUMNS} FROM outbox ORDER BY id`).all());
  }

  /** All messages of journeys, oldest first. */
  ofJourneys(journeys: readonly string[]): OutboxMessage[] {
    return rowsSchema.parse(
      this.database
        .prepare(`SELECT ${COLUMNS} FROM outbox WHERE journey IN (SELECT value FROM json_each(?)) ORDER BY id`)
        .all(JSON.stringify(journeys)),
    );
  }

  /** Messages that left, or may have, since an instant: what caps count at the moment of sending. */
  leftSince(userId: string, since: number): number {
    return this.number(
      "SELECT COUNT(*) FROM outbox WHERE user_id = ? AND status IN ('sending', 'sent', 'doubtful') AND changed_at > ?",
      [userId, since],
    );
  }

  /** One page, newest first. */
  page(filter: OutboxFilter, offset: number, limit: number): { total: number; rows: OutboxMessage[] } {
    const { where, values } = whereOf(filter);
    const total = this.number(`SELECT COUNT(*) FROM outbox ${where}`, values);
    const rows = this.database
      .prepare(`SELECT ${COLUMNS} FROM outbox ${where} ORDER BY due_at DESC, id DESC LIMIT ? OFFSET ?`)
      .all(...values, limit, offset);
    return { total, rows: rowsSchema.parse(rows) };
  }

  /** How many messages are in each state, and how many are flagged. */
  counts(journey?: string): { status: OutboxState; flagged: number; messages: number }[] {
    const rows = this.database
      .prepare(
        `SELECT status, COUNT(*) AS messages, SUM(flag <> '') AS flagged FROM outbox
         ${journey === undefined ? '' : 'WHERE journey = ?'} GROUP BY status`,
      )
      .all(...(journey === undefined ? [] : [journey]));
    return z.array(z.object({ status: outboxMessageSchema.shape.status, messages: z.number(), flagged: z.number() })).parse(rows);
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
    const changes = ids.map((id): OutboxChange => ({ id, from: DECIDABLE[decision], status, reason, nextAt: now }));
    return this.apply(changes).filter((applied) => applied).length;
  }

  /** Takes back what has not left of a journey. @returns how many. */
  cancelQueued(journey: string, reason: string): number {
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

  private applyOne(change: OutboxChange, now: number): boolean {
    const { id, from, status, reason, attempts, nextAt, address, subject, messageId, answer } = change;
    const { changes } = this.changing.run(
      status,
      reason,
      now,
      attempts ?? null,
      nextAt ?? null,
      address ?? null,
      subject ?? null,
      messageId ?? null,
      answer ?? null,
      id,
      `,${from.join()},`,
    );
    return changes === 1;
  }

  /** Prepared when first used, and once: it runs for every message that leaves. */
  private get changing(): Statement {
    this.prepared ??= this.database.prepare(
      `UPDATE outbox SET status = ?, reason = ?, changed_at = ?, attempts = coalesce(?, attempts), next_at = coalesce(?, next_at),
       address = coalesce(?, address), subject = coalesce(?, subject), message_id = coalesce(?, message_id),
       answer = coalesce(?, answer) WHERE id = ? AND instr(?, ',' || status || ',') > 0`,
    );
    return this.prepared;
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

function whereOf({ status, flagged, journey, search }: OutboxFilter): { where: string; values: string[] } {
  const parts: string[] = [];
  const values: string[] = [];
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
