import { useCallback, useEffect, useRef } from 'react';
import type { Token } from '../../../../shared/contract/emails.js';
import { useProject } from '../../../app/project.js';
import { useEngineQuery } from '../../../app/queries.js';

const NONE: readonly Token[] = [];

/** What Liquid may name in the open project; empty while it is read. */
export function useTokens(): readonly Token[] {
  const { project } = useProject();
  return useEngineQuery('emails.tokens', { project }).data ?? NONE;
}

/** The same for what lives longer than a render, such as the extensions of a text. */
export function useLatestTokens(): () => readonly Token[] {
  const tokens = useTokens();
  const latest = useRef(tokens);
  useEffect(() => {
    latest.current = tokens;
  });
  return useCallback(() => latest.current, []);
}
