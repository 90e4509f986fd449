import type { z } from 'zod';
import { EngineError } from '../../../shared/contract/error.js';
import { checkJourney } from '../../../shared/journey/check.js';
import { jsonPointer, type Problem } from '../../../shared/journey/problem.js';
import { journeyDraftSchema, type JourneyDraft } from '../../../shared/journey/schema.js';

/** Faults that no canvas can show; all others can be mended there. */
const UNDRAWABLE: ReadonlySet<string> = new Set([
  'notAJourney',
  'otherFormat',
  'newerVersion',
  'tooDeep',
  'duplicateNode',
  'duplicateEdge',
  'edgeToNowhere',
  'edgeFromNowhere',
]);

/**
 * The journey in the text of a file, as written.
 * @throws EngineError `invalid` with the problems when it cannot be shown, `newerVersion` for a file of a newer Waypost.
 */
export function readJourneyFile(text: string, fileName: string): JourneyDraft {
  const value = parseText(text, fileName);
  const undrawable = checkJourney(value).problems.filter(({ code }) => UNDRAWABLE.has(code));
  if (undrawable.length > 0) throw refusal(fileName, undrawable);
  const draft = journeyDraftSchema.safeParse(value);
  if (!draft.success) throw refusal(fileName, draft.error.issues.map(problemOf));
  return draft.data;
}

function parseText(text: string, fileName: string): unknown {
  try {
    // A byte order mark, which some editors write, is no part of the JSON.
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new EngineError(
      'invalid',
      `${fileName} is not JSON: ${error.message}. Choose a file that was exported as a journey.`,
      [],
      { cause: error },
    );
  }
}

function refusal(fileName: string, problems: Problem[]): EngineError {
  const code = problems.some((problem) => problem.code === 'newerVersion') ? 'newerVersion' : 'invalid';
  return new EngineError(code, `${fileName} was not taken: ${problems[0]?.message ?? ''}`, problems);
}

function problemOf(issue: z.core.$ZodIssue): Problem {
  return {
    code: 'notADraft',
    severity: 'error',
    message: `${issue.path.join('.')}: ${issue.message}`,
    path: jsonPointer(issue.path),
  };
}
