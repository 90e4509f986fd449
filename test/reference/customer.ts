import type { Scalar } from '../../src/shared/condition/comparison.js';
import type { Dice } from './draw.js';
import { JourneyOfCustomer } from './journey.js';
import { ratesOf, responsesTo, type Response } from './response.js';
import type { Tally } from './tally.js';
import type { HistoryEvent, Message, Run, TriggerValue } from './types.js';

/** One customer's time, from the first event to the end of the period (semantics §5). */
export class Customer {
  /** What has happened so far, in order. */
  readonly history: HistoryEvent[] = [];
  traits: Record<string, Scalar>;
  readonly hasRecord: boolean;
  /** Every message of the run so far, of all journeys. */
  readonly messages: Message[] = [];
  readonly #toCome: HistoryEvent[];
  #responses: Response[] = [];
  readonly #journeys: JourneyOfCustomer[];

  constructor(
    readonly userId: string,
    readonly run: Run,
    readonly period: { from: number; to: number },
    tallies: readonly Tally[],
  ) {
    const record = run.customers.find((customer) => customer.userId === userId);
    this.hasRecord = record !== undefined;
    this.traits = { ...record?.traits };
    this.#toCome = run.events
      .filter((event) => event.userId === userId)
      .map(({ event, time, properties = {} }) => ({ event, time, properties }))
      .sort((a, b) => a.time - b.time);
    this.#journeys = run.journeys.flatMap((journey, place) => {
      const tally = tallies[place];
      return tally ? [new JourneyOfCustomer(journey, this, tally)] : [];
    });
  }

  /** Goes from instant to instant; at each, the earliest kind with work left goes next. */
  live(): void {
    for (let t = this.#nextInstant(-Infinity); t <= this.period.to; t = this.#nextInstant(t)) {
      while (this.#step(t));
    }
    for (const journey of this.#journeys) journey.close();
  }

  /** What `trigger.by` is in the entries, by journey. */
  triggerValues(): TriggerValue[] {
    return this.#journeys.flatMap((journey) => journey.triggerValues()).map((found) => ({ userId: this.userId, ...found }));
  }

  #nextInstant(t: number): number {
    const times = [...this.#toCome, ...this.#responses.map(({ event }) => event)].map(({ time }) => time);
    return Math.min(Infinity, ...times, ...this.#journeys.map((journey) => journey.nextInstant(t)));
  }

  /** One step at this instant; tells whether there was one to do. */
  #step(t: number): boolean {
    return (
      this.#runLogEvent(t) ||
      this.#runResponse(t) ||
      this.#journeys.some((journey) => journey.runSchedule(t)) ||
      this.#journeys.some((journey) => journey.runTrigger(t)) ||
      this.#journeys.some((journey) => journey.runEntry(t))
    );
  }

  /** (a) */
  #runLogEvent(t: number): boolean {
    const [event] = this.#toCome;
    if (event?.time !== t) return false;
    this.#toCome.shift();
    this.#join(event);
    return true;
  }

  /** (b), in the order of their messages; they are kept in the order in which they were drawn. */
  #runResponse(t: number): boolean {
    const response = this.#responses.find(({ event }) => event.time === t);
    if (!response) return false;
    this.#responses = this.#responses.filter((other) => other !== response);
    const place = this.run.journeys.findIndex(({ id }) => id === response.message.journey);
    this.#journeys[place]?.tally.responded(response);
    this.#join(response.event);
    return true;
  }

  /** (1) it joins the history; then (2) and (3) for each journey in turn. */
  #join(event: HistoryEvent): void {
    this.history.push(event);
    for (const journey of this.#journeys) journey.onEvent(event);
  }

  setTrait(name: string, value: Scalar | null): void {
    const { [name]: _before, ...others } = this.traits;
    this.traits = value === null ? others : { ...others, [name]: value };
  }

  /** Takes note of a message; one that was sent joins the history and may be responded to (semantics §6). */
  wrote(message: Message, topic: string | undefined, dice: Dice): void {
    this.messages.push(message);
    if (message.reason !== undefined) return;
    const { time, journey, node, variant, emailId } = message;
    const known = { email_id: emailId, journey, node, simulated: true };
    const properties = { ...known, ...(variant !== undefined && { variant }), ...(topic !== undefined && { topic }) };
    this.history.push({ event: 'Email Sent', time, properties });
    const { responses, events } = this.run;
    this.#responses.push(...responsesTo(message, responses, ratesOf(responses, this.userId, events), dice));
  }
}
