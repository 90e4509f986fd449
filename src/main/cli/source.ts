import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Condition } from '../../shared/condition/schema.js';
import { segmentNamesOf, segmentsOf } from '../engine/journeys/context.js';
import { LogCache } from '../engine/simulations/log-cache.js';
import { LogStore } from '../store/log/index.js';
import { PROJECT_SUFFIX } from '../store/project/index.js';
import { UsageError } from './failures.js';
import { openProject } from './project.js';
import type { CommandRun } from './session.js';

/** Where a command takes its log from. */
export interface SourceOptions {
  events?: string[] | undefined;
  customers?: string | undefined;
}

/** A log to work on, and the segments that come with it. */
export interface LogSource {
  log: LogStore;
  /** The same in memory. */
  logs: LogCache;
  segments: Record<string, Condition>;
  /** What they are called. */
  segmentNames: Record<string, string>;
  close: () => Promise<void>;
}

/** Takes the project off the operands, if the first one is one. */
export function splitProject(run: CommandRun, operands: readonly string[]): { project?: string; files: readonly string[] } {
  const [first, ...files] = operands;
  if (first === undefined) return { files: operands };
  const isFolder = statSync(resolve(run.io.cwd, first), { throwIfNoEntry: false })?.isDirectory() === true;
  return isFolder || first.endsWith(PROJECT_SUFFIX) ? { project: first, files } : { files: operands };
}

/**
 * Opens the log of a project, or reads files into a store that `close` removes.
 * @throws UsageError unless exactly one of both is given.
 */
export async function openSource(
  run: CommandRun,
  project: string | undefined,
  { events, customers }: SourceOptions,
): Promise<LogSource> {
  if (project === undefined) {
    if (!events) throw new UsageError('Name a PROJECT, or the log with --events FILE.');
    return readFiles(run, events, customers);
  }
  if (events ?? customers) throw new UsageError('Give a PROJECT or --events and --customers, not both.');
  const opened = await openProject(run, resolve(run.io.cwd, project), { readOnly: true });
  return {
    log: opened.log,
    logs: new LogCache(opened.log),
    segments: segmentsOf(opened),
    segmentNames: segmentNamesOf(opened),
    close: opened.close,
  };
}

async function readFiles(run: CommandRun, events: readonly string[], customers: string | undefined): Promise<LogSource> {
  const { io, call } = run;
  const base = mkdtempSync(join(io.temporaryFolder, 'waypost-'));
  const remove = (): void => {
    rmSync(base, { recursive: true, force: true });
  };
  try {
    // One level down, so that what an import puts beside a project is removed with it.
    const folder = join(base, `log${PROJECT_SUFFIX}`);
    mkdirSync(folder);
    const log = await LogStore.open(folder);
    const close = async (): Promise<void> => {
      await log.close();
      remove();
    };
    try {
      const files = events.map((file) => resolve(io.cwd, file));
      await log.import({ events: files, ...(customers !== undefined && { customers: resolve(io.cwd, customers) }) }, call);
      await tellRejected(run, log);
      return { log, logs: new LogCache(log), segments: {}, segmentNames: {}, close };
    } catch (error) {
      await close();
      throw error;
    }
  } catch (error) {
    remove();
    throw error;
  }
}

const REASONS_SHOWN = 5;

/** Rows that are left out change the result, so the person is told. */
async function tellRejected(run: CommandRun, log: LogStore): Promise<void> {
  const { total, rows } = await log.rejected(0, REASONS_SHOWN);
  if (total === 0) return;
  run.note(`${total.toLocaleString('en')} rows were rejected:`);
  for (const { file, line, reason } of rows) run.note(`  ${file}:${String(line)}: ${reason}`);
  if (total > rows.length) run.note(`  and ${(total - rows.length).toLocaleString('en')} more`);
}
