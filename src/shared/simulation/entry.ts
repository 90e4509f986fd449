import type { EntryView } from './condition.js';
import type { EventRef } from './events.js';

/** The latest message of an e-mail node in an entry. */
export interface NodeMessages {
  /** How many messages the entry has had from the node, sent or suppressed. */
  count: number;
  emailId: string;
  sent: boolean;
}

/** One customer's way through one journey (semantics §5). */
export class Entry implements EntryView {
  /** Place of the node at which the entry is. */
  node = 0;
  active: boolean;
  converted = false;
  /** Nodes passed, the trigger the first. */
  passed = 0;
  /** When the wait at the node ends at the latest. */
  due = Infinity;
  /** The instant of the timer that is set, and its number: an older timer of the entry is void. */
  timer = Infinity;
  timerNumber = 0;
  #messages: Map<string, NodeMessages> | undefined;

  constructor(
    /** Place of the journey in the run. */
    readonly journey: number,
    readonly number: number,
    readonly start: number,
    readonly event: EventRef | undefined,
    readonly heldOut: boolean,
  ) {
    this.active = !heldOut;
  }

  latestMessage(node: string): NodeMessages | undefined {
    return this.#messages?.get(node);
  }

  rememberMessage(node: string, message: NodeMessages): void {
    this.#messages ??= new Map();
    this.#messages.set(node, message);
  }
}
