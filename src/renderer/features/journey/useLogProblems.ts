import { useEffect, useState } from 'react';
import type { CheckContext } from '../../../shared/journey/check.js';
import type { Problem } from '../../../shared/journey/problem.js';
import type { JourneyDraft } from '../../../shared/journey/schema.js';
import { useHost } from '../../client/engine.js';
import { isCancelled } from '../../ui/index.js';

/** A run on the log takes all of the machine for a while: it waits until the person has stopped to look. */
const RUN_AFTER_MS = 2_000;
const SIGNS_OF_LIFE = ['pointermove', 'wheel', 'keydown'] as const;

/**
 * What only a run on the log tells of the draft. It comes later than the other problems and never holds them up, nor the canvas: whatever
 * the person does calls the run off until they rest again. Until it is done what the last one found stands.
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
    let asking: AbortController | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    function ask(): void {
      const { signal } = (asking = new AbortController());
      engine.call('journeys.lintOnLog', { project, draft }, { signal }).then(
        (found) => {
          if (signal.aborted) return;
          stop();
          setProblems(found);
        },
        (error: unknown) => {
          if (isCancelled(error) || signal.aborted) return;
          // Hints of an earlier draft would mislead; without the run the other problems still show.
          stop();
          setProblems([]);
        },
      );
    }
    function putOff(): void {
      clearTimeout(timer);
      asking?.abort();
      timer = setTimeout(ask, RUN_AFTER_MS);
    }
    function stop(): void {
      clearTimeout(timer);
      for (const sign of SIGNS_OF_LIFE) window.removeEventListener(sign, putOff);
    }
    putOff();
    for (const sign of SIGNS_OF_LIFE) window.addEventListener(sign, putOff, { passive: true });
    return () => {
      stop();
      asking?.abort();
    };
  }, [engine, project, draft, context, isWanted]);
  return isWanted ? problems : NONE;
}

const NONE: readonly Problem[] = [];
