import type { CompiledCondition, Moment } from './condition.js';
import type { Entry } from './entry.js';
import type { EventRef } from './events.js';
import type { EndReason, SuppressionReason } from './result.js';

/** Why a firing trigger started no entry. */
export type RefusalReason = 'if' | 'audience' | 'reentry' | 'minInterval' | 'overflow';

/**
 * Takes down what a run does with a customer, as it does it. Absent in ordinary runs; the story of a customer is the same
 * run with one. `node` is a place in the journey.
 */
export interface Recorder {
  event(ref: EventRef, t: number): void;
  refused(journey: number, node: number, reason: RefusalReason, moment: Moment, condition?: CompiledCondition): void;
  heldOut(entry: Entry, node: number): void;
  entered(entry: Entry, node: number, moment: Moment, condition?: CompiledCondition): void;
  passed(entry: Entry, handle: string, t: number, finding?: { condition: CompiledCondition; moment: Moment }): void;
  waits(entry: Entry, t: number): void;
  /** A message is about to be sent or suppressed: it has not joined the history. */
  writing?(entry: Entry, t: number): void;
  message(entry: Entry, t: number, variant: number, suppressed?: SuppressionReason): void;
  converted(entry: Entry, t: number): void;
  ended(entry: Entry, t: number, reason: EndReason, finding?: { condition: CompiledCondition; moment: Moment }): void;
}
