/** What is known of messages that a live journey has really sent, or has decided not to send, for a replay to take as given. */

/** When entries of a journey begin, UTC ms. */
export interface EntryWindow {
  from: number;
  to: number;
  /** From then on the journey sends nothing any more; never when absent. */
  until?: number;
}

/** One message that was dealt with. */
export interface MessageFact {
  /** `journeyId/nodeId/userId/entry number/n` (semantics §6). */
  emailId: string;
  /** UTC ms at which it fell due. */
  time: number;
  /** Place among the customer's messages of the same instant. */
  order: number;
  /** Whether it left: a message that may have left counts as sent. */
  sent: boolean;
  journey: string;
  node: string;
  variant: string;
}

/** What a replay takes as given, by userId. */
export interface ReplayFacts {
  /** Each customer's messages, by time and order. */
  messages: Readonly<Record<string, readonly MessageFact[]>>;
  /** `email_id`s of sent messages that the replay does not come upon any more; they join the history by themselves. */
  orphans: Readonly<Record<string, readonly string[]>>;
}

/** The facts of one customer while the customer is replayed. */
export class CustomerFacts {
  #list: readonly MessageFact[] = [];
  #byId = new Map<string, MessageFact>();
  #orphans: readonly MessageFact[] = [];
  #nextOrphan = 0;

  constructor(private readonly facts: ReplayFacts) {}

  /** Starts over with another customer. */
  reset(userId: string): void {
    this.#list = Object.hasOwn(this.facts.messages, userId) ? (this.facts.messages[userId] ?? []) : [];
    this.#byId = new Map(this.#list.map((fact) => [fact.emailId, fact]));
    const orphans = Object.hasOwn(this.facts.orphans, userId) ? (this.facts.orphans[userId] ?? []) : [];
    this.#orphans = orphans.flatMap((emailId) => this.#byId.get(emailId) ?? []);
    this.#nextOrphan = 0;
  }

  of(emailId: string): MessageFact | undefined {
    return this.#byId.get(emailId);
  }

  /** How many other messages were sent in `(from, t]`; of those at `t` itself only the ones before `order`. */
  sentWithin(from: number, t: number, own: MessageFact | undefined): number {
    const order = own?.order ?? Infinity;
    return this.#list.filter(
      (fact) => fact.sent && fact !== own && fact.time > from && (fact.time < t || (fact.time === t && fact.order < order)),
    ).length;
  }

  /** When the next message joins the history that the replay does not come upon. */
  nextOrphanTime(): number {
    return this.#orphans[this.#nextOrphan]?.time ?? Infinity;
  }

  takeOrphan(): MessageFact | undefined {
    const orphan = this.#orphans[this.#nextOrphan];
    this.#nextOrphan++;
    return orphan;
  }
}
