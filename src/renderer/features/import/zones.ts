import { Temporal } from 'temporal-polyfill';
import type { FilePreview } from '../../../shared/contract/logs.js';
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

/** What the first rows hold in a column. */
function valuesOf(preview: FilePreview, column: string | undefined): string[] {
  const index = preview.columns.findIndex(({ name }) => name === column);
  return preview.rows.flatMap((row) => row[index] ?? []);
}

/** The first time in a column, as it is written. */
export function firstTime(preview: FilePreview, column: string | undefined): string | undefined {
  return valuesOf(preview, column).find((value) => value !== '');
}

const CARRIES_ITS_ZONE = /(Z|[+-]\d{2}:?\d{2}|UTC|GMT)$/i;

/**
 * Whether a zone must be chosen for the times in a column: the preview knows it of the column that it guessed; of another
 * one the first rows tell, where some is a date and time without an offset.
 */
export function needsZone(preview: FilePreview, column: string | undefined): boolean {
  if (column === preview.mapping.timestamp) return preview.timestamps.needsZone;
  return valuesOf(preview, column).some(
    (value) => /\d[-/.]\d/.test(value) && /\d:\d/.test(value) && !CARRIES_ITS_ZONE.test(value.trim()),
  );
}
