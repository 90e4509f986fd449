import { simpleParser } from 'mailparser';
import { afterEach, describe, expect, it } from 'vitest';
import { smtpTransport } from '../../src/main/engine/delivery/transports/smtp.js';
import type { Transport } from '../../src/main/engine/delivery/transports/transport.js';
import { certificateFor, cuttingProxy, mailServer, smtpError, type MailServerOptions } from './mail-server.js';
import { outboxWith } from './outbox-fixture.js';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

const live = new AbortController().signal;

async function server(options?: MailServerOptions) {
  const started = await mailServer(options);
  closing.push(started.close);
  return started;
}

function transport(port: number, more: Partial<Parameters<typeof smtpTransport>[0]> = {}): Transport {
  const made = smtpTransport({ host: '127.0.0.1', port, security: 'none', connections: 3, timeoutMs: 4_000, ...more });
  closing.push(made.close);
  return made;
}

function outbox(count: number, address?: (n: number) => string) {
  const fixture = outboxWith(count, address);
  closing.push(fixture.remove);
  return fixture;
}

const toOf = async (message: Buffer): Promise<string> => {
  const { to } = await simpleParser(message);
  return Array.isArray(to) ? '' : (to?.text ?? '');
};

describe('sending by SMTP', () => {
  it('sends each message once, over connections that stay open', async () => {
    let connections = 0;
    const mail = await server({
      onConnect: (_session, done) => {
        connections++;
        done();
      },
    });
    const { send, rows } = outbox(40);
    expect(await send(transport(mail.port)).run(live)).toEqual({ sent: 40 });
    expect(new Set(await Promise.all(mail.messages.map(toOf))).size).toBe(40);
    expect(connections).toBeLessThanOrEqual(3);
    expect(new Set(rows().map(({ status }) => status))).toEqual(new Set(['sent']));
    expect(await send(transport(mail.port)).run(live)).toEqual({ sent: 0 });
  });

  it('comes back later when the server greylists', async () => {
    const seen = new Set<string>();
    const mail = await server({
      onRcptTo: ({ address }, _session, done) => {
        const known = seen.has(address);
        seen.add(address);
        done(known ? null : smtpError(450, '4.7.1 Greylisted, try again'));
      },
    });
    const { send, rows } = outbox(3);
    const smtp = transport(mail.port);
    expect(await send(smtp, { now: () => 1_000 }).run(live)).toEqual({ sent: 0 });
    for (const row of rows()) {
      expect(row).toMatchObject({ status: 'queued', attempts: 1 });
      expect(row.nextAt).toBeGreaterThan(1_000);
    }
    expect(await send(smtp).run(live)).toEqual({ sent: 3 });
    expect(rows().map(({ attempts }) => attempts)).toEqual([2, 2, 2]);
  });

  it('loses and doubles nothing when the server hangs up with 421 in the middle', async () => {
    let taken = 0;
    const mail = await server({
      onMailFrom: (_address, _session, done) => {
        taken++;
        done(taken % 4 === 0 ? smtpError(421, '4.3.2 Going down') : null);
      },
    });
    const { send, rows } = outbox(12);
    const smtp = transport(mail.port, { connections: 1 });
    await send(smtp).run(live);
    expect(new Set(rows().map(({ status }) => status))).toEqual(new Set(['queued', 'sent']));
    for (let round = 0; round < 6; round++) await send(smtp, { now: () => Date.now() + 86_400_000 }).run(live);
    expect(rows().every(({ status }) => status === 'sent')).toBe(true);
    expect(new Set(await Promise.all(mail.messages.map(toOf))).size).toBe(12);
    expect(mail.messages).toHaveLength(12);
  });

  it('calls a message doubtful when the line breaks after DATA, and does not send it again', async () => {
    const mail = await server();
    const proxy = await cuttingProxy(
      mail.port,
      (direction, chunk) => direction === 'down' && chunk.toString().includes('queued'),
    );
    closing.push(proxy.close);
    const { send, rows, store } = outbox(1);
    const smtp = transport(proxy.port);
    await send(smtp).run(live);
    const [row] = rows();
    expect(row).toMatchObject({ status: 'doubtful' });
    await send(smtp, { now: () => Date.now() + 86_400_000 }).run(live);
    expect(mail.messages).toHaveLength(1);
    expect(store.outbox.decide([row?.id ?? 0], 'wasSent')).toBe(1);
    expect(rows()[0]).toMatchObject({ status: 'sent' });
  });

  it('keeps a message that never got as far as its end', async () => {
    const mail = await server();
    const proxy = await cuttingProxy(mail.port, (direction, chunk) => direction === 'up' && chunk.toString().includes('RCPT'));
    closing.push(proxy.close);
    const { send, rows } = outbox(2);
    expect(await send(transport(proxy.port)).run(live)).toMatchObject({ sent: 0 });
    expect(rows().every(({ status }) => status === 'queued')).toBe(true);
    expect(mail.messages).toHaveLength(0);
  });

  it('waits for a slow server, and calls one that falls silent after the message doubtful', async () => {
    const slow = await server({ judge: () => new Promise((resolve) => setTimeout(resolve, 300)).then(() => undefined) });
    const one = outbox(2);
    expect(await one.send(transport(slow.port)).run(live)).toEqual({ sent: 2 });
    const silent = await server({ judge: () => new Promise(() => undefined) });
    const two = outbox(1);
    await two.send(transport(silent.port, { timeoutMs: 400 })).run(live);
    expect(two.rows()[0]).toMatchObject({ status: 'doubtful' });
  });

  it('sends nothing over STARTTLS with a certificate that is not the server’s', async () => {
    const { key, cert } = certificateFor('elsewhere.example');
    const mail = await server({ disabledCommands: [], secure: false, key, cert });
    const { send, rows } = outbox(2);
    const end = await send(transport(mail.port, { security: 'starttls', host: 'localhost' })).run(live);
    expect(end).toMatchObject({ sent: 0, trouble: { kind: 'misconfigured' } });
    expect(mail.messages).toHaveLength(0);
    expect(rows().every(({ status }) => status === 'queued')).toBe(true);
    const plain = await server();
    const refused = await send(transport(plain.port, { security: 'starttls' })).run(live);
    expect(refused.sent).toBe(0);
    expect(plain.messages).toHaveLength(0);
  });

  it('sends over STARTTLS with a certificate that is trusted, logged in', async () => {
    const { key, cert } = certificateFor('localhost');
    const mail = await server({
      disabledCommands: [],
      authOptional: false,
      key,
      cert,
      onAuth: ({ username, password }, _session, done) => {
        if (username === 'shop' && password === 'secret') done(null, { user: 'shop' });
        else done(smtpError(535, '5.7.8 Wrong password'));
      },
    });
    const { send } = outbox(2);
    const options = { security: 'starttls', host: 'localhost', trusted: cert, user: 'shop' } as const;
    const wrong = await send(transport(mail.port, { ...options, password: 'guess' })).run(live);
    expect(wrong).toMatchObject({ sent: 0, trouble: { kind: 'misconfigured' } });
    const right = transport(mail.port, { ...options, password: 'secret' });
    expect(await right.test()).toContain('takes the password');
    expect(await send(right).run(live)).toEqual({ sent: 2 });
  });

  it('suppresses an address that is refused for good, and stops when the sender is at fault', async () => {
    const mail = await server({
      onRcptTo: ({ address }, _session, done) => {
        done(address.toLowerCase().startsWith('gone') ? smtpError(550, '5.1.1 No such user') : null);
      },
    });
    const { send, rows, store } = outbox(2, (n) => (n === 0 ? 'Gone@example.com' : 'here@example.com'));
    await send(transport(mail.port)).run(live);
    expect(rows().map(({ status }) => status)).toEqual(['failed', 'sent']);
    expect(store.suppressions.reasonFor('gone@example.com')).toContain('No such user');
    expect(store.suppressions.reasonFor('here@example.com')).toBeUndefined();
    const strict = await server({
      onMailFrom: (_address, _session, done) => {
        done(smtpError(553, '5.1.8 Sender refused'));
      },
    });
    const other = outbox(5);
    const end = await other.send(transport(strict.port)).run(live);
    expect(end.trouble).toEqual({ kind: 'misconfigured', answer: expect.stringContaining('Sender refused') as string });
    expect(other.rows().every(({ status }) => status === 'queued')).toBe(true);
  });

  it('burns no attempts of anybody’s while the server is the one that cannot', async () => {
    let down = true;
    const mail = await server({
      onMailFrom: (_address, _session, done) => {
        done(down ? smtpError(451, '4.3.2 System not accepting messages') : null);
      },
    });
    const { send, rows } = outbox(30);
    const smtp = transport(mail.port);
    expect(await send(smtp).run(live)).toMatchObject({ sent: 0, trouble: { kind: 'unreachable' } });
    expect(await send(transport(9)).run(live)).toMatchObject({ sent: 0, trouble: { kind: 'unreachable' } });
    expect(new Set(rows().map(({ status, attempts }) => `${status} ${String(attempts)}`))).toEqual(new Set(['queued 0']));
    down = false;
    expect(await send(smtp).run(live)).toEqual({ sent: 30 });
  });

  it('blames no address for a full mailbox, the content, or a server that does not relay', async () => {
    const answers = [
      smtpError(552, '5.2.2 Mailbox full'),
      smtpError(550, '5.7.1 Blocked by policy'),
      smtpError(550, '5.1.1 No such user'),
    ];
    const mail = await server({
      onRcptTo: ({ address }, _session, done) => {
        done(answers[Number(/\d/.exec(address)?.[0])] ?? null);
      },
      judge: () => smtpError(554, '5.6.0 Looks like spam'),
    });
    const { send, rows, store } = outbox(4);
    await send(transport(mail.port)).run(live);
    expect(rows().map(({ status }) => status)).toEqual(['failed', 'failed', 'failed', 'failed']);
    const listed = store.suppressions.page('', 0, 10).rows.map(({ address }) => address);
    expect(listed).toEqual(['customer2@example.com']);
    const closed = await server({
      onRcptTo: (_address, _session, done) => {
        done(smtpError(554, '5.7.1 Relay access denied'));
      },
    });
    const other = outbox(3);
    expect(await other.send(transport(closed.port)).run(live)).toMatchObject({ trouble: { kind: 'misconfigured' } });
    expect(other.rows().every(({ status }) => status === 'queued')).toBe(true);
  });

  it('writes to addresses of any script, and to domains of any', async () => {
    const to: string[] = [];
    const mail = await server({
      onRcptTo: ({ address }, _session, done) => {
        to.push(address);
        done();
      },
    });
    const { send } = outbox(2, (n) => (n === 0 ? 'żółw@example.com' : 'ana@bücher.example'));
    expect(await send(transport(mail.port, { connections: 1 })).run(live)).toEqual({ sent: 2 });
    expect(to).toEqual(['żółw@example.com', 'ana@bücher.example']);
    expect(await toOf(mail.messages[0] ?? Buffer.alloc(0))).toBe('żółw@example.com');
  });

  it('stops when it is told to: nothing begins after', async () => {
    const stop = new AbortController();
    let judged = 0;
    const mail = await server({
      judge: () => {
        judged++;
        if (judged === 5) stop.abort();
        return undefined;
      },
    });
    const { send, rows } = outbox(50);
    await send(transport(mail.port)).run(stop.signal);
    const sent = rows().filter(({ status }) => status === 'sent').length;
    expect(sent).toBe(mail.messages.length);
    expect(sent).toBeLessThanOrEqual(6);
    expect(rows().filter(({ status }) => status === 'queued')).toHaveLength(50 - sent);
  });

  it('holds nothing that it was stopped from writing', async () => {
    const mail = await server();
    const { send, rows } = outbox(3);
    const stop = new AbortController();
    const prepare = (): Promise<never> => {
      stop.abort();
      return Promise.reject(new Error('Cancelled.'));
    };
    expect(await send(transport(mail.port), { prepare }).run(stop.signal)).toEqual({ sent: 0 });
    expect(rows().map(({ status, reason }) => `${status} ${reason}`)).toEqual(Array(3).fill('queued '));
  });
});
