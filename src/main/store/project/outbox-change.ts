import type Database from 'better-sqlite3';
import { z } from 'zod';
import { outboxStateSchema } from '../../../shared/delivery/outbox.js';
import type { SqliteDatabase } from './sqlite.js';

/** A change of one message; `from` are the states in which it applies, so that no change is made twice. */
export const outboxChangeSchema = z.object({
  id: z.number(),
  from: z.array(outboxStateSchema).readonly(),
  status: outboxStateSchema,
  reason: z.string(),
  attempts: z.number().optional(),
  nextAt: z.number().optional(),
  releasedAt: z.number().optional(),
  address: z.string().optional(),
  subject: z.string().optional(),
  messageId: z.string().optional(),
  answer: z.string().optional(),
});
export type OutboxChange = z.infer<typeof outboxChangeSchema>;

const CHANGE = `UPDATE outbox SET status = ?, reason = ?, changed_at = ?, attempts = coalesce(?, attempts), next_at = coalesce(?, next_at),
  released_at = coalesce(?, released_at), claim = CASE ? WHEN 'sending' THEN claim ELSE '' END, address = coalesce(?, address),
  subject = coalesce(?, subject), message_id = coalesce(?, message_id), answer = coalesce(?, answer)
  WHERE id = ? AND instr(?, ',' || status || ',') > 0`;

/** Makes changes of messages in the outbox. */
export class ChangeMaker {
  private readonly statement: Database.Statement;

  constructor(database: SqliteDatabase) {
    this.statement = database.prepare(CHANGE);
  }

  /** @param at UTC ms. @returns whether the message was in a state in which the change applies. */
  make(change: OutboxChange, at: number): boolean {
    const { id, from, status, reason, attempts, nextAt, releasedAt, address, subject, messageId, answer } = change;
    const written = [address, subject, messageId, answer].map((value) => value ?? null);
    const times = [attempts, nextAt, releasedAt].map((value) => value ?? null);
    return this.statement.run(status, reason, at, ...times, status, ...written, id, `,${from.join()},`).changes === 1;
  }
}
