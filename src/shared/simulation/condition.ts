import type { Scalar } from '../condition/comparison.js';
import type { Condition, Leaf } from '../condition/schema.js';
import type { Finding } from './story.js';
import type { CompileContext } from './context.js';
import type { EventMask, EventRef } from './events.js';
import { compileGroup } from './leaves/group.js';
import { compileLeaf } from './leaves/index.js';
import { compileSegment } from './leaves/segment.js';

/** What a condition may know of the entry it is asked in. */
export interface EntryView {
  /** UTC ms at which the entry began. */
  readonly start: number;
  /** The latest message of an e-mail node in this entry. */
  latestMessage(node: string): { emailId: string; sent: boolean } | undefined;
}

/** When and where a condition is asked. Moments of one customer never go back in time. */
export interface Moment {
  readonly t: number;
  /** Absent where there is no entry (triggers, audience, segments). */
  readonly entry: EntryView | undefined;
  /** The event that started the entry or is being tested; absent where there is none. */
  readonly event: EventRef | undefined;
}

/** The value of a property that satisfied a `did … by`: the product viewed three times. */
export interface SatisfyingValue {
  property: string;
  value: Scalar;
}

/**
 * Finds the logged events of the timeline's customer right after whose joining a condition holds, before they join: the same as
 * asking at one after the other, at a fraction of the cost.
 */
export interface Scout {
  /** What it found last, ascending: as many as `next` said. */
  readonly found: Int32Array;
  /** Goes on from where it is, for another customer from their first event on. @returns how many it has found; 0 at the end */
  next(): number;
}

/** A condition ready to be asked about the customer of the timeline it was compiled for. */
export interface CompiledCondition {
  /** Whether it holds, with the events that have joined the history so far. */
  holds(moment: Moment): boolean;
  /**
   * A lower bound on the first instant after `moment` at which time alone can change the verdict (Infinity: never). Exact
   * where that is cheap; asking again at a bound that changed nothing gives the next one.
   */
  nextChange(moment: Moment): number;
  /** Looks ahead for the events of a mask at which it holds. Only where the log alone tells. */
  scout?(mask: EventMask): Scout;
  /**
   * The part on which the verdict at `moment` rests: as long as that part's verdict stands, so does this one's. The condition
   * itself where no smaller part will do.
   */
  witness(moment: Moment): CompiledCondition;
  /** The events whose joining may change the verdict. */
  readonly mask: EventMask;
  /** Whether an update of a trait may change the verdict. */
  readonly readsTraits: boolean;
  /** The verdict with the values it rests on, for people. */
  explain(moment: Moment): Finding;
  /** The numbers the verdict rests on, leaf by leaf in the order of the condition; 1 or 0 for what is no number. */
  measure(moment: Moment): number[];
  /**
   * The value that satisfies its first `did … by` that holds; absent where it has none. Of several values it is that of the
   * moment's own event, else the one with the most events, and of these the latest (semantics §3).
   */
  satisfyingValue?(moment: Moment): SatisfyingValue | undefined;
}

/** Compiles a condition of semantics §3 for the context's timeline. The condition must have passed the checks. */
export function compileCondition(condition: Condition, context: CompileContext): CompiledCondition {
  if ('all' in condition || 'any' in condition || 'none' in condition) {
    return compileGroup(condition, (part) => compileCondition(part, context), context);
  }
  if ('segment' in condition) return compileSegment(condition, context);
  return compileLeaf(condition satisfies Leaf, context);
}
