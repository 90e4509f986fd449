import { z } from 'zod';

/** One fault or warning about a journey, a condition or a mapping, as `lint` reports it (command line: `{"errors": […]}`). */
export const problemSchema = z.object({
  /** A stable name of the rule, in camel case: `edgeToNowhere`. */
  code: z.string(),
  severity: z.enum(['error', 'warning']),
  /** A sentence a marketer understands. */
  message: z.string(),
  /** What to do about it. */
  suggestion: z.string().optional(),
  node: z.string().optional(),
  /** Every node at fault, where more than one is (a cycle, ids used twice). */
  nodes: z.array(z.string()).optional(),
  edge: z.string().optional(),
  /** A JSON pointer into the document (RFC 6901). */
  path: z.string(),
});
export type Problem = z.infer<typeof problemSchema>;

/** A JSON pointer (RFC 6901) from the keys that lead to a place. */
export function jsonPointer(keys: readonly PropertyKey[]): string {
  return keys.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
