import { z } from 'zod';

const count = z.number();
const counts = z.record(z.string(), z.number());
const responseCounts = { opened: count, clicked: count, unsubscribed: count };

export const END_REASONS = ['end', 'goal', 'exitWhen', 'exit', 'loop'] as const;
export type EndReason = (typeof END_REASONS)[number];
export const SUPPRESSION_REASONS = ['consent', 'frequencyCap', 'noAddress'] as const;
export type SuppressionReason = (typeof SUPPRESSION_REASONS)[number];

/** The counts of one journey (semantics §7). */
export const journeyResultSchema = z.object({
  id: z.string(),
  entries: count,
  customers: count,
  active: count,
  overflow: count,
  heldOut: count,
  converted: count,
  heldOutConverted: count,
  exits: z.object({ end: count, goal: count, exitWhen: count, exit: count, loop: count }),
  nodes: z.record(z.string(), z.object({ reached: count, left: count, waiting: count, ended: count })),
  edges: counts,
  messages: z.object({
    sent: count,
    suppressed: z.object({ consent: count, frequencyCap: count, noAddress: count }),
    delayed: count,
    ...responseCounts,
    byVariant: z.record(z.string(), z.record(z.string(), z.object({ sent: count, ...responseCounts }))),
  }),
});
export type JourneyResult = z.infer<typeof journeyResultSchema>;

/** The result of a run (semantics §7), as written by `simulate --result`. */
export const simulationResultSchema = z.object({
  format: z.literal('waypost/simulation'),
  version: z.literal(1),
  seed: z.number(),
  from: z.string(),
  to: z.string(),
  log: z.object({ customers: count, events: count }),
  journeys: z.array(journeyResultSchema),
});
export type SimulationResult = z.infer<typeof simulationResultSchema>;

/** One row of the message list (semantics §7). */
export const messageRowSchema = z.object({
  time: z.string(),
  userId: z.string(),
  journey: z.string(),
  node: z.string(),
  entry: z.number(),
  variant: z.string(),
  status: z.enum(['sent', 'suppressed']),
  reason: z.union([z.literal(''), z.enum(SUPPRESSION_REASONS)]),
});
export type MessageRow = z.infer<typeof messageRowSchema>;
