import { z } from 'zod';
import { runOptionsSchema, type RunOptions } from '../../../shared/contract/simulations.js';
import { simulationResultSchema, type SimulationResult } from '../../../shared/simulation/result.js';
import { withoutFlush, type SqliteDatabase } from './sqlite.js';

const KEPT = 200;
const rowSchema = z.object({
  id: z.string(),
  started_at: z.string(),
  journeys: z.string(),
  options: z.string(),
  result: z.string(),
});

/** A finished simulation as it is remembered: its counts, not its messages. */
export interface RunRecord {
  id: string;
  startedAt: string;
  /** Each journey with the revision that was run. */
  journeys: { id: string; revision: number }[];
  options: RunOptions;
  result: SimulationResult;
}
const journeysSchema = z.array(z.object({ id: z.string(), revision: z.number() }));

/** The latest simulations of a project. */
export class RunTable {
  constructor(private readonly database: SqliteDatabase) {}

  add(run: RunRecord): void {
    const insert = this.database.prepare('INSERT INTO runs (id, started_at, journeys, options, result) VALUES (?, ?, ?, ?, ?)');
    const prune = this.database.prepare(
      'DELETE FROM runs WHERE id NOT IN (SELECT id FROM runs ORDER BY started_at DESC, rowid DESC LIMIT ?)',
    );
    const write = this.database.transaction(() => {
      insert.run(run.id, run.startedAt, JSON.stringify(run.journeys), JSON.stringify(run.options), JSON.stringify(run.result));
      prune.run(KEPT);
    });
    // A run that a power cut takes is run again.
    withoutFlush(this.database, () => {
      write.immediate();
    });
  }

  /** Newest first. */
  list(): RunRecord[] {
    const rows = this.database
      .prepare('SELECT id, started_at, journeys, options, result FROM runs ORDER BY started_at DESC, rowid DESC')
      .all();
    return z
      .array(rowSchema)
      .parse(rows)
      .map((row) => ({
        id: row.id,
        startedAt: row.started_at,
        journeys: journeysSchema.parse(JSON.parse(row.journeys)),
        options: runOptionsSchema.parse(JSON.parse(row.options)),
        result: simulationResultSchema.parse(JSON.parse(row.result)),
      }));
  }
}
