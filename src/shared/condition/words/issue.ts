import type { z } from 'zod';

/**
 * What a schema found wrong, in words that follow the name of the place: “for” *must be a text, not a number*.
 * Given to zod as its error map, so that faults of nested shapes are worded the same way.
 */

const TYPE_WORDS: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  tuple: 'a list of two values',
  object: 'an object',
  record: 'an object',
  null: 'null',
};

function received(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'number' && !Number.isFinite(value)) return 'a number too large to hold';
  if (typeof value === 'boolean') return String(value);
  return TYPE_WORDS[typeof value] ?? 'something else';
}

/** “a”, “b” or “c”. */
export function quotedList(values: readonly unknown[], last = 'or'): string {
  const quoted = values.map((value) => (typeof value === 'string' ? `“${value}”` : String(value)));
  const [only] = quoted;
  if (quoted.length < 2) return only ?? 'nothing';
  return `${quoted.slice(0, -1).join(', ')} ${last} ${quoted.at(-1) ?? ''}`;
}

function typeWords(expected: readonly string[]): string {
  const words = [...new Set(expected)].map((name) => TYPE_WORDS[name] ?? name);
  const last = words.at(-1) ?? 'something else';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} or ${last}`;
}

function sizeWords(issue: { origin: string }, bound: string, verb: 'at least' | 'at most'): string {
  if (issue.origin === 'string')
    return bound === '1' && verb === 'at least' ? 'must not be empty' : `must have ${verb} ${bound} characters`;
  if (issue.origin === 'array') return `needs ${verb} ${bound} ${bound === '1' ? 'entry' : 'entries'}`;
  return `must be ${verb} ${bound}`;
}

type RawIssue = z.core.$ZodRawIssue;

function unionWords(issue: Extract<RawIssue, { code: 'invalid_union' }>): string | undefined {
  const options: unknown = issue['options'];
  if (Array.isArray(options)) return `must be one of ${quotedList(options)}`;
  const expected = issue.errors
    .flat()
    .flatMap((inner) => (inner.code === 'invalid_type' && inner.path.length === 0 ? [inner.expected] : []));
  if (issue.input === undefined) return 'is missing';
  return expected.length > 0 ? `must be ${typeWords(expected)}` : undefined;
}

/** The words for one fault; `undefined` leaves it to the schema's own message. */
export function issueWords(issue: RawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'is missing' : `must be ${typeWords([issue.expected])}, not ${received(issue.input)}`;
    case 'invalid_value':
      return issue.input === undefined
        ? 'is missing'
        : `must be ${issue.values.length > 1 ? 'one of ' : ''}${quotedList(issue.values)}`;
    case 'invalid_union':
      return unionWords(issue);
    case 'unrecognized_keys':
      return `has the unknown ${issue.keys.length > 1 ? 'keys' : 'key'} ${quotedList(issue.keys, 'and')}`;
    case 'too_small':
      return sizeWords(issue, String(issue.minimum), 'at least');
    case 'too_big':
      return sizeWords(issue, String(issue.maximum), 'at most');
    default:
      return undefined;
  }
}
