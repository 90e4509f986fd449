import type { Scalar } from '../../src/shared/condition/comparison.js';
import type { Condition } from '../../src/shared/condition/schema.js';
import type { Journey, JourneyNode } from '../../src/shared/journey/schema.js';
import type { Responses } from '../../src/shared/simulation/responses.js';

/** What the naive interpreter works on: plain objects and arrays, nothing prepared. */

export type Values = Readonly<Record<string, Scalar>>;

/** A value by its name; names such as `constructor`, which every object knows, included. */
export function valueOf(values: Values, name: string): Scalar | undefined {
  return Object.hasOwn(values, name) ? values[name] : undefined;
}

/** An event of the log, in input order (semantics §1). */
export interface LogEvent {
  userId: string;
  event: string;
  /** UTC ms. */
  time: number;
  properties?: Values;
}

/** A customer with a trait record (semantics §1). */
export interface TraitRecord {
  userId: string;
  traits: Values;
}

/** An event of a customer's history: of the log, a simulated `Email Sent` or a simulated response. */
export interface HistoryEvent {
  event: string;
  time: number;
  properties: Values;
}

export interface Run {
  events: readonly LogEvent[];
  customers: readonly TraitRecord[];
  /** In the order in which they were named. */
  journeys: readonly Journey[];
  segments: Readonly<Record<string, Condition>>;
  /** UTC ms, both ends included; by default the first to the last timestamp of the log (semantics §7). */
  period?: { from: number; to: number };
  seed: number;
  requireAddress: boolean;
  responses: Responses;
}

/** A message, sent or suppressed (semantics §6). */
export interface Message {
  time: number;
  userId: string;
  journey: string;
  node: string;
  /** The entry's number. */
  entry: number;
  variant: string | undefined;
  emailId: string;
  /** Why it was suppressed; absent: it was sent. */
  reason: 'consent' | 'frequencyCap' | 'noAddress' | undefined;
}

/** What `trigger.by` is in the e-mails of an entry (semantics §3). */
export interface TriggerValue {
  userId: string;
  journey: string;
  entry: number;
  value: Scalar;
}

export type EndOfEntry = 'end' | 'goal' | 'exitWhen' | 'exit' | 'loop';

/** An entry of a customer into a journey (semantics §5). */
export interface Entry {
  /** 0, 1, 2, … held-out ones included. */
  number: number;
  /** The instant of entry. */
  start: number;
  /** The event that started it, if one did. */
  event: HistoryEvent | undefined;
  heldOut: boolean;
  /** The value that satisfied its trigger's `did … by`. */
  by: Scalar | undefined;
  converted: boolean;
  /** How many nodes it has passed, its trigger the first. */
  passed: number;
  messages: Message[];
  /** Where it waits, and until when; absent once it has ended. */
  place: { node: JourneyNode; due: number } | undefined;
}
