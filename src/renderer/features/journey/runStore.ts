import { createStore, useStore, type StoreApi } from 'zustand';
import { EngineError, type EngineErrorData } from '../../../shared/contract/error.js';
import type { Progress } from '../../../shared/contract/procedure.js';
import type { Run, RunOptions } from '../../../shared/contract/simulations.js';
import { useHost, type EngineClient } from '../../client/engine.js';

/** The latest simulation of one journey, shared by the canvas, the inspector and the results drawer. */
export interface RunState {
  run: Run | undefined;
  status: 'idle' | 'running' | 'failed';
  progress: Progress | undefined;
  error: EngineErrorData | undefined;
  /** Whether the journey, the log, a segment or the options changed after the run. */
  stale: boolean;
  /** The options of the next run; `simulate` without any uses these. */
  options: RunOptions;
  /** The journeys that run together, in the order in which they take their turns; empty: this one alone. */
  together: readonly string[];
  /** Saves what is unsaved, then runs. A run already under way is cancelled first. */
  simulate: (options?: RunOptions, together?: readonly string[]) => Promise<void>;
  cancel: () => void;
  /** Tells that what was simulated is no longer what the document says. */
  markStale: () => void;
  setOptions: (options: RunOptions) => void;
}

/** What must have happened before the engine reads the stored journey: the editor puts its flush here. */
type BeforeRun = () => Promise<void>;

interface Entry {
  store: StoreApi<RunState>;
  beforeRun: BeforeRun | undefined;
}

const registries = new WeakMap<EngineClient, Map<string, Entry>>();

function errorData(error: unknown): EngineErrorData {
  if (error instanceof EngineError) return error.toData();
  return { code: 'internal', message: error instanceof Error ? error.message : String(error) };
}

function createEntry(engine: EngineClient, project: string, journeyId: string): Entry {
  let running: AbortController | undefined;
  /** Counts changes, so that a run during which something changed is stale from the start. */
  let changes = 0;
  const entry: Entry = { store: createStore<RunState>(initialState), beforeRun: undefined };

  function initialState(set: (partial: Partial<RunState>) => void, get: () => RunState): RunState {
    return {
      run: undefined,
      status: 'idle',
      progress: undefined,
      error: undefined,
      stale: false,
      options: {},
      together: [],
      setOptions: (options) => {
        set({ options });
        get().markStale();
      },
      markStale: () => {
        changes += 1;
        if (get().run && !get().stale) set({ stale: true });
      },
      cancel: () => running?.abort(),
      simulate: async (options, together) => {
        running?.abort();
        const mine = new AbortController();
        running = mine;
        if (options) set({ options });
        if (together) set({ together });
        set({ status: 'running', progress: undefined, error: undefined, stale: get().run !== undefined });
        try {
          await entry.beforeRun?.();
          mine.signal.throwIfAborted();
          const changesBefore = changes;
          const run = await runOnce(mine);
          if (running === mine) set({ run, status: 'idle', stale: changes !== changesBefore, progress: undefined });
        } catch (error) {
          if (running !== mine) return;
          const data = errorData(error);
          const cancelled = data.code === 'cancelled' || mine.signal.aborted;
          set({ status: cancelled ? 'idle' : 'failed', error: cancelled ? undefined : data, progress: undefined });
        } finally {
          if (running === mine) running = undefined;
        }
      },
    };
  }

  function runOnce(mine: AbortController): Promise<Run> {
    const { options, together } = entry.store.getState();
    return engine.call(
      'simulations.run',
      { project, journeys: together.includes(journeyId) ? [...together] : [journeyId], options },
      {
        signal: mine.signal,
        onProgress: (progress) => {
          if (running === mine) entry.store.setState({ progress });
        },
      },
    );
  }

  engine.onNotice((notice) => {
    const isOther = notice.topic === 'log.changed' || notice.topic === 'segments.changed';
    if (isOther && notice.project === project) entry.store.getState().markStale();
  });
  return entry;
}

function entryOf(engine: EngineClient, project: string, journeyId: string): Entry {
  const known = registries.get(engine) ?? new Map<string, Entry>();
  registries.set(engine, known);
  const key = JSON.stringify([project, journeyId]);
  const entry = known.get(key) ?? createEntry(engine, project, journeyId);
  known.set(key, entry);
  return entry;
}

/** The store of a journey's latest run: the same object for everybody who asks with the same engine, project and journey. */
export function runStoreOf(engine: EngineClient, project: string, journeyId: string): StoreApi<RunState> {
  return entryOf(engine, project, journeyId).store;
}

/** Sets what is awaited before each run of the journey; returns the function that takes it back. */
export function setBeforeRun(engine: EngineClient, project: string, journeyId: string, beforeRun: BeforeRun): () => void {
  const entry = entryOf(engine, project, journeyId);
  entry.beforeRun = beforeRun;
  return () => {
    if (entry.beforeRun === beforeRun) entry.beforeRun = undefined;
  };
}

/** Part of a journey's run state; re-renders only when that part changes. */
export function useRun<T>(project: string, journeyId: string, select: (state: RunState) => T): T {
  const { engine } = useHost();
  return useStore(runStoreOf(engine, project, journeyId), select);
}
