import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

/** A mail server on loopback that keeps what it takes. */
export interface MailServer {
  port: number;
  /** Each message it has taken, as it came. */
  messages: Buffer[];
  close: () => Promise<void>;
}

export interface MailServerOptions extends SMTPServerOptions {
  /** Answers a whole message: an error with a `responseCode` refuses it. */
  judge?: (message: Buffer) => Error | undefined | Promise<Error | undefined>;
}

/** An SMTP answer as smtp-server sends it. */
export function smtpError(responseCode: number, text: string): Error {
  return Object.assign(new Error(text), { responseCode });
}

export async function mailServer({ judge, ...options }: MailServerOptions = {}): Promise<MailServer> {
  const messages: Buffer[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    ...options,
    onData: (stream, _session, done) => {
      buffer(stream)
        .then(async (message) => {
          const error = await judge?.(message);
          if (!error) messages.push(message);
          done(error);
        })
        .catch(done);
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    port: portOf(server.server.address()),
    messages,
    close: () =>
      new Promise((resolve) => {
        server.close(resolve);
      }),
  };
}

/** Passes bytes to and from a server; `onData` may cut the line instead. */
export async function cuttingProxy(
  target: number,
  shouldCut: (direction: 'up' | 'down', chunk: Buffer) => boolean,
): Promise<{ port: number; close: () => Promise<void> }> {
  const { connect } = await import('node:net');
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(target, '127.0.0.1');
    for (const [socket, other, direction] of [
      [client, upstream, 'up'],
      [upstream, client, 'down'],
    ] as const) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => other.end());
      socket.on('data', (chunk) => {
        if (shouldCut(direction, chunk)) {
          client.destroy();
          upstream.end();
        } else other.write(chunk);
      });
    }
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    port: portOf(server.address()),
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => {
          resolve();
        });
      }),
  };
}

/** A self-signed certificate for a host name, made by OpenSSL. */
export function certificateFor(host: string): { key: string; cert: string } {
  const folder = mkdtempSync(join(tmpdir(), 'waypost-cert-'));
  try {
    const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
    const subject = ['-subj', `/CN=${host}`, '-addext', `subjectAltName=DNS:${host}`];
    const command = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-keyout', key, '-out', cert, ...subject];
    execFileSync('openssl', command, { stdio: 'ignore' });
    return { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('The server has no port');
  return address.port;
}
