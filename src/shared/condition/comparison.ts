import { z } from 'zod';
import { durationSchema } from './duration.js';

/** A value that a property, a trait or a count can have. */
export const scalarSchema = z.union([z.string(), z.number(), z.boolean()]);
export type Scalar = z.infer<typeof scalarSchema>;

export const COMPARISON_OPERATORS = [
  'eq',
  'ne',
  'gt',
  'gte',
  'lt',
  'lte',
  'between',
  'in',
  'notIn',
  'contains',
  'startsWith',
  'endsWith',
  'exists',
] as const;
export type ComparisonOperator = (typeof COMPARISON_OPERATORS)[number];

const notEmpty = { error: 'needs at least one comparison, such as {"gte": 3}' };

function hasOperator(comparison: object): boolean {
  return Object.keys(comparison).length > 0;
}

/** `N` of semantics §3: every operator present must hold. */
export const comparisonSchema = z
  .strictObject({
    eq: scalarSchema.optional(),
    ne: scalarSchema.optional(),
    gt: z.union([z.number(), z.string()]).optional(),
    gte: z.union([z.number(), z.string()]).optional(),
    lt: z.union([z.number(), z.string()]).optional(),
    lte: z.union([z.number(), z.string()]).optional(),
    between: z
      .union([z.tuple([z.number(), z.number()]), z.tuple([z.string(), z.string()])], {
        error: 'must be a list of two numbers or of two texts',
      })
      .optional(),
    in: z.array(scalarSchema).optional(),
    notIn: z.array(scalarSchema).optional(),
    contains: z.string().optional(),
    startsWith: z.string().optional(),
    endsWith: z.string().optional(),
    exists: z.boolean().optional(),
  })
  .refine(hasOperator, notEmpty);
export type Comparison = z.infer<typeof comparisonSchema>;

/** `N` where the values are durations: ages and the length of a session (semantics §3). */
export const durationComparisonSchema = z
  .strictObject({
    eq: durationSchema.optional(),
    ne: durationSchema.optional(),
    gt: durationSchema.optional(),
    gte: durationSchema.optional(),
    lt: durationSchema.optional(),
    lte: durationSchema.optional(),
    between: z.tuple([durationSchema, durationSchema]).optional(),
    in: z.array(durationSchema).optional(),
    notIn: z.array(durationSchema).optional(),
    exists: z.boolean().optional(),
  })
  .refine(hasOperator, notEmpty);
export type DurationComparison = z.infer<typeof durationComparisonSchema>;
