import type { Journey } from '../../journey/schema.js';
import { MESSAGE_OUTCOMES, type MessageColumns, type MessageOutcome } from '../messages.js';
import { matchSteps } from './steps.js';

/**
 * How a customer is treated differently by two runs; the first that applies:
 * gets messages after none, gets none any more, gets other messages, the same in other variants, the same at other times, or differs
 * only in what was held back.
 */
export const TREATMENTS = ['gained', 'lost', 'messages', 'variants', 'times', 'heldBack'] as const;
export type Treatment = (typeof TREATMENTS)[number];

/** A message as one of the runs has it. */
export interface SeenMessage {
  /** UTC ms. */
  time: number;
  /** Empty for an e-mail without variants. */
  variant: string;
  outcome: MessageOutcome;
  /** The id of its step in its own journey. */
  node: string;
}

/** A message that the two runs have differently, or only one of them has. */
export interface MessageChange {
  before?: SeenMessage | undefined;
  after?: SeenMessage | undefined;
}

export interface TreatmentDifference {
  treatment: Treatment;
  /** In the order of time. */
  changes: MessageChange[];
}

/** One run of one journey; the two that are compared are of the same log. */
export interface ComparedRun {
  journey: Journey;
  messages: MessageColumns;
}

const SENT = 0;

/** Messages by customer: those of customer `c` are at the places `starts[c] … starts[c + 1]` of `places`, by time. */
interface ByCustomer {
  starts: Uint32Array;
  places: Uint32Array;
}

function groupByCustomer({ count, customer }: MessageColumns, customers: number): ByCustomer {
  const starts = new Uint32Array(customers + 1);
  for (let place = 0; place < count; place++) {
    const next = (customer[place] ?? 0) + 1;
    starts[next] = (starts[next] ?? 0) + 1;
  }
  for (let next = 1; next <= customers; next++) starts[next] = (starts[next] ?? 0) + (starts[next - 1] ?? 0);
  const free = starts.slice();
  const places = new Uint32Array(count);
  for (let place = 0; place < count; place++) {
    const owner = customer[place] ?? 0;
    const target = free[owner] ?? 0;
    places[target] = place;
    free[owner] = target + 1;
  }
  return { starts, places };
}

/** One side, with what is needed to look its messages up by customer. */
class Side {
  readonly #grouped: ByCustomer;

  constructor(
    private readonly run: ComparedRun,
    customers: number,
    /** What the steps of both journeys are known by here, by the place of the node. */
    private readonly steps: readonly string[],
  ) {
    this.#grouped = groupByCustomer(run.messages, customers);
  }

  count(customer: number): number {
    const { starts } = this.#grouped;
    return (starts[customer + 1] ?? 0) - (starts[customer] ?? 0);
  }

  /** A customer's message by its number. */
  message(customer: number, number: number): SeenMessage & { step: string } {
    const { messages, journey } = this.run;
    const place = this.#grouped.places[(this.#grouped.starts[customer] ?? 0) + number] ?? 0;
    const nodePlace = messages.node[place] ?? 0;
    const node = journey.nodes[nodePlace];
    const variants = node?.type === 'email' ? node.config.variants : undefined;
    return {
      time: messages.time[place] ?? 0,
      variant: variants?.[messages.variant[place] ?? -1]?.id ?? '',
      outcome: MESSAGE_OUTCOMES[messages.outcome[place] ?? SENT] ?? 'sent',
      node: node?.id ?? '',
      step: this.steps[nodePlace] ?? '',
    };
  }
}

type Keyed = SeenMessage & { step: string };

function isSame(a: Keyed, b: Keyed): boolean {
  return a.step === b.step && a.time === b.time && a.variant === b.variant && a.outcome === b.outcome;
}

function shown({ time, variant, outcome, node }: Keyed): SeenMessage {
  return { time, variant, outcome, node };
}

/** Pairs the first message of a step with its first on the other side, the second with the second, and so on. */
function changesOf(before: readonly Keyed[], after: readonly Keyed[]): MessageChange[] {
  const waiting = new Map<string, Keyed[]>();
  for (const message of after) {
    const list = waiting.get(message.step);
    if (list) list.push(message);
    else waiting.set(message.step, [message]);
  }
  const changes: MessageChange[] = [];
  for (const message of before) {
    const other = waiting.get(message.step)?.shift();
    if (!other) changes.push({ before: shown(message) });
    else if (!isSame(message, other)) changes.push({ before: shown(message), after: shown(other) });
  }
  for (const message of [...waiting.values()].flat()) changes.push({ after: shown(message) });
  const time = ({ before: one, after: other }: MessageChange): number => Math.min(one?.time ?? Infinity, other?.time ?? Infinity);
  return changes.sort((a, b) => time(a) - time(b));
}

const isSent = (message: SeenMessage | undefined): boolean => message?.outcome === 'sent';

function treatmentOf(before: readonly Keyed[], after: readonly Keyed[], changes: readonly MessageChange[]): Treatment {
  const hadAny = before.some(isSent);
  const hasAny = after.some(isSent);
  if (hadAny !== hasAny) return hasAny ? 'gained' : 'lost';
  if (changes.some((change) => isSent(change.before) !== isSent(change.after))) return 'messages';
  const both = changes.filter((change) => isSent(change.before) && isSent(change.after));
  if (both.some((change) => change.before?.variant !== change.after?.variant)) return 'variants';
  return both.length > 0 ? 'times' : 'heldBack';
}

/** Compares what two runs of the same log send to each customer. */
export class TreatmentComparison {
  readonly #before: Side;
  readonly #after: Side;

  constructor(
    before: ComparedRun,
    after: ComparedRun,
    readonly customerCount: number,
  ) {
    const match = matchSteps(before.journey, after.journey);
    this.#before = new Side(
      before,
      customerCount,
      before.journey.nodes.map(({ id }) => `=${id}`),
    );
    this.#after = new Side(
      after,
      customerCount,
      after.journey.nodes.map(({ id }) => (match.has(id) ? `=${match.get(id) ?? ''}` : `+${id}`)),
    );
  }

  /** How a customer is treated differently; `undefined` when they are not. */
  of(customer: number): TreatmentDifference | undefined {
    if (!this.#differs(customer)) return undefined;
    const [before, after] = [this.#messages(this.#before, customer), this.#messages(this.#after, customer)];
    const changes = changesOf(before, after);
    return { treatment: treatmentOf(before, after, changes), changes };
  }

  /** How many messages a customer is sent on each side. */
  sent(customer: number): { before: number; after: number } {
    return {
      before: this.#messages(this.#before, customer).filter(isSent).length,
      after: this.#messages(this.#after, customer).filter(isSent).length,
    };
  }

  #differs(customer: number): boolean {
    const count = this.#before.count(customer);
    if (count !== this.#after.count(customer)) return true;
    for (let number = 0; number < count; number++) {
      if (!isSame(this.#before.message(customer, number), this.#after.message(customer, number))) return true;
    }
    return false;
  }

  #messages(side: Side, customer: number): Keyed[] {
    return Array.from({ length: side.count(customer) }, (_, number) => side.message(customer, number));
  }
}
