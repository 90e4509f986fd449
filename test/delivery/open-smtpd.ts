import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { aptInstall, canAptInstall } from '../e2e/support/setup/run.js';

const PROGRAM = '/usr/sbin/smtpd';
/** OpenSMTPD has one place for its control socket: one of it runs at a time. */
const SOCKET = '/var/run/smtpd.sock';

/** OpenSMTPD on loopback, which delivers whatever it takes to one mailbox. */
export interface RealMailServer {
  port: number;
  /** Each message in the mailbox, as it was delivered. */
  delivered: () => Buffer[];
  close: () => Promise<void>;
}

/** @returns the server, or why there is none here. */
export async function openSmtpd(): Promise<RealMailServer | string> {
  if (!existsSync(PROGRAM) && !(canAptInstall() && (await aptInstall(['opensmtpd'])) && existsSync(PROGRAM)))
    return 'OpenSMTPD is not installed, and only root on Debian can fetch it';
  if (process.getuid?.() !== 0) return 'OpenSMTPD runs as root only';
  if (await answers({ path: SOCKET })) return 'this machine runs OpenSMTPD already';
  const folder = mkdtempSync(join(tmpdir(), 'waypost-smtpd-'));
  chmodSync(folder, 0o755);
  const [mailbox, config] = [join(folder, 'mailbox'), join(folder, 'smtpd.conf')];
  const port = await freePort();
  writeFileSync(
    config,
    `table everybody { "@" = "nobody" }
listen on 127.0.0.1 port ${String(port)}
action "keep" maildir "${mailbox}" virtual <everybody>
match from any for any action "keep"
`,
  );
  chmodSync(folder, 0o777);
  const server = spawn(PROGRAM, ['-d', '-f', config], { stdio: 'ignore' });
  if (!(await isUp(server, port))) {
    await end(server);
    rmSync(folder, { recursive: true, force: true });
    return 'OpenSMTPD does not start here';
  }
  return {
    port,
    delivered: () => {
      const arrived = join(mailbox, 'new');
      return existsSync(arrived) ? readdirSync(arrived).map((name) => readFileSync(join(arrived, name))) : [];
    },
    close: async () => {
      await end(server);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function end(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const ended = once(server, 'exit');
  server.kill();
  await ended;
}

async function isUp(server: ChildProcess, port: number): Promise<boolean> {
  for (let tries = 0; tries < 200 && server.exitCode === null; tries++) {
    if (await answers({ port, host: '127.0.0.1' })) return true;
    await sleep(100);
  }
  return false;
}

function answers(where: { path: string } | { port: number; host: string }): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(where);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => {
      resolve(false);
    });
  });
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string') throw new Error('There is no free port');
  return address.port;
}
