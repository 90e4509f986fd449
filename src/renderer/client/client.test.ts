import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { requestSchema, type Request, type Response } from '../../shared/contract/wire.js';
import { createClient } from './client.js';
import type { Wire } from './wire.js';

/** The other end of the wires that a client opens, played by the test. */
class FakeHost {
  readonly requests: Request[] = [];
  refuses = false;
  private message: (message: unknown) => void = () => undefined;
  private closed: () => void = () => undefined;

  readonly open = (): Promise<Wire> => {
    if (this.refuses) return Promise.reject(new Error('nobody there'));
    return Promise.resolve({
      send: (message) => this.requests.push(requestSchema.parse(message)),
      onMessage: (listener) => {
        this.message = listener;
      },
      onClose: (listener) => {
        this.closed = listener;
      },
    });
  };

  send(response: Response): void {
    this.message(response);
  }

  hangUp(): void {
    this.closed();
  }

  get last(): Request | undefined {
    return this.requests.at(-1);
  }
}

const info = { version: '1', host: 'web', node: 'v24', projectsFolder: '/home/ana' } as const;
const project = { project: '/home/ana/shop.waypost', name: 'Shop', notes: [] };

let host: FakeHost;
beforeEach(() => {
  vi.useFakeTimers();
  host = new FakeHost();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Lets everything happen that is due within some milliseconds. */
const pass = (milliseconds = 1) => vi.advanceTimersByTimeAsync(milliseconds);

function setUp() {
  const client = createClient(host.open);
  const states: string[] = [];
  client.connection.subscribe(() => states.push(client.connection.state()));
  return { ...client, states };
}

describe('the engine client', () => {
  it('sends a call and resolves with its output', async () => {
    const { engine } = setUp();
    const answer = engine.call('app.info', {});
    await pass();
    expect(host.last).toEqual({ kind: 'call', id: 0, procedure: 'app.info', input: {} });
    host.send({ kind: 'result', id: 0, output: info });
    expect(await answer).toEqual(info);
  });

  it('refuses an answer of another shape than was agreed', async () => {
    const { engine } = setUp();
    const answer = expect(engine.call('app.info', {})).rejects.toMatchObject({
      code: 'internal',
      message: expect.stringContaining('app.info'),
    });
    await pass();
    host.send({ kind: 'result', id: 0, output: { ...info, host: 'cloud' } });
    await answer;
  });

  it('fails with the engine’s own code and sentence', async () => {
    const { engine } = setUp();
    const answer = expect(engine.call('projects.open', { project: '/nowhere' })).rejects.toMatchObject({
      code: 'notFound',
      message: 'There is no project there.',
    });
    await pass();
    host.send({ kind: 'error', id: 0, error: { code: 'notFound', message: 'There is no project there.' } });
    await answer;
  });

  it('passes progress on, and a cancel by signal', async () => {
    const { engine } = setUp();
    const controller = new AbortController();
    const seen: unknown[] = [];
    const options = { signal: controller.signal, onProgress: (progress: unknown) => seen.push(progress) };
    const answer = expect(engine.call('projects.openSample', { sample: 'demo-shop' }, options)).rejects.toMatchObject({
      code: 'cancelled',
    });
    await pass();
    host.send({ kind: 'progress', id: 0, progress: { stage: 'Copying', fraction: 0.2 } });
    controller.abort();
    expect(host.last).toEqual({ kind: 'cancel', id: 0 });
    host.send({ kind: 'error', id: 0, error: { code: 'cancelled', message: 'Cancelled.' } });
    await answer;
    expect(seen).toEqual([{ stage: 'Copying', fraction: 0.2 }]);
  });

  it('sends nothing for a call that is cancelled before it begins', async () => {
    const { engine } = setUp();
    await expect(engine.call('app.info', {}, { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'cancelled' });
    await pass();
    expect(host.requests).toEqual([]);
  });

  it('gives up waiting for a connection when the call is cancelled', async () => {
    host.refuses = true;
    const { engine } = setUp();
    const controller = new AbortController();
    const answer = expect(engine.call('app.info', {}, { signal: controller.signal })).rejects.toMatchObject({
      code: 'cancelled',
    });
    await pass(50);
    controller.abort();
    await answer;
  });

  it('tells listeners of notices until they leave', async () => {
    const { engine } = setUp();
    await pass();
    const seen: unknown[] = [];
    const leave = engine.onNotice((notice) => seen.push(notice));
    const notice = { topic: 'journeys.changed', project: project.project } as const;
    host.send({ kind: 'notice', notice });
    leave();
    host.send({ kind: 'notice', notice });
    expect(seen).toEqual([notice]);
  });
});

describe('when the engine goes away', () => {
  it('fails the calls under way, connects again and answers what waited', async () => {
    const { engine, states } = setUp();
    const interrupted = expect(engine.call('app.info', {})).rejects.toMatchObject({
      code: 'io',
      message: expect.stringContaining('stopped'),
    });
    await pass();
    host.refuses = true;
    host.hangUp();
    await interrupted;
    const waiting = engine.call('app.info', {});
    await pass(500);
    expect(states).toEqual(['connected', 'reconnecting']);
    host.refuses = false;
    await pass(1000);
    host.send({ kind: 'result', id: 0, output: info });
    expect(await waiting).toEqual(info);
    expect(states).toEqual(['connected', 'reconnecting', 'connected']);
  });

  it('opens the projects again that were open, before anything else', async () => {
    const { engine } = setUp();
    for (const [id, name] of ['shop', 'old'].entries()) {
      const opened = engine.call('projects.open', { project: name });
      await pass();
      host.send({ kind: 'result', id, output: { ...project, project: name } });
      await opened;
    }
    const closed = engine.call('projects.close', { project: 'old' });
    await pass();
    host.send({ kind: 'result', id: 2, output: null });
    await closed;
    host.requests.length = 0;
    host.hangUp();
    const next = engine.call('app.info', {});
    await pass(10);
    expect(host.requests).toEqual([{ kind: 'call', id: 0, procedure: 'projects.open', input: { project: 'shop' } }]);
    host.send({ kind: 'error', id: 0, error: { code: 'notFound', message: 'Gone.' } });
    await pass(10);
    expect(host.last).toMatchObject({ procedure: 'app.info' });
    host.send({ kind: 'result', id: 1, output: info });
    await next;
  });

  it('tells whoever waits when it does not come back, and still takes it when it does', async () => {
    const { engine, states } = setUp();
    await pass();
    host.refuses = true;
    host.hangUp();
    const waiting = expect(engine.call('app.info', {})).rejects.toMatchObject({ code: 'io' });
    await pass(20_000);
    await waiting;
    await expect(engine.call('app.info', {})).rejects.toMatchObject({ code: 'io' });
    expect(states).toEqual(['connected', 'reconnecting', 'lost']);
    host.refuses = false;
    await pass(5000);
    expect(states.at(-1)).toBe('connected');
  });
});
