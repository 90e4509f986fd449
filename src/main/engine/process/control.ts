import { z } from 'zod';
import type { EngineHost } from '../engine.js';

/**
 * What a host and its engine process say to each other beside the calls themselves. A child process has one pipe for
 * everything, so each message names the channel (one per page) it belongs to; a utility process gets a port per channel.
 */
export const engineHostSchema = z.strictObject({
  kind: z.enum(['desktop', 'web', 'cli']),
  version: z.string(),
  dataFolder: z.string(),
  resourcesFolder: z.string(),
  /** What the host's key store holds. */
  secrets: z.record(z.string(), z.string()).optional(),
  /** Whether the host keeps credentials for the engine (`keepSecret`). */
  keepsSecrets: z.boolean().optional(),
});

/** The host as it crosses to the engine's process. */
export type StartingHost = z.infer<typeof engineHostSchema>;

/** The message that starts the engine for a host. */
export function startCommand({ keepSecret, ...host }: EngineHost): Command {
  return { kind: 'start', host: { ...host, keepsSecrets: keepSecret !== undefined } };
}

const channel = z.int().nonnegative();

/** From the host to the engine process. */
export const commandSchema = z.discriminatedUnion('kind', [
  /** The first message: starts the engine. */
  z.strictObject({ kind: z.literal('start'), host: engineHostSchema }),
  /** A new channel; over a utility process its port travels with this message. */
  z.strictObject({ kind: z.literal('open'), channel }),
  z.strictObject({ kind: z.literal('message'), channel, message: z.unknown() }),
  z.strictObject({ kind: z.literal('close'), channel }),
  /** Asks the engine to end its work, close its stores and exit. */
  z.strictObject({ kind: z.literal('stop') }),
]);
export type Command = z.infer<typeof commandSchema>;

/** From the engine process to the host. */
export const reportSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('ready') }),
  /** The engine could not start; `message` is for the person. */
  z.strictObject({ kind: z.literal('failed'), message: z.string() }),
  z.strictObject({ kind: z.literal('message'), channel, message: z.unknown() }),
  /** Asks the host to keep a credential in its key store; an empty value is forgotten. */
  z.strictObject({ kind: z.literal('keepSecret'), key: z.string(), value: z.string() }),
]);
export type Report = z.infer<typeof reportSchema>;
