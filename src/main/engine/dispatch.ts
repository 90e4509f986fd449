import { z } from 'zod';
import { EngineError } from '../../shared/contract/error.js';
import { contract, isProcedureName, type ProcedureName } from '../../shared/contract/index.js';
import type { CallOptions } from './engine.js';
import { cancelled, toEngineError } from './errors.js';
import type { Call, Handlers, Inputs, Outputs, Replies } from './registry.js';

/** The contract, seen so that a procedure's schemas and its handler are known to belong together. */
type Procedures = {
  readonly [Name in ProcedureName]: { input: z.ZodType<Inputs[Name]>; output: z.ZodType<Outputs[Name], Replies[Name]> };
};
const procedures: Procedures = contract;

/** Answers calls by name with the handlers of a registry, and ends them all when it closes. */
export class Dispatcher {
  private readonly running = new Map<AbortController, Promise<unknown>>();
  private closed = false;

  constructor(private readonly handlers: Handlers) {}

  /** @throws EngineError for every failure. */
  async call(name: string, input: unknown, options: CallOptions = {}): Promise<unknown> {
    if (!isProcedureName(name)) throw new EngineError('badRequest', `The engine has no procedure "${name}".`);
    if (this.closed) throw new EngineError('cancelled', 'The engine is closing.');
    const controller = new AbortController();
    const signal = options.signal ? AbortSignal.any([controller.signal, options.signal]) : controller.signal;
    if (signal.aborted) throw cancelled(signal.reason);
    const answer = this.answer(name, input, { signal, onProgress: options.onProgress ?? ignore });
    this.running.set(controller, answer);
    try {
      return await answer;
    } finally {
      this.running.delete(controller);
    }
  }

  /** Cancels what runs and waits until it has ended. */
  async close(): Promise<void> {
    this.closed = true;
    for (const controller of this.running.keys()) controller.abort();
    await Promise.allSettled(this.running.values());
  }

  private async answer<Name extends ProcedureName>(name: Name, input: unknown, call: Call): Promise<Outputs[Name]> {
    const { input: inputSchema, output: outputSchema } = procedures[name];
    const parsed = inputSchema.safeParse(input);
    if (!parsed.success) throw new EngineError('badRequest', `The input of ${name} is wrong: ${z.prettifyError(parsed.error)}`);
    try {
      return outputSchema.parse(await this.handlers[name](parsed.data, call));
    } catch (error) {
      throw toEngineError(error, name, call.signal);
    }
  }
}

function ignore(): void {
  // A caller who wants no progress gets none.
}
