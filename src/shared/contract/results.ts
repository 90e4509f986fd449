import { z } from 'zod';
import { longProcedure, procedure } from './procedure.js';
import { projectHandle } from './projects.js';

/** Entries and customers that came to something. */
const reachSchema = z.object({ entries: z.number(), customers: z.number() });

/** When entries of a journey reached the goal. */
export const outcomesSchema = z.object({
  /** Lengths of time from entry to goal in ms, `from` inclusive, `to` exclusive; entries that were not held out. */
  goalTimes: z.array(z.object({ from: z.number(), to: z.number(), entries: z.number() })),
  /** ms, of those who reached it; null where nobody did. */
  quartiles: z.tuple([z.number(), z.number(), z.number()]).nullable(),
  converted: reachSchema,
});
export type Outcomes = z.infer<typeof outcomesSchema>;

/** Where entries went, step by step (a Sankey), and the stages they came to. */
export const pathsSchema = z.object({
  /** In the order of the journey; only stages that it names. */
  stages: z.array(z.object({ name: z.string(), ...reachSchema.shape })),
  /** `node` is absent for what became of those who left; `round` counts how often a loop was gone through before. */
  places: z.array(
    z.object({
      key: z.string(),
      node: z.string().optional(),
      end: z.string().optional(),
      round: z.number(),
      entries: z.number(),
    }),
  ),
  ways: z.array(z.object({ from: z.string(), to: z.string(), entries: z.number() })),
  /** Steps that are passed over because there are too many to draw. */
  hidden: z.number(),
});
export type Paths = z.infer<typeof pathsSchema>;

/** Which customers several journeys of a run message. */
export const overlapSchema = z.object({
  journeys: z.array(z.string()),
  /** `customers[i][j]`: who was sent a message by the i-th and by the j-th journey. */
  customers: z.array(z.array(z.number())),
  /** How many customers were sent messages by exactly one, two, three … of them. */
  byCount: z.array(z.number()),
});
export type Overlap = z.infer<typeof overlapSchema>;

const ofRun = { project: projectHandle, run: z.string() };

export const resultProcedures = {
  'results.outcomes': longProcedure(z.strictObject({ ...ofRun, journey: z.string() }), outcomesSchema),
  'results.paths': longProcedure(z.strictObject({ ...ofRun, journey: z.string() }), pathsSchema),
  'results.overlap': procedure(z.strictObject(ofRun), overlapSchema),
  /** A journey's run as one HTML page; customers are named only where that is asked for. */
  'results.report': longProcedure(
    z.strictObject({ ...ofRun, journey: z.string(), customers: z.boolean() }),
    z.object({ fileName: z.string(), text: z.string() }),
  ),
  /** The simulated journey as a picture with its counts, and its size in pixels. */
  'results.drawing': procedure(
    z.strictObject({ ...ofRun, journey: z.string() }),
    z.object({ fileName: z.string(), text: z.string() }),
  ),
  /** How many customers were sent more than `messages` in some window of `days` days; by all journeys of the run unless one is named. */
  'results.tooMany': procedure(
    z.strictObject({ ...ofRun, journey: z.string().optional(), messages: z.int().nonnegative(), days: z.number().positive() }),
    z.object({ customers: z.number() }),
  ),
};
