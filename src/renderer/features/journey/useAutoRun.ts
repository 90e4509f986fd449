import { useEffect, useRef } from 'react';
import type { Problem } from '../../../shared/journey/problem.js';
import type { JourneyDraft } from '../../../shared/journey/schema.js';
import { useRun } from './runStore.js';

/** A run that took no longer than this, once the log was loaded, is done again after each edit, so that the numbers stay true. */
const FAST_MS = 1000;
const PAUSE_MS = 250;

/** Simulates again after an edit, where there is a run already and runs are quick. */
export function useAutoRun(project: string, journeyId: string, draft: JourneyDraft, problems: readonly Problem[]): void {
  const simulate = useRun(project, journeyId, (state) => state.simulate);
  const isDue = useRun(
    project,
    journeyId,
    ({ run, stale, status }) => run !== undefined && stale && status !== 'running' && run.timing.simulate <= FAST_MS,
  );
  const isWhole = !problems.some(({ severity }) => severity === 'error');
  /** A run of this draft that failed or was cancelled is not tried again unasked. */
  const tried = useRef<JourneyDraft | undefined>(undefined);
  useEffect(() => {
    if (!isDue || !isWhole || tried.current === draft) return undefined;
    const timer = setTimeout(() => {
      tried.current = draft;
      void simulate();
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [isDue, isWhole, simulate, draft]);
}
