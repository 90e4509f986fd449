import { z } from 'zod';
import { errorText, type SendResult } from './transport.js';

const smtpErrorSchema = z.looseObject({
  code: z.string().optional(),
  command: z.string().optional(),
  response: z.string().optional(),
  responseCode: z.number().optional(),
  rejectedErrors: z.array(z.looseObject({ responseCode: z.number().optional(), response: z.string().optional() })).optional(),
});

/** Enhanced status codes (RFC 3463) that blame what was sent or who sent it, not the mailbox: policy and content. */
const NOT_THE_ADDRESS = /^5\d\d[ -]5\.[67]\./;
/** Commands whose refusal concerns the sender, whoever the message is for. */
const SENDER_COMMANDS = /^(MAIL FROM|AUTH|STARTTLS|EHLO|HELO|CONN|API)/;

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
  if (responseCode !== undefined && responseCode >= 400 && responseCode < 500) {
    const isGreeting = details.command === 'CONN' || details.command === 'EHLO';
    return { kind: isGreeting && !committed ? 'unreachable' : 'temporary', answer };
  }
  if (responseCode !== undefined && responseCode >= 500) {
    if (!committed && SENDER_COMMANDS.test(details.command ?? '')) return { kind: 'misconfigured', answer };
    return { kind: 'permanent', answer, suppress: !NOT_THE_ADDRESS.test(answer) };
  }
  if (committed) return { kind: 'doubtful', answer: `No answer came after the message had left: ${answer}` };
  if (details.code === 'EAUTH' || details.code === 'ETLS' || details.code === 'ENOAUTH' || isCertificateFault(error)) {
    return { kind: 'misconfigured', answer };
  }
  if (details.command === 'DATA' || details.command?.startsWith('RCPT') === true) return { kind: 'temporary', answer };
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
