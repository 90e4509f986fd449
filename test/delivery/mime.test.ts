import { simpleParser } from 'mailparser';
import { afterAll, expect, it } from 'vitest';
import { outgoing } from '../../src/main/engine/delivery/prepare.js';
import { unsubscribeParts } from '../../src/main/engine/delivery/unsubscribe.js';
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
