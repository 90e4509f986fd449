import { Temporal } from 'temporal-polyfill';

const DATE = /^\d{4}-\d{2}-\d{2}(?:[T ](?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:[.,]\d{1,9})?)?(Z|[+-]\d{2}(?::?\d{2})?)?)?$/;

/**
 * The instant (UTC ms) of an ISO-8601 date as conditions read it: `YYYY-MM-DD`, optionally with a time and an offset;
 * without an offset it is UTC (semantics §3). `undefined` when the text is no such date, 30 February included.
 */
export function dateInstant(text: string): number | undefined {
  if (text.length < 10 || text.length > 40) return undefined;
  const match = DATE.exec(text);
  if (!match) return undefined;
  const hasTime = text.length > 10;
  const zoned = hasTime ? text + (match[1] === undefined ? 'Z' : '') : `${text}T00:00Z`;
  try {
    return Temporal.Instant.from(zoned).epochMilliseconds;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
