import { setTimeout as sleep } from 'node:timers/promises';

/** Waits; ends early without an error when the signal is aborted. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await sleep(Math.max(0, ms), undefined, { signal });
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

/** Lets at most so many messages a minute go, evenly; one for all runs of a sender, so that starting anew gives nobody a turn too many. */
export class Pace {
  private next = 0;

  constructor(private readonly now: () => number = Date.now) {}

  /** @param perMinute 0 for no limit. */
  async turn(perMinute: number, signal: AbortSignal): Promise<void> {
    if (perMinute <= 0) return;
    const now = this.now();
    const at = Math.max(now, this.next);
    this.next = at + 60_000 / perMinute;
    if (at <= now) return;
    await pause(at - now, signal);
    // A turn that was not taken is not used up.
    if (signal.aborted) this.next -= 60_000 / perMinute;
  }
}
