import type { z } from 'zod';
import type { Condition } from '../../shared/condition/schema.js';
import { issueWords } from '../../shared/condition/words/issue.js';
import { checkCondition, checkJourney, checkJourneySet, checkSegments, type CheckContext } from '../../shared/journey/check.js';
import { schemaProblems } from '../../shared/journey/check/issues.js';
import type { Problem } from '../../shared/journey/problem.js';
import type { Journey } from '../../shared/journey/schema.js';
import { printedFault, Refused, type PrintedFault } from './failures.js';
import { readJson, requireJson } from './files.js';
import type { CliIo } from './io.js';

/** What a check says of one journey file. */
export interface CheckedFile {
  file: string;
  journey?: Journey;
  problems: Problem[];
}

/** Checks journey files, each by itself. @throws EngineError `io` when one cannot be read. */
export function checkFiles(io: CliIo, files: readonly string[], context: CheckContext): CheckedFile[] {
  return files.map((file) => {
    const read = readJson(io, file);
    if ('problem' in read) return { file, problems: [read.problem] };
    return { file, ...checkJourney(read.value, context) };
  });
}

/**
 * The journeys of files that are to be run together.
 * @param segments those there are: a simulator must be able to look each one up; absent, they are not checked.
 * @throws Refused when one breaks a rule (semantics §4) or two have the same id; EngineError `io`.
 */
export function loadJourneys(io: CliIo, files: readonly string[], segments?: Readonly<Record<string, Condition>>): Journey[] {
  const checked = checkFiles(io, files, segments ? { segments } : {});
  refuse(
    checked.flatMap(({ file, problems }) => faultsOf(problems, files.length > 1 ? file : undefined)),
    'was refused',
  );
  const journeys = checked.flatMap(({ journey }) => journey ?? []);
  refuse(
    checkJourneySet(journeys).flatMap(({ place, ...problem }) => faultsOf([problem], files[place])),
    'were refused',
  );
  return journeys;
}

/** The segments of a file `{"id": condition}`; none without a file. @throws Refused, EngineError `io`. */
export function loadSegments(io: CliIo, file: string | undefined): Readonly<Record<string, Condition>> {
  if (file === undefined) return {};
  const { segments, problems } = checkSegments(requireJson(io, file));
  if (segments) return segments;
  throw new Refused(`${file} was refused.`, faultsOf(problems));
}

/** The condition of a file. @throws Refused, EngineError `io`. */
export function loadCondition(io: CliIo, file: string, segments: Readonly<Record<string, Condition>>): Condition {
  const { condition, problems } = checkCondition(requireJson(io, file), { segments });
  if (condition) return condition;
  throw new Refused(`${file} was refused.`, faultsOf(problems));
}

/**
 * The value of a JSON file that has the shape of a schema.
 * @param called what such a file is to people, such as "The mapping"
 * @throws Refused, EngineError `io`.
 */
export function loadShape<Shape>(io: CliIo, file: string, schema: z.ZodType<Shape>, called: string): Shape {
  const parsed = schema.safeParse(requireJson(io, file), { error: issueWords });
  if (parsed.success) return parsed.data;
  throw new Refused(`${file} was refused.`, faultsOf(schemaProblems(parsed.error, called)));
}

function faultsOf(problems: readonly Problem[], file?: string): PrintedFault[] {
  return problems.filter(({ severity }) => severity === 'error').map((problem) => printedFault(problem, file));
}

function refuse(faults: readonly PrintedFault[], what: string): void {
  if (faults.length === 0) return;
  const files = new Set(faults.flatMap(({ file }) => file ?? []));
  throw new Refused(files.size === 0 ? `The journey ${what}.` : `${[...files].join(', ')} ${what}.`, faults);
}
