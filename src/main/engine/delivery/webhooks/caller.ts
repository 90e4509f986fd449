import { createHash } from 'node:crypto';
import { Agent, request, type Dispatcher } from 'undici';
import { errorText, type Commit, type SendResult } from '../transports/transport.js';
import { putFile } from '../transports/folder.js';
import { hostOf, openLookup, RefusedAddress, type WebhookMethod, type WebhookRules } from './address.js';
import type { HostRests } from './rests.js';

/** A call ready to be made: everything in it is final. */
export interface OutgoingCall {
  /** The key of the call, made for machines: the same for every try. */
  key: string;
  url: string;
  method: WebhookMethod;
  /** Absent where the method has none. */
  content: { type: string; text: string } | undefined;
}

/** A way for calls to be made. */
export interface Caller {
  /** @throws what `commit` throws, and nothing else. */
  make: (call: OutgoingCall, commit: Commit) => Promise<SendResult>;
  close: () => Promise<void>;
}

export interface CallerOptions extends WebhookRules {
  rests: HostRests;
  /** The header `Authorization` of calls to one host, with its port if that is not the usual one. */
  authorization?: { host: string; value: string } | undefined;
  /** Certificates to trust beside the system's, as PEM. */
  trusted?: string | undefined;
  /** How long a call may take, ms. */
  timeoutMs?: number | undefined;
  now?: () => number;
}

const TIMEOUT_MS = 15_000;
/** So much of an answer is read: enough to say why it is a refusal. Bytes. */
const ANSWER_LIMIT = 2_048;
const ANSWER_SHOWN = 300;
/** A host that asks for more time is not waited for longer than this. */
const LONGEST_WAIT_MS = 86_400_000;

/**
 * Calls webhooks over https. Redirects are not followed, names that stand for private addresses are not called, and of an answer only the
 * beginning is read. A call that was not answered is tried again with the same `Idempotency-Key`.
 */
export function httpCaller(options: CallerOptions): Caller {
  const { loopback, rests, authorization, trusted, timeoutMs = TIMEOUT_MS, now = Date.now } = options;
  const agent = new Agent({
    connect: { lookup: openLookup({ loopback }), timeout: timeoutMs, ...(trusted !== undefined && { ca: trusted }) },
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
  });
  return {
    make: async ({ key, url, method, content }, commit) => {
      const host = hostOf(url);
      await commit();
      try {
        const response = await request(url, {
          dispatcher: agent,
          method,
          headers: {
            'user-agent': 'Waypost',
            'idempotency-key': key,
            ...(content && { 'content-type': content.type }),
            ...(authorization?.host === host && { authorization: authorization.value }),
          },
          body: content?.text ?? null,
          signal: AbortSignal.timeout(timeoutMs),
        });
        const result = await resultOf(response, now());
        if (result.kind === 'temporary') rests.failed(host, result.notBefore);
        else rests.answered(host);
        return result;
      } catch (error) {
        if (causes(error).some((each) => each instanceof RefusedAddress))
          return { kind: 'permanent', answer: errorText(error), suppress: false };
        rests.failed(host);
        return { kind: 'temporary', answer: `${host} does not answer: ${reasonOf(error, timeoutMs)}` };
      }
    },
    close: () => agent.destroy(),
  };
}

async function resultOf({ statusCode, headers, body }: Dispatcher.ResponseData, now: number): Promise<SendResult> {
  const status = `HTTP ${String(statusCode)}`;
  if (statusCode >= 200 && statusCode < 300) {
    // What it says beyond that it was taken is of no use; a long answer ends with its connection.
    await body.dump({ limit: ANSWER_LIMIT }).catch(() => undefined);
    return { kind: 'sent', answer: status };
  }
  const answer = `${status}${await beginning(body)}`;
  if (statusCode >= 300 && statusCode < 400)
    return { kind: 'permanent', answer: `${status}: the address leads elsewhere, and that is not followed.`, suppress: false };
  if (statusCode === 408 || statusCode === 425 || statusCode === 429 || statusCode >= 500)
    return { kind: 'temporary', answer, notBefore: retryAfter(headers['retry-after'], now) };
  return { kind: 'permanent', answer, suppress: false };
}

/** The beginning of an answer, as text on one line. */
async function beginning(body: Dispatcher.ResponseData['body']): Promise<string> {
  const parts: Buffer[] = [];
  let length = 0;
  try {
    for await (const part of body as AsyncIterable<Buffer>) {
      parts.push(part);
      length += part.length;
      if (length >= ANSWER_LIMIT) break;
    }
  } catch {
    // An answer that breaks off has said its status.
  }
  const text = Buffer.concat(parts).toString('utf8', 0, ANSWER_LIMIT);
  const line = text.replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim();
  return line === '' ? '' : `: ${line.slice(0, ANSWER_SHOWN)}`;
}

/** When a host wants to be asked again (RFC 9110 §10.2.3), UTC ms. */
function retryAfter(value: string | string[] | undefined, now: number): number | undefined {
  if (typeof value !== 'string') return undefined;
  const at = /^\d+$/.test(value.trim()) ? now + Number(value) * 1_000 : Date.parse(value);
  return Number.isNaN(at) ? undefined : Math.min(at, now + LONGEST_WAIT_MS);
}

function causes(error: unknown): unknown[] {
  return error instanceof Error ? [error, ...causes(error.cause)] : [];
}

function reasonOf(error: unknown, timeoutMs: number): string {
  if (error instanceof Error && (error.name === 'TimeoutError' || /timeout/i.test(error.name)))
    return `nothing came within ${String(Math.round(timeoutMs / 1_000))} seconds`;
  return errorText(error);
}

/** Writes each call as a file. Nobody is ever called. */
export function folderCaller(folder: string): Caller {
  return {
    make: (call, commit) => putFile(folder, fileName(call), () => Buffer.from(callText(call)), commit),
    close: () => Promise.resolve(),
  };
}

function callText({ key, url, method, content }: OutgoingCall): string {
  const headers = { 'idempotency-key': key, ...(content && { 'content-type': content.type }) };
  return `${JSON.stringify({ method, url, headers, body: content?.text ?? null }, undefined, 2)}\n`;
}

function fileName({ key, url }: OutgoingCall): string {
  const host = hostOf(url)
    .replace(/[^A-Za-z0-9._-]+/g, '_')
    .slice(0, 60);
  return `webhook ${host} ${createHash('sha256').update(key).digest('hex').slice(0, 16)}.json`;
}
