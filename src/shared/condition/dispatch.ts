import { z } from 'zod';
import { issueWords } from './words/issue.js';

/**
 * A schema that first picks the one shape an object claims to have and then reports that shape's own faults, where a
 * union would only say that none of its members matched.
 */
export function dispatch<T>(pick: (value: object) => z.ZodType<T> | undefined, otherwise: string): z.ZodType<T> {
  return z.custom<T>().superRefine((value: unknown, context) => {
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    const schema = isObject ? pick(value) : undefined;
    if (!schema) {
      context.addIssue({ code: 'custom', message: otherwise });
      return;
    }
    const parsed = schema.safeParse(value, { error: issueWords });
    if (parsed.success) return;
    for (const { message, path, ...issue } of parsed.error.issues) {
      // A fault from a shape within this one is a custom issue already: its parameters are handed on.
      const inner = issue.code === 'custom' ? issue.params : undefined;
      const params = issue.code === 'unrecognized_keys' ? { unknownKeys: issue.keys } : inner;
      context.addIssue({ code: 'custom', message, path, ...(params && { params }) });
    }
  });
}

/** A `dispatch` by the only key present among those given. */
export function dispatchByKey<T>(schemas: Record<string, z.ZodType<T>>): z.ZodType<T> {
  const keys = Object.keys(schemas);
  return dispatch(
    (value) => {
      const present = keys.filter((key) => key in value);
      const [key] = present;
      return key !== undefined && present.length === 1 ? schemas[key] : undefined;
    },
    `must have exactly one of the keys ${keys.join(', ')}`,
  );
}
