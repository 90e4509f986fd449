import type { RunContext } from './context.js';
import type { EventMask } from './events.js';
import type { ValueKey } from './values.js';

/** The property that ties an open or a click to its message (semantics §6). */
export const EMAIL_ID = 'email_id';

const EVENT_OF = { opened: 'Email Opened', clicked: 'Email Link Clicked' } as const;

/** The messages the current customer has opened (or clicked) so far. */
export interface Engagement {
  has(emailId: ValueKey): boolean;
  readonly mask: EventMask;
}

/** Tells which messages were opened or clicked, by their `email_id`. */
export function engagement(run: RunContext, kind: keyof typeof EVENT_OF): Engagement {
  const stream = run.stream(EVENT_OF[kind], undefined);
  const emailId = run.property(EMAIL_ID);
  const engaged = new Set<ValueKey>();
  let serial = -1;
  let taken = 0;
  return {
    has(key) {
      if (serial !== run.timeline.serial) {
        serial = run.timeline.serial;
        taken = 0;
        engaged.clear();
      }
      stream.sync();
      for (; taken < stream.count; taken++) {
        const id = emailId.key(stream.refAt(taken));
        if (id !== undefined) engaged.add(id);
      }
      return engaged.has(key);
    },
    mask: stream.mask,
  };
}
