import { contract, type OutputOf, type ProcedureName } from '../../shared/contract/index.js';
import { EngineError } from '../../shared/contract/error.js';
import type { Notice } from '../../shared/contract/wire.js';
import { z } from 'zod';
import type { Connection, EngineClient } from './engine.js';
import { keepSession } from './reconnect.js';
import { cancelled, openSession, type Session } from './session.js';
import type { OpenWire } from './wire.js';

/** What each procedure answers with. */
const outputs: { readonly [Name in ProcedureName]: { readonly output: z.ZodType<OutputOf<Name>> } } = contract;

const opensProject = new Set<ProcedureName>(['projects.create', 'projects.open', 'projects.openSample']);
const namesProject = z.object({ project: z.string() });

export interface ConnectedClient {
  engine: EngineClient;
  connection: Connection;
}

/**
 * The engine as the page sees it. Where the engine goes away and comes back, the projects that were open are opened
 * again; calls made meanwhile wait, those under way fail with a sentence that says so.
 */
export function createClient(open: OpenWire): ConnectedClient {
  const noticeListeners = new Set<(notice: Notice) => void>();
  const openProjects = new Set<string>();
  const notify = (notice: Notice): void => {
    for (const listener of noticeListeners) listener(notice);
  };
  const sessions = keepSession(
    async () => openSession(await open(), notify),
    (session) => reopen(session, openProjects),
  );
  const engine: EngineClient = {
    call: async (procedure, input, options = {}) => {
      const session = await unlessAborted(procedure, sessions.session(), options.signal);
      const output = parseOutput(procedure, await session.call(procedure, input, options));
      remember(procedure, input, output, openProjects);
      return output;
    },
    onNotice: (listener) => {
      noticeListeners.add(listener);
      return () => noticeListeners.delete(listener);
    },
  };
  return { engine, connection: sessions };
}

function parseOutput<Name extends ProcedureName>(procedure: Name, output: unknown): OutputOf<Name> {
  const parsed = outputs[procedure].output.safeParse(output);
  if (parsed.success) return parsed.data;
  const faults = z.prettifyError(parsed.error);
  throw new EngineError('internal', `The engine’s answer to “${procedure}” is not what was agreed: ${faults}`);
}

function remember(procedure: ProcedureName, input: unknown, output: unknown, openProjects: Set<string>): void {
  const named = namesProject.safeParse(procedure === 'projects.close' ? input : output);
  if (!named.success) return;
  if (procedure === 'projects.close') openProjects.delete(named.data.project);
  else if (opensProject.has(procedure)) openProjects.add(named.data.project);
}

async function reopen(session: Session, openProjects: ReadonlySet<string>): Promise<void> {
  // A project that can't be opened any more says so to the next call that needs it.
  await Promise.allSettled([...openProjects].map((project) => session.call('projects.open', { project })));
}

async function unlessAborted<T>(procedure: string, promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return promise;
  let onAbort: () => void = () => undefined;
  const aborted = new Promise<never>((_, reject) => {
    onAbort = () => {
      reject(cancelled(procedure));
    };
    if (signal.aborted) onAbort();
    signal.addEventListener('abort', onAbort, { once: true });
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}
