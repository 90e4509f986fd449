import { z } from 'zod';
import { conditionSchema } from '../condition/schema.js';
import { messageRowSchema, simulationResultSchema, SUPPRESSION_REASONS } from '../simulation/result.js';
import { responsesSchema } from '../simulation/responses.js';
import { storySchema } from '../simulation/story.js';
import { longProcedure, procedure } from './procedure.js';
import { projectHandle } from './projects.js';

export const runOptionsSchema = z.strictObject({
  seed: z.int().nonnegative().optional(),
  /** ISO 8601; the first and last timestamp of the log when absent (semantics §7). */
  from: z.string().optional(),
  to: z.string().optional(),
  requireAddress: z.boolean().optional(),
  responses: responsesSchema.optional(),
});
export type RunOptions = z.infer<typeof runOptionsSchema>;

/** What the drawer draws beside the counts of semantics §7. */
export const runChartsSchema = z.object({
  /** One per UTC day of the period, messages by status. */
  perDay: z.array(z.object({ day: z.string(), sent: z.number(), suppressed: z.number() })),
  /** Sent messages by hour of the UTC day, 24 numbers. */
  perHour: z.array(z.number()),
  /** How many customers got n messages, n ascending. */
  perCustomer: z.array(z.object({ messages: z.number(), customers: z.number() })),
  /** The most messages that any customer got in any 7 days. */
  mostInAWeek: z.number(),
});
export type RunCharts = z.infer<typeof runChartsSchema>;

export const runSchema = z.object({
  /** Names the run in the calls below, until the next run of the same journeys or the closing of the project. */
  run: z.string(),
  result: simulationResultSchema,
  charts: runChartsSchema,
  /** Milliseconds, as measured. */
  timing: z.object({ load: z.number(), simulate: z.number() }),
  workers: z.number(),
});
export type Run = z.infer<typeof runSchema>;

export const messageFilterSchema = z.strictObject({
  journey: z.string().optional(),
  node: z.string().optional(),
  status: z.enum(['sent', 'suppressed']).optional(),
  reason: z.enum(SUPPRESSION_REASONS).optional(),
  userId: z.string().optional(),
  /** ISO instants, from inclusive to exclusive. */
  from: z.string().optional(),
  to: z.string().optional(),
});
export type MessageFilter = z.infer<typeof messageFilterSchema>;

/** A customer as the run saw them. */
export const customerRowSchema = z.object({
  userId: z.string(),
  entries: z.number(),
  sent: z.number(),
  suppressed: z.number(),
  converted: z.number(),
  /** ISO instant of the first entry, if any. */
  firstEntry: z.string().nullable(),
});
export type CustomerRow = z.infer<typeof customerRowSchema>;

const ofRun = { project: projectHandle, run: z.string() };
const page = { offset: z.number(), limit: z.number().max(1000) };

export const simulationProcedures = {
  /** Runs journeys of the project together, in this order, against its log. `invalid` with problems when one is refused. */
  'simulations.run': longProcedure(
    z.strictObject({ project: projectHandle, journeys: z.array(z.string()).min(1), options: runOptionsSchema }),
    runSchema,
  ),
  'simulations.messages': procedure(
    z.strictObject({ ...ofRun, filter: messageFilterSchema, ...page }),
    z.object({ total: z.number(), rows: z.array(messageRowSchema) }),
  ),
  'simulations.messagesCsv': procedure(z.strictObject(ofRun), z.object({ fileName: z.string(), text: z.string() })),
  'simulations.customers': procedure(
    z.strictObject({
      ...ofRun,
      search: z.string().optional(),
      sort: z.enum(['userId', 'entries', 'sent', 'suppressed', 'converted', 'firstEntry']),
      descending: z.boolean(),
      ...page,
    }),
    z.object({ total: z.number(), rows: z.array(customerRowSchema) }),
  ),
  'simulations.story': procedure(z.strictObject({ ...ofRun, userId: z.string() }), storySchema),
  /** How many customers of the log satisfy a condition at its end, and how many did at least once. */
  'simulations.countCondition': longProcedure(
    z.strictObject({
      project: projectHandle,
      condition: conditionSchema,
      timezone: z.string().optional(),
      at: z.string().optional(),
    }),
    z.object({ now: z.number(), ever: z.number(), customers: z.number() }),
  ),
};
