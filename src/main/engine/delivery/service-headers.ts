import type { DeliverySettings } from '../../../shared/delivery/settings.js';

/** A header by which a service that is reached by SMTP gives the message's key back in its reports. */
type Naming = (emailId: string, messageId: string) => Record<string, string>;

const BY_HOST: readonly [RegExp, Naming][] = [
  // Postmark names messages itself unless told otherwise.
  [/(^|\.)postmarkapp\.com$/i, (_, messageId) => ({ 'X-PM-KeepID': 'true', 'X-PM-Metadata-message_id': messageId })],
  [/(^|\.)sendgrid\.net$/i, (emailId) => ({ 'X-SMTPAPI': asciiJson({ unique_args: { email_id: emailId } }) })],
  [/(^|\.)mandrillapp\.com$/i, (emailId) => ({ 'X-MC-Metadata': asciiJson({ email_id: emailId }) })],
  [/(^|\.)mailgun\.org$/i, (emailId) => ({ 'X-Mailgun-Variables': asciiJson({ email_id: emailId }) })],
];

/** What the way to a service wants in a message's header; nothing for any other server. */
export function serviceHeaders(
  transport: DeliverySettings['transport'],
  emailId: string,
  messageId: string,
): Record<string, string> {
  if (transport.kind !== 'smtp') return {};
  return BY_HOST.find(([host]) => host.test(transport.host))?.[1](emailId, messageId) ?? {};
}

/** JSON that a header can hold: letters beyond ASCII are written by their number. */
function asciiJson(value: unknown): string {
  return JSON.stringify(value).replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
