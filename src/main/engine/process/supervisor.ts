/** Why an engine process ended. */
export interface EngineExit {
  /** An exit code or a signal, for people who look into it. */
  reason: string;
}

/** An engine in a process of its own, whatever runs it. */
export interface RunningEngine {
  /** Resolves when it takes calls; rejects with a sentence for the person when it could not start. */
  ready: Promise<void>;
  exited: Promise<EngineExit>;
  stop: () => Promise<void>;
}

/** What became of an engine that ended unasked. */
export interface EngineLoss {
  reason: string;
  /** Whether another one was started in its place. */
  restarted: boolean;
}

export interface Supervisor<E extends RunningEngine> {
  /** The engine as it is now; `undefined` after it was given up. */
  current(): E | undefined;
  /** Called whenever an engine ends that nobody asked to. */
  onLoss(listener: (loss: EngineLoss) => void): void;
  /** Starts another engine: on the person's word, or because its program changed. */
  restart: () => Promise<void>;
  stop: () => Promise<void>;
}

/** So many crashes within this time are no accident: the person is asked instead of trying for ever. */
const MOST_CRASHES = 3;
const CRASH_WINDOW_MS = 60_000;

/** Keeps an engine running: starts it again when it crashes, until it has crashed three times within a minute. */
export function supervise<E extends RunningEngine>(start: () => E, now: () => number = Date.now): Supervisor<E> {
  const listeners: ((loss: EngineLoss) => void)[] = [];
  let crashes: number[] = [];
  let engine: E | undefined;

  const begin = (): void => {
    const started = start();
    engine = started;
    let refusal: string | undefined;
    started.ready.catch((error: unknown) => {
      refusal = error instanceof Error ? error.message : String(error);
    });
    void started.exited.then((exit) => {
      if (engine !== started) return;
      engine = undefined;
      crashes = [...crashes.filter((time) => now() - time < CRASH_WINDOW_MS), now()];
      const restarted = crashes.length < MOST_CRASHES;
      if (restarted) begin();
      for (const listener of listeners) listener({ reason: refusal ?? exit.reason, restarted });
    });
  };
  const end = async (): Promise<void> => {
    const ending = engine;
    engine = undefined;
    await ending?.stop();
  };

  begin();
  return {
    current: () => engine,
    onLoss: (listener) => listeners.push(listener),
    restart: async () => {
      await end();
      crashes = [];
      begin();
    },
    stop: end,
  };
}
