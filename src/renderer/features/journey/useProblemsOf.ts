import { useEffect, useMemo, useState } from 'react';
import type { LogSummary } from '../../../shared/contract/logs.js';
import { checkContext, checkJourney, hasErrors, type CheckContext } from '../../../shared/journey/check.js';
import type { Problem } from '../../../shared/journey/problem.js';
import { sameJson } from '../../../shared/journey/same-json.js';
import type { JourneyDraft } from '../../../shared/journey/schema.js';
import { useEngineQuery } from '../../app/queries.js';
import { useSegments } from '../../app/segments.js';
import { useHost } from '../../client/engine.js';
import { isCancelled } from '../../ui/index.js';
import { mergedProblems, worded } from './document/problems.js';
import { useLogProblems } from './useLogProblems.js';

/** The engine looks at the log as well, which takes longer: it is asked once the edits pause. */
const LINT_AFTER_MS = 500;

function useEngineProblems(project: string, draft: JourneyDraft, context: CheckContext): readonly Problem[] {
  const { engine } = useHost();
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  useEffect(() => {
    const asking = new AbortController();
    const timer = setTimeout(() => {
      engine.call('journeys.lint', { project, draft }, { signal: asking.signal }).then(
        (found) => {
          if (!asking.signal.aborted) setProblems(found);
        },
        (error: unknown) => {
          // What is wrong in itself is found here anyway; without the engine only what the log says is missing.
          if (!isCancelled(error) && !asking.signal.aborted) setProblems([]);
        },
      );
    }, LINT_AFTER_MS);
    return () => {
      clearTimeout(timer);
      asking.abort();
    };
    // Another log or other segments are looked at anew as well.
  }, [engine, project, draft, context]);
  return problems;
}

/** What is wrong or doubtful about the document: found here at once, with what the log adds a moment later. */
export function useProblemsOf(project: string, draft: JourneyDraft, log: LogSummary | undefined): readonly Problem[] {
  const { conditions } = useSegments();
  const { data: templates } = useEngineQuery('templates.list', { project });
  const context = useMemo(
    () => checkContext(log && log.events > 0 ? log : undefined, conditions, templates),
    [log, conditions, templates],
  );
  const local = useMemo(() => checkJourney(draft, context).problems, [draft, context]);
  const remote = useEngineProblems(project, draft, context);
  const ofLog = useLogProblems(project, draft, context, !hasErrors(local));
  return useStable(
    useMemo(() => worded(mergedProblems(local, [...remote, ...ofLog], draft), draft), [local, remote, ofLog, draft]),
  );
}

/** The same list for as long as it says the same: hardly any edit changes what is wrong, and all of the screen looks at it. */
function useStable(problems: readonly Problem[]): readonly Problem[] {
  const [kept, setKept] = useState(problems);
  if (kept === problems || sameJson(kept, problems)) return kept;
  setKept(problems);
  return problems;
}
