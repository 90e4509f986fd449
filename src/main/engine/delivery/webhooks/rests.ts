import { retryDelayMs } from '../../../../shared/delivery/backoff.js';

/** The first rest of a host that does not answer. */
const FIRST_MS = 5_000;
const LONGEST_MS = 15 * 60_000;

/**
 * Hosts that do not answer at this moment: their calls wait together instead of each trying by itself and holding up everything else. One for all
 * runs of a sender.
 */
export class HostRests {
  private readonly failures = new Map<string, { times: number; until: number }>();

  constructor(
    private readonly now: () => number = Date.now,
    private readonly random: () => number = Math.random,
  ) {}

  /** Until when nothing is tried there, UTC ms; `undefined` when something may. */
  until(host: string): number | undefined {
    const until = this.failures.get(host)?.until ?? 0;
    return until > this.now() ? until : undefined;
  }

  /** @param notBefore when the host wants to be asked again, UTC ms. */
  failed(host: string, notBefore = 0): void {
    const times = (this.failures.get(host)?.times ?? 0) + 1;
    const rest = Math.min(LONGEST_MS, retryDelayMs(times, this.random(), FIRST_MS));
    this.failures.set(host, { times, until: Math.max(notBefore, this.now() + rest) });
  }

  answered(host: string): void {
    this.failures.delete(host);
  }
}
