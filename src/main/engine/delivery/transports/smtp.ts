import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import DKIM from 'nodemailer/lib/dkim';
import { classifySmtp } from './classify.js';
import { composeMime, envelopeAddress } from './mime.js';
import { SmtpLine, type SmtpOptions } from './smtp-line.js';
import { errorText, type Commit, type OutgoingMessage, type SendResult, type Transport } from './transport.js';

export interface SmtpTransportOptions extends SmtpOptions {
  connections: number;
  dkim?: { domain: string; selector: string; privateKey: string } | undefined;
}

/**
 * Sends by SMTP over connections that stay open. The end of a message is held back until the commit: a server that never saw
 * it has no message.
 */
export function smtpTransport(options: SmtpTransportOptions): Transport {
  const idle: SmtpLine[] = [];
  const all = new Set<SmtpLine>();
  const take = (): SmtpLine => {
    const line = idle.pop() ?? new SmtpLine(options);
    all.add(line);
    return line;
  };
  const sign = options.dkim && signer(options.dkim);
  return {
    label: `${options.host}:${String(options.port)}`,
    reachesPeople: true,
    connections: options.connections,
    test: async () => {
      const line = new SmtpLine(options);
      try {
        await line.open();
        return `${options.host} answers${options.user === undefined ? '' : ' and takes the password'}${line.isSecure() ? ', over TLS' : ''}.`;
      } finally {
        line.close();
      }
    },
    send: async (message, commit) => {
      const line = take();
      const result = await deliver(line, message, commit, sign);
      if (line.isOpen()) idle.push(line);
      else all.delete(line);
      return result;
    },
    close: () => {
      for (const line of all) line.close();
      return Promise.resolve();
    },
  };
}

type Sign = (bytes: Buffer) => Promise<Buffer>;

function signer({ domain, selector, privateKey }: NonNullable<SmtpTransportOptions['dkim']>): Sign {
  const dkim = new DKIM({ domainName: domain, keySelector: selector, privateKey });
  return (bytes) => buffer(dkim.sign(bytes));
}

async function deliver(line: SmtpLine, message: OutgoingMessage, commit: Commit, sign: Sign | undefined): Promise<SendResult> {
  let committed = false;
  let refusal: Error | undefined;
  const commitOnce = async (): Promise<void> => {
    try {
      await commit();
      committed = true;
    } catch (error) {
      refusal = error instanceof Error ? error : new Error(errorText(error));
      throw refusal;
    }
  };
  try {
    const plain = composeMime(message);
    const bytes = sign ? await sign(plain) : plain;
    const envelope = { from: envelopeAddress(message.from.address), to: [envelopeAddress(message.to)], size: bytes.length };
    if (!line.isOpen()) await line.open();
    const info = await line.send(envelope, heldBack(bytes, commitOnce));
    return { kind: 'sent', answer: info.response };
  } catch (error) {
    if (refusal !== undefined) {
      line.close();
      throw refusal;
    }
    return withoutBlame(classifySmtp(error, committed), message.to);
  }
}

/** A server may be too old for an address with letters beyond ASCII (RFC 6531): that is no fault of the address. */
function withoutBlame(result: SendResult, to: string): SendResult {
  const isAscii = /^[ -~]*@/.test(to);
  if (isAscii || result.kind !== 'permanent') return result;
  return {
    ...result,
    suppress: false,
    answer: `The server does not take this address with letters beyond ASCII: ${result.answer}`,
  };
}

/** A server holds no message before its end is marked (RFC 5321 §4.1.1.4), and that mark waits for the commit. */
function heldBack(bytes: Buffer, commit: Commit): Readable {
  let rest: Buffer | undefined = bytes;
  return new Readable({
    read() {
      if (rest) {
        this.push(rest);
        rest = undefined;
        return;
      }
      commit().then(
        () => this.push(null),
        (error: unknown) => this.destroy(error instanceof Error ? error : new Error(errorText(error))),
      );
    },
  });
}
