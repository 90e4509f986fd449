import { Client } from '@sendgrid/client';
import { MailService } from '@sendgrid/mail';
import { z } from 'zod';
import { classifyHttp } from './classify.js';
import { errorText, NotCommitted, type OutgoingMessage, type SendResult, type Transport } from './transport.js';

const errorSchema = z.looseObject({
  code: z.union([z.number(), z.string()]).optional(),
  response: z
    .looseObject({ body: z.looseObject({ errors: z.array(z.looseObject({ message: z.string() })).optional() }).optional() })
    .optional(),
});

const TIMEOUT_MS = 60_000;

/** Sends through SendGrid's Mail Send API (v3) by its official library. @param baseUrl another server, for tests. */
export function sendgridTransport(apiKey: string, baseUrl?: string): Transport {
  const client = new Client();
  client.setApiKey(apiKey);
  if (baseUrl !== undefined) client.setDefaultRequest('baseUrl', baseUrl);
  const mail = new MailService();
  mail.setClient(client);
  mail.setTimeout(TIMEOUT_MS);
  return {
    label: 'SendGrid',
    reachesPeople: true,
    connections: 5,
    test: async () => {
      try {
        const [response] = await client.request({ method: 'GET', url: '/v3/scopes' });
        const { scopes } = z.looseObject({ scopes: z.array(z.string()) }).parse(response.body);
        if (!scopes.includes('mail.send')) throw new Error('The key may not send mail: give it the permission “Mail Send”.');
        return 'SendGrid takes the key, and the key may send mail.';
      } catch (error) {
        throw new Error(`SendGrid refuses the key: ${answerOf(error)}`, { cause: error });
      }
    },
    send: async (message, commit) => {
      await commit();
      return attempt(() => mail.send(sendgridMessage(message)));
    },
    close: () => Promise.resolve(),
  };
}

async function attempt(call: () => Promise<[{ statusCode: number; headers: unknown }, unknown]>): Promise<SendResult> {
  try {
    const [response] = await call();
    const headers = z.looseObject({ 'x-message-id': z.string().optional() }).safeParse(response.headers);
    return { kind: 'sent', answer: headers.data?.['x-message-id'] ?? `HTTP ${String(response.statusCode)}` };
  } catch (error) {
    if (error instanceof NotCommitted) throw error;
    const { code } = errorSchema.safeParse(error).data ?? {};
    return classifyHttp(
      typeof code === 'number' ? code : undefined,
      typeof code === 'string' ? code : undefined,
      answerOf(error),
    );
  }
}

function answerOf(error: unknown): string {
  const errors = errorSchema.safeParse(error).data?.response?.body?.errors ?? [];
  return errors.length === 0 ? errorText(error) : errors.map(({ message }) => message).join(' ');
}

/** The message in the words of `POST /v3/mail/send`. */
export function sendgridMessage(message: OutgoingMessage): Parameters<MailService['send']>[0] {
  const { emailId, from, to, replyTo, subject, text, html, headers, messageId } = message;
  return {
    // The published document takes `custom_args` as an object here, beside the recipient, and only here.
    personalizations: [{ to: { email: to }, customArgs: { email_id: emailId } }],
    from: { email: from.address, ...(from.name !== '' && { name: from.name }) },
    ...(replyTo !== '' && { replyTo: { email: replyTo } }),
    subject,
    content: [
      { type: 'text/plain', value: text },
      { type: 'text/html', value: html },
    ],
    headers: { ...headers, 'Message-ID': `<${messageId}>` },
  };
}
