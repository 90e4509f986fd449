/**
 * Sends what a project's outbox holds, messages to a mail server on a port or calls to the addresses that they name, until it is done or killed:
 * `kill-child.ts PROJECT PORT`.
 */
import process from 'node:process';
import { Sender } from '../../src/main/engine/delivery/sender.js';
import { smtpTransport } from '../../src/main/engine/delivery/transports/smtp.js';
import { httpCaller } from '../../src/main/engine/delivery/webhooks/caller.js';
import { HostRests } from '../../src/main/engine/delivery/webhooks/rests.js';
import type { OutboxMessage } from '../../src/shared/delivery/outbox.js';
import { ProjectStore } from '../../src/main/store/project/index.js';
import { messageFor } from './outbox-fixture.js';

const [, , project = '', port = ''] = process.argv;
const store = ProjectStore.open(project);
const transport = smtpTransport({ host: '127.0.0.1', port: Number(port), security: 'none', connections: 5 });
const caller = httpCaller({ loopback: true, rests: new HostRests() });
const callFor = ({ userId, address: url }: OutboxMessage) => ({
  key: `k${userId}`,
  url,
  method: 'POST' as const,
  content: { type: 'text/plain', text: userId },
});
const sender = new Sender({
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
process.stdout.write('ready\n');
await sender.run(new AbortController().signal);
await transport.close();
await caller.close();
store.close();
