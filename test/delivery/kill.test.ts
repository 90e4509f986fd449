import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { ProjectStore } from '../../src/main/store/project/index.js';
import { temporaryFolder } from '../../src/main/store/project/testing.js';
import { typescriptArguments } from '../cli/support.js';
import { mailServer } from './mail-server.js';
import { queue } from './outbox-fixture.js';

const child = fileURLToPath(new URL('./kill-child.ts', import.meta.url));
const MESSAGES = Number(process.env['WAYPOST_KILL_MESSAGES'] ?? 10_000);
const KILLS = 20;

/** Lets a process send; kills it so many ms after it has begun, or lets it end. @returns whether it was killed. */
function send(project: string, port: number, killAfter: number | undefined): Promise<boolean> {
  return new Promise((done, fail) => {
    const sending = spawn(process.execPath, [...typescriptArguments, child, project, String(port)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    sending.stdout.once('data', () => {
      if (killAfter !== undefined) void sleep(killAfter).then(() => sending.kill('SIGKILL'));
    });
    sending.on('error', fail);
    sending.on('close', (code, signal) => {
      if (signal === 'SIGKILL' || code === 0) done(signal === 'SIGKILL');
      else fail(new Error(`The process ended with ${String(code)}`));
    });
  });
}

it(
  '10 000 messages and 20 kills: none lost, none doubled, and at most the one in flight doubtful each time',
  { timeout: 300_000 },
  async () => {
    const folder = temporaryFolder();
    const project = join(folder.path, 'shop.waypost');
    const store = ProjectStore.create(project, { name: 'Shop' });
    queue(store, MESSAGES);
    store.close();
    const server = await mailServer();
    let killed = 0;
    for (let round = 0; round < KILLS; round++) {
      // Golden-ratio steps: spread over the first third of a second, the same in every run.
      if (await send(project, server.port, 5 + Math.floor(((round * 0.618) % 1) * 330))) killed++;
      const after = ProjectStore.open(project);
      const doubtful = after.outbox.counts().find(({ status }) => status === 'doubtful')?.messages ?? 0;
      expect(doubtful).toBeLessThanOrEqual(killed);
      expect(after.outbox.counts().some(({ status }) => status === 'sending')).toBe(false);
      after.close();
    }
    expect(killed).toBeGreaterThan(10);
    await send(project, server.port, undefined);
    const end = ProjectStore.open(project);
    const counts = Object.fromEntries(end.outbox.counts().map(({ status, messages }) => [status, messages]));
    const doubtful = new Set(end.outbox.all().flatMap(({ status, userId }) => (status === 'doubtful' ? [userId] : [])));
    end.close();
    await server.close();
    folder.remove();
    const taken = server.messages.map((message) => /^Subject: Hello (\d+)\r$/m.exec(message.toString())?.[1] ?? '');
    const unique = new Set(taken);
    expect(unique.size).toBe(taken.length);
    expect(counts['sent']).toBe(MESSAGES - doubtful.size);
    const missing = Array.from({ length: MESSAGES }, (_, n) => String(n)).filter((n) => !unique.has(n));
    expect(missing.every((n) => doubtful.has(n))).toBe(true);
  },
);
