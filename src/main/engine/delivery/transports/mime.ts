import { domainToASCII } from 'node:url';
import MailComposer from 'nodemailer/lib/mail-composer';
import { headerText } from '../../../../shared/delivery/address.js';
import type { OutgoingMessage } from './transport.js';

/**
 * The message as it goes over the wire (RFC 5322): multipart/alternative, quoted-printable, CRLF. Nothing is read from files
 * or addresses that a template may name.
 */
export function composeMime(message: OutgoingMessage): Promise<Buffer> {
  const { from, to, replyTo, subject, html, text, messageId, date, headers } = message;
  const composer = new MailComposer({
    from: { name: headerText(from.name), address: headerText(from.address) },
    to: { name: '', address: headerText(to) },
    ...(replyTo !== '' && { replyTo: { name: '', address: headerText(replyTo) } }),
    subject: headerText(subject),
    text,
    html,
    messageId: `<${messageId}>`,
    date,
    headers: Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name, { prepared: true, foldLines: true, value: headerText(value) }]),
    ),
    encoding: 'quoted-printable',
    textEncoding: 'quoted-printable',
    newline: '\r\n',
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return new Promise((resolve, reject) => {
    composer.compile().build((error, built) => {
      if (error ?? !built) reject(error ?? new Error('The message could not be put together.'));
      else resolve(built);
    });
  });
}

/** An address for the envelope: its domain in ASCII (IDNA), its local part as it is. */
export function envelopeAddress(address: string): string {
  const clean = headerText(address);
  const at = clean.lastIndexOf('@');
  return `${clean.slice(0, at)}@${domainToASCII(clean.slice(at + 1)) || clean.slice(at + 1)}`;
}
