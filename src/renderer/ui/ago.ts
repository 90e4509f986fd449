import { formatAgo as formatAgoFrom } from '../../shared/format.js';

/** How long ago it is now: `3 minutes ago`, `yesterday`, a date after 30 days. */
export function formatAgo(instant: string | number | Date): string {
  return formatAgoFrom(instant, Date.now());
}
