import type { Command } from 'commander';
import { z } from 'zod';
import type { RunOptions } from '../../shared/contract/simulations.js';
import { responsesSchema } from '../../shared/simulation/responses.js';
import { loadShape } from './documents.js';
import { UsageError } from './failures.js';
import type { CliIo } from './io.js';

/** The options that `simulate` and `explain` share. */
export const simulationOptionsSchema = z.looseObject({
  events: z.array(z.string()).optional(),
  customers: z.string().optional(),
  segments: z.string().optional(),
  from: z.string().optional(),
  to: z.string().optional(),
  seed: z.string().optional(),
  responses: z.string().optional(),
  requireAddress: z.boolean().optional(),
});
export type SimulationOptions = z.infer<typeof simulationOptionsSchema>;

export function withSimulationOptions(command: Command): Command {
  return command
    .option('--events <FILE...>', 'read this log instead of a project')
    .option('--customers <FILE>', 'customers and their traits, with --events')
    .option('--segments <FILE.json>', 'segments by id')
    .option('--from <ISO>', 'begin of the period (default: the first event)')
    .option('--to <ISO>', 'end of the period (default: the last event)')
    .option('--seed <N>', 'the seed of random choices (default: 1)')
    .option('--responses <FILE.json>', 'how customers react to simulated messages')
    .option('--require-address', 'suppress messages to customers without an e-mail address');
}

/** @throws UsageError, Refused for responses that are refused. */
export function runOptions(io: CliIo, { from, to, seed, responses, requireAddress }: SimulationOptions): RunOptions {
  return {
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    ...(seed !== undefined && { seed: parseSeed(seed) }),
    ...(responses !== undefined && { responses: loadShape(io, responses, responsesSchema, 'The file of responses') }),
    ...(requireAddress !== undefined && { requireAddress }),
  };
}

function parseSeed(text: string): number {
  const seed = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(seed))
    throw new UsageError(`--seed takes a whole number from 0, not "${text}".`);
  return seed;
}
