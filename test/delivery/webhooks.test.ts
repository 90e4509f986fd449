import { afterEach, describe, expect, it } from 'vitest';
import { webhookFault } from '../../src/main/engine/delivery/webhooks/address.js';
import { httpCaller, type CallerOptions, type OutgoingCall } from '../../src/main/engine/delivery/webhooks/caller.js';
import { HostRests } from '../../src/main/engine/delivery/webhooks/rests.js';
import type { SendResult } from '../../src/main/engine/delivery/transports/transport.js';
import { hookServer, type Answer, type HookServer } from './hook-server.js';
import { certificateFor } from './mail-server.js';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function server(answer?: Answer, tls?: { key: string; cert: string }): Promise<HookServer> {
  const started = await hookServer(answer, tls);
  closing.push(started.close);
  return started;
}

const NOW = Date.parse('2024-05-01T10:00:00Z');
const rests = (): HostRests =>
  new HostRests(
    () => NOW,
    () => 1,
  );

async function make(url: string, options: Partial<CallerOptions> = {}, more: Partial<OutgoingCall> = {}): Promise<SendResult> {
  const caller = httpCaller({ loopback: true, rests: rests(), timeoutMs: 2_000, now: () => NOW, ...options });
  const content = { type: 'application/json', text: '{"who":"żaneta"}' };
  try {
    return await caller.make({ key: 'k1', url, method: 'POST', content, ...more }, () => Promise.resolve());
  } finally {
    await caller.close();
  }
}

const saying =
  (status: number, headers: Record<string, string> = {}, body = ''): Answer =>
  (_call, response) => {
    response.writeHead(status, headers).end(body);
  };

describe('a call', () => {
  it('carries JSON and its key, and says that it was taken', async () => {
    const hook = await server();
    expect(await make(`http://${hook.host}/a?b=1`)).toEqual({ kind: 'sent', answer: 'HTTP 200' });
    expect(hook.taken).toEqual([
      { method: 'POST', path: '/a?b=1', key: 'k1', authorization: '', type: 'application/json', body: '{"who":"żaneta"}' },
    ]);
  });

  it('goes over TLS, and only to whom the certificate belongs', async () => {
    const own = certificateFor('localhost');
    const hook = await server(undefined, own);
    const url = `https://${hook.host.replace('127.0.0.1', 'localhost')}/`;
    expect(await make(url, { trusted: own.cert })).toMatchObject({ kind: 'sent' });
    expect(await make(url)).toMatchObject({ kind: 'temporary' });
    expect(await make(`https://${hook.host}/`, { trusted: certificateFor('elsewhere.example').cert })).toMatchObject({
      kind: 'temporary',
    });
    expect(hook.taken).toHaveLength(1);
  });

  it('has the header Authorization for the one host that it belongs to', async () => {
    const hook = await server();
    const value = 'Bearer secret';
    await make(`http://${hook.host}/`, { authorization: { host: hook.host, value } });
    await make(`http://${hook.host}/`, { authorization: { host: 'hooks.example.com', value } });
    expect(hook.taken.map(({ authorization }) => authorization)).toEqual([value, '']);
  });

  it('is tried again later for what passes, and not for what stays', async () => {
    const statuses = [500, 503, 408, 429, 400, 401, 404, 410];
    const kinds: string[] = [];
    for (const status of statuses) {
      const hook = await server(saying(status, {}, 'no\n\u0000<b>because</b>'));
      const result = await make(`http://${hook.host}/`);
      expect(result.answer).toBe(`HTTP ${String(status)}: no <b>because</b>`);
      kinds.push(result.kind);
    }
    expect(kinds).toEqual([...Array<string>(4).fill('temporary'), ...Array<string>(4).fill('permanent')]);
  });

  it('waits as long as it is asked to, in seconds or until a time, a day at the most', async () => {
    const after = async (value: string): Promise<number | undefined> => {
      const hook = await server(saying(429, { 'retry-after': value }));
      const result = await make(`http://${hook.host}/`);
      return result.kind === 'temporary' ? result.notBefore : undefined;
    };
    expect(await after('120')).toBe(NOW + 120_000);
    expect(await after('Wed, 01 May 2024 11:00:00 GMT')).toBe(NOW + 3_600_000);
    expect(await after('99999999')).toBe(NOW + 86_400_000);
    expect(await after('soon')).toBeUndefined();
  });

  it('follows no redirect', async () => {
    const other = await server();
    const hook = await server(saying(302, { location: `http://${other.host}/` }));
    expect(await make(`http://${hook.host}/`)).toMatchObject({
      kind: 'permanent',
      answer: expect.stringContaining('leads elsewhere') as string,
    });
    expect(other.taken).toEqual([]);
  });

  it('gives up on a host that hangs or hangs up, and lets it rest', async () => {
    const hanging = await server(() => undefined);
    const list = rests();
    const hung = await make(`http://${hanging.host}/`, { timeoutMs: 300, rests: list });
    expect(hung).toMatchObject({ kind: 'temporary', answer: expect.stringContaining('does not answer') as string });
    expect(list.until(hanging.host)).toBe(NOW + 5_000);
    const dropping = await server((_call, _response, request) => request.socket.destroy());
    expect(await make(`http://${dropping.host}/`)).toMatchObject({ kind: 'temporary' });
    await dropping.close();
    closing.pop();
    expect(await make(`http://${dropping.host}/`, { rests: list })).toMatchObject({ kind: 'temporary' });
    expect(list.until(dropping.host)).toBe(NOW + 5_000);
  });

  it('reads only the beginning of an answer, however long and slow', async () => {
    let written = 0;
    const endless: Answer = (call, response) => {
      response.writeHead(call.path === '/taken' ? 200 : 400);
      const more = (): void => {
        while (!response.destroyed && written < 200_000_000) {
          written += 65_536;
          if (!response.write(Buffer.alloc(65_536, 'x'))) {
            response.once('drain', more);
            return;
          }
        }
      };
      more();
    };
    const hook = await server(endless);
    const refused = await make(`http://${hook.host}/`);
    expect(refused.kind).toBe('permanent');
    expect(refused.answer.length).toBeLessThan(400);
    expect(await make(`http://${hook.host}/taken`)).toEqual({ kind: 'sent', answer: 'HTTP 200' });
    expect(written).toBeLessThan(50_000_000);
    const dripping = await server((_call, response) => {
      response.writeHead(200);
      response.write('x');
    });
    expect(await make(`http://${dripping.host}/`, { timeoutMs: 500 })).toEqual({ kind: 'sent', answer: 'HTTP 200' });
  });

  it('does not reach into the own network by a name', async () => {
    const hook = await server();
    const port = hook.host.split(':')[1] ?? '';
    // The machine's own name stands for an address of its own; where this is not permitted, it is not called.
    const result = await make(`http://localhost:${port}/`, { loopback: false });
    expect(result).toMatchObject({ kind: 'permanent', answer: expect.stringContaining('private network') as string });
    expect(hook.taken).toEqual([]);
  });
});

describe('an address', () => {
  const fault = (url: string, loopback = false): string | undefined => webhookFault(url, { loopback });

  it('is https, without a password, and of the public internet', () => {
    expect(fault('https://hooks.example.com/a')).toBeUndefined();
    expect(fault('https://93.184.216.34/')).toBeUndefined();
    expect(fault('')).toContain('no address');
    expect(fault('hooks.example.com')).toContain('no web address');
    expect(fault('file:///etc/passwd')).toContain('no web address');
    expect(fault('http://hooks.example.com/')).toContain('https');
    expect(fault('https://ana:secret@hooks.example.com/')).toContain('password');
  });

  it.each([
    'https://10.0.0.1/',
    'https://192.168.1.1/',
    'https://169.254.169.254/latest/meta-data',
    'https://100.64.0.1/',
    'https://0.0.0.0/',
    'https://0x7f.1/',
    'https://2130706433/',
    'https://[::1]/',
    'https://[::ffff:10.0.0.1]/',
    'https://[fe80::1]/',
    'https://[fd00::1]/',
    'https://[64:ff9b::a00:1]/',
    'https://localhost/',
    'https://a.localhost./',
    'https://127.0.0.1:8443/',
  ])('is refused: %s', (url) => {
    expect(fault(url)).toBeDefined();
  });

  it('may be on this machine where that is allowed, also without encryption', () => {
    for (const url of ['http://localhost:5678/', 'http://127.0.0.1/', 'http://[::1]:5678/', 'https://localhost/'])
      expect(fault(url, true)).toBeUndefined();
    expect(fault('https://10.0.0.1/', true)).toBeDefined();
    expect(fault('http://hooks.example.com/', true)).toBeDefined();
  });
});
