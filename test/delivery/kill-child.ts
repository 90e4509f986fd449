/**
 * Sends what a project's outbox holds, messages to a mail server on a port or calls to the addresses that they name, until it is done or killed:
 * `kill-child.ts PROJECT PORT`.
 */
import process from 'node:process';
import { smtpTransport } from '../../src/main/engine/delivery/transports/smtp.js';
import { httpCaller } from '../../src/main/engine/delivery/webhooks/caller.js';
import { HostRests } from '../../src/main/engine/delivery/webhooks/rests.js';
import { ProjectStore } from '../../src/main/store/project/index.js';
import { sendingAll } from './outbox-fixture.js';

const [, , project = '', port = ''] = process.argv;
const store = ProjectStore.open(project);
const transport = smtpTransport({ host: '127.0.0.1', port: Number(port), security: 'none', connections: 5 });
const caller = httpCaller({ loopback: true, rests: new HostRests() });
const sender = sendingAll(store, transport, caller);
process.stdout.write('ready\n');
await sender.run(new AbortController().signal);
await transport.close();
await caller.close();
store.close();
