import { randomUUID } from 'node:crypto';
import { domainToASCII } from 'node:url';
import MailComposer from 'nodemailer/lib/mail-composer';
import type MimeNode from 'nodemailer/lib/mime-node';
import { encode, wrap } from 'nodemailer/lib/qp';
import { headerText } from '../../../../shared/delivery/address.js';
import type { OutgoingMessage } from './transport.js';

/**
 * The message as it goes over the wire (RFC 5322): multipart/alternative, quoted-printable, CRLF. Nothing is read from files
 * or addresses that a template may name.
 */
export function composeMime(message: OutgoingMessage): Buffer {
  const text = writtenOut(mimeTree(message));
  return Buffer.from((text.endsWith('\n') ? text : `${text}\n`).replaceAll(/\r?\n/g, '\r\n'));
}

/** The tree of a message whose leaves are texts in quoted-printable. */
export function mimeTree(message: OutgoingMessage): MimeNode {
  const { from, to, replyTo, subject, html, text, messageId, date, headers } = message;
  return new MailComposer({
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
    baseBoundary: randomUUID(),
    disableFileAccess: true,
    disableUrlAccess: true,
  }).compile();
}

/** What nodemailer would write of the tree. It does so through a dozen streams, which cost more than all the rest of a message that leaves. */
function writtenOut(node: MimeNode): string {
  const head = `${node.buildHeaders()}\r\n\r\n`;
  if (node.boundary === undefined || node.boundary === false)
    return head + wrap(encode(typeof node.content === 'string' ? node.content : ''));
  const delimiter = `--${node.boundary}`;
  const parts = node.childNodes.map((child) => `${delimiter}\r\n${writtenOut(child)}\r\n`);
  return `${head}${parts.join('')}${delimiter}--\r\n`;
}

/** An address for the envelope: its domain in ASCII (IDNA), its local part as it is. */
export function envelopeAddress(address: string): string {
  const clean = headerText(address);
  const at = clean.lastIndexOf('@');
  return `${clean.slice(0, at)}@${domainToASCII(clean.slice(at + 1)) || clean.slice(at + 1)}`;
}
