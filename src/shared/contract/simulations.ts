import { z } from 'zod';
import { scalarSchema } from '../condition/comparison.js';
import { conditionSchema } from '../condition/schema.js';
import { messageRowSchema, simulationResultSchema, SUPPRESSION_REASONS } from '../simulation/result.js';
import { responsesSchema } from '../simulation/responses.js';
import { storySchema } from '../simulation/story.js';
import { whySchema } from '../simulation/why/schema.js';
import { customerGroupSchema } from './groups.js';
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

const statusCounts = { sent: z.number(), suppressed: z.number() };

/** What the drawer draws of one journey beside its counts (semantics §7). */
export const runChartsSchema = z.object({
  /** The journey's IANA zone, in which days and hours are counted. */
  zone: z.string(),
  /** One per calendar day of the period, messages by status. */
  perDay: z.array(z.object({ day: z.string(), ...statusCounts })),
  /** Sent messages by hour of the day, 24 numbers. */
  perHour: z.array(z.number()),
  /** Messages by e-mail node. */
  perNode: z.record(z.string(), z.object(statusCounts)),
  /** How many customers got n messages, n ascending. */
  perCustomer: z.array(z.object({ messages: z.number(), customers: z.number() })),
  /** Messages of the list that waited out quiet hours. */
  delayed: z.number(),
  /** The most messages that any customer got in any 7 days. */
  mostInAWeek: z.number(),
});
export type RunCharts = z.infer<typeof runChartsSchema>;

export const runSchema = z.object({
  /** Names the run in the calls below, until the next run of the same journeys or the closing of the project. */
  run: z.string(),
  result: simulationResultSchema,
  /** One per journey, in the order of the result. */
  charts: z.array(runChartsSchema),
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
  /** Those that waited out quiet hours. */
  delayed: z.literal(true).optional(),
  variant: z.string().optional(),
  /** An hour of the day in an IANA zone. */
  hour: z.strictObject({ hour: z.int().min(0).max(23), zone: z.string() }).optional(),
  userId: z.string().optional(),
  /** ISO instants, from inclusive to exclusive. */
  from: z.string().optional(),
  to: z.string().optional(),
});
export type MessageFilter = z.infer<typeof messageFilterSchema>;

/** A row of the message list, with what names the message (semantics §6): its number among those of its step in its entry, from 0. */
export const listedMessageSchema = messageRowSchema.extend({ count: z.number() });
export type ListedMessage = z.infer<typeof listedMessageSchema>;

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

/** How much of a journey there is to play (semantics §5: an entry moves at instants), with the counts that the canvas shows. */
export const playbackSchema = z.object({
  entries: z.number(),
  /** Movements of all entries. */
  moves: z.number(),
  /** 1: all are played; n: those of every n-th entry. */
  keepOneIn: z.number(),
  /** UTC ms. */
  from: z.number(),
  to: z.number(),
  zone: z.string(),
  /** In the order of their places in the movements. */
  nodes: z.array(z.object({ id: z.string(), customers: z.number(), sent: z.number(), heldBack: z.number() })),
  /** `source` and `target` are places of nodes. */
  edges: z.array(
    z.object({ id: z.string(), source: z.number(), target: z.number(), entries: z.number(), customers: z.number() }),
  ),
});
export type PlaybackSummary = z.infer<typeof playbackSchema>;

/** Movements by time. The columns are base64 of 32-bit whole numbers, little end first: ms since `base`, codes, entries. */
export const movesPageSchema = z.object({
  base: z.number(),
  count: z.number(),
  /** Where the next page begins. */
  next: z.number().nullable(),
  since: z.string(),
  way: z.string(),
  entry: z.string(),
});
export type MovesPage = z.infer<typeof movesPageSchema>;

export const presentRowSchema = z.object({ userId: z.string(), entry: z.number(), since: z.number() });
export type PresentRow = z.infer<typeof presentRowSchema>;

/** How long entries stayed at a node, or had been under way when they took an edge, and at what hour of the journey's zone. */
export const dwellSchema = z.object({
  /** Arrivals, or passages. */
  count: z.number(),
  /** Lengths of time in ms, `from` inclusive, `to` exclusive. */
  lengths: z.array(z.object({ from: z.number(), to: z.number().nullable(), count: z.number() })),
  median: z.number().nullable(),
  longest: z.number().nullable(),
  /** Those who were still there at the end of the run. */
  stillThere: z.number(),
  /** 24 counts. */
  hours: z.array(z.number()),
  zone: z.string(),
});
export type Dwell = z.infer<typeof dwellSchema>;

const ofRun = { project: projectHandle, run: z.string() };
const page = { offset: z.number(), limit: z.number().max(1000) };
const csvFile = z.object({ fileName: z.string(), text: z.string() });
const customerQuery = {
  ...ofRun,
  /** What the counts are of; absent: all journeys of the run together. */
  journey: z.string().optional(),
  /** Only the customers behind a part of a chart of that journey (or of the first of the run). */
  group: customerGroupSchema.optional(),
  search: z.string().optional(),
  sort: z.enum(['userId', 'entries', 'sent', 'suppressed', 'converted', 'firstEntry']),
  descending: z.boolean(),
};

export const simulationProcedures = {
  /** Runs journeys of the project together, in this order, against its log. `invalid` with problems when one is refused. */
  'simulations.run': longProcedure(
    z.strictObject({ project: projectHandle, journeys: z.array(z.string()).min(1), options: runOptionsSchema }),
    runSchema,
  ),
  'simulations.messages': procedure(
    z.strictObject({ ...ofRun, filter: messageFilterSchema, ...page }),
    z.object({ total: z.number(), rows: z.array(listedMessageSchema) }),
  ),
  /** What `trigger.by` is in the e-mails of these messages, by their rows' order; null where the trigger has no `did … by`. */
  'simulations.messageTriggers': procedure(
    z.strictObject({ ...ofRun, filter: messageFilterSchema, ...page }),
    z.array(z.object({ property: z.string(), value: scalarSchema }).nullable()),
  ),
  'simulations.messagesCsv': procedure(z.strictObject({ ...ofRun, filter: messageFilterSchema.optional() }), csvFile),
  'simulations.customers': longProcedure(
    z.strictObject({ ...customerQuery, ...page }),
    z.object({ total: z.number(), rows: z.array(customerRowSchema) }),
  ),
  'simulations.customersCsv': longProcedure(z.strictObject(customerQuery), csvFile),
  'simulations.story': procedure(z.strictObject({ ...ofRun, userId: z.string() }), storySchema),
  /** Gathers the movements of a journey's entries by running it again under a recorder; later calls find them gathered. */
  'simulations.playback': longProcedure(z.strictObject({ ...ofRun, journey: z.string() }), playbackSchema),
  'simulations.moves': longProcedure(
    z.strictObject({ ...ofRun, journey: z.string(), offset: z.int().nonnegative() }),
    movesPageSchema,
  ),
  /** Who is at a node at an instant (UTC ms), the latest arrivals first. */
  'simulations.present': longProcedure(
    z.strictObject({ ...ofRun, journey: z.string(), node: z.string(), at: z.number(), ...page }),
    z.object({ total: z.number(), rows: z.array(presentRowSchema) }),
  ),
  'simulations.dwell': longProcedure(
    z.strictObject({
      ...ofRun,
      journey: z.string(),
      where: z.union([z.strictObject({ node: z.string() }), z.strictObject({ edge: z.string() })]),
    }),
    dwellSchema,
  ),
  /** Why a customer came to a node or did not, with the customers most alike who passed where this one did not. */
  'simulations.why': longProcedure(
    z.strictObject({ ...ofRun, journey: z.string(), userId: z.string(), node: z.string() }),
    whySchema,
  ),
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
