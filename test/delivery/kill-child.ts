/** Sends what a project's outbox holds to a mail server until it is done or killed: `kill-child.ts PROJECT PORT`. */
import process from 'node:process';
import { Sender } from '../../src/main/engine/delivery/sender.js';
import { smtpTransport } from '../../src/main/engine/delivery/transports/smtp.js';
import { ProjectStore } from '../../src/main/store/project/index.js';
import { messageFor } from './outbox-fixture.js';

const [, , project = '', port = ''] = process.argv;
const store = ProjectStore.open(project);
const transport = smtpTransport({ host: '127.0.0.1', port: Number(port), security: 'none', connections: 5 });
const sender = new Sender({
  outbox: store.outbox,
  suppressions: store.suppressions,
  transport,
  prepare: (row) => ({ kind: 'message', message: messageFor(row, `customer${row.userId}@example.com`) }),
  journeys: () => ['j'],
  inFlight: 1,
  perMinute: 0,
});
process.stdout.write('ready\n');
await sender.run(new AbortController().signal);
await transport.close();
store.close();
