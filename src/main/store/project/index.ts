import { existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { EngineError } from '../../../shared/contract/error.js';
import { backUp, backUpBeforeMigration, listBackups } from './backups.js';
import { ContentTable } from './contents.js';
import { DeliveryTable } from './deliveries.js';
import { flushFolder } from './files.js';
import { JourneyTable } from './journeys.js';
import { lockProject, type ProjectLock } from './lock.js';
import { readMeta, writeMeta, type ProjectMeta } from './meta.js';
import { migrate } from './migrate.js';
import { OutboxTable } from './outbox.js';
import { DATABASE_NAME, openCurrent, openOrRestore } from './recover.js';
import { RunTable } from './runs.js';
import { SegmentTable } from './segments.js';
import { openSqlite, type SqliteDatabase } from './sqlite.js';
import { TemplateTable } from './templates.js';
import { SuppressionTable } from './suppression.js';

export type { Segment } from './segments.js';
export type { JourneyRevision } from './revisions.js';
export type { RunRecord } from './runs.js';
export type { ProjectMeta } from './meta.js';

/** How a project's folder is named. */
export const PROJECT_SUFFIX = '.waypost';
/** Unsaved-to-backup changes wait at most this long. */
const BACKUP_AFTER_MS = 60_000;

export interface ProjectStoreOptions {
  clock?: () => Date;
  /** Told of a fault that hinders no work, such as a backup that could not be written. */
  onTrouble?: (message: string) => void;
}

const systemClock = (): Date => new Date();
const toConsole = (message: string): void => {
  console.error(message);
};

/**
 * What a project keeps beside its log: `project.db` in the project's folder, with rolling backups. A project is open in
 * one process at a time.
 */
export class ProjectStore {
  readonly meta: ProjectMeta;
  readonly journeys: JourneyTable;
  readonly segments: SegmentTable;
  readonly runs: RunTable;
  readonly templates: TemplateTable;
  readonly outbox: OutboxTable;
  readonly suppressions: SuppressionTable;
  readonly contents: ContentTable;
  readonly delivery: DeliveryTable;
  /** What was mended or stopped on opening, for the person to read. */
  readonly notes: readonly string[];
  private backedUpAt: number;
  private readonly backupTimer: NodeJS.Timeout | undefined;

  private constructor(
    readonly folder: string,
    private readonly database: SqliteDatabase,
    /** Absent where the project is only read. */
    private readonly lock: ProjectLock | undefined,
    private readonly clock: () => Date,
    private readonly onTrouble: (message: string) => void,
    /** What was mended on opening: the project is as it was at an earlier time then. */
    mended: readonly string[],
  ) {
    this.meta = readMeta(database);
    this.journeys = new JourneyTable(database, clock);
    this.segments = new SegmentTable(database, clock);
    this.runs = new RunTable(database);
    this.templates = new TemplateTable(database, clock);
    this.outbox = new OutboxTable(database, clock);
    this.suppressions = new SuppressionTable(database, clock);
    this.contents = new ContentTable(database);
    this.delivery = new DeliveryTable(database, this.contents);
    this.backedUpAt = this.changes();
    this.notes = mended;
    if (!lock) return;
    this.outbox.recover();
    this.notes = [...mended, ...this.mindSending(mended.length > 0)];
    if (isBackupDue(folder)) this.tryBackUp();
    this.backupTimer = setInterval(() => {
      this.backUpChanges();
    }, BACKUP_AFTER_MS).unref();
  }

  /**
   * Makes a project. The folder appears whole or not at all.
   * @throws EngineError `conflict` when the folder exists, `invalid` when its name does not end in `.waypost`.
   */
  static create(folder: string, details: Omit<ProjectMeta, 'createdAt'>, options: ProjectStoreOptions = {}): ProjectStore {
    const clock = options.clock ?? systemClock;
    requireSuffix(folder);
    if (existsSync(folder)) throw new EngineError('conflict', `${folder} exists already. Choose another name or folder.`);
    mkdirSync(dirname(folder), { recursive: true });
    const unfinished = `${folder}.unfinished-${String(process.pid)}`;
    rmSync(unfinished, { recursive: true, force: true });
    mkdirSync(unfinished);
    try {
      const database = openSqlite(join(unfinished, DATABASE_NAME), { mustExist: false });
      try {
        migrate(database, () => undefined);
        writeMeta(database, { ...details, createdAt: clock().toISOString() });
      } finally {
        database.close();
      }
      renameSync(unfinished, folder);
      flushFolder(dirname(folder));
    } catch (error) {
      rmSync(unfinished, { recursive: true, force: true });
      throw error;
    }
    return ProjectStore.open(folder, options);
  }

  /**
   * Opens a project, mends it where it must, and brings it to the latest layout after a backup.
   * @throws EngineError `notFound`, `newerVersion` (the file is not touched), `conflict` (open elsewhere), `invalid`.
   */
  static open(folder: string, options: ProjectStoreOptions = {}): ProjectStore {
    const clock = options.clock ?? systemClock;
    requireProject(folder);
    const lock = lockProject(folder, clock());
    try {
      const { database, notes } = openOrRestore(folder, clock());
      try {
        migrate(database, (fromVersion) => {
          backUpBeforeMigration(database, folder, fromVersion, clock());
        });
        return new ProjectStore(folder, database, lock, clock, options.onTrouble ?? toConsole, notes);
      } catch (error) {
        database.close();
        throw error;
      }
    } catch (error) {
      lock.release();
      throw error;
    }
  }

  /**
   * Opens a project to look into it, which may be open elsewhere meanwhile. One that must first be mended or brought to
   * the latest layout is opened as `open` does.
   * @throws EngineError as `open`.
   */
  static openToRead(folder: string, options: ProjectStoreOptions = {}): ProjectStore {
    requireProject(folder);
    const database = openCurrent(join(folder, DATABASE_NAME));
    if (!database) return ProjectStore.open(folder, options);
    try {
      return new ProjectStore(folder, database, undefined, options.clock ?? systemClock, options.onTrouble ?? toConsole, []);
    } catch (error) {
      database.close();
      throw error;
    }
  }

  /** Backs up what changed and lets go of the files. Harmless when already closed. */
  close(): void {
    clearInterval(this.backupTimer);
    if (!this.database.open) return;
    this.outbox.close();
    this.backUpChanges();
    this.database.close();
    this.lock?.release();
  }

  /** Names the folder itself: a copy of the project is another place. */
  get place(): string {
    return String(statSync(this.folder, { bigint: true }).ino);
  }

  /** A copy, or an earlier state, knows nothing of what the project sends elsewhere or has sent since. @returns what to tell. */
  private mindSending(restored: boolean): string[] {
    if (restored) {
      this.outbox.distrust();
      this.delivery.setHeldBefore(this.clock().getTime());
    }
    const stopped = this.delivery.stopElsewhere(restored ? '' : this.place);
    if (!stopped) return [];
    return [
      restored
        ? 'Sending was stopped: messages may have left since that state. What fell due before now is held for your decision.'
        : 'Sending was stopped, because this project was copied or moved. Start it again under Sending if no other copy sends.',
    ];
  }

  private backUpChanges(): void {
    const changes = this.changes();
    if (changes !== this.backedUpAt && this.tryBackUp()) this.backedUpAt = changes;
  }

  /** A backup that fails (a full disk, say) must not stop the work it is there to protect. */
  private tryBackUp(): boolean {
    try {
      backUp(this.database, this.folder, this.clock());
      return true;
    } catch (error) {
      this.onTrouble(
        `The backup of ${this.folder} could not be written: ${error instanceof Error ? error.message : String(error)}`,
      );
      return false;
    }
  }

  /** Rows changed by this connection since it was opened. */
  private changes(): number {
    const changes: unknown = this.database.prepare('SELECT total_changes()').pluck().get();
    return typeof changes === 'number' ? changes : 0;
  }
}

/** The name a project shows: its folder's without the suffix. */
export function projectNameOf(folder: string): string {
  return basename(folder).replace(/\.waypost$/i, '');
}

/** @throws EngineError `invalid` when a folder's name is not that of a project. */
export function requireSuffix(folder: string): void {
  if (basename(folder).length > PROJECT_SUFFIX.length && folder.endsWith(PROJECT_SUFFIX)) return;
  throw new EngineError('invalid', `A project is a folder whose name ends in ${PROJECT_SUFFIX}: "${folder}" does not.`);
}

/** @throws EngineError `notFound` for what is no project. */
function requireProject(folder: string): void {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) {
    throw new EngineError('notFound', `There is no project folder ${folder}.`);
  }
  if (!existsSync(join(folder, DATABASE_NAME)) && listBackups(folder).length === 0) {
    throw new EngineError('notFound', `${folder} is not a Waypost project: it holds no ${DATABASE_NAME}.`);
  }
}

/** Whether the database was written after the newest backup. An empty write-ahead log is only a sign of being open. */
function isBackupDue(folder: string): boolean {
  const [newest] = listBackups(folder);
  if (newest === undefined) return true;
  const written = [DATABASE_NAME, `${DATABASE_NAME}-wal`].map((name) => {
    const file = statSync(join(folder, name), { throwIfNoEntry: false });
    return file && file.size > 0 ? file.mtimeMs : 0;
  });
  return Math.max(...written) > statSync(newest).mtimeMs;
}
