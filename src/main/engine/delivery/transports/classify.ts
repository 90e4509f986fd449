import { z } from 'zod';
import { errorText, type SendResult } from './transport.js';

const smtpErrorSchema = z.looseObject({
  code: z.string().optional(),
  command: z.string().optional(),
  response: z.string().optional(),
  responseCode: z.number().optional(),
  rejectedErrors: z.array(z.looseObject({ responseCode: z.number().optional(), response: z.string().optional() })).optional(),
});

/** Commands whose refusal concerns the sender or the session, whoever the message is for. */
const SENDER_COMMANDS = /^(MAIL FROM|AUTH|STARTTLS|EHLO|HELO|CONN|API)/;
/** Enhanced status codes (RFC 3463) of a mailbox that is not there or takes nothing any more. */
const MAILBOX_GONE = /\b5\.(1\.\d+|2\.1)\b/;
/** Those that blame something else: a full mailbox, the server, what was sent, or who sent it. */
const NOT_THE_ADDRESS = /\b5\.(2\.[2-9]|[3-7]\.\d+)\b/;
/** A server that does not pass mail on for this sender says so at every recipient. */
const NO_RELAY = /\brelay/i;

/**
 * What a failed SMTP conversation means.
 * @param committed whether the server may hold the whole message.
 */
export function classifySmtp(error: unknown, committed: boolean): SendResult {
  const parsed = smtpErrorSchema.safeParse(error);
  const details = parsed.success ? parsed.data : {};
  const rejected = details.rejectedErrors?.[0];
  const responseCode = rejected?.responseCode ?? details.responseCode;
  const answer = rejected?.response ?? details.response ?? errorText(error);
  const command = details.command ?? '';
  const ofSender = !committed && SENDER_COMMANDS.test(command);
  if (responseCode !== undefined && responseCode >= 400 && responseCode < 500) {
    return { kind: ofSender ? 'unreachable' : 'temporary', answer };
  }
  if (responseCode !== undefined && responseCode >= 500) {
    if (ofSender || (!committed && NO_RELAY.test(answer))) return { kind: 'misconfigured', answer };
    const ofRecipient = command.startsWith('RCPT') && !NOT_THE_ADDRESS.test(answer);
    return { kind: 'permanent', answer, suppress: ofRecipient || MAILBOX_GONE.test(answer) };
  }
  if (committed) return { kind: 'doubtful', answer: `No answer came after the message had left: ${answer}` };
  if (details.code === 'EAUTH' || details.code === 'ETLS' || details.code === 'ENOAUTH' || isCertificateFault(error)) {
    return { kind: 'misconfigured', answer };
  }
  if (details.code === 'EENVELOPE' && command === 'API') return { kind: 'permanent', answer, suppress: false };
  // A line that breaks in the middle of a message may break because of it: it goes to the back of the queue.
  if (command === 'DATA' || command.startsWith('RCPT')) return { kind: 'temporary', answer };
  return { kind: 'unreachable', answer };
}

const CERTIFICATE = /certificate|CERT_|SELF_SIGNED|UNABLE_TO_VERIFY|ALTNAME|issuer/i;

function isCertificateFault(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code: unknown = 'code' in error ? error.code : undefined;
  return CERTIFICATE.test(error.message) || (typeof code === 'string' && CERTIFICATE.test(code));
}

const NOTHING_LEFT = new Set(['ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'CERT_HAS_EXPIRED']);

/**
 * What a failed call of a service's API means. The service's own "not now" and "never" are taken at their word; where a gateway
 * or the line failed after the call had left, the message may have been taken.
 */
export function classifyHttp(status: number | undefined, code: string | undefined, answer: string): SendResult {
  if (status === undefined) {
    if (code !== undefined && NOTHING_LEFT.has(code)) return { kind: 'unreachable', answer };
    return { kind: 'doubtful', answer: `No answer came after the message had left: ${answer}` };
  }
  if (status === 401 || status === 403) return { kind: 'misconfigured', answer };
  if (status === 429 || status === 503) return { kind: 'temporary', answer };
  if (status >= 500) return { kind: 'doubtful', answer: `The service failed while it had the message: ${answer}` };
  return { kind: 'permanent', answer, suppress: false };
}
