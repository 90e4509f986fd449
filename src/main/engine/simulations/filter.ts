import type { MessageFilter } from '../../../shared/contract/simulations.js';
import type { Journey } from '../../../shared/journey/schema.js';
import type { EventLog } from '../../../shared/simulation/log.js';
import { MESSAGE_OUTCOMES, type MessageColumns } from '../../../shared/simulation/messages.js';
import { encodeUtf8 } from '../../../shared/simulation/strings.js';
import { zoneNamed } from '../../../shared/simulation/zones.js';
import { EngineError } from '../../../shared/contract/error.js';
import { instantOf } from './period.js';

const SENT = 0;

/** The messages of a run in the order of the message list. */
export interface OrderedMessages {
  messages: MessageColumns;
  /** Places in `messages`, by time first. */
  order: Uint32Array;
  log: EventLog;
  journeys: readonly Journey[];
}

/** The places of the messages that a filter lets pass, in the order of the list. */
export function filterMessages(list: OrderedMessages, filter: MessageFilter): Uint32Array {
  const within = timeRange(list, filter);
  const tests = testsOf(list, filter);
  return tests.length === 0 ? within : within.filter((place) => tests.every((test) => test(place)));
}

/** The list is sorted by time, so a period is a slice of it. */
function timeRange({ messages, order }: OrderedMessages, { from, to }: MessageFilter): Uint32Array {
  const firstFrom = (instant: number): number => {
    let [low, high] = [0, order.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((messages.time[order[middle] ?? 0] ?? 0) < instant) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return order.subarray(
    from === undefined ? 0 : firstFrom(instantOf(from)),
    to === undefined ? order.length : firstFrom(instantOf(to)),
  );
}

type Test = (place: number) => boolean;

function testsOf({ messages, log, journeys }: OrderedMessages, filter: MessageFilter): Test[] {
  const tests: Test[] = [];
  if (filter.journey !== undefined) {
    const wanted = journeys.findIndex(({ id }) => id === filter.journey);
    tests.push((place) => messages.journey[place] === wanted);
  }
  if (filter.node !== undefined) {
    const wanted = journeys.map(({ nodes }) => nodes.findIndex(({ id }) => id === filter.node));
    tests.push((place) => wanted[messages.journey[place] ?? 0] === messages.node[place]);
  }
  if (filter.status !== undefined) {
    const wantsSent = filter.status === 'sent';
    tests.push((place) => (messages.outcome[place] === SENT) === wantsSent);
  }
  if (filter.reason !== undefined) {
    const wanted = MESSAGE_OUTCOMES.indexOf(filter.reason);
    tests.push((place) => messages.outcome[place] === wanted);
  }
  if (filter.delayed) tests.push((place) => messages.delayed[place] === 1);
  if (filter.variant !== undefined) {
    const wanted = journeys.map(({ nodes }) =>
      nodes.map((node) =>
        node.type === 'email' ? (node.config.variants ?? []).findIndex(({ id }) => id === filter.variant) : -1,
      ),
    );
    tests.push((place) => {
      const variant = wanted[messages.journey[place] ?? 0]?.[messages.node[place] ?? 0] ?? -1;
      return variant >= 0 && messages.variant[place] === variant;
    });
  }
  if (filter.hour !== undefined) {
    const { hour, zone: name } = filter.hour;
    const zone = zoneNamed(name);
    if (!zone) throw new EngineError('invalid', `There is no time zone "${name}".`);
    tests.push((place) => zone.hour(messages.time[place] ?? 0) === hour);
  }
  if (filter.userId !== undefined) {
    const wanted = findCustomer(log, filter.userId);
    tests.push((place) => messages.customer[place] === wanted);
  }
  return tests;
}

/** The number of a customer; -1 where the log has none of this id. */
export function findCustomer({ customerIds, customerCount }: EventLog, userId: string): number {
  const wanted = encodeUtf8(userId);
  const { bytes, offsets } = customerIds;
  for (let customer = 0; customer < customerCount; customer += 1) {
    const start = offsets[customer] ?? 0;
    if ((offsets[customer + 1] ?? 0) - start === wanted.length && wanted.every((byte, place) => bytes[start + place] === byte))
      return customer;
  }
  return -1;
}
