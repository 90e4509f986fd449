import { z } from 'zod';
import { scalarSchema } from '../condition/comparison.js';

/**
 * A customer's story: what a run did with one customer, in order, each step with its reason. Recorded by the same code
 * that computes the result, so an explanation can't differ from it.
 */

/** A condition as it was found at an instant, with the values it saw. */
export interface Finding {
  /** The condition in plain words: "viewed a product more than 3 times in the last 7 days". */
  words: string;
  holds: boolean;
  /** What was seen: "3 views". Empty for groups. */
  saw: string;
  parts: Finding[];
}
export const findingSchema: z.ZodType<Finding> = z.object({
  words: z.string(),
  holds: z.boolean(),
  saw: z.string(),
  get parts() {
    return z.array(findingSchema);
  },
});

const satisfyingValueSchema = z.object({ property: z.string(), value: scalarSchema });

const at = { time: z.string() };
const ofEntry = { ...at, journey: z.string(), entry: z.number(), node: z.string() };
const finding = findingSchema.optional();

export const storyStepSchema = z.discriminatedUnion('kind', [
  /** An event of the log (or a simulated response) joined the history. */
  z.object({
    ...at,
    kind: z.literal('event'),
    event: z.string(),
    properties: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
    simulated: z.boolean(),
  }),
  /** A trigger matched but its condition, the audience or re-entry refused. */
  z.object({
    ...at,
    kind: z.literal('refused'),
    journey: z.string(),
    node: z.string(),
    reason: z.enum(['if', 'audience', 'reentry', 'minInterval', 'overflow']),
    words: z.string(),
    finding,
  }),
  z.object({ ...at, kind: z.literal('heldOut'), journey: z.string(), entry: z.number(), node: z.string(), words: z.string() }),
  /** `by`: the value that satisfied the `did … by` of the trigger's condition, known to its e-mails as `trigger.by`. */
  z.object({ ...ofEntry, kind: z.literal('entered'), words: z.string(), finding, by: satisfyingValueSchema.optional() }),
  /** A node was passed: `handle` is the way it went on, `words` the reason. */
  z.object({ ...ofEntry, kind: z.literal('passed'), handle: z.string(), words: z.string(), finding }),
  /** The entry waits at a node; `until` is the latest instant at which it goes on. */
  z.object({ ...ofEntry, kind: z.literal('waits'), until: z.string().nullable(), words: z.string() }),
  z.object({
    ...ofEntry,
    kind: z.literal('message'),
    variant: z.string(),
    status: z.enum(['sent', 'suppressed']),
    reason: z.string(),
    words: z.string(),
  }),
  z.object({ ...ofEntry, kind: z.literal('converted'), words: z.string() }),
  z.object({ ...ofEntry, kind: z.literal('ended'), reason: z.string(), words: z.string(), finding }),
]);
export type StoryStep = z.infer<typeof storyStepSchema>;

export const storySchema = z.object({
  userId: z.string(),
  traits: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  steps: z.array(storyStepSchema),
  /** Whether steps were left out past the bound. */
  truncated: z.boolean(),
});
export type Story = z.infer<typeof storySchema>;
