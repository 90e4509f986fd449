import { z } from 'zod';

/**
 * One procedure between the interface and the engine: what goes in, what comes out and what is reported on the way.
 * Both ends parse with these schemas, whatever carries the call.
 */
export interface Procedure<Input extends z.ZodType = z.ZodType, Output extends z.ZodType = z.ZodType> {
  input: Input;
  output: Output;
  /** Whether it reports `Progress` and can be cancelled half-way without harm. */
  long: boolean;
}

/** Declares a procedure that answers at once. */
export function procedure<Input extends z.ZodType, Output extends z.ZodType>(input: Input, output: Output) {
  return { input, output, long: false } as const satisfies Procedure<Input, Output>;
}

/** Declares a procedure that may take longer than a second: it reports progress and honours cancel. */
export function longProcedure<Input extends z.ZodType, Output extends z.ZodType>(input: Input, output: Output) {
  return { input, output, long: true } as const satisfies Procedure<Input, Output>;
}

/** How far a long procedure has come. */
export const progressSchema = z.object({
  /** What is being done, for people: "Reading events.csv". */
  stage: z.string(),
  /** 0 … 1, or absent where the total is unknown. */
  fraction: z.number().min(0).max(1).optional(),
  /** Rows (or customers) done so far, and per second. */
  done: z.number().optional(),
  perSecond: z.number().optional(),
  secondsLeft: z.number().optional(),
  /** What is finished already, where a procedure says that its progress carries it; who reads it parses it. */
  partial: z.unknown().optional(),
});
export type Progress = z.infer<typeof progressSchema>;

export const ERROR_CODES = [
  /** The input does not fit the schema: a fault of the caller. */
  'badRequest',
  /** A file, row, node or setting is wrong: the message says which and what to do. */
  'invalid',
  'notFound',
  /** Somebody else changed the thing meanwhile. */
  'conflict',
  /** A file of a newer Waypost; it was not touched. */
  'newerVersion',
  'cancelled',
  /** Disk full, file vanished, no permission. */
  'io',
  /** A fault of ours. */
  'internal',
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];
