import { z } from 'zod';
import { problemSchema, type Problem } from '../journey/problem.js';
import { ERROR_CODES, type ErrorCode } from './procedure.js';

export const engineErrorSchema = z.object({
  code: z.enum(ERROR_CODES),
  /** What happened, where, and what to do. Shown as it is. */
  message: z.string(),
  problems: z.array(problemSchema).optional(),
});
export type EngineErrorData = z.infer<typeof engineErrorSchema>;

/** An expected failure of the engine; crosses the wire as data and is shown to the person. */
export class EngineError extends Error {
  override readonly name = 'EngineError';
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly problems: readonly Problem[] = [],
    options?: ErrorOptions,
  ) {
    super(message, options);
  }

  toData(): EngineErrorData {
    return { code: this.code, message: this.message, problems: [...this.problems] };
  }
}
