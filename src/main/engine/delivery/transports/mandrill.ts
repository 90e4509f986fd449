import mailchimp from '@mailchimp/mailchimp_transactional';
import { z } from 'zod';
import { classifyHttp } from './classify.js';
import { errorText, type OutgoingMessage, type SendResult, type Transport } from './transport.js';

const answersSchema = z.array(
  z.looseObject({
    _id: z.string().optional(),
    status: z.enum(['sent', 'queued', 'scheduled', 'rejected', 'invalid', 'bounced']),
    reject_reason: z.string().nullish(),
    queued_reason: z.string().nullish(),
  }),
);
/** The library resolves with the error of its HTTP client instead of rejecting. */
const failureSchema = z.looseObject({
  code: z.string().optional(),
  response: z
    .looseObject({
      status: z.number(),
      data: z.looseObject({ name: z.string().optional(), message: z.string().optional() }).optional(),
    })
    .optional(),
});

const TIMEOUT_MS = 60_000;
/** Reasons for which Mandrill refuses the address itself. */
const ADDRESS_REASONS = new Set(['hard-bounce', 'spam', 'unsub', 'invalid', 'recipient']);

/** Sends through Mailchimp Transactional (Mandrill) by its official library. @param basePath another server, for tests. */
export function mandrillTransport(apiKey: string, basePath?: string): Transport {
  const client = mailchimp(apiKey);
  client.setDefaultTimeoutMs(TIMEOUT_MS);
  if (basePath !== undefined) client.basePath = basePath;
  return {
    label: 'Mandrill',
    reachesPeople: true,
    connections: 5,
    test: async () => {
      const answer: unknown = await client.users.ping2({});
      if (z.looseObject({ PING: z.literal('PONG!') }).safeParse(answer).success) return 'Mandrill takes the key.';
      throw new Error(`Mandrill refuses the key: ${failureText(answer)}`);
    },
    send: async (message, commit) => {
      await commit();
      return resultOf(await client.messages.send({ message: mandrillMessage(message) }));
    },
    close: () => Promise.resolve(),
  };
}

function resultOf(answer: unknown): SendResult {
  const answers = answersSchema.safeParse(answer);
  const [first] = answers.data ?? [];
  if (!first) {
    const failure = failureSchema.safeParse(answer).data;
    // A wrong key comes as HTTP 500 with a name of its own: nothing was taken then.
    if (failure?.response?.data?.name === 'Invalid_Key') return { kind: 'misconfigured', answer: failureText(answer) };
    if (failure?.response?.data?.name === 'ValidationError')
      return { kind: 'permanent', answer: failureText(answer), suppress: false };
    if (failure?.response?.data?.name === 'PaymentRequired') return { kind: 'misconfigured', answer: failureText(answer) };
    return classifyHttp(failure?.response?.status, failure?.code, failureText(answer));
  }
  const reason = first.reject_reason ?? '';
  const id = first._id ?? first.status;
  if (first.status === 'sent' || first.status === 'queued' || first.status === 'scheduled') return { kind: 'sent', answer: id };
  const suppress = first.status === 'invalid' || first.status === 'bounced' || ADDRESS_REASONS.has(reason);
  return { kind: 'permanent', answer: `${first.status}${reason === '' ? '' : `: ${reason}`} (${id})`, suppress };
}

function failureText(answer: unknown): string {
  const failure = failureSchema.safeParse(answer).data;
  return failure?.response?.data?.message ?? errorText(answer);
}

/** The message in the words of `POST /messages/send`. */
export function mandrillMessage(message: OutgoingMessage): Record<string, unknown> {
  const { emailId, from, to, replyTo, subject, text, html, headers, messageId } = message;
  return {
    from_email: from.address,
    ...(from.name !== '' && { from_name: from.name }),
    to: [{ email: to, type: 'to' }],
    subject,
    text,
    html,
    headers: { ...headers, 'Message-Id': `<${messageId}>`, ...(replyTo !== '' && { 'Reply-To': replyTo }) },
    metadata: { email_id: emailId },
  };
}
