import type { OutgoingMessage, Transport } from '../../src/main/engine/delivery/transports/transport.js';
import { Sender, type SenderOptions } from '../../src/main/engine/delivery/sender.js';
import type { Caller, OutgoingCall } from '../../src/main/engine/delivery/webhooks/caller.js';
import { temporaryFolder } from '../../src/main/store/project/testing.js';
import { ProjectStore } from '../../src/main/store/project/index.js';
import type { OutboxKind, OutboxMessage } from '../../src/shared/delivery/outbox.js';
import { join } from 'node:path';

/** A project whose outbox holds messages, and a sender that takes them. */
export interface OutboxFixture {
  store: ProjectStore;
  send: (transport: Transport, options?: Partial<SenderOptions>) => Sender;
  rows: () => OutboxMessage[];
  remove: () => void;
}

export function outboxWith(count: number, address = (n: number): string => `customer${String(n)}@example.com`): OutboxFixture {
  const folder = temporaryFolder();
  const store = ProjectStore.create(join(folder.path, 'p.waypost'), { name: 'p' });
  queue(store, count);
  return {
    store,
    send: (transport, options = {}) =>
      new Sender({
        outbox: store.outbox,
        suppressions: store.suppressions,
        transport,
        prepare: (row) => ({ kind: 'message', message: messageFor(row, address(Number(row.userId))) }),
        journeys: () => ['j'],
        inFlight: 1,
        perMinute: 0,
        firstRetryMs: 10,
        ...options,
      }),
    rows: () => store.outbox.ofJourneys(['j']),
    remove: () => {
      store.close();
      folder.remove();
    },
  };
}

/** A sender of messages and calls side by side, one of each in flight: a message to each customer, a call to the address that its row names. */
export function sendingAll(store: ProjectStore, transport: Transport, caller: Caller): Sender {
  return new Sender({
    outbox: store.outbox,
    suppressions: store.suppressions,
    transport,
    caller,
    prepare: (row) =>
      row.kind === 'webhook'
        ? { kind: 'call', call: callFor(row) }
        : { kind: 'message', message: messageFor(row, `customer${row.userId}@example.com`) },
    journeys: () => ['j'],
    inFlight: 1,
    perMinute: 0,
  });
}

/** @param addresses of calls, which they name in turn. */
export function queue(store: ProjectStore, count: number, kind: OutboxKind = 'email', addresses: readonly string[] = []): void {
  store.outbox.add(
    Array.from({ length: count }, (_, n) => ({
      kind,
      journey: 'j',
      node: 'e1',
      userId: String(n),
      address: addresses[n % addresses.length],
      entry: 0,
      count: 0,
      variant: '',
      dueAt: 1,
      status: 'queued' as const,
      reason: '',
    })),
  );
}

function callFor({ userId, address: url }: OutboxMessage): OutgoingCall {
  return { key: `k${userId}`, url, method: 'POST', content: { type: 'text/plain', text: userId } };
}

export function messageFor(row: OutboxMessage, to: string): OutgoingMessage {
  return {
    emailId: `j/e1/${row.userId}/0/0`,
    from: { name: 'The shop', address: 'shop@example.org' },
    to,
    replyTo: '',
    subject: `Hello ${row.userId}`,
    html: `<p>Hello ${row.userId}</p>`,
    text: `Hello ${row.userId}`,
    messageId: `m${row.userId}@example.org`,
    date: new Date('2024-05-01T10:00:00Z'),
    headers: {},
  };
}
