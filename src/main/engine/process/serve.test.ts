import { describe, expect, it } from 'vitest';
import { EngineError } from '../../../shared/contract/error.js';
import type { Notice } from '../../../shared/contract/wire.js';
import type { CallOptions, Engine } from '../engine.js';
import { serveChannel } from './serve.js';

/** An engine whose calls the test ends by hand, and a channel that it speaks through. */
function setUp() {
  const calls: {
    procedure: string;
    input: unknown;
    options: CallOptions;
    resolve: (output: unknown) => void;
    reject: (error: unknown) => void;
  }[] = [];
  const noticeListeners = new Set<(notice: Notice) => void>();
  const engine: Engine = {
    call: (procedure, input, options = {}) =>
      new Promise((resolve, reject) => {
        calls.push({ procedure, input, options, resolve, reject });
      }),
    onNotice: (listener) => {
      noticeListeners.add(listener);
      return () => noticeListeners.delete(listener);
    },
    close: () => Promise.resolve(),
  };
  const sent: unknown[] = [];
  const messages: ((message: unknown) => void)[] = [];
  const closes: (() => void)[] = [];
  serveChannel(engine, {
    send: (message) => sent.push(message),
    onMessage: (listener) => messages.push(listener),
    onClose: (listener) => closes.push(listener),
  });
  return {
    calls,
    sent,
    notify: (notice: Notice) => {
      for (const listener of noticeListeners) listener(notice);
    },
    receive: (message: unknown) => {
      for (const listener of messages) listener(message);
    },
    close: () => {
      for (const listener of closes) listener();
    },
    settled: () =>
      new Promise<void>((resolve) => {
        setImmediate(resolve);
      }),
  };
}

const call = (id: number, procedure = 'app.info', input: unknown = {}) => ({ kind: 'call', id, procedure, input });

describe('a served channel', () => {
  it('answers each call with its output, whatever the order', async () => {
    const { calls, sent, receive, settled } = setUp();
    receive(call(7, 'first', { a: 1 }));
    receive(call(8, 'second'));
    expect(calls.map(({ procedure, input }) => [procedure, input])).toEqual([
      ['first', { a: 1 }],
      ['second', {}],
    ]);
    calls[1]?.resolve('two');
    await settled();
    calls[0]?.resolve('one');
    await settled();
    expect(sent).toEqual([
      { kind: 'result', id: 8, output: 'two' },
      { kind: 'result', id: 7, output: 'one' },
    ]);
  });

  it('sends an expected failure as data and names the procedure of an unexpected one', async () => {
    const { calls, sent, receive, settled } = setUp();
    receive(call(1));
    receive(call(2, 'logs.import'));
    calls[0]?.reject(new EngineError('notFound', 'No such project.'));
    calls[1]?.reject(new TypeError('x is not a function'));
    await settled();
    expect(sent).toEqual([
      { kind: 'error', id: 1, error: { code: 'notFound', message: 'No such project.', problems: [] } },
      { kind: 'error', id: 2, error: { code: 'internal', message: '“logs.import” failed: x is not a function', problems: [] } },
    ]);
  });

  it('carries progress and cancels by signal', async () => {
    const { calls, sent, receive, settled } = setUp();
    receive(call(3));
    calls[0]?.options.onProgress?.({ stage: 'Reading', fraction: 0.5 });
    expect(sent).toEqual([{ kind: 'progress', id: 3, progress: { stage: 'Reading', fraction: 0.5 } }]);
    receive({ kind: 'cancel', id: 3 });
    expect(calls[0]?.options.signal?.aborted).toBe(true);
    calls[0]?.reject(new EngineError('cancelled', 'Cancelled.'));
    await settled();
    expect(sent.at(-1)).toMatchObject({ kind: 'error', id: 3, error: { code: 'cancelled' } });
  });

  it('passes notices on until it closes', () => {
    const { sent, notify, close } = setUp();
    const notice = { topic: 'log.changed', project: '/p.waypost' } as const;
    notify(notice);
    close();
    notify(notice);
    expect(sent).toEqual([{ kind: 'notice', notice }]);
  });

  it('cancels what runs when the channel closes, and sends nothing more', async () => {
    const { calls, sent, receive, close, settled } = setUp();
    receive(call(1));
    receive(call(2));
    close();
    expect(calls.map(({ options }) => options.signal?.aborted)).toEqual([true, true]);
    calls[0]?.options.onProgress?.({ stage: 'late' });
    calls[0]?.resolve('late');
    calls[1]?.reject(new Error('late'));
    await settled();
    expect(sent).toEqual([]);
  });

  it.each([
    ['no object', 'call'],
    ['nothing', undefined],
    ['an array', [1, 2]],
    ['no id', { kind: 'call', procedure: 'app.info', input: {} }],
    ['a negative id', { kind: 'call', id: -1, procedure: 'app.info', input: {} }],
    ['a fraction as id', { kind: 'cancel', id: 1.5 }],
  ])('ignores a message with %s', (_what, message) => {
    const { calls, sent, receive } = setUp();
    receive(message);
    expect([calls, sent]).toEqual([[], []]);
  });

  it.each([
    ['an unknown kind', { kind: 'eval', id: 4, code: '1' }],
    ['a procedure that is no text', { kind: 'call', id: 4, procedure: { toString: 'x' }, input: {} }],
    ['a key too many', { kind: 'call', id: 4, procedure: 'app.info', input: {}, sudo: true }],
    ['the shape of an answer', { kind: 'result', id: 4, output: null }],
  ])('refuses a message with %s', (_what, message) => {
    const { calls, sent, receive } = setUp();
    receive(message);
    expect(calls).toEqual([]);
    expect(sent).toEqual([{ kind: 'error', id: 4, error: expect.objectContaining({ code: 'badRequest' }) }]);
  });

  it('refuses an id that is in use and leaves its call alone', async () => {
    const { calls, sent, receive, settled } = setUp();
    receive(call(1, 'first'));
    receive(call(1, 'second'));
    expect(calls).toHaveLength(1);
    expect(sent).toEqual([{ kind: 'error', id: 1, error: expect.objectContaining({ code: 'badRequest' }) }]);
    calls[0]?.resolve('done');
    await settled();
    expect(sent.at(-1)).toEqual({ kind: 'result', id: 1, output: 'done' });
  });

  it('refuses more than a thousand open calls', () => {
    const { calls, sent, receive } = setUp();
    for (let id = 0; id <= 1000; id++) receive(call(id));
    expect(calls).toHaveLength(1000);
    expect(sent).toEqual([{ kind: 'error', id: 1000, error: expect.objectContaining({ code: 'badRequest' }) }]);
  });

  it('does not mind a cancel for a call that is over', () => {
    const { sent, receive } = setUp();
    receive({ kind: 'cancel', id: 99 });
    expect(sent).toEqual([]);
  });
});
