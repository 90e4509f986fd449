import { LogStore } from '../store/log/index.js';
import { ProjectStore } from '../store/project/index.js';
import type { CommandRun } from './session.js';

/** A project that a command works on. */
export interface OpenProject {
  store: ProjectStore;
  log: LogStore;
  close: () => Promise<void>;
}

/**
 * Opens a project and tells what was mended on the way. To be read, it may be open in a window meanwhile.
 * @throws EngineError as the stores do.
 */
export async function openProject(run: CommandRun, folder: string, { readOnly = false } = {}): Promise<OpenProject> {
  const store = readOnly ? ProjectStore.openToRead(folder) : ProjectStore.open(folder);
  for (const note of store.notes) run.note(note);
  try {
    const log = await LogStore.open(folder);
    const close = async (): Promise<void> => {
      await log.close();
      store.close();
    };
    return { store, log, close };
  } catch (error) {
    store.close();
    throw error;
  }
}
