const FIRST_MS = 60_000;
const LONGEST_MS = 4 * 3_600_000;
/** After this many attempts a message that is only ever put off is given up: about a day and a half. */
export const MOST_ATTEMPTS = 14;

/**
 * How long to wait after a temporary failure: twice as long each time, up to four hours, with jitter so that messages that
 * failed together do not come back together.
 * @param attempts made so far, from 1.
 * @param random in [0, 1).
 */
export function retryDelayMs(attempts: number, random: number, firstMs = FIRST_MS): number {
  const full = Math.min(LONGEST_MS, firstMs * 2 ** Math.max(0, attempts - 1));
  return Math.round(full * (0.5 + random * 0.5));
}
