import { z } from 'zod';
import { findingSchema } from '../story.js';

/** Why a customer came to a node of a journey, or did not. Recorded by the run itself, so that it can't differ from the result. */

const finding = findingSchema.optional();

/** A node that the entry passed on its way; `towards` says whether it went on towards the node that is asked about. */
export const whyStepSchema = z.object({
  time: z.string(),
  node: z.string(),
  words: z.string(),
  finding,
  towards: z.boolean(),
});
export type WhyStep = z.infer<typeof whyStepSchema>;

/** What stood in the way, and what would have had to differ: each line is needed. */
export const whyStopSchema = z.object({
  /** The node at which it was decided; `null` for the journey's own settings. */
  node: z.string().nullable(),
  words: z.string(),
  finding,
  differ: z.array(z.string()),
});
export type WhyStop = z.infer<typeof whyStopSchema>;

export const WHY_OUTCOMES = [
  'reached',
  /** The e-mail node was reached, but its message was held back. */
  'suppressed',
  /** Went another way. */
  'diverged',
  'waiting',
  'ended',
  /** The trigger fired, but started no entry. */
  'refused',
  'heldOut',
  /** The trigger never fired. */
  'silent',
] as const;
export type WhyOutcome = (typeof WHY_OUTCOMES)[number];

/** One time at which the customer could have come to the node. */
export const whyAttemptSchema = z.object({
  outcome: z.enum(WHY_OUTCOMES),
  trigger: z.string(),
  /** When it began; `null` for a trigger that never fired. */
  time: z.string().nullable(),
  entry: z.number().nullable(),
  reached: z.string().nullable(),
  steps: z.array(whyStepSchema),
  stop: whyStopSchema.nullable(),
});
export type WhyAttempt = z.infer<typeof whyAttemptSchema>;

/** A customer who did pass where the one asked about did not, with what was seen of them there. */
export const nearestSchema = z.object({ userId: z.string(), time: z.string(), saw: z.array(z.string()) });
export type Nearest = z.infer<typeof nearestSchema>;

export const whySchema = z.object({
  userId: z.string(),
  node: z.string(),
  /** How many entries came to the node. */
  reached: z.number(),
  /** The most telling first: those that came to the node, then those that came nearest to it. */
  attempts: z.array(whyAttemptSchema),
  /** How many attempts were left out of the list. */
  leftOut: z.number(),
  /** Where the first attempt failed, the customers most alike who passed there. */
  nearest: z.array(nearestSchema),
});
export type Why = z.infer<typeof whySchema>;
