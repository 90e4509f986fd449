import { issueWords } from '../condition/words/issue.js';
import type { CheckContext } from './check/context.js';
import { graphProblems } from './check/graph.js';
import { headerProblems } from './check/header.js';
import { locator, schemaProblems } from './check/issues.js';
import { loopProblems } from './check/loops.js';
import { nestingProblem, tooDeepAt } from './check/nesting.js';
import { viewOf, viewOfFaulty, type JourneyView } from './check/view.js';
import type { Problem } from './problem.js';
import { journeySchema, type Journey } from './schema.js';
import { cutExtensions } from './x-keys.js';

export { checkContext, type CheckContext, type LogNames } from './check/context.js';

export interface JourneyCheck {
  /** The journey as it runs, without `x-` keys. Present exactly when no problem is an error. */
  journey?: Journey;
  problems: Problem[];
}

export function hasErrors(problems: readonly Problem[]): boolean {
  return problems.some(({ severity }) => severity === 'error');
}

function rules(view: JourneyView, _context: CheckContext): Problem[] {
  return [...graphProblems(view), ...loopProblems(view)];
}

/**
 * Everything that is wrong or doubtful about a journey document (semantics §3 and §4). The value may be anything that
 * JSON can hold; it is left untouched. Errors refuse the journey, warnings do not.
 */
export function checkJourney(value: unknown, context: CheckContext = {}): JourneyCheck {
  const header = headerProblems(value);
  if (header.length > 0) return { problems: header };
  const tooDeep = tooDeepAt(value);
  if (tooDeep) return { problems: [{ ...nestingProblem(tooDeep), ...locator(value)(tooDeep) }] };
  const document = cutExtensions(value);
  const parsed = journeySchema.safeParse(document, { error: issueWords });
  const faults = parsed.success ? [] : schemaProblems(parsed.error, 'The journey', locator(document));
  const problems = [...faults, ...rules(parsed.success ? viewOf(parsed.data) : viewOfFaulty(document), context)];
  return parsed.success && !hasErrors(problems) ? { journey: parsed.data, problems } : { problems };
}
