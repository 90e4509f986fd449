import { z } from 'zod';
import { normalAddress } from '../../../shared/delivery/address.js';
import type { SqliteDatabase } from './sqlite.js';

const rowSchema = z.object({ address: z.string(), reason: z.string(), since: z.number() });
export type Suppression = z.infer<typeof rowSchema>;

/** Addresses that nothing is sent to, whatever a journey says. */
export class SuppressionTable {
  constructor(
    private readonly database: SqliteDatabase,
    private readonly clock: () => Date,
  ) {}

  /** The first reason stays. */
  add(address: string, reason: string): void {
    this.database
      .prepare('INSERT OR IGNORE INTO suppressions (address, reason, since) VALUES (?, ?, ?)')
      .run(normalAddress(address), reason, this.clock().getTime());
  }

  /** @returns whether the address was on the list. */
  remove(address: string): boolean {
    return this.database.prepare('DELETE FROM suppressions WHERE address = ?').run(normalAddress(address)).changes > 0;
  }

  /** Why nothing is sent to an address; `undefined` where it may be. */
  reasonFor(address: string): string | undefined {
    const reason: unknown = this.database
      .prepare('SELECT reason FROM suppressions WHERE address = ?')
      .pluck()
      .get(normalAddress(address));
    return typeof reason === 'string' ? reason : undefined;
  }

  /** Newest first. */
  page(search: string, offset: number, limit: number): { total: number; rows: Suppression[] } {
    const pattern = search.toLowerCase();
    const total: unknown = this.database
      .prepare('SELECT COUNT(*) FROM suppressions WHERE instr(address, ?) > 0')
      .pluck()
      .get(pattern);
    const rows = this.database
      .prepare(
        'SELECT address, reason, since FROM suppressions WHERE instr(address, ?) > 0 ORDER BY since DESC, address LIMIT ? OFFSET ?',
      )
      .all(pattern, limit, offset);
    return { total: typeof total === 'number' ? total : 0, rows: z.array(rowSchema).parse(rows) };
  }
}
