import type { Condition } from '../condition/schema.js';
import { issueWords } from '../condition/words/issue.js';
import type { CheckContext } from './check/context.js';
import { headerProblems } from './check/header.js';
import { locator, schemaProblems } from './check/issues.js';
import { nestingProblem, tooDeepAt } from './check/nesting.js';
import { isUnknownSegment, unknownSegment } from './check/references.js';
import { comparisonProblems, ruleProblems } from './check/rules.js';
import { readCondition, readSegments, segmentReferenceProblems, segmentUses, SEGMENTS_ROOT } from './check/segments.js';
import { clip, viewOf, viewOfFaulty } from './check/view.js';
import { conditionVocabulary } from './check/vocabulary.js';
import { jsonPointer, type Problem } from './problem.js';
import { journeySchema, type Journey } from './schema.js';
import { cutExtensions } from './x-keys.js';

export { checkContext, type CheckContext, type LogNames } from './check/context.js';
export { MAX_NESTING } from './check/nesting.js';
export { parseRule, ruleText, type ParsedRule, type RecurrenceRule, type RuleDay, type RuleEnd } from './check/rule.js';

export interface JourneyCheck {
  /** The journey as it runs, without `x-` keys. Present exactly when no problem is an error. */
  journey?: Journey;
  problems: Problem[];
}

/** Whether any of the problems refuses the document; warnings do not. */
export function hasErrors(problems: readonly Problem[]): boolean {
  return problems.some(({ severity }) => severity === 'error');
}

/**
 * Everything that is wrong or doubtful about a journey document (semantics §3 and §4). The value may be anything that
 * JSON can hold; it is left untouched. Errors refuse the journey, warnings do not. A fault of one node does not hide
 * those of others. Which segments there are is only checked where the context tells.
 */
export function checkJourney(value: unknown, context: CheckContext = {}): JourneyCheck {
  const header = headerProblems(value);
  if (header.length > 0) return { problems: header };
  const tooDeep = tooDeepAt(value);
  if (tooDeep) return { problems: [{ ...nestingProblem(tooDeep), ...locator(value)(tooDeep) }] };
  const document = cutExtensions(value);
  const parsed = journeySchema.safeParse(document, { error: issueWords });
  const faults = parsed.success ? [] : schemaProblems(parsed.error, 'The journey', locator(document));
  const problems = [...faults, ...ruleProblems(parsed.success ? viewOf(parsed.data) : viewOfFaulty(document), context)];
  return parsed.success && !hasErrors(problems) ? { journey: parsed.data, problems } : { problems };
}

/**
 * What is wrong with journeys that are to run together, beyond what is wrong with each: two with one id. The problems'
 * paths are those of the later journey; `place` is its place in the list.
 */
export function checkJourneySet(journeys: readonly Pick<Journey, 'id'>[]): (Problem & { place: number })[] {
  const seen = new Set<string>();
  return journeys.flatMap(({ id }, place) => {
    const taken = seen.has(id);
    seen.add(id);
    if (!taken) return [];
    return [
      {
        code: 'duplicateJourney',
        severity: 'error',
        message: `Two journeys have the id “${clip(id)}”, so their messages could not be told apart.`,
        suggestion: 'Give one of them another id, or run only one.',
        path: '/id',
        place,
      },
    ];
  });
}

export interface SegmentsCheck {
  /** Present exactly when no problem is an error. */
  segments?: Readonly<Record<string, Condition>>;
  problems: Problem[];
}

/** Checks the segments of a project or a file, `{"id": condition}`. Paths begin with `/segments`. */
export function checkSegments(value: unknown, context: CheckContext = {}): SegmentsCheck {
  const read = readSegments(value);
  const declared = new Set(typeof value === 'object' && value !== null ? Object.keys(value) : []);
  const places = Object.entries(read.segments).map(([id, condition]) => ({
    condition,
    role: 'segment' as const,
    path: [SEGMENTS_ROOT, id],
  }));
  const problems = [
    ...read.problems,
    ...segmentReferenceProblems(read.segments, declared),
    ...places.flatMap(comparisonProblems),
    ...places.flatMap((place) => conditionVocabulary(place, context)),
  ];
  return hasErrors(problems) ? { problems } : { segments: read.segments, problems };
}

export interface ConditionCheck {
  /** Present exactly when no problem is an error. */
  condition?: Condition;
  problems: Problem[];
}

/** Checks a lone condition, as asked of the customers of a log: like a segment, it has neither an event nor an entry to look at. */
export function checkCondition(value: unknown, context: CheckContext = {}): ConditionCheck {
  const { condition, problems: faults } = readCondition(value, 'lone', [], 'The condition');
  if (!condition) return { problems: faults };
  const place = { condition, role: 'lone' as const, path: [] };
  const unknown = segmentUses(condition, []).filter(({ id }) => isUnknownSegment(id, context));
  const problems = [
    ...faults,
    ...unknown.map(({ id, path }): Problem => ({ ...unknownSegment(id), severity: 'error', path: jsonPointer(path) })),
    ...comparisonProblems(place),
    ...conditionVocabulary(place, context),
  ];
  return hasErrors(problems) ? { problems } : { condition, problems };
}
