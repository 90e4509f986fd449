import { z } from 'zod';
import { ENTRY_ENDS } from '../simulation/entries.js';

/** The customers behind a part of a chart. What it says is of one journey of a run, but for `messaged`. */
export const customerGroupSchema = z.discriminatedUnion('kind', [
  /** With at least one entry (that was not held out). */
  z.strictObject({ kind: z.literal('entered') }),
  /** With an entry that came to this. */
  z.strictObject({ kind: z.literal('ended'), end: z.enum(ENTRY_ENDS) }),
  /** With an entry that reached the goal, held out or not, so many ms after it began: `from` inclusive, `to` exclusive. */
  z.strictObject({
    kind: z.literal('converted'),
    heldOut: z.boolean().optional(),
    from: z.number().optional(),
    to: z.number().optional(),
  }),
  /** Who came to a node of this stage. */
  z.strictObject({ kind: z.literal('stage'), stage: z.string() }),
  /** Who was at a place of the paths (see `results.paths`), or went from one to the next. */
  z.strictObject({ kind: z.literal('place'), key: z.string() }),
  z.strictObject({ kind: z.literal('way'), from: z.string(), to: z.string() }),
  /** Who was sent so many messages, both inclusive. */
  z.strictObject({ kind: z.literal('sent'), from: z.int().nonnegative(), to: z.int().nonnegative().optional() }),
  /** Who was sent more than `messages` in some window of `days` days. */
  z.strictObject({ kind: z.literal('tooMany'), messages: z.int().nonnegative(), days: z.number().positive() }),
  /** Who was sent a message by every one of these journeys of the run. */
  z.strictObject({ kind: z.literal('messaged'), journeys: z.array(z.string()).min(1) }),
]);
export type CustomerGroup = z.infer<typeof customerGroupSchema>;
