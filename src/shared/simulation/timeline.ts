import type { Scalar } from '../condition/comparison.js';
import type { EventRef } from './events.js';
import type { EventLog } from './log.js';

/** An event that the run itself added to a customer's history: a sent message or a response to one (semantics §6). */
export interface SimulatedEvent {
  time: number;
  code: number;
  /** How many log events had joined before it: its place in the history's order. */
  after: number;
  properties: Readonly<Record<string, Scalar>>;
}

/**
 * The history of the customer being run, as far as it has joined: log events `begin … cursor`, and simulated ones. One
 * timeline is reused for customer after customer; `serial` changes with each, so that whoever keeps something about the
 * customer can tell that it is stale.
 */
export class Timeline {
  serial = 0;
  customer = 0;
  begin = 0;
  /** Where the customer's events end in the log. */
  end = 0;
  readonly simulated: SimulatedEvent[] = [];
  /** A number of its own for each block of customers, and the log events of its customers: `blockBegin` to `blockEnd` (exclusive). */
  block = 0;
  blockBegin = 0;
  blockEnd = 0;
  #cursor = 0;
  /** Whether log events up to `#joinsUpTo` are yet to be counted in. */
  #isBehind = false;
  #joinsUpTo = -Infinity;
  #userId: Uint8Array | undefined;

  constructor(readonly log: EventLog) {}

  /** Says that the customers `from` to `to` (exclusive) come next, so that what they share is found once for all of them. */
  turnTo(from: number, to: number): void {
    const { eventOffsets } = this.log;
    const begin = eventOffsets[from] ?? 0;
    const end = eventOffsets[to] ?? 0;
    if (begin >= this.blockBegin && end <= this.blockEnd) return;
    this.block++;
    this.blockBegin = begin;
    this.blockEnd = end;
  }

  /** Starts over with another customer, of whom nothing has joined. */
  reset(customer: number): void {
    this.serial++;
    this.customer = customer;
    this.#userId = undefined;
    this.begin = this.log.eventOffsets[customer] ?? 0;
    this.end = this.log.eventOffsets[customer + 1] ?? 0;
    this.#cursor = this.begin;
    this.#isBehind = false;
    if (this.begin < this.blockBegin || this.end > this.blockEnd) this.turnTo(customer, customer + 1);
    if (this.simulated.length > 0) this.simulated.length = 0;
  }

  /** The log event that joins next. */
  get cursor(): number {
    if (this.#isBehind) this.#countJoined();
    return this.#cursor;
  }

  set cursor(cursor: number) {
    this.#cursor = cursor;
    this.#isBehind = false;
  }

  /** Lets the log events up to an instant join. Which ones these are is found out only when somebody asks. */
  joinUpTo(t: number): void {
    this.#joinsUpTo = t;
    this.#isBehind = true;
  }

  #countJoined(): void {
    const { times } = this.log;
    const t = this.#joinsUpTo;
    let cursor = this.#cursor;
    while (cursor < this.end && (times[cursor] ?? Infinity) <= t) cursor++;
    this.cursor = cursor;
  }

  /** UTF-8 of the customer's userId. */
  userId(): Uint8Array {
    const { bytes, offsets } = this.log.customerIds;
    return (this.#userId ??= bytes.subarray(offsets[this.customer] ?? 0, offsets[this.customer + 1] ?? 0));
  }

  /** Adds a simulated event to the history. @returns its reference. */
  add(time: number, code: number, properties: Readonly<Record<string, Scalar>>): EventRef {
    this.simulated.push({ time, code, after: this.cursor, properties });
    return -this.simulated.length;
  }

  simulatedEvent(ref: EventRef): SimulatedEvent {
    const event = this.simulated[-1 - ref];
    if (!event) throw new RangeError(`No simulated event ${String(ref)}`);
    return event;
  }

  /** UTC ms of an event. */
  timeOf(ref: EventRef): number {
    return ref >= 0 ? (this.log.times[ref] ?? 0) : this.simulatedEvent(ref).time;
  }

  codeOf(ref: EventRef): number {
    return ref >= 0 ? (this.log.eventCodes[ref] ?? 0) : this.simulatedEvent(ref).code;
  }

  /** Whether anything of this customer has joined the history yet. */
  hasEvents(): boolean {
    return this.cursor > this.begin || this.simulated.length > 0;
  }
}
