import type { z } from 'zod';
import { jsonPointer, type Problem } from '../problem.js';
import { clip } from './view.js';

/** Which node or edge a place in a journey lies in. */
export type Locate = (path: readonly PropertyKey[]) => { node?: string; edge?: string };

type Issue = z.core.$ZodIssue;

function unknownKeysOf(issue: Issue): readonly string[] | undefined {
  if (issue.code === 'unrecognized_keys') return issue.keys;
  const keys: unknown = issue.code === 'custom' ? issue.params?.['unknownKeys'] : undefined;
  return Array.isArray(keys) ? keys.filter((key) => typeof key === 'string') : undefined;
}

/** A place as a person would name it: “for”, entry 2 of “variants”. */
function placeWords(path: readonly PropertyKey[], root: string): string {
  const key = path.at(-1);
  if (key === undefined) return root;
  if (typeof key !== 'number') return `“${clip(String(key))}”`;
  const list = path.at(-2);
  return list === undefined ? `Entry ${key + 1}` : `Entry ${key + 1} of “${clip(String(list))}”`;
}

function unknownKeyProblem(key: string, issue: Issue, root: string, where: ReturnType<Locate>): Problem {
  const place = issue.path.length === 0 ? root : placeWords(issue.path, root);
  return {
    code: 'unknownKey',
    severity: 'error',
    message: `“${clip(key)}” is no setting that ${place} has.`,
    suggestion: 'Correct its spelling or remove it. Notes of your own may be kept under a name that begins with “x-”.',
    ...where,
    path: jsonPointer([...issue.path, key]),
  };
}

function problemsOf(issue: Issue, root: string, locate: Locate): Problem[] {
  const where = locate(issue.path);
  const unknown = unknownKeysOf(issue);
  if (unknown) return unknown.map((key) => unknownKeyProblem(key, issue, root, where));
  const missing = issue.message === 'is missing';
  return [
    {
      code: missing ? 'missing' : 'invalid',
      severity: 'error',
      message: `${placeWords(issue.path, root)} ${issue.message}.`,
      ...where,
      path: jsonPointer(issue.path),
    },
  ];
}

/**
 * The faults a schema found, in plain words, each at its own place.
 * @param root what the whole document is called, such as "The journey"
 * @param prefix keys that lead to what was parsed, such as `['segments']`
 */
export function schemaProblems(
  error: z.ZodError,
  root: string,
  locate: Locate = () => ({}),
  prefix: readonly PropertyKey[] = [],
): Problem[] {
  return error.issues.flatMap((issue) => problemsOf({ ...issue, path: [...prefix, ...issue.path] }, root, locate));
}

function idAt(document: unknown, key: PropertyKey, index: PropertyKey | undefined): string | undefined {
  if (typeof document !== 'object' || document === null || typeof index !== 'number') return undefined;
  const list: unknown = Object.entries(document).find(([name]) => name === key)?.[1];
  const entry: unknown = Array.isArray(list) ? list[index] : undefined;
  const isNamed = typeof entry === 'object' && entry !== null && 'id' in entry && typeof entry.id === 'string';
  return isNamed ? String(entry.id) : undefined;
}

/** Finds the node or edge of a place in this document. */
export function locator(document: unknown): Locate {
  return ([list, index]) => {
    const id = list === 'nodes' || list === 'edges' ? idAt(document, list, index) : undefined;
    if (id === undefined) return {};
    return list === 'nodes' ? { node: id } : { edge: id };
  };
}
