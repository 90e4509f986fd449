import { z } from 'zod';
import { durationSchema } from '../condition/duration.js';
import { journeyDraftSchema } from '../journey/schema.js';
import { MOST_VALUES } from '../journey/numbers/numbers.js';
import { reachSchema } from '../simulation/compare/reach.js';
import { TREATMENTS } from '../simulation/compare/treatment.js';
import { MESSAGE_OUTCOMES } from '../simulation/messages.js';
import { journeyResultSchema } from '../simulation/result.js';
import { longProcedure, procedure } from './procedure.js';
import { projectHandle } from './projects.js';
import { runOptionsSchema } from './simulations.js';

const numberChangeSchema = z.strictObject({ path: z.string(), value: z.number() });

/** What is run: a journey as it is stored or as a kept version has it, with other values for some of its numbers. */
export const sideSchema = z.strictObject({
  journey: z.string(),
  version: z.int().optional(),
  numbers: z.array(numberChangeSchema).max(100).optional(),
});
export type Side = z.infer<typeof sideSchema>;

/** One side of a comparison after its run. */
export const comparedSideSchema = z.object({
  /** Names the run in the calls about runs, until the next comparison. */
  run: z.string(),
  draft: journeyDraftSchema,
  result: journeyResultSchema,
  reach: reachSchema,
});
export type ComparedSide = z.infer<typeof comparedSideSchema>;

export const comparisonSchema = z.object({
  /** Names the comparison in the calls below, until the next one of the project. */
  comparison: z.string(),
  /** ISO 8601. */
  from: z.string(),
  to: z.string(),
  /** How far back a purchase counted. */
  lookBack: z.string(),
  /** Customers of the log. */
  customers: z.number(),
  before: comparedSideSchema,
  after: comparedSideSchema,
  /** How many customers are treated differently, by how; a customer counts once. */
  treated: z.record(z.enum(TREATMENTS), z.number()),
});
export type Comparison = z.infer<typeof comparisonSchema>;

const seenMessageSchema = z.object({
  time: z.number(),
  variant: z.string(),
  outcome: z.enum(MESSAGE_OUTCOMES),
  node: z.string(),
});

/** A customer who is treated differently. */
export const treatedRowSchema = z.object({
  userId: z.string(),
  treatment: z.enum(TREATMENTS),
  /** Messages sent on each side. */
  before: z.number(),
  after: z.number(),
  changes: z.array(z.object({ before: seenMessageSchema.optional(), after: seenMessageSchema.optional() })),
});
export type TreatedRow = z.infer<typeof treatedRowSchema>;

/** A grid of two numbers has at most this many values of each. */
export const MOST_GRID_VALUES = 12;

const axisSchema = z.strictObject({ path: z.string(), values: z.array(z.number()).min(1).max(MOST_VALUES) });
export type SweepAxis = z.infer<typeof axisSchema>;

/** What a journey does with certain values of its numbers. */
export const sweepPointSchema = z.object({
  /** By axis. */
  values: z.array(z.number()),
  /** Why the journey can't be run with these values; its figures are then 0. */
  refused: z.string().optional(),
  entries: z.number(),
  customers: z.number(),
  sent: z.number(),
  messaged: z.number(),
  suppressed: z.number(),
  converted: z.number(),
  bought: z.number(),
});
export type SweepPoint = z.infer<typeof sweepPointSchema>;

/** The points that are done, as a sweep's progress carries them. */
export const sweepPointsSchema = z.array(sweepPointSchema);

export const comparisonProcedures = {
  /**
   * Runs two journeys by themselves on the project's log, with the same period, seed and options. `invalid` with the problems when one
   * breaks a rule.
   */
  'comparisons.compare': longProcedure(
    z.strictObject({
      project: projectHandle,
      before: sideSchema,
      after: sideSchema,
      options: runOptionsSchema,
      lookBack: durationSchema.optional(),
    }),
    comparisonSchema,
  ),
  /** The customers who are treated differently, in the order of the log. */
  'comparisons.treated': procedure(
    z.strictObject({
      project: projectHandle,
      comparison: z.string(),
      treatment: z.enum(TREATMENTS).optional(),
      search: z.string().optional(),
      offset: z.int().nonnegative(),
      limit: z.int().positive().max(1000),
    }),
    z.object({ total: z.number(), rows: z.array(treatedRowSchema) }),
  ),
  /** The same customers as a CSV file. */
  'comparisons.treatedCsv': procedure(
    z.strictObject({ project: projectHandle, comparison: z.string() }),
    z.object({ fileName: z.string(), text: z.string() }),
  ),
  /** Runs a journey with every value of one number, or every pair of values of two. Its progress carries the points that are done. */
  'comparisons.sweep': longProcedure(
    z.strictObject({
      project: projectHandle,
      side: sideSchema,
      axes: z
        .array(axisSchema)
        .min(1)
        .max(2)
        .refine((axes) => axes.length < 2 || axes.every(({ values }) => values.length <= MOST_GRID_VALUES), {
          error: `Of two numbers at most ${String(MOST_GRID_VALUES)} values each can be tried.`,
        }),
      options: runOptionsSchema,
      lookBack: durationSchema.optional(),
    }),
    z.object({ points: sweepPointsSchema, lookBack: z.string() }),
  ),
};
