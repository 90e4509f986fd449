import { z } from 'zod';
import { engineErrorSchema } from './error.js';
import { progressSchema } from './procedure.js';

/**
 * The messages that cross the channel between interface and engine: the same objects over a MessagePort, a WebSocket
 * (as JSON) and a child process. `id` is chosen by the caller and unique on its channel.
 */
export const requestSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('call'), id: z.int().nonnegative(), procedure: z.string(), input: z.unknown() }),
  z.strictObject({ kind: z.literal('cancel'), id: z.int().nonnegative() }),
]);
export type Request = z.infer<typeof requestSchema>;

/** Things that happen in the engine unasked. */
export const noticeSchema = z.discriminatedUnion('topic', [
  z.strictObject({ topic: z.literal('log.changed'), project: z.string() }),
  z.strictObject({ topic: z.literal('journeys.changed'), project: z.string() }),
  z.strictObject({ topic: z.literal('segments.changed'), project: z.string() }),
  z.strictObject({ topic: z.literal('delivery.changed'), project: z.string() }),
  /** Templates, or what all messages have in common. */
  z.strictObject({ topic: z.literal('emails.changed'), project: z.string() }),
]);
export type Notice = z.infer<typeof noticeSchema>;

export const responseSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('result'), id: z.int().nonnegative(), output: z.unknown() }),
  z.strictObject({ kind: z.literal('error'), id: z.int().nonnegative(), error: engineErrorSchema }),
  z.strictObject({ kind: z.literal('progress'), id: z.int().nonnegative(), progress: progressSchema }),
  z.strictObject({ kind: z.literal('notice'), notice: noticeSchema }),
]);
export type Response = z.infer<typeof responseSchema>;
