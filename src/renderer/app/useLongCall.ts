import { useCallback, useEffect, useRef, useState } from 'react';
import type { InputOf, OutputOf, ProcedureName } from '../../shared/contract/index.js';
import type { Progress } from '../../shared/contract/procedure.js';
import { useHost } from '../client/engine.js';
import { isCancelled } from '../ui/index.js';

interface LongCallState {
  running: boolean;
  cancelling: boolean;
  progress: Progress | undefined;
  error: unknown;
}

const IDLE: LongCallState = { running: false, cancelling: false, progress: undefined, error: undefined };

export interface LongCall<Name extends ProcedureName> extends LongCallState {
  /** Starts the call (and cancels one still running). `undefined` when it failed or was cancelled: see `error`. */
  start: (input: InputOf<Name>) => Promise<OutputOf<Name> | undefined>;
  cancel: () => void;
  /** Forgets an error. */
  reset: () => void;
}

/** A long procedure with progress and cancel, for one place on a screen. Leaving the screen cancels it. */
export function useLongCall<Name extends ProcedureName>(procedure: Name): LongCall<Name> {
  const { engine } = useHost();
  const [state, setState] = useState<LongCallState>(IDLE);
  const current = useRef<AbortController | undefined>(undefined);
  useEffect(() => () => current.current?.abort(), []);

  const start = useCallback(
    async (input: InputOf<Name>) => {
      current.current?.abort();
      const controller = new AbortController();
      current.current = controller;
      const isCurrent = () => current.current === controller;
      setState({ ...IDLE, running: true });
      try {
        const output = await engine.call(procedure, input, {
          signal: controller.signal,
          onProgress: (progress) => {
            if (isCurrent()) setState((before) => ({ ...before, progress }));
          },
        });
        if (isCurrent()) setState(IDLE);
        return output;
      } catch (error) {
        if (isCurrent()) setState({ ...IDLE, error: isCancelled(error) ? undefined : error });
        return undefined;
      }
    },
    [engine, procedure],
  );

  const cancel = useCallback(() => {
    current.current?.abort();
    setState((before) => (before.running ? { ...before, cancelling: true } : before));
  }, []);
  const reset = useCallback(() => setState(IDLE), []);
  return { ...state, start, cancel, reset };
}
