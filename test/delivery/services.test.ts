import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { mandrillTransport } from '../../src/main/engine/delivery/transports/mandrill.js';
import { sendgridTransport } from '../../src/main/engine/delivery/transports/sendgrid.js';
import type { OutgoingMessage, SendResult, Transport } from '../../src/main/engine/delivery/transports/transport.js';

const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: false });
const specOf = (name: string): object => JSON.parse(readFileSync(new URL(`./specs/${name}`, import.meta.url), 'utf8')) as object;
ajv.addSchema(specOf('sendgrid-mail-send.json'), 'sendgrid');
ajv.addSchema(specOf('mandrill-messages-send.json'), 'mandrill');

/** What a value breaks of a vendor's published schema. */
function faults(schema: string, value: unknown): string[] {
  const validate = ajv.getSchema(schema);
  if (!validate) throw new Error(`No schema ${schema}`);
  void validate(value);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`);
}

const MESSAGE: OutgoingMessage = {
  emailId: 'cart/e1/żaneta/0/0',
  from: { name: 'The „shop“', address: 'shop@example.org' },
  to: 'zaneta@example.com',
  replyTo: 'help@example.org',
  subject: 'Żółw, 50 % 🐢',
  html: '<p>Cześć</p>',
  text: 'Cześć',
  messageId: 'abc@example.org',
  date: new Date('2024-05-01T10:00:00Z'),
  headers: { 'List-Unsubscribe': '<https://example.org/u?m=1>', 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' },
};

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

interface Asked {
  url: string;
  authorization: string;
  body: unknown;
}

/** A stand-in for a service: keeps what it is asked and answers as told; without an answer it hangs up. */
async function service(answer: { status: number; body: unknown } | undefined): Promise<{ url: string; asked: Asked[] }> {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      asked.push({
        url: request.url ?? '',
        authorization: request.headers.authorization ?? '',
        body: JSON.parse(body || 'null') as unknown,
      });
      if (!answer) {
        request.socket.destroy();
        return;
      }
      response.writeHead(answer.status, { 'content-type': 'application/json', 'x-message-id': 'sg-1' });
      response.end(JSON.stringify(answer.body));
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  closing.push(
    () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  );
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { url: `http://127.0.0.1:${String(address.port)}`, asked };
}

async function send(transport: Transport): Promise<{ result: SendResult; commits: number }> {
  let commits = 0;
  const result = await transport.send(MESSAGE, () => {
    commits++;
    return Promise.resolve();
  });
  return { result, commits };
}

describe('SendGrid', () => {
  it('is asked as its OpenAPI document says', async () => {
    const { url, asked } = await service({ status: 202, body: '' });
    expect(await send(sendgridTransport('SG.key', url))).toEqual({ result: { kind: 'sent', answer: 'sg-1' }, commits: 1 });
    const [call] = asked;
    expect(call).toMatchObject({ url: '/v3/mail/send', authorization: 'Bearer SG.key' });
    expect(faults('sendgrid', call?.body)).toEqual([]);
    expect(call?.body).toMatchObject({
      from: { email: 'shop@example.org', name: 'The „shop“' },
      reply_to: { email: 'help@example.org' },
      subject: 'Żółw, 50 % 🐢',
      personalizations: [{ to: [{ email: 'zaneta@example.com' }], custom_args: { email_id: 'cart/e1/żaneta/0/0' } }],
      headers: { 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click', 'Message-ID': '<abc@example.org>' },
    });
  });

  it.each([
    [401, 'misconfigured'],
    [400, 'permanent'],
    [429, 'temporary'],
    [503, 'temporary'],
    [500, 'doubtful'],
  ])('answers %i: %s', async (status, kind) => {
    const { url } = await service({ status, body: { errors: [{ message: 'Says why' }] } });
    const { result } = await send(sendgridTransport('SG.key', url));
    expect(result.kind).toBe(kind);
    expect(result.answer).toContain('Says why');
  });

  it('leaves in doubt what it hung up on, and knows when nothing left', async () => {
    const { url } = await service(undefined);
    expect((await send(sendgridTransport('SG.key', url))).result.kind).toBe('doubtful');
    expect((await send(sendgridTransport('SG.key', 'http://127.0.0.1:9'))).result.kind).toBe('unreachable');
  });
});

describe('Mandrill', () => {
  const answered = (status: string, reason?: string) => [
    { email: 'zaneta@example.com', status, _id: 'm-1', ...(reason !== undefined && { reject_reason: reason }) },
  ];

  it('is asked as its OpenAPI document says', async () => {
    const { url, asked } = await service({ status: 200, body: answered('sent') });
    expect(await send(mandrillTransport('md-key', url))).toEqual({ result: { kind: 'sent', answer: 'm-1' }, commits: 1 });
    const [call] = asked;
    expect(call?.url).toBe('/messages/send');
    // As a whole the document allows no body at all: its part for the key forbids every other. So each part is checked by itself.
    const { key, message, ...others } = z.looseObject({ key: z.string(), message: z.unknown() }).parse(call?.body);
    expect(others).toEqual({});
    expect(faults('mandrill#/components/schemas/ApiKey', { key })).toEqual([]);
    expect(faults('mandrill#/components/schemas/MessagesRequestComponent', message)).toEqual([]);
    expect(faults('mandrill#/components/schemas/MessagesSendResponse', answered('sent'))).toEqual([]);
    expect(call?.body).toMatchObject({
      key: 'md-key',
      message: { metadata: { email_id: 'cart/e1/żaneta/0/0' }, from_email: 'shop@example.org' },
    });
  });

  it('tells whom it refuses for good from whom not now', async () => {
    const cases = [
      [answered('queued'), { kind: 'sent' }],
      [answered('rejected', 'hard-bounce'), { kind: 'permanent', suppress: true }],
      [answered('rejected', 'rule'), { kind: 'permanent', suppress: false }],
      [answered('invalid'), { kind: 'permanent', suppress: true }],
    ] as const;
    for (const [body, expected] of cases) {
      const { url } = await service({ status: 200, body });
      expect((await send(mandrillTransport('md-key', url))).result).toMatchObject(expected);
    }
    const wrong = await service({ status: 500, body: { status: 'error', name: 'Invalid_Key', message: 'Invalid API key' } });
    expect((await send(mandrillTransport('md-key', wrong.url))).result).toEqual({
      kind: 'misconfigured',
      answer: 'Invalid API key',
    });
    const { url } = await service(undefined);
    expect((await send(mandrillTransport('md-key', url))).result.kind).toBe('doubtful');
  });
});
