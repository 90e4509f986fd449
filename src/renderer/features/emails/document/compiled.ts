import { createContext, useContext, useMemo } from 'react';
import { useLatestCall, type LatestCall } from '../../../app/useLatestCall.js';
import { draftOf } from './editor.js';
import { useDrawn, useOpenEmail } from './EmailContext.js';

/** What the engine makes of the e-mail as it is being edited; places in it are places of the text that it is of. */
export type Compiled = LatestCall<'emails.compile'>;

/** Typing waits this long for the next letter before anything is compiled. */
const PAUSE_MS = 120;

/** Compiles in the engine what is typed, a moment after the last letter. */
export function useCompiling(): Compiled {
  const { project } = useOpenEmail();
  const { mjml, text } = useDrawn(draftOf);
  const input = useMemo(() => ({ project, source: { mjml, text } }), [project, mjml, text]);
  return useLatestCall('emails.compile', input, PAUSE_MS);
}

export const CompiledContext = createContext<Compiled>({ output: undefined, of: undefined, error: undefined, loading: true });

export function useCompiled(): Compiled {
  return useContext(CompiledContext);
}
