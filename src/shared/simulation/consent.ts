import type { Scalar } from '../condition/comparison.js';
import type { ConsentMode } from '../journey/schema.js';
import type { RunContext } from './context.js';
import type { EventRef } from './events.js';
import { MatchStream } from './stream.js';

export type ConsentState = 'subscribed' | 'unsubscribed' | 'unknown';

const YES = new Set(['subscribed', 'true', '1', 'yes']);
const NO = new Set(['unsubscribed', 'false', '0', 'no']);

/** The consent a trait states (semantics §1): read trimmed and without regard to case. */
export function consentOfTrait(value: Scalar | undefined): ConsentState {
  if (value === undefined) return 'unknown';
  const text = String(value).trim().toLowerCase();
  if (YES.has(text)) return 'subscribed';
  return NO.has(text) ? 'unsubscribed' : 'unknown';
}

/** Whether a state is enough for a journey's consent mode (semantics §6). */
export function consentAllows(mode: ConsentMode, state: ConsentState): boolean {
  if (mode === 'none') return true;
  return mode === 'explicit' ? state === 'subscribed' : state !== 'unsubscribed';
}

/** The consent of the current customer: the trait as it stands, unless an event has spoken since (semantics §1). */
export class Consent {
  readonly #run: RunContext;
  readonly #changes: MatchStream;
  readonly #subscribed: number;

  constructor(run: RunContext) {
    this.#run = run;
    const { codes, timeline } = run;
    const bounced = codes.emailCode('Email Bounced');
    const type = run.property('type');
    const isSoft = type.test((value) => value !== undefined && value !== 'hard');
    const mask = codes.mask({ anyOf: ['Subscribed', 'Unsubscribed', 'Email Marked as Spam', 'Email Bounced'] });
    const speaks = (ref: EventRef): boolean => timeline.codeOf(ref) !== bounced || !isSoft(ref);
    this.#changes = new MatchStream(timeline, mask, speaks, codes.mayBeSimulated(mask));
    this.#subscribed = codes.emailCode('Subscribed');
  }

  /** The state with all events that have joined the history. */
  state(): ConsentState {
    const changes = this.#changes;
    changes.sync();
    if (changes.count === 0) return consentOfTrait(this.#run.traits.value('consent'));
    return this.#run.timeline.codeOf(changes.refAt(changes.count - 1)) === this.#subscribed ? 'subscribed' : 'unsubscribed';
  }
}
