import { z } from 'zod';

/** Milliseconds per unit. A day is exactly 24 hours and a week 7 days, whatever the clock does (semantics §2). */
export const UNIT_MS = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
} as const;

export type DurationUnit = keyof typeof UNIT_MS;

/** A duration as written in a document: `"<n><unit>"`, e.g. `"48h"`. */
export type Duration = string;

const PATTERN = /^(\d+(?:\.\d+)?)(ms|s|m|h|d|w)$/;

function isUnit(text: string): text is DurationUnit {
  return text in UNIT_MS;
}

/** The parts of a duration, or `undefined` when the text is none. */
export function splitDuration(text: string): { amount: number; unit: DurationUnit } | undefined {
  const match = PATTERN.exec(text);
  if (!match) return undefined;
  const [, amount, unit] = match;
  if (amount === undefined || unit === undefined || !isUnit(unit)) return undefined;
  return { amount: Number(amount), unit };
}

/**
 * Milliseconds of a duration (semantics §2).
 * @throws RangeError when the text is no duration; documents are checked by `durationSchema` before.
 */
export function durationMs(text: Duration): number {
  const parts = splitDuration(text);
  if (!parts) throw new RangeError(`"${text}" is not a duration such as "24h"`);
  return wholeMs(parts);
}

/** Free of what multiplying a decimal adds far behind the point: 1.1 hours are 3 960 000 ms to a computer, too. */
function wholeMs({ amount, unit }: { amount: number; unit: DurationUnit }): number {
  return Number((amount * UNIT_MS[unit]).toPrecision(15));
}

/** A duration of whole milliseconds, up to a thousand years. */
export const durationSchema = z.string().refine(
  (text) => {
    const parts = splitDuration(text);
    if (!parts) return false;
    const ms = wholeMs(parts);
    return Number.isInteger(ms) && ms <= 366_000 * UNIT_MS.d;
  },
  { error: 'must be a duration such as "30m", "24h" or "7d"' },
);
