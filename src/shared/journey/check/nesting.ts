import { jsonPointer, type Problem } from '../problem.js';

/** The most levels of objects and lists in a document: some 120 groups within groups, far from any stack's end. */
export const MAX_NESTING = 256;

interface Place {
  value: object;
  keys: readonly PropertyKey[];
  depth: number;
}

/** How many keys of a place past the bound are named: enough to find the node and the setting. */
const NAMED_KEYS = 6;

/** The entries of an object or list, whose values may be anything. */
export const entriesOf: (value: object) => [string, unknown][] = Object.entries;

function childrenOf({ value, keys, depth }: Place): Place[] {
  const children: Place[] = [];
  for (const [key, child] of entriesOf(value)) {
    if (typeof child !== 'object' || child === null) continue;
    const name = Array.isArray(value) ? Number(key) : key;
    children.push({ value: child, keys: keys.length < NAMED_KEYS ? [...keys, name] : keys, depth: depth + 1 });
  }
  return children;
}

/** The keys of the first place found that lies deeper than the bound. Walks with a list of its own, so that no depth can overflow it. */
export function tooDeepAt(document: unknown): readonly PropertyKey[] | undefined {
  if (typeof document !== 'object' || document === null) return undefined;
  const open: Place[] = [{ value: document, keys: [], depth: 1 }];
  for (let place = open.pop(); place !== undefined; place = open.pop()) {
    if (place.depth > MAX_NESTING) return place.keys;
    for (const child of childrenOf(place)) open.push(child);
  }
  return undefined;
}

/** The problem of a document that nests too deeply to be read. */
export function nestingProblem(keys: readonly PropertyKey[]): Problem {
  return {
    code: 'tooDeep',
    severity: 'error',
    message: `Groups are nested more than ${MAX_NESTING} levels deep.`,
    suggestion: 'Move inner groups into segments, or merge groups that say the same thing.',
    path: jsonPointer(keys),
  };
}
