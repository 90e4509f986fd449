import { create } from 'zustand';
import type { ImportInput, ImportReport } from '../../shared/contract/logs.js';
import type { Progress } from '../../shared/contract/procedure.js';
import type { EngineClient } from '../client/engine.js';
import { errorText, formatCount, isCancelled, notifyDone, notifyError } from '../ui/index.js';
import { routeOf } from './route.js';

/** The import of one project: it goes on while other screens show, so its state belongs to none of them. */
export interface ImportRun {
  status: 'running' | 'cancelling' | 'done' | 'failed';
  progress?: Progress;
  report?: ImportReport;
  error?: unknown;
}

const useRuns = create<{ runs: Readonly<Record<string, ImportRun>> }>(() => ({ runs: {} }));
const controllers = new Map<string, AbortController>();

/** The import of a project that runs or has just ended. */
export function useImportRun(project: string): ImportRun | undefined {
  return useRuns(({ runs }) => runs[project]);
}

function put(project: string, run: ImportRun | undefined): void {
  useRuns.setState(({ runs }) => {
    const { [project]: _, ...others } = runs;
    return { runs: run ? { ...others, [project]: run } : others };
  });
}

function isShown(project: string): boolean {
  const route = routeOf(window.location.hash);
  return route.screen === 'import' && route.project === project;
}

/** Starts an import. Its end is told where it shows: on the import screen, else as a notice. */
export async function startImport(engine: EngineClient, input: ImportInput): Promise<void> {
  const { project } = input;
  const controller = new AbortController();
  controllers.set(project, controller);
  put(project, { status: 'running' });
  try {
    const report = await engine.call('logs.import', input, {
      signal: controller.signal,
      onProgress: (progress) => put(project, { status: controller.signal.aborted ? 'cancelling' : 'running', progress }),
    });
    put(project, { status: 'done', report });
    if (!isShown(project)) notifyDone(`The import has ended: ${formatCount(report.imported, 'event')} came in.`);
  } catch (error) {
    put(project, isCancelled(error) ? undefined : { status: 'failed', error });
    if (!isCancelled(error) && !isShown(project)) notifyError('Nothing was imported', errorText(error));
  } finally {
    controllers.delete(project);
  }
}

/** Stops a running import; the log stays as it was. */
export function cancelImport(project: string): void {
  controllers.get(project)?.abort();
  const run = useRuns.getState().runs[project];
  if (run?.status === 'running') put(project, { ...run, status: 'cancelling' });
}

/** Forgets an import that has ended. */
export function closeImport(project: string): void {
  if (!controllers.has(project)) put(project, undefined);
}

/** Forgets an ended import once its screen is left for another place; to be called when its report leaves the screen. */
export function leaveImport(project: string): void {
  if (!isShown(project)) closeImport(project);
}
