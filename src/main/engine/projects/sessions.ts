import { EngineError } from '../../../shared/contract/error.js';
import { LogStore } from '../../store/log/index.js';
import { ProjectStore, type ProjectMeta } from '../../store/project/index.js';
import type { Call } from '../registry.js';
import { ComparisonRegistry } from '../comparisons/registry.js';
import { LogCache } from '../simulations/log-cache.js';
import { RunRegistry } from '../simulations/runs.js';
import { canonicalHandle } from './folders.js';

/** An open project: its stores and what was computed from them. */
export interface ProjectSession {
  /** The folder; the handle of the contract. */
  readonly project: string;
  readonly store: ProjectStore;
  readonly log: LogStore;
  /** The log in memory. */
  readonly logs: LogCache;
  readonly runs: RunRegistry;
  readonly comparisons: ComparisonRegistry;
}

/** A session with the calls that work on it, so that it closes only when they have ended. */
interface OpenSession {
  session: ProjectSession;
  closing: AbortController;
  working: Set<Promise<unknown>>;
}

/** What others do when a project is opened, and before it is closed. */
export interface SessionHooks {
  opened: (session: ProjectSession) => void;
  closing: (session: ProjectSession) => Promise<void>;
}

/**
 * The projects that are open in this engine. A project named by a call is opened when it is not open yet: a page that
 * comes back after the engine was started anew goes on where it was.
 */
export class ProjectSessions {
  private readonly opened = new Map<string, Promise<OpenSession>>();
  private readonly ending = new Map<string, Promise<void>>();

  constructor(private readonly hooks?: SessionHooks) {}

  /**
   * Runs `work` on an open project. Closing the project cancels the work through the signal of the call it is given.
   * @throws EngineError when the project cannot be opened.
   */
  async use<Result>(
    handle: string,
    call: Call,
    work: (session: ProjectSession, call: Call) => Result | Promise<Result>,
  ): Promise<Result> {
    const open = await this.open(canonicalHandle(handle));
    const signal = AbortSignal.any([call.signal, open.closing.signal]);
    const working = (async () => work(open.session, { ...call, signal }))();
    open.working.add(working);
    try {
      return await working;
    } finally {
      open.working.delete(working);
    }
  }

  /** Makes a project and opens it. @throws EngineError `conflict`, `invalid`, `io`. */
  async create(folder: string, details: Omit<ProjectMeta, 'createdAt'>): Promise<ProjectSession> {
    ProjectStore.create(folder, details).close();
    return (await this.open(canonicalHandle(folder))).session;
  }

  /** Ends the work on a project and lets go of its files. A project that is not open is fine. */
  async close(handle: string): Promise<void> {
    const project = canonicalHandle(handle);
    const open = this.opened.get(project);
    if (!open) return this.ending.get(project);
    this.opened.delete(project);
    const ending = end(open, this.hooks).finally(() => this.ending.delete(project));
    this.ending.set(project, ending);
    return ending;
  }

  async closeAll(): Promise<void> {
    await Promise.allSettled([...this.opened.keys()].map((project) => this.close(project)));
    await Promise.allSettled(this.ending.values());
  }

  private open(project: string): Promise<OpenSession> {
    const known = this.opened.get(project);
    if (known) return known;
    const opening = this.start(project);
    this.opened.set(project, opening);
    opening.catch(() => {
      if (this.opened.get(project) === opening) this.opened.delete(project);
    });
    return opening;
  }

  private async start(project: string): Promise<OpenSession> {
    await this.ending.get(project);
    const session = await openSession(project);
    this.hooks?.opened(session);
    return { session, closing: new AbortController(), working: new Set() };
  }
}

async function openSession(project: string): Promise<ProjectSession> {
  const store = ProjectStore.open(project);
  try {
    const log = await LogStore.open(project);
    return { project, store, log, logs: new LogCache(log), runs: new RunRegistry(), comparisons: new ComparisonRegistry() };
  } catch (error) {
    store.close();
    throw error;
  }
}

async function end(opening: Promise<OpenSession>, hooks: SessionHooks | undefined): Promise<void> {
  const { session, closing, working } = await opening;
  closing.abort(new EngineError('cancelled', 'The project was closed.'));
  await Promise.allSettled(working);
  await hooks?.closing(session);
  session.runs.clear();
  session.comparisons.clear();
  session.logs.clear();
  await session.log.close();
  session.store.close();
}
