import { basename, dirname, join, resolve } from 'node:path';

/** Where the log of a project lies. */
export class LogFiles {
  readonly folder: string;

  constructor(folder: string) {
    this.folder = resolve(folder);
  }

  /** The log itself. */
  get database(): string {
    return join(this.folder, 'events.duckdb');
  }

  /** The log that an import is building; it takes the place of `database` when it is complete. */
  get importing(): string {
    return `${this.database}.importing`;
  }

  /** Holds the number of the process that is importing. */
  get lock(): string {
    return `${this.importing}.lock`;
  }

  /** Files that an import writes anew, decompressed and in UTF-8. */
  get scratch(): string {
    return `${this.importing}.scratch`;
  }

  /** What does not fit in memory during an import. */
  get spill(): string {
    return `${this.importing}.spill`;
  }

  /** Columns as typed arrays, a folder for each generation; can be deleted at any time. */
  get caches(): string {
    return join(this.folder, 'events.cache');
  }

  cache(generation: string): string {
    return join(this.caches, generation);
  }

  /** The rows that the running import has rejected so far. */
  get rejecting(): string {
    return `${this.importing}.rejected.csv`;
  }

  /** Beside the project: the rows that the last import rejected. */
  get rejectedBeside(): string {
    return join(dirname(this.folder), `${basename(this.folder).replace(/\.waypost$/, '')}-rejected-rows.csv`);
  }

  /** The same, where nothing may be written beside the project. */
  get rejectedInside(): string {
    return join(this.folder, 'rejected-rows.csv');
  }
}
