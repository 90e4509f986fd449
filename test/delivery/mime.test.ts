import { createHash, generateKeyPairSync, verify } from 'node:crypto';
import fc from 'fast-check';
import { simpleParser } from 'mailparser';
import { afterAll, expect, it } from 'vitest';
import { outgoing } from '../../src/main/engine/delivery/prepare.js';
import { unsubscribeParts } from '../../src/main/engine/delivery/unsubscribe.js';
import { composeMime, mimeTree } from '../../src/main/engine/delivery/transports/mime.js';
import { smtpTransport } from '../../src/main/engine/delivery/transports/smtp.js';
import { DEFAULT_DELIVERY } from '../../src/shared/delivery/settings.js';
import { mailServer } from './mail-server.js';

const server = await mailServer();
const smtp = smtpTransport({ host: '127.0.0.1', port: server.port, security: 'none', connections: 1 });
afterAll(async () => {
  await smtp.close();
  await server.close();
});

const SETTINGS = {
  ...DEFAULT_DELIVERY,
  from: { name: 'Łódź "shop", Ltd.', address: 'shop@example.org' },
  unsubscribeUrl: 'https://example.org/unsubscribe?message={id}',
  unsubscribeMailbox: 'leave@example.org',
};

async function received(
  subject: string,
  to = 'ana@bücher.example',
): Promise<{ raw: string; mail: Awaited<ReturnType<typeof simpleParser>> }> {
  const emailId = 'j/e1/a b/0/0';
  const { headers } = unsubscribeParts(SETTINGS, emailId);
  const html = `<p>Grüße ${'sehr lange Zeile '.repeat(200)}</p>`;
  const date = new Date('2024-05-01T10:00:00Z');
  const message = outgoing(SETTINGS, { emailId, to, subject, html, text: 'Grüße\n.\nEnde', headers, date });
  expect((await smtp.send(message, () => Promise.resolve())).kind).toBe('sent');
  const raw = server.messages.at(-1) ?? Buffer.alloc(0);
  return { raw: raw.toString('latin1'), mail: await simpleParser(raw) };
}

it('arrives as it was written, with the headers that mailboxes want', async () => {
  const { raw, mail } = await received('Żółw – 50 % billiger für Dich und alle anderen, die das hier lesen 🐢');
  expect(mail.subject).toBe('Żółw – 50 % billiger für Dich und alle anderen, die das hier lesen 🐢');
  expect(mail.from?.value).toEqual([{ name: 'Łódź "shop", Ltd.', address: 'shop@example.org' }]);
  expect(mail.text?.trim()).toBe('Grüße\n.\nEnde');
  expect(mail.html).toContain('Grüße sehr lange Zeile');
  expect(mail.date?.toISOString()).toBe('2024-05-01T10:00:00.000Z');
  expect(mail.messageId).toMatch(/^<[0-9a-f]{32}@example\.org>$/);
  expect(raw).toMatch(/^Content-Type: multipart\/alternative;/m);
  expect(raw.match(/^Content-Transfer-Encoding: quoted-printable\r$/gm)).toHaveLength(2);
  expect(raw.replace(/\r\n[ \t]/g, ' ')).toContain(
    'List-Unsubscribe: <https://example.org/unsubscribe?message=j%2Fe1%2Fa%20b%2F0%2F0>, <mailto:leave@example.org?subject=unsubscribe%20j%2Fe1%2Fa%20b%2F0%2F0>',
  );
  expect(raw).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r$/m);
  expect(raw.split('\r\n').every((line) => line.length <= 998)).toBe(true);
});

it('lets no value of a customer write a header or add a recipient', async () => {
  const { raw, mail } = await received('Hi\r\nBcc: evil@example.com\r\n\r\n<script>', 'ana@example.com');
  expect(mail.subject).toBe('Hi Bcc: evil@example.com <script>');
  expect(raw.split('\r\n\r\n')[0]).not.toMatch(/^Bcc:/im);
  const { mail: other } = await received(`\u2028X-Spam: no\u0000`, 'ana@example.com');
  expect(other.headers.has('x-spam')).toBe(false);
});

it('is, byte for byte, what nodemailer itself writes of it', async () => {
  const anything = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 200 }),
    fc
      .array(fc.constantFrom('=', '.', ' ', '\t', '\n', '\r\n', '\r', 'ż', '🐢', 'word', '--', '<p>', 'a'.repeat(80)), {
        maxLength: 60,
      })
      .map((parts) => parts.join('')),
  );
  const base = { emailId: 'j/e1/a/0/0', to: 'ana@bücher.example', date: new Date(0) };
  await fc.assert(
    fc.asyncProperty(anything, anything, anything, async (subject, html, text) => {
      const { headers } = unsubscribeParts(SETTINGS, 'j/e1/ü/0/0');
      const message = outgoing(SETTINGS, { ...base, subject, html, text, headers });
      const whole = (bytes: Buffer) => bytes.toString().replaceAll(/_NmP-[0-9a-f-]{36}/g, 'boundary');
      expect(whole(composeMime(message))).toBe(whole(await mimeTree(message).build()));
    }),
    { seed: 2, numRuns: 300 },
  );
});

it('is signed by DKIM so that a receiver can verify it', async () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const dkim = { domain: 'example.org', selector: 's1', privateKey: key };
  const signing = smtpTransport({ host: '127.0.0.1', port: server.port, security: 'none', connections: 1, dkim });
  const base = { emailId: 'j/e1/a/0/0', to: 'ana@example.com', headers: {}, date: new Date('2024-05-01T10:00:00Z') };
  const message = outgoing(SETTINGS, { ...base, subject: 'Żółw', html: '<p>Hi</p>', text: 'Hi' });
  expect((await signing.send(message, () => Promise.resolve())).kind).toBe('sent');
  await signing.close();
  const [head = '', ...rest] = (server.messages.at(-1) ?? Buffer.alloc(0)).toString('latin1').split('\r\n\r\n');
  const fields = head.replace(/\r\n(?=[ \t])/g, '').split('\r\n');
  const field = (name: string) => fields.find((line) => line.toLowerCase().startsWith(`${name.toLowerCase()}:`)) ?? '';
  const signature = field('DKIM-Signature');
  const tag = (name: string) => new RegExp(`[;\\s]${name}=([^;]*)`).exec(signature)?.[1]?.replace(/\s/g, '') ?? '';
  expect([tag('d'), tag('s'), tag('a'), tag('c')]).toEqual(['example.org', 's1', 'rsa-sha256', 'relaxed/relaxed']);
  // RFC 6376 §3.4: blanks are made one, those at the end of lines and empty lines at the end of the body fall away.
  const body = `${rest
    .join('\r\n\r\n')
    .replace(/[ \t]+/g, ' ')
    .replace(/ (?=\r\n)/g, '')
    .replace(/(\r\n)*$/, '')}\r\n`;
  expect(createHash('sha256').update(body, 'latin1').digest('base64')).toBe(tag('bh'));
  const relaxed = (line: string) => {
    const [name = '', ...value] = line.split(':');
    return `${name.toLowerCase().trim()}:${value.join(':').replace(/\s+/g, ' ').trim()}`;
  };
  const signed = [
    ...tag('h')
      .split(':')
      .map((name) => relaxed(field(name))),
    relaxed(signature.replace(/([;\s]b=)[^;]*/, '$1')),
  ];
  expect(verify('sha256', Buffer.from(signed.join('\r\n')), publicKey, Buffer.from(tag('b'), 'base64'))).toBe(true);
  expect(tag('h').toLowerCase().split(':')).toEqual(expect.arrayContaining(['from', 'to', 'subject', 'date', 'message-id']));
});
