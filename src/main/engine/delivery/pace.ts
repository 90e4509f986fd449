import { setTimeout as sleep } from 'node:timers/promises';

/** Waits; ends early without an error when the signal is aborted. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await sleep(Math.max(0, ms), undefined, { signal });
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

/** Lets at most so many messages a minute go, evenly. */
export class Pace {
  private next = 0;

  constructor(
    /** 0 for no limit. */
    private readonly perMinute: number,
    private readonly now: () => number = Date.now,
  ) {}

  async turn(signal: AbortSignal): Promise<void> {
    if (this.perMinute <= 0) return;
    const now = this.now();
    const at = Math.max(now, this.next);
    this.next = at + 60_000 / this.perMinute;
    if (at > now) await pause(at - now, signal);
  }
}
