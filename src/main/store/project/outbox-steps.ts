import type Database from 'better-sqlite3';
import { z } from 'zod';
import type { OutboxState } from '../../../shared/delivery/outbox.js';
import { outboxChangeSchema, type ChangeMaker, type OutboxChange } from './outbox-change.js';
import { openSqlite, type SqliteDatabase } from './sqlite.js';

const stepsSchema = z.array(z.object({ at: z.number(), changes: z.string() }));
const changesSchema = z.array(outboxChangeSchema);

/**
 * The steps of messages that leave, written one behind the other: cheap enough to do for each message, and safe when the process is
 * killed. They are not flushed to the disk one by one: what a loss of power may take is claimed beforehand (`OutboxTable.claim`).
 */
export class StepLog {
  private readonly states = new Map<number, OutboxState>();
  private readonly stateOf: Database.Statement;
  private unfolded = false;
  private quick: { database: SqliteDatabase; insert: Database.Statement } | undefined;

  constructor(private readonly database: SqliteDatabase) {
    this.stateOf = database.prepare('SELECT status FROM outbox WHERE id = ?').pluck();
  }

  /** Writes down the changes that apply. @param at UTC ms. @returns for each whether it did. */
  append(changes: readonly OutboxChange[], at: number): boolean[] {
    const applied = changes.map(({ id, from, status }) => {
      const state: unknown = this.states.get(id) ?? this.stateOf.get(id);
      if (!from.some((each) => each === state)) return false;
      this.states.set(id, status);
      return true;
    });
    const made = changes.filter((_, place) => applied[place] === true);
    if (made.length > 0) {
      this.insert().run(at, JSON.stringify(made));
      this.unfolded = true;
    }
    return applied;
  }

  /** Knows that a message is queued, until somebody looks at the outbox again. */
  claimed(id: number): void {
    this.states.set(id, 'queued');
  }

  /** Makes the changes in the outbox itself. @param left whether a process that was killed may have left some. */
  fold(maker: ChangeMaker, left = false): void {
    this.states.clear();
    if (!this.unfolded && !left) return;
    this.database
      .transaction(() => {
        const steps = stepsSchema.parse(this.database.prepare('SELECT at, changes FROM outbox_steps ORDER BY seq').all());
        if (steps.length === 0) return;
        for (const { at, changes } of steps)
          for (const change of changesSchema.parse(JSON.parse(changes))) maker.make(change, at);
        this.database.prepare('DELETE FROM outbox_steps').run();
      })
      .immediate();
    // Inside another transaction it may still be taken back.
    this.unfolded = this.database.inTransaction;
  }

  close(): void {
    this.quick?.database.close();
    this.quick = undefined;
  }

  /** By a way of its own into the database, whose transactions are not flushed. */
  private insert(): Database.Statement {
    if (this.quick) return this.quick.insert;
    const database = openSqlite(this.database.name);
    database.pragma('synchronous = NORMAL');
    const insert = database.prepare('INSERT INTO outbox_steps (at, changes) VALUES (?, ?)');
    this.quick = { database, insert };
    return insert;
  }
}
