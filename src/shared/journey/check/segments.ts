import { issueWords } from '../../condition/words/issue.js';
import { conditionSchema, type Condition } from '../../condition/schema.js';
import { jsonPointer, type Problem } from '../problem.js';
import { cutConditionExtensions } from '../x-keys.js';
import { cycles } from './components.js';
import { schemaProblems } from './issues.js';
import { entriesOf, nestingProblem, tooDeepAt } from './nesting.js';
import { leavesOf, type Path } from './places.js';
import { unknownSegment } from './references.js';
import { scopeProblems } from './scope.js';
import { clip } from './view.js';

export const SEGMENTS_ROOT = 'segments';

/** The segments that could be read of a file, and what was wrong with the rest. */
export interface ReadSegments {
  segments: Readonly<Record<string, Condition>>;
  problems: Problem[];
}

function refusal(message: string, key?: string): Problem {
  return {
    code: 'invalid',
    severity: 'error',
    message,
    suggestion: 'Write segments as {"id": condition, …}.',
    path: jsonPointer(key === undefined ? [SEGMENTS_ROOT] : [SEGMENTS_ROOT, key]),
  };
}

/** One condition as data, without its `x-` keys; problems have paths that begin with `path`. */
export function readCondition(
  value: unknown,
  role: 'segment' | 'lone',
  path: Path,
  called: string,
): { condition?: Condition; problems: Problem[] } {
  const tooDeep = tooDeepAt(value);
  if (tooDeep) return { problems: [nestingProblem([...path, ...tooDeep])] };
  const parsed = conditionSchema.safeParse(cutConditionExtensions(value), { error: issueWords });
  if (!parsed.success) return { problems: schemaProblems(parsed.error, called, undefined, path) };
  return { condition: parsed.data, problems: scopeProblems({ condition: parsed.data, role, path }) };
}

/** Reads `{"id": condition}`, each segment by itself. */
export function readSegments(value: unknown): ReadSegments {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { segments: {}, problems: [refusal('Segments must be one JSON object.')] };
  }
  const problems: Problem[] = [];
  const read: [string, Condition][] = [];
  for (const [id, entry] of entriesOf(value)) {
    if (id === '') problems.push(refusal('A segment has no id.', id));
    const result = readCondition(entry, 'segment', [SEGMENTS_ROOT, id], `The segment “${clip(id)}”`);
    problems.push(...result.problems);
    if (result.condition) read.push([id, result.condition]);
  }
  return { segments: Object.fromEntries(read), problems };
}

/** Where a condition names segments. */
export function segmentUses(condition: Condition, path: Path): { id: string; path: Path }[] {
  return leavesOf(condition, path).flatMap((place) =>
    'segment' in place.leaf ? [{ id: place.leaf.segment, path: [...place.path, 'segment'] }] : [],
  );
}

/** The ids of the segments a condition names. */
export function segmentsUsed(condition: Condition): string[] {
  return segmentUses(condition, []).map(({ id }) => id);
}

function unknownUses(segments: Readonly<Record<string, Condition>>, known: (id: string) => boolean): Problem[] {
  return Object.entries(segments).flatMap(([id, condition]) =>
    segmentUses(condition, [SEGMENTS_ROOT, id])
      .filter((use) => !known(use.id))
      .map((use): Problem => ({
        ...unknownSegment(use.id),
        severity: 'error',
        path: jsonPointer(use.path),
      })),
  );
}

function circles(segments: Readonly<Record<string, Condition>>): Problem[] {
  const ids = Object.keys(segments);
  const places = new Map(ids.map((id, place) => [id, place]));
  const targets = Object.values(segments).map((condition) => segmentsUsed(condition).flatMap((id) => places.get(id) ?? []));
  return cycles(targets).map((component): Problem => {
    const members = component.sort((a, b) => a - b).flatMap((place) => ids[place] ?? []);
    const names = members
      .slice(0, 5)
      .map((id) => `“${clip(id)}”`)
      .join(', ');
    return {
      code: 'circularSegments',
      severity: 'error',
      message:
        members.length === 1 ? `The segment ${names} is defined by itself.` : `The segments ${names} are defined by each other.`,
      suggestion: 'Take the reference out of one of them.',
      path: jsonPointer([SEGMENTS_ROOT, members[0] ?? '']),
    };
  });
}

/** References to segments that don't exist, and segments that are defined by themselves. `declared` are all ids, also of faulty segments. */
export function segmentReferenceProblems(
  segments: Readonly<Record<string, Condition>>,
  declared: ReadonlySet<string>,
): Problem[] {
  return [...unknownUses(segments, (id) => declared.has(id)), ...circles(segments)];
}
