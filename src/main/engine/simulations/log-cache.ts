import type { EventLog, LogColumns } from '../../../shared/simulation/index.js';
import type { LogStore } from '../../store/log/index.js';
import { throwIfCancelled } from '../errors.js';
import { Turns } from '../turns.js';

/** With more columns than this the memory is worth more than the time of reading them again. */
const MOST_KEPT = 24;

interface Loaded {
  generation: string;
  columns: LogColumns;
  log: EventLog;
}

/** The log of a project in memory. It is read again only when it changed; a column that it lacks is read alone. */
export class LogCache {
  private loaded: Loaded | undefined;
  private readonly turns = new Turns();
  private readonly generations = new WeakMap<EventLog, string>();

  constructor(private readonly store: LogStore) {}

  /** A log with at least these columns. Who asks meanwhile waits and gets the same. @throws EngineError as the store does. */
  load(needed: LogColumns, signal: AbortSignal): Promise<EventLog> {
    return this.turns.take(() => this.loadNow(needed, signal));
  }

  /** Tells logs that were loaded before an import from those loaded after it. */
  generationOf(log: EventLog): string | undefined {
    return this.generations.get(log);
  }

  clear(): void {
    this.loaded = undefined;
  }

  private async loadNow(needed: LogColumns, signal: AbortSignal): Promise<EventLog> {
    for (;;) {
      throwIfCancelled(signal);
      const generation = await this.store.generation();
      if (this.loaded?.generation !== generation) this.loaded = undefined;
      const kept = this.loaded;
      const missing = kept ? without(needed, kept.columns) : needed;
      if (kept && count(missing) === 0) return kept.log;
      const isSupplement = kept !== undefined && count(kept.columns) + count(missing) <= MOST_KEPT;
      const columns = isSupplement ? missing : needed;
      const log = await this.store.load(columns, { signal });
      // An import may have come in between; then what was read may be of either log.
      if ((await this.store.generation()) !== generation) continue;
      this.loaded = isSupplement ? supplemented(kept, log, columns) : { generation, columns, log };
      this.generations.set(this.loaded.log, generation);
      return this.loaded.log;
    }
  }
}

function count({ properties, traits }: LogColumns): number {
  return properties.length + traits.length;
}

function without(columns: LogColumns, others: LogColumns): LogColumns {
  return {
    properties: columns.properties.filter((name) => !others.properties.includes(name)),
    traits: columns.traits.filter((name) => !others.traits.includes(name)),
  };
}

/** The kept log with further columns. The arrays that both have are those that were kept, so they are not twice in memory. */
function supplemented(kept: Loaded, more: EventLog, columns: LogColumns): Loaded {
  return {
    generation: kept.generation,
    columns: {
      properties: [...kept.columns.properties, ...columns.properties],
      traits: [...kept.columns.traits, ...columns.traits],
    },
    log: {
      ...kept.log,
      properties: { ...kept.log.properties, ...more.properties },
      traits: { ...kept.log.traits, ...more.traits },
    },
  };
}
