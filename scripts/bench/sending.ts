import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { Sender } from '../../src/main/engine/delivery/sender.js';
import { smtpTransport } from '../../src/main/engine/delivery/transports/smtp.js';
import { ProjectStore } from '../../src/main/store/project/index.js';
import { typescriptArguments } from '../setup/paths.mjs';
import { takeTurns, timed } from './measure.js';
import { faster, type Row } from './report.js';

const CONNECTIONS = 5;
const HTML = `<!doctype html><html lang="en"><body>${'<p>Your cart waits for you: cups, saucers and a teapot.</p>'.repeat(60)}</body></html>`;

/** Sending by the outbox, every message safe on the disk, against a bare nodemailer pool to the same server. */
export async function sending(rounds: number, messages: number): Promise<Row> {
  const sink = spawn(process.execPath, [...typescriptArguments, join(import.meta.dirname, 'mail-sink.ts')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  try {
    const answer: unknown = await once(sink.stdout, 'data');
    const port = Number(String(answer));
    const medians = await takeTurns(rounds, [
      { name: 'bare', run: () => barePool(port, messages) },
      { name: 'ours', run: () => byOutbox(port, messages) },
    ]);
    const what = `${messages.toLocaleString('en')} messages, one in flight`;
    return faster(
      'Sending',
      what,
      medians('ours'),
      medians('bare'),
      `nodemailer's pool, ${String(CONNECTIONS)} connections`,
      0.8,
    );
  } finally {
    sink.stdin.end();
  }
}

async function barePool(port: number, messages: number): Promise<number> {
  const pool = createTransport({
    pool: true,
    host: '127.0.0.1',
    port,
    ignoreTLS: true,
    maxConnections: CONNECTIONS,
    maxMessages: Infinity,
  });
  const time = await timed(() =>
    Promise.all(
      Array.from({ length: messages }, (_, n) =>
        pool.sendMail({
          from: { name: 'The shop', address: 'shop@example.org' },
          to: `customer${String(n)}@example.com`,
          subject: `Your cart, ${String(n)}`,
          text: 'Your cart waits for you.',
          html: HTML,
          encoding: 'quoted-printable',
        }),
      ),
    ),
  );
  pool.close();
  return time;
}

async function byOutbox(port: number, messages: number): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'waypost-bench-'));
  const store = ProjectStore.create(join(folder, 'bench.waypost'), { name: 'bench' });
  const transport = smtpTransport({ host: '127.0.0.1', port, security: 'none', connections: CONNECTIONS });
  try {
    const key = { kind: 'email' as const, journey: 'j', node: 'e', entry: 0, count: 0, variant: '' };
    const base = { ...key, dueAt: 1, status: 'queued' as const, reason: '' };
    store.outbox.add(Array.from({ length: messages }, (_, n) => ({ ...base, userId: String(n) })));
    const sender = new Sender({
      outbox: store.outbox,
      suppressions: store.suppressions,
      transport,
      prepare: ({ userId }) => ({
        kind: 'message',
        message: {
          emailId: `j/e/${userId}/0/0`,
          from: { name: 'The shop', address: 'shop@example.org' },
          to: `customer${userId}@example.com`,
          replyTo: '',
          subject: `Your cart, ${userId}`,
          text: 'Your cart waits for you.',
          html: HTML,
          messageId: `m${userId}@example.org`,
          date: new Date(),
          headers: {},
        },
      }),
      journeys: () => ['j'],
      inFlight: 1,
      perMinute: 0,
    });
    const time = await timed(async () => {
      const { sent } = await sender.run(new AbortController().signal);
      if (sent !== messages) throw new Error(`Only ${String(sent)} of ${String(messages)} messages were sent`);
    });
    return time;
  } finally {
    await transport.close();
    store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
