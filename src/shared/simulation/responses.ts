import { z } from 'zod';
import { durationSchema } from '../condition/duration.js';

const rate = z.number().min(0).max(1);
const delay = durationSchema.optional();

/** How customers react to simulated messages (semantics §6, responses). */
export const responsesSchema = z.discriminatedUnion('mode', [
  z.strictObject({ mode: z.literal('none') }),
  z.strictObject({
    mode: z.literal('rates'),
    open: rate.optional(),
    click: rate.optional(),
    unsubscribe: rate.optional(),
    openAfter: delay,
    clickAfter: delay,
  }),
  z.strictObject({ mode: z.literal('history'), openAfter: delay, clickAfter: delay }),
]);
export type Responses = z.infer<typeof responsesSchema>;
