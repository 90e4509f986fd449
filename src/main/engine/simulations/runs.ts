import { EngineError } from '../../../shared/contract/error.js';
import type { EntryColumns } from '../../../shared/simulation/entries.js';
import type { CustomerTable } from './customer-table.js';
import type { Playback } from './playback.js';
import type { FinishedRun } from './simulator.js';

/** A run that can be looked into. */
export interface KeptRun {
  run: FinishedRun;
  /** Worked out when first asked for (`kept.ts`). */
  entries?: Promise<EntryColumns>;
  /** By the journey's place; `undefined` for all together. */
  tables: Map<number | undefined, CustomerTable>;
  /** The group of customers that was asked for last. */
  group?: { key: string; members: Uint8Array };
  /** Movements by the journey's place, gathered when first asked for. */
  playbacks: Map<number, Promise<Playback>>;
}

/** The runs of an open project that can still be looked into: the latest of each set of journeys. */
export class RunRegistry {
  private readonly runs = new Map<string, KeptRun>();
  private readonly latestOf = new Map<string, string>();
  private count = 0;

  /** Keeps a run in place of the earlier one of the same journeys, or of the same purpose where it has one. @returns its name. */
  keep(run: FinishedRun, purpose = JSON.stringify(run.journeys.map(({ id }) => id))): string {
    this.count += 1;
    const name = `run-${String(this.count)}`;
    const earlier = this.latestOf.get(purpose);
    if (earlier !== undefined) this.runs.delete(earlier);
    this.latestOf.set(purpose, name);
    this.runs.set(name, { run, tables: new Map(), playbacks: new Map() });
    return name;
  }

  /** @throws EngineError `notFound` for a run that is gone. */
  get(name: string): KeptRun {
    const kept = this.runs.get(name);
    if (!kept) throw new EngineError('notFound', 'The results of that simulation are no longer kept. Simulate again.');
    return kept;
  }

  /** Forgets all runs, whose messages and log take memory. */
  clear(): void {
    this.runs.clear();
    this.latestOf.clear();
  }
}
