import { z } from 'zod';
import { durationMs } from '../../condition/duration.js';
import type { EventSelector, Where } from '../../condition/events.js';
import type { Journey } from '../../journey/schema.js';
import { RunContext } from '../context.js';
import type { EventLog } from '../log.js';
import type { MessageColumns } from '../messages.js';
import { Timeline } from '../timeline.js';

/** What the messages of one journey reached; parts of disjoint customers add up. */
export const reachSchema = z.object({
  /** Customers who were sent at least one message. */
  messaged: z.number(),
  /** Messages sent to people who had already bought (`purchaseOf`). */
  bought: z.number(),
  /** Messages by place of the e-mail step. */
  steps: z.array(z.object({ sent: z.number(), suppressed: z.number() })),
});
export type Reach = z.infer<typeof reachSchema>;

/** How far back a purchase counts, unless somebody says otherwise. */
export const LOOK_BACK = '30d';

const PURCHASE = 'Order Completed';
const SENT = 0;

/** What “bought” means for a journey: its goal, or an order where it has none. */
export function purchaseOf({ settings }: Pick<Journey, 'settings'>): { event: EventSelector; where: Where } {
  const goal = settings?.goal;
  return goal ? { event: goal.event, where: goal.where ?? [] } : { event: PURCHASE, where: [] };
}

export function emptyReach(journey: Journey): Reach {
  return { messaged: 0, bought: 0, steps: journey.nodes.map(() => ({ sent: 0, suppressed: 0 })) };
}

/** Adds the reach among other customers to `sum`. */
export function addReach(sum: Reach, part: Reach): void {
  sum.messaged += part.messaged;
  sum.bought += part.bought;
  part.steps.forEach((step, place) => {
    const into = sum.steps[place];
    if (!into) return;
    into.sent += step.sent;
    into.suppressed += step.suppressed;
  });
}

/**
 * Measures what the messages of a run of one journey reached. A message sent at `t` went to somebody who had already bought when the
 * log has an event of theirs that matches `purchaseOf` in `(t − lookBack, t]`. The messages of one customer stand together.
 */
export function measureReach(log: EventLog, journey: Journey, messages: MessageColumns, lookBack: string): Reach {
  const run = new RunContext(new Timeline(log), {});
  const { event, where } = purchaseOf(journey);
  const purchases = run.stream(event, where);
  const lookBackMs = durationMs(lookBack);
  const reach = emptyReach(journey);
  let current = -1;
  let isMessaged = false;
  for (let place = 0; place < messages.count; place++) {
    const customer = messages.customer[place] ?? 0;
    if (customer !== current) {
      current = customer;
      isMessaged = false;
      run.timeline.reset(customer);
      run.timeline.cursor = log.eventOffsets[customer + 1] ?? 0;
      purchases.sync();
    }
    const step = reach.steps[messages.node[place] ?? 0];
    if (messages.outcome[place] !== SENT) {
      if (step) step.suppressed++;
      continue;
    }
    if (step) step.sent++;
    if (!isMessaged) reach.messaged++;
    isMessaged = true;
    const t = messages.time[place] ?? 0;
    const latest = purchases.firstAtOrAfter(t + 1) - 1;
    if (latest >= 0 && purchases.timeAt(latest) > t - lookBackMs) reach.bought++;
  }
  return reach;
}
