import { jsonPointer } from '../../../../shared/journey/problem.js';

/**
 * The place at which a letter or digit was typed, as a JSON pointer: the only difference between the two values, when it is a
 * text or a number that became another. `undefined` for every other change, which is a step of its own in the history.
 */
export function typingPlace(before: unknown, after: unknown, path: readonly PropertyKey[] = []): string | undefined {
  if (typeof before === 'string' && typeof after === 'string') return jsonPointer(path);
  if (typeof before === 'number' && typeof after === 'number') return jsonPointer(path);
  if (typeof before !== 'object' || typeof after !== 'object' || before === null || after === null) return undefined;
  const old = new Map<string, unknown>(Object.entries(before));
  const now: [string, unknown][] = Object.entries(after);
  if (old.size !== now.length) return undefined;
  const changed = now.filter(([key, value]) => !old.has(key) || old.get(key) !== value);
  const [first] = changed;
  if (!first || changed.length !== 1) return undefined;
  const [key, value] = first;
  return old.has(key) ? typingPlace(old.get(key), value, [...path, key]) : undefined;
}
