import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import type { OutboxKind } from '../../src/shared/delivery/outbox.js';
import { ProjectStore } from '../../src/main/store/project/index.js';
import { temporaryFolder } from '../../src/main/store/project/testing.js';
import { typescriptArguments } from '../cli/support.js';
import { hookServer } from './hook-server.js';
import { mailServer } from './mail-server.js';
import { queue } from './outbox-fixture.js';

const child = fileURLToPath(new URL('./kill-child.ts', import.meta.url));
const MESSAGES = Number(process.env['WAYPOST_KILL_MESSAGES'] ?? 10_000);
const KILLS = 20;
const CALLS = 4_000;

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

/**
 * Sends with kills in between, then to the end.
 * @param inFlight how many may be in doubt after a kill.
 * @returns how the messages stand, and whose are in doubt.
 */
async function sendWithKills(
  project: string,
  port: number,
  kills: number,
  inFlight = 1,
): Promise<{ sent: number; doubtful: Set<string> }> {
  let killed = 0;
  for (let round = 0; round < kills; round++) {
    // Golden-ratio steps: spread over the first third of a second, the same in every run.
    if (await send(project, port, 5 + Math.floor(((round * 0.618) % 1) * 330))) killed++;
    const after = ProjectStore.open(project);
    const doubtful = after.outbox.counts().find(({ status }) => status === 'doubtful')?.messages ?? 0;
    expect(doubtful).toBeLessThanOrEqual(killed * inFlight);
    expect(after.outbox.counts().some(({ status }) => status === 'sending')).toBe(false);
    after.close();
  }
  expect(killed).toBeGreaterThan(kills / 2);
  await send(project, port, undefined);
  const end = ProjectStore.open(project);
  const rows = end.outbox.all();
  end.close();
  return {
    sent: rows.filter(({ status }) => status === 'sent').length,
    doubtful: new Set(rows.flatMap(({ status, userId }) => (status === 'doubtful' ? [userId] : []))),
  };
}

/** Each came once, or is in doubt. @param taken whose came, in order. */
function expectOnce(taken: readonly string[], all: number, { sent, doubtful }: { sent: number; doubtful: Set<string> }): void {
  const unique = new Set(taken);
  expect(unique.size).toBe(taken.length);
  expect(sent).toBe(all - doubtful.size);
  const missing = Array.from({ length: all }, (_, n) => String(n)).filter((n) => !unique.has(n));
  expect(missing.every((n) => doubtful.has(n))).toBe(true);
}

function projectWith(folder: string, count: number, kind: OutboxKind, addresses?: readonly string[]): string {
  const project = join(folder, 'shop.waypost');
  const store = ProjectStore.create(project, { name: 'Shop' });
  queue(store, count, kind, addresses);
  store.close();
  return project;
}

it(
  '10 000 messages and 20 kills: none lost, none doubled, and at most the one in flight doubtful each time',
  { timeout: 300_000 },
  async () => {
    const folder = temporaryFolder();
    const server = await mailServer();
    const end = await sendWithKills(projectWith(folder.path, MESSAGES, 'email'), server.port, KILLS);
    await server.close();
    folder.remove();
    const taken = server.messages.map((message) => /^Subject: Hello (\d+)\r$/m.exec(message.toString())?.[1] ?? '');
    expectOnce(taken, MESSAGES, end);
  },
);

it(
  'calls of webhooks to three hosts and kills: none lost, none made twice, at most the one in flight of each doubtful',
  { timeout: 120_000 },
  async () => {
    const folder = temporaryFolder();
    const hooks = [await hookServer(), await hookServer(), await hookServer()];
    const addresses = hooks.map(({ host }) => `http://${host}/`);
    const end = await sendWithKills(projectWith(folder.path, CALLS, 'webhook', addresses), 0, 6, hooks.length);
    for (const { close } of hooks) await close();
    folder.remove();
    const taken = hooks.map((hook) => hook.taken.map(({ body }) => Number(body)));
    for (const ofHost of taken) expect(ofHost).toEqual(ofHost.toSorted((a, b) => a - b));
    expectOnce(taken.flat().map(String), CALLS, end);
  },
);
