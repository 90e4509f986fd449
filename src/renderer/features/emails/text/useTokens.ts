import type { Token } from '../../../../shared/contract/emails.js';
import { useProject } from '../../../app/project.js';
import { useAwaitedAnswer, useEngineQuery } from '../../../app/queries.js';

const NONE: readonly Token[] = [];

/** What Liquid may name in the open project; empty while it is read. */
export function useTokens(): readonly Token[] {
  const { project } = useProject();
  return useEngineQuery('emails.tokens', { project }).data ?? NONE;
}

/** The same for what can wait for it, such as completion: somebody may type before the tokens have come. */
export function useAwaitedTokens(): () => Promise<readonly Token[]> {
  const { project } = useProject();
  return useAwaitedAnswer('emails.tokens', { project });
}
