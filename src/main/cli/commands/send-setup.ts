import { resolve } from 'node:path';
import { transportSchema, type DeliverySettings } from '../../../shared/delivery/settings.js';
import type { ProjectDelivery } from '../../engine/delivery/service.js';
import { UsageError } from '../failures.js';

export interface SetUpOptions {
  transport?: string | undefined;
  from?: string | undefined;
  unsubscribe?: string | undefined;
  webhookHost?: string | undefined;
  localWebhooks?: 'on' | 'off' | undefined;
}

/** Remembers what the options say of the way and the sender. */
export function setUp(delivery: ProjectDelivery, options: SetUpOptions): void {
  const { transport, from, unsubscribe, webhookHost, localWebhooks } = options;
  if ([transport, from, unsubscribe, webhookHost, localWebhooks].every((option) => option === undefined)) return;
  const { running: _running, secret: _secret, ...settings } = delivery.settings();
  delivery.saveSettings({
    ...settings,
    ...(transport !== undefined && { transport: transportOf(transport) }),
    ...(from !== undefined && { from: senderOf(from) }),
    webhooks: {
      loopback: localWebhooks === undefined ? settings.webhooks.loopback : localWebhooks === 'on',
      authorizedHost: webhookHost ?? settings.webhooks.authorizedHost,
    },
    ...(unsubscribe?.startsWith('https:') === true && { unsubscribeUrl: unsubscribe }),
    ...(unsubscribe?.startsWith('https:') === false && { unsubscribeMailbox: unsubscribe }),
  });
}

const SECURITY: Readonly<Record<string, 'tls' | 'starttls' | 'none'>> = {
  'smtps:': 'tls',
  'smtp:': 'starttls',
  'smtp+plain:': 'none',
};

function transportOf(text: string): DeliverySettings['transport'] {
  if (text === 'sendgrid' || text === 'mandrill' || text === 'folder') return { kind: text };
  if (text.startsWith('folder:')) return { kind: 'folder', folder: resolve(text.slice('folder:'.length)) };
  const url = URL.parse(text);
  const security = url ? SECURITY[url.protocol] : undefined;
  if (!url || security === undefined) throw new UsageError(`“${text}” is no transport. See waypost help send.`);
  if (url.password !== '') throw new UsageError('A password does not belong into the address: set WAYPOST_SMTP_PASSWORD.');
  const usual = { tls: 465, starttls: 587, none: 25 }[security];
  const user = decodeURIComponent(url.username);
  const smtp = {
    kind: 'smtp',
    host: url.hostname,
    port: url.port === '' ? usual : Number(url.port),
    security,
    ...(user !== '' && { user }),
  };
  return transportSchema.parse(smtp);
}

function senderOf(text: string): { name: string; address: string } {
  const match = /^(.*)<([^<>]+)>\s*$/.exec(text);
  return match
    ? { name: (match[1] ?? '').trim().replace(/^"|"$/g, ''), address: (match[2] ?? '').trim() }
    : { name: '', address: text.trim() };
}
