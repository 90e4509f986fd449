import { Consent, type ConsentState } from '../simulation/consent.js';
import { RunContext } from '../simulation/context.js';
import type { EventLog } from '../simulation/log.js';
import { stringAt } from '../simulation/strings.js';
import { Timeline } from '../simulation/timeline.js';
import type { Zone } from '../simulation/zones.js';

/** What the moment of sending must know of customers, read from the log by the simulator's own parts. */
export class CustomerReader {
  private readonly run: RunContext;
  private readonly consent: Consent;
  private readonly numbers = new Map<string, number>();

  constructor(private readonly log: EventLog) {
    this.run = new RunContext(new Timeline(log), {});
    this.consent = new Consent(this.run);
    for (let customer = 0; customer < log.customerCount; customer++)
      this.numbers.set(stringAt(log.customerIds, customer), customer);
  }

  /** The customer's number in the log. */
  numberOf(userId: string): number | undefined {
    return this.numbers.get(userId);
  }

  /** The address of a customer; empty where there is none. */
  address(customer: number): string {
    this.run.timeline.reset(customer);
    const value = this.run.traits.value('email');
    return value === undefined ? '' : String(value).trim();
  }

  /** The consent state with all events up to an instant (semantics §1). */
  consentAt(customer: number, t: number): ConsentState {
    const { timeline } = this.run;
    timeline.reset(customer);
    const end = this.log.eventOffsets[customer + 1] ?? 0;
    while (timeline.cursor < end && (this.log.times[timeline.cursor] ?? Infinity) <= t) timeline.cursor++;
    return this.consent.state();
  }

  zone(customer: number, fallback: Zone): Zone {
    this.run.timeline.reset(customer);
    return this.run.traits.zone(fallback);
  }
}
