import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { smtpTransport } from '../../src/main/engine/delivery/transports/smtp.js';
import { httpCaller } from '../../src/main/engine/delivery/webhooks/caller.js';
import { HostRests } from '../../src/main/engine/delivery/webhooks/rests.js';
import { ProjectStore } from '../../src/main/store/project/index.js';
import { temporaryFolder } from '../../src/main/store/project/testing.js';
import { hookServer, type HookServer } from './hook-server.js';
import { mailServer } from './mail-server.js';
import { queue, sendingAll } from './outbox-fixture.js';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** A server that answers only when it is told to. */
interface SlowHook extends HookServer {
  /** Calls that wait for an answer. */
  open: () => number;
  /** Answers those that wait, and from then on each as it comes. */
  answer: () => void;
}

async function slowHook(): Promise<SlowHook> {
  const waiting: (() => void)[] = [];
  let answers = false;
  const hook = await hookServer((_call, response) => {
    if (answers) response.end('ok');
    else waiting.push(() => response.end('ok'));
  });
  closing.push(hook.close);
  const answer = (): void => {
    answers = true;
    for (const each of waiting.splice(0)) each();
  };
  return { ...hook, open: () => waiting.length, answer };
}

const slowHooks = (count: number): Promise<SlowHook[]> => Promise.all(Array.from({ length: count }, slowHook));

/** An outbox with messages and calls, and a run that hands them over. @param calls by turns to these. */
async function running(hooks: readonly SlowHook[], { calls, messages = 0 }: { calls: number; messages?: number }) {
  const folder = temporaryFolder();
  const store = ProjectStore.create(join(folder.path, 'p.waypost'), { name: 'p' });
  closing.push(folder.remove, () => {
    store.close();
  });
  queue(
    store,
    calls,
    'webhook',
    hooks.map(({ host }) => `http://${host}/`),
  );
  store.outbox.add(
    store.outbox
      .all()
      .slice(0, messages)
      .map((row) => ({ ...row, kind: 'email', node: 'e2', status: 'queued', address: '' })),
  );
  const mail = await mailServer();
  const transport = smtpTransport({ host: '127.0.0.1', port: mail.port, security: 'none', connections: 2 });
  const caller = httpCaller({ loopback: true, rests: new HostRests(), timeoutMs: 60_000 });
  closing.push(mail.close, transport.close, caller.close);
  const sender = sendingAll(store, transport, caller);
  const stop = new AbortController();
  const end = sender.run(stop.signal);
  closing.push(async () => {
    stop.abort();
    for (const { answer } of hooks) answer();
    await end;
  });
  return { store, mail, stop, end };
}

/** Waits for what comes of itself, however busy the machine is. */
const eventually = { timeout: 30_000 };

const statesOf = (store: ProjectStore): Record<string, number> =>
  Object.fromEntries(store.outbox.counts().map(({ status, messages }) => [status, messages]));

describe('calls of webhooks', () => {
  it('wait for no other host, and hold up no message', async () => {
    const [slow, quick] = await slowHooks(2);
    if (!slow || !quick) throw new Error('There are no servers.');
    quick.answer();
    const { end, mail } = await running([slow, quick], { calls: 20, messages: 5 });
    await expect.poll(() => [slow.open(), quick.taken.length, mail.messages.length], eventually).toEqual([1, 10, 5]);
    slow.answer();
    expect(await end).toEqual({ sent: 25 });
    // In order, one by one.
    expect(slow.taken.map(({ body }) => Number(body))).toEqual(Array.from({ length: 10 }, (_, n) => n * 2));
    expect(quick.taken.map(({ body }) => Number(body))).toEqual(Array.from({ length: 10 }, (_, n) => n * 2 + 1));
  });

  it('are four at once at most, one to each host, and written down as under way before they leave', async () => {
    const hooks = await slowHooks(6);
    const { store, end } = await running(hooks, { calls: 18 });
    const underWay = (): number => hooks.reduce((sum, { open }) => sum + open(), 0);
    await expect.poll(underWay, eventually).toBe(4);
    expect(statesOf(store)).toEqual({ queued: 14, sending: 4 });
    expect(hooks.map(({ open }) => open()).every((open) => open <= 1)).toBe(true);
    // The place of one that is done goes to a host that waits, not to the next of the same.
    const first = hooks.find(({ open }) => open() === 1);
    first?.answer();
    await expect.poll(() => hooks.filter(({ taken }) => taken.length > 0).length, eventually).toBe(5);
    for (const { answer } of hooks) answer();
    expect(await end).toEqual({ sent: 18 });
    expect(hooks.map(({ taken }) => taken.length)).toEqual(Array(6).fill(3));
  });

  it('that are under way when it is stopped end in good order, and nothing begins after', async () => {
    const hooks = await slowHooks(3);
    const { store, stop, end } = await running(hooks, { calls: 9 });
    await expect.poll(() => hooks.map(({ open }) => open()), eventually).toEqual([1, 1, 1]);
    stop.abort();
    for (const { answer } of hooks) answer();
    expect(await end).toEqual({ sent: 3 });
    expect(statesOf(store)).toEqual({ queued: 6, sent: 3 });
    expect(hooks.map(({ taken }) => taken.length)).toEqual([1, 1, 1]);
  });
});
