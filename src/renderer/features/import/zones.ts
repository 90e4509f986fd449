import { Temporal } from 'temporal-polyfill';
import { readerZone } from '../../ui/index.js';

/** Every zone to choose from, the reader's own and UTC first. */
export function zoneNames(): string[] {
  return [...new Set([readerZone, 'UTC', ...Intl.supportedValuesOf('timeZone')])];
}

/**
 * The instant that a local time of a file means in a zone, as ISO 8601 in UTC; `undefined` for text that is no plain
 * local date and time. An hour that the clock skips or doubles is read as the earlier offset says, as the import does.
 */
export function readLocalTime(text: string, zone: string): string | undefined {
  try {
    const local = Temporal.PlainDateTime.from(text.trim().replace(/^(\d{4}-\d{2}-\d{2}) /, '$1T'));
    return new Date(local.toZonedDateTime(zone).epochMilliseconds).toISOString();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
