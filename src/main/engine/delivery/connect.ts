import { join } from 'node:path';
import { EngineError } from '../../../shared/contract/error.js';
import type { DeliverySettings } from '../../../shared/delivery/settings.js';
import type { Secrets } from './secrets.js';
import { folderTransport } from './transports/folder.js';
import { mandrillTransport } from './transports/mandrill.js';
import { sendgridTransport } from './transports/sendgrid.js';
import { smtpTransport } from './transports/smtp.js';
import type { Transport } from './transports/transport.js';
import { folderCaller, httpCaller, type Caller } from './webhooks/caller.js';
import type { HostRests } from './webhooks/rests.js';

/** The folder beside the project into which messages go that reach nobody. */
export function outFolder(project: string): string {
  return join(project, 'sent');
}

/** The way that a project's settings name. @throws EngineError `invalid` when a key that it needs is not there. */
export function connect({ transport, secret }: DeliverySettings, project: string, secrets: Secrets): Transport {
  switch (transport.kind) {
    case 'folder':
      return folderTransport(transport.folder ?? outFolder(project));
    case 'smtp': {
      const { host, port, security, user, connections, dkim } = transport;
      const privateKey = dkim && required(secrets.get(secret, 'dkimKey'), 'the private key for DKIM');
      return smtpTransport({
        host,
        port,
        security,
        connections,
        user,
        ...(user !== undefined && user !== '' && { password: required(secrets.get(secret, 'password'), 'the password') }),
        ...(dkim && privateKey !== undefined && { dkim: { ...dkim, privateKey } }),
      });
    }
    case 'sendgrid':
      return sendgridTransport(required(secrets.get(secret, 'apiKey', 'sendgrid'), 'the API key of SendGrid'));
    case 'mandrill':
      return mandrillTransport(required(secrets.get(secret, 'apiKey', 'mandrill'), 'the API key of Mandrill'));
  }
}

/** The way by which webhooks are called: into the same folder as messages where those reach nobody. */
export function connectCaller(
  { transport, webhooks: { loopback, authorizedHost }, secret }: DeliverySettings,
  project: string,
  secrets: Secrets,
  rests: HostRests,
): Caller {
  if (transport.kind === 'folder') return folderCaller(transport.folder ?? outFolder(project));
  const value = authorizedHost === '' ? undefined : secrets.get(secret, 'webhookKey');
  return httpCaller({
    loopback,
    rests,
    ...(value !== undefined && { authorization: { host: authorizedHost.toLowerCase(), value } }),
  });
}

/** How a way is called, without going it. */
export function transportLabel({ transport }: DeliverySettings, project: string): string {
  switch (transport.kind) {
    case 'folder':
      return `the folder ${transport.folder ?? outFolder(project)}`;
    case 'smtp':
      return `${transport.host}:${String(transport.port)} (SMTP)`;
    case 'sendgrid':
      return 'SendGrid';
    case 'mandrill':
      return 'Mandrill';
  }
}

function required(value: string | undefined, what: string): string {
  if (value !== undefined) return value;
  throw new EngineError('invalid', `There is no ${what.replace(/^the /, '')} here. Enter ${what} under Sending › Set-up.`);
}
