import { useEffect, useMemo, useState } from 'react';
import type { InputOf, OutputOf, ProcedureName } from '../../shared/contract/index.js';
import { useHost } from '../client/engine.js';
import { isCancelled } from '../ui/index.js';

export interface LatestCall<Name extends ProcedureName> {
  /** The latest answer; that to an earlier input while the next one is awaited. */
  output: OutputOf<Name> | undefined;
  /** The input that it answers. */
  of: InputOf<Name> | undefined;
  error: unknown;
  /** Whether an answer to the present input is awaited. */
  loading: boolean;
}

interface Answer<Name extends ProcedureName> {
  output: OutputOf<Name> | undefined;
  of: InputOf<Name> | undefined;
  error: unknown;
  /** The input that was answered last, with an output or an error. */
  settled: InputOf<Name> | undefined;
}

const NOTHING = { output: undefined, of: undefined, error: undefined, settled: undefined };

/**
 * Calls a procedure that only reads for an input that changes often, such as a text that is being typed: after a pause, and only
 * the latest input counts. `input` must be the same object as long as it says the same; nothing is asked for `undefined`.
 */
export function useLatestCall<Name extends ProcedureName>(
  procedure: Name,
  input: InputOf<Name> | undefined,
  pauseMs: number,
): LatestCall<Name> {
  const { engine } = useHost();
  const [answer, setAnswer] = useState<Answer<Name>>(NOTHING);
  useEffect(() => {
    if (input === undefined) return undefined;
    const asking = new AbortController();
    const timer = setTimeout(() => {
      engine.call(procedure, input, { signal: asking.signal }).then(
        (output) => {
          if (!asking.signal.aborted) setAnswer({ output, of: input, error: undefined, settled: input });
        },
        (error: unknown) => {
          if (!asking.signal.aborted && !isCancelled(error)) setAnswer((before) => ({ ...before, error, settled: input }));
        },
      );
    }, pauseMs);
    return () => {
      clearTimeout(timer);
      asking.abort();
    };
  }, [engine, procedure, input, pauseMs]);
  const { output, of, error, settled } = input === undefined ? NOTHING : answer;
  const loading = input !== undefined && settled !== input;
  // The same object while it says the same, so that it can be handed to many by a context.
  return useMemo(() => ({ output, of, error, loading }), [output, of, error, loading]);
}
