import type { Readable } from 'node:stream';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { SMTPConnectionSendInfo, SMTPEnvelope } from 'nodemailer/lib/smtp-connection';

export interface SmtpOptions {
  host: string;
  port: number;
  security: 'tls' | 'starttls' | 'none';
  user?: string | undefined;
  password?: string | undefined;
  /** Certificates to trust beside the system's, as PEM. */
  trusted?: string | undefined;
  /** How long the server may be silent, ms. */
  timeoutMs?: number | undefined;
}

const CONNECT_MS = 20_000;
const SILENCE_MS = 120_000;

/** One connection to an SMTP server: opened when needed, kept for the next message, opened anew when the server has hung up. */
export class SmtpLine {
  private connection: SMTPConnection | undefined;
  private failed: ((error: Error) => void) | undefined;

  constructor(private readonly options: SmtpOptions) {}

  isOpen(): boolean {
    return this.connection !== undefined;
  }

  isSecure(): boolean {
    return this.connection?.secure === true;
  }

  /** Connects and logs in. @throws Error of nodemailer. */
  async open(): Promise<void> {
    const { host, port, security, user, password, trusted, timeoutMs } = this.options;
    const connection = new SMTPConnection({
      host,
      port,
      secure: security === 'tls',
      requireTLS: security === 'starttls',
      ignoreTLS: security === 'none',
      connectionTimeout: Math.min(CONNECT_MS, timeoutMs ?? CONNECT_MS),
      greetingTimeout: Math.min(CONNECT_MS, timeoutMs ?? CONNECT_MS),
      socketTimeout: timeoutMs ?? SILENCE_MS,
      tls: { minVersion: 'TLSv1.2', ...(trusted !== undefined && { ca: trusted }) },
    });
    this.connection = connection;
    connection.on('error', (error: Error) => {
      this.drop(connection, error);
    });
    connection.on('end', () => {
      this.drop(connection, new Error('The server closed the connection.'));
    });
    try {
      await this.step((done) => {
        connection.connect(done);
      });
      if (user !== undefined && user !== '') {
        await this.step((done) => {
          connection.login({ user, credentials: { user, pass: password ?? '' } }, done);
        });
      }
    } catch (error) {
      this.close();
      throw error;
    }
  }

  /** Sends one message over the open connection. @throws Error of nodemailer. */
  async send(envelope: SMTPEnvelope, message: Readable): Promise<SMTPConnectionSendInfo> {
    const { connection } = this;
    if (!connection) throw new Error('The connection is not open.');
    try {
      return await this.step<SMTPConnectionSendInfo>((done) => {
        connection.send(envelope, message, (error, info) => {
          if (error ?? !info) done(error ?? new Error('The server gave no answer.'));
          else done(null, info);
        });
      });
    } catch (error) {
      message.destroy();
      // After a refusal the session may be in any state: the next message begins with a new one.
      this.close();
      throw error;
    }
  }

  close(): void {
    const { connection } = this;
    this.connection = undefined;
    connection?.close();
  }

  private drop(connection: SMTPConnection, error: Error): void {
    if (this.connection === connection) this.connection = undefined;
    this.failed?.(error);
  }

  /** One step of the conversation; a connection that breaks ends it. */
  private step<Result = unknown>(work: (done: (error?: Error | null, result?: Result) => void) => void): Promise<Result> {
    return new Promise<Result>((resolve, reject) => {
      this.failed = reject;
      work((error, result) => {
        if (error) reject(error);
        // eslint-disable-next-line @typescript-eslint/no-unsafe-type-assertion -- steps without a result are awaited for their end alone
        else resolve(result as Result);
      });
    }).finally(() => {
      this.failed = undefined;
    });
  }
}
