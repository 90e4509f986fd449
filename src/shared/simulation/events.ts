import { ANY_EVENT, EMAIL_EVENTS, eventNames, type EventSelector } from '../condition/events.js';

/** One byte per event code: 1 where the event belongs. */
export type EventMask = Uint8Array;

/** An event of a customer's history: an index into the log, or `-1 - i` for the i-th simulated event of the customer. */
export type EventRef = number;

/** E-mail events that a run adds to the log's by itself (semantics §6). */
const SIMULATED_EVENTS = ['Email Sent', 'Email Opened', 'Email Link Clicked', 'Unsubscribed'] as const;

const EMAIL_EVENT_NAMES: ReadonlySet<string> = new Set(EMAIL_EVENTS);

/** The event names of a run as small integers: those of the log, then the e-mail events it lacks. */
export class EventCodes {
  readonly names: readonly string[];
  readonly #codes: ReadonlyMap<string, number>;

  constructor(logNames: readonly string[]) {
    const known = new Set(logNames);
    this.names = [...logNames, ...EMAIL_EVENTS.filter((name) => !known.has(name))];
    this.#codes = new Map(this.names.map((name, code) => [name, code]));
  }

  /** The code of a name; `undefined` when nothing of that name can occur in the run. */
  code(name: string): number | undefined {
    return this.#codes.get(name);
  }

  /** The code of one of the e-mail events of semantics §1, which every run has. */
  emailCode(name: (typeof EMAIL_EVENTS)[number]): number {
    const code = this.#codes.get(name);
    if (code === undefined) throw new Error(`No code for ${name}`);
    return code;
  }

  emptyMask(): EventMask {
    return new Uint8Array(this.names.length);
  }

  /** The codes that an `E` of semantics §3 selects. */
  mask(selector: EventSelector): EventMask {
    const mask = this.emptyMask();
    if (selector === ANY_EVENT) {
      this.names.forEach((name, code) => (mask[code] = EMAIL_EVENT_NAMES.has(name) ? 0 : 1));
      return mask;
    }
    for (const name of eventNames(selector)) {
      const code = this.#codes.get(name);
      if (code !== undefined) mask[code] = 1;
    }
    return mask;
  }

  /** Whether a run itself may add events of a mask to the log's (semantics §6). */
  mayBeSimulated(mask: EventMask): boolean {
    return SIMULATED_EVENTS.some((name) => mask[this.emailCode(name)] === 1);
  }

  /** Every event that is no e-mail event: what sessions are made of (semantics §2). */
  sessionMask(): EventMask {
    return this.mask(ANY_EVENT);
  }
}

/** Adds the codes of `other` to `mask`. */
export function addToMask(mask: EventMask, other: EventMask): void {
  for (let code = 0; code < mask.length; code++) if (other[code] === 1) mask[code] = 1;
}

/** The codes in both masks. */
export function intersection(a: EventMask, b: EventMask): EventMask {
  return a.map((bit, code) => (bit === 1 && b[code] === 1 ? 1 : 0));
}
