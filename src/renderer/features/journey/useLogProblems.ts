import { useEffect, useState } from 'react';
import type { CheckContext } from '../../../shared/journey/check.js';
import type { Problem } from '../../../shared/journey/problem.js';
import type { JourneyDraft } from '../../../shared/journey/schema.js';
import { useHost } from '../../client/engine.js';
import { isCancelled } from '../../ui/index.js';

/** A run on the log is worth its time only once the person has stopped to look. */
const RUN_AFTER_MS = 1_500;

/**
 * What only a run on the log tells of the draft. It comes later than the other problems and never holds them up; an edit calls the run off,
 * and until the next is done what the last one found stands.
 */
export function useLogProblems(
  project: string,
  draft: JourneyDraft,
  context: CheckContext,
  isSound: boolean,
): readonly Problem[] {
  const { engine } = useHost();
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const isWanted = isSound && context.events !== undefined;
  useEffect(() => {
    if (!isWanted) return undefined;
    const asking = new AbortController();
    const timer = setTimeout(() => {
      engine.call('journeys.lintOnLog', { project, draft }, { signal: asking.signal }).then(
        (found) => {
          if (!asking.signal.aborted) setProblems(found);
        },
        (error: unknown) => {
          // Hints of an earlier draft would mislead; without the run the other problems still show.
          if (!isCancelled(error) && !asking.signal.aborted) setProblems([]);
        },
      );
    }, RUN_AFTER_MS);
    return () => {
      clearTimeout(timer);
      asking.abort();
    };
  }, [engine, project, draft, context, isWanted]);
  return isWanted ? problems : NONE;
}

const NONE: readonly Problem[] = [];
