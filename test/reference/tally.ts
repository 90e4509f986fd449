import type { Journey } from '../../src/shared/journey/schema.js';
import type { JourneyResult } from '../../src/shared/simulation/result.js';
import type { Response } from './response.js';
import type { EndOfEntry, Message } from './types.js';

type VariantCounts = JourneyResult['messages']['byVariant'][string][string];

/** Keeps the counts of one journey (semantics §7). */
export class Tally {
  readonly result: JourneyResult;
  readonly #customers = new Set<string>();

  constructor({ id, nodes, edges }: Journey) {
    const none = { reached: 0, left: 0, waiting: 0, ended: 0 };
    this.result = {
      id,
      entries: 0,
      customers: 0,
      active: 0,
      overflow: 0,
      heldOut: 0,
      converted: 0,
      heldOutConverted: 0,
      exits: { end: 0, goal: 0, exitWhen: 0, exit: 0, loop: 0 },
      nodes: Object.fromEntries(nodes.map((node) => [node.id, { ...none }])),
      edges: Object.fromEntries(edges.map((edge) => [edge.id, 0])),
      messages: {
        sent: 0,
        suppressed: { consent: 0, frequencyCap: 0, noAddress: 0 },
        delayed: 0,
        opened: 0,
        clicked: 0,
        unsubscribed: 0,
        byVariant: {},
      },
    };
  }

  entered(userId: string): void {
    this.result.entries++;
    this.#customers.add(userId);
    this.result.customers = this.#customers.size;
  }

  at(node: string, what: 'reached' | 'left' | 'waiting' | 'ended'): void {
    const counts = this.result.nodes[node];
    if (!counts) throw new Error(`There is no node ${node}`);
    counts[what]++;
  }

  along(edge: string): void {
    this.result.edges[edge] = (this.result.edges[edge] ?? 0) + 1;
  }

  ended(node: string, reason: EndOfEntry): void {
    this.at(node, 'ended');
    this.result.exits[reason]++;
  }

  wrote(message: Message): void {
    const { messages } = this.result;
    if (message.reason !== undefined) messages.suppressed[message.reason]++;
    else {
      messages.sent++;
      const variant = this.#variant(message);
      if (variant) variant.sent++;
    }
  }

  responded({ kind, message }: Response): void {
    this.result.messages[kind]++;
    const variant = this.#variant(message);
    if (variant) variant[kind]++;
  }

  /** Only what occurred has its place in `byVariant`. */
  #variant({ node, variant }: Message): VariantCounts | undefined {
    if (variant === undefined) return undefined;
    const { byVariant } = this.result.messages;
    const ofNode = (byVariant[node] ??= {});
    return (ofNode[variant] ??= { sent: 0, opened: 0, clicked: 0, unsubscribed: 0 });
  }
}
