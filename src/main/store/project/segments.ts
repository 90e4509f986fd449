import { z } from 'zod';
import { conditionSchema, type Condition } from '../../../shared/condition/schema.js';
import { EngineError } from '../../../shared/contract/error.js';
import type { SqliteDatabase } from './sqlite.js';

const rowSchema = z.object({ id: z.string(), name: z.string(), condition: z.string() });

export interface Segment {
  id: string;
  name: string;
  condition: Condition;
}

/** The named conditions of a project. */
export class SegmentTable {
  constructor(
    private readonly database: SqliteDatabase,
    private readonly clock: () => Date,
  ) {}

  /** By name. */
  list(): Segment[] {
    const rows = this.database.prepare('SELECT id, name, condition FROM segments ORDER BY name, id').all();
    return z
      .array(rowSchema)
      .parse(rows)
      .map((row) => ({ ...row, condition: conditionSchema.parse(JSON.parse(row.condition)) }));
  }

  /** Adds a segment or replaces the one with its id. */
  put(segment: Segment): void {
    this.database
      .prepare('INSERT OR REPLACE INTO segments (id, name, condition, updated_at) VALUES (?, ?, ?, ?)')
      .run(segment.id, segment.name, JSON.stringify(segment.condition), this.clock().toISOString());
  }

  /** @throws EngineError `notFound`. */
  remove(id: string): void {
    const { changes } = this.database.prepare('DELETE FROM segments WHERE id = ?').run(id);
    if (changes === 0) throw new EngineError('notFound', `The project has no segment "${id}".`);
  }
}
