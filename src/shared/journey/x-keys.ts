/**
 * Keys that begin with `x-` belong to whoever wrote them (semantics §4): they stay in the document through load and save,
 * and are cut out of the copy that is checked and run.
 */

const PREFIX = 'x-';

/** Whether everything under this place is somebody's own data, in which `x-` means nothing. */
function isOpaque(path: readonly string[]): boolean {
  const key = path.at(-1);
  if (key === 'ui') return path.length === 1 || path.length === 3;
  return path.length === 4 && path[0] === 'nodes' && path[2] === 'config' && (key === 'set' || key === 'body');
}

function cut(value: unknown, path: readonly string[]): unknown {
  if (typeof value !== 'object' || value === null || isOpaque(path)) return value;
  // The entries of a list are numbered alike: only the depth and the names above matter to `isOpaque`.
  if (Array.isArray(value)) return value.map((entry: unknown) => cut(entry, [...path, '*']));
  const kept = Object.entries(value).filter(([key]) => !key.startsWith(PREFIX));
  return Object.fromEntries(kept.map(([key, inner]: [string, unknown]) => [key, cut(inner, [...path, key])]));
}

/**
 * A copy of a journey document without its `x-` keys. What lies under `ui`, an update's `set` and a webhook's `body` is
 * kept whole. The nesting must have been bounded before (`nestingFault`).
 */
export function cutExtensions(document: unknown): unknown {
  return cut(document, []);
}

/** The same for a lone condition. */
export function cutConditionExtensions(condition: unknown): unknown {
  return cut(condition, ['condition', '*', '*', '*', '*']);
}
