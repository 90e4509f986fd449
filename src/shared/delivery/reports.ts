import { z } from 'zod';

/** What a service reports of a message that it was given, whichever service it is. */
export interface DeliveryReport {
  vendor: 'sendgrid' | 'mandrill' | 'ses' | 'postmark' | 'mailgun';
  /** Names the report: read twice it is one. */
  id: string;
  event: 'Email Delivered' | 'Email Opened' | 'Email Link Clicked' | 'Email Bounced' | 'Email Marked as Spam' | 'Unsubscribed';
  /** UTC ms. */
  at: number;
  /** The message's key, where the service gave it back. */
  emailId?: string | undefined;
  /** The message's `Message-ID`, without angle brackets. */
  messageId?: string | undefined;
  /** How the service itself calls the message, which it said when it took it. */
  serviceId?: string | undefined;
  bounce?: 'hard' | 'soft' | undefined;
  url?: string | undefined;
  /** What the receiving side said. */
  detail?: string | undefined;
}

type Kind = DeliveryReport['event'];
type Parser = (value: unknown) => DeliveryReport | 'other' | undefined;

const text = z.string().optional().catch(undefined);

function bare(messageId: string | undefined): string | undefined {
  const found = messageId?.trim().replace(/^<|>$/g, '');
  return found === '' ? undefined : found;
}

const sendgridSchema = z.looseObject({
  event: z.string(),
  timestamp: z.number(),
  sg_event_id: z.string(),
  email_id: text,
  'smtp-id': text,
  sg_message_id: text,
  type: text,
  url: text,
  reason: text,
});
const SENDGRID: Readonly<Record<string, Kind>> = {
  delivered: 'Email Delivered',
  open: 'Email Opened',
  click: 'Email Link Clicked',
  bounce: 'Email Bounced',
  spamreport: 'Email Marked as Spam',
  unsubscribe: 'Unsubscribed',
  group_unsubscribe: 'Unsubscribed',
};

/** An event of SendGrid's Event Webhook. */
const sendgrid: Parser = (value) => {
  const { data } = sendgridSchema.safeParse(value);
  if (!data) return undefined;
  const event = kindOf(SENDGRID, data.event);
  if (!event) return 'other';
  return {
    vendor: 'sendgrid',
    id: data.sg_event_id,
    event,
    at: data.timestamp * 1000,
    emailId: data.email_id,
    messageId: bare(data['smtp-id']),
    serviceId: data.sg_message_id?.split('.')[0],
    ...(event === 'Email Bounced' && { bounce: data.type === 'blocked' ? 'soft' : 'hard' }),
    url: data.url,
    detail: data.reason,
  };
};

const mandrillSchema = z.looseObject({
  event: z.string(),
  ts: z.number(),
  _id: z.string(),
  url: text,
  msg: z.looseObject({
    metadata: z.looseObject({ email_id: text }).optional().catch(undefined),
    diag: text,
    bounce_description: text,
  }),
});
const MANDRILL: Readonly<Record<string, Kind>> = {
  delivered: 'Email Delivered',
  open: 'Email Opened',
  click: 'Email Link Clicked',
  hard_bounce: 'Email Bounced',
  soft_bounce: 'Email Bounced',
  spam: 'Email Marked as Spam',
  unsub: 'Unsubscribed',
};

/** A message event of Mandrill's webhooks. */
const mandrill: Parser = (value) => {
  const { data } = mandrillSchema.safeParse(value);
  if (!data) return undefined;
  const event = kindOf(MANDRILL, data.event);
  if (!event) return 'other';
  return {
    vendor: 'mandrill',
    // Mandrill names messages, not events.
    id: `${data._id}/${data.event}/${String(data.ts)}/${data.url ?? ''}`,
    event,
    at: data.ts * 1000,
    emailId: data.msg.metadata?.email_id,
    serviceId: data._id,
    ...(event === 'Email Bounced' && { bounce: data.event === 'hard_bounce' ? 'hard' : 'soft' }),
    url: data.url,
    detail: data.msg.diag ?? data.msg.bounce_description,
  };
};

const instant = z.string().transform((value, context) => {
  const at = Date.parse(value);
  if (Number.isNaN(at)) context.addIssue('no instant');
  return at;
});
const sesPart = z
  .looseObject({
    timestamp: instant,
    link: text,
    bounceType: text,
    smtpResponse: text,
    bouncedRecipients: z
      .array(z.looseObject({ diagnosticCode: text }))
      .optional()
      .catch(undefined),
  })
  .optional();
const sesSchema = z.looseObject({
  eventType: text,
  notificationType: text,
  mail: z.looseObject({
    messageId: z.string(),
    commonHeaders: z.looseObject({ messageId: text }).optional().catch(undefined),
    headers: z
      .array(z.looseObject({ name: z.string(), value: z.string() }))
      .optional()
      .catch(undefined),
  }),
  bounce: sesPart,
  complaint: sesPart,
  delivery: sesPart,
  open: sesPart,
  click: sesPart,
});
const SES: Readonly<Record<string, [Kind, 'bounce' | 'complaint' | 'delivery' | 'open' | 'click']>> = {
  Bounce: ['Email Bounced', 'bounce'],
  Complaint: ['Email Marked as Spam', 'complaint'],
  Delivery: ['Email Delivered', 'delivery'],
  Open: ['Email Opened', 'open'],
  Click: ['Email Link Clicked', 'click'],
};
const snsSchema = z.looseObject({ Type: z.string(), Message: z.string() });

/** An event of Amazon SES, as it is or in the envelope of SNS. */
const ses: Parser = (value) => {
  const envelope = snsSchema.safeParse(value).data;
  const { data } = sesSchema.safeParse(envelope ? jsonOf(envelope.Message) : value);
  if (!data) return envelope ? 'other' : undefined;
  const kind = data.eventType ?? data.notificationType ?? '';
  const known = Object.hasOwn(SES, kind) ? SES[kind] : undefined;
  const part = known && data[known[1]];
  if (!known || !part) return 'other';
  const header = data.mail.headers?.find(({ name }) => name.toLowerCase() === 'message-id')?.value;
  return {
    vendor: 'ses',
    id: `${data.mail.messageId}/${kind}/${String(part.timestamp)}/${part.link ?? ''}`,
    event: known[0],
    at: part.timestamp,
    messageId: bare(header ?? data.mail.commonHeaders?.messageId),
    serviceId: data.mail.messageId,
    ...(known[0] === 'Email Bounced' && { bounce: part.bounceType === 'Permanent' ? 'hard' : 'soft' }),
    url: part.link,
    detail: part.bouncedRecipients?.[0]?.diagnosticCode ?? part.smtpResponse,
  };
};

const postmarkSchema = z.looseObject({
  RecordType: z.string(),
  MessageID: z.string(),
  Metadata: z.looseObject({ email_id: text, message_id: text }).optional().catch(undefined),
  DeliveredAt: instant.optional().catch(undefined),
  ReceivedAt: instant.optional().catch(undefined),
  BouncedAt: instant.optional().catch(undefined),
  ChangedAt: instant.optional().catch(undefined),
  Type: text,
  OriginalLink: text,
  SuppressSending: z.boolean().optional().catch(undefined),
  Description: text,
  Details: text,
});
const POSTMARK: Readonly<Record<string, Kind>> = {
  Delivery: 'Email Delivered',
  Open: 'Email Opened',
  Click: 'Email Link Clicked',
  Bounce: 'Email Bounced',
  SpamComplaint: 'Email Marked as Spam',
  SubscriptionChange: 'Unsubscribed',
};

/** An event of Postmark's webhooks. */
const postmark: Parser = (value) => {
  const { data } = postmarkSchema.safeParse(value);
  if (!data) return undefined;
  const event = kindOf(POSTMARK, data.RecordType);
  const at = data.DeliveredAt ?? data.ReceivedAt ?? data.BouncedAt ?? data.ChangedAt;
  if (!event || at === undefined || (event === 'Unsubscribed' && data.SuppressSending !== true)) return 'other';
  return {
    vendor: 'postmark',
    id: `${data.MessageID}/${data.RecordType}/${String(at)}/${data.OriginalLink ?? ''}`,
    event,
    at,
    emailId: data.Metadata?.email_id,
    messageId: bare(data.Metadata?.message_id),
    serviceId: data.MessageID,
    ...(event === 'Email Bounced' && { bounce: data.Type === 'HardBounce' || data.Type === 'BadEmailAddress' ? 'hard' : 'soft' }),
    url: data.OriginalLink,
    detail: data.Details ?? data.Description,
  };
};

const mailgunSchema = z.looseObject({
  'event-data': z.looseObject({
    event: z.string(),
    timestamp: z.number(),
    id: z.string(),
    severity: text,
    url: text,
    'user-variables': z.looseObject({ email_id: text }).optional().catch(undefined),
    message: z
      .looseObject({ headers: z.looseObject({ 'message-id': text }).optional().catch(undefined) })
      .optional()
      .catch(undefined),
    'delivery-status': z.looseObject({ message: text }).optional().catch(undefined),
  }),
});
const MAILGUN: Readonly<Record<string, Kind>> = {
  delivered: 'Email Delivered',
  opened: 'Email Opened',
  clicked: 'Email Link Clicked',
  failed: 'Email Bounced',
  complained: 'Email Marked as Spam',
  unsubscribed: 'Unsubscribed',
};

/** An event of Mailgun's webhooks. */
const mailgun: Parser = (value) => {
  const data = mailgunSchema.safeParse(value).data?.['event-data'];
  if (!data) return undefined;
  const event = kindOf(MAILGUN, data.event);
  if (!event) return 'other';
  return {
    vendor: 'mailgun',
    id: data.id,
    event,
    at: Math.round(data.timestamp * 1000),
    emailId: data['user-variables']?.email_id,
    messageId: bare(data.message?.headers?.['message-id']),
    ...(event === 'Email Bounced' && { bounce: data.severity === 'permanent' ? 'hard' : 'soft' }),
    url: data.url,
    detail: data['delivery-status']?.message,
  };
};

const PARSERS: readonly Parser[] = [sendgrid, mandrill, postmark, mailgun, ses];

/** What a webhook posted, one value after the other. */
export interface ReadReports {
  reports: DeliveryReport[];
  /** Events of kinds that say nothing a journey asks for ("processed", "deferred"). */
  others: number;
  /** Values that no service sends, or of a time that cannot be. */
  unknown: number;
}

/** No service that we know is older. */
const EARLIEST = Date.UTC(2000, 0, 1);
const CLOCKS_DIFFER_MS = 86_400_000;

/**
 * Reads a text: one JSON value, a list of them, one a line, or a form as Mandrill posts it (`mandrill_events=…`).
 * @param now UTC ms: what is said to happen later is refused.
 */
export function readReports(content: string, now: number): ReadReports {
  const result: ReadReports = { reports: [], others: 0, unknown: 0 };
  for (const value of valuesOf(content)) {
    const found = PARSERS.map((parse) => parse(value)).find((each) => each !== undefined);
    if (found === 'other') result.others++;
    else if (found && found.at >= EARLIEST && found.at <= now + CLOCKS_DIFFER_MS) result.reports.push(found);
    else result.unknown++;
  }
  return result;
}

const FORM = /^mandrill_events=/;

function valuesOf(content: string): unknown[] {
  const trimmed = content.replace(/^\uFEFF/, '').trim();
  if (trimmed === '') return [];
  if (FORM.test(trimmed)) return valuesOf(formValue(trimmed));
  const whole = jsonOf(trimmed);
  if (whole !== undefined) return Array.isArray(whole) ? (whole as unknown[]) : [whole];
  return trimmed
    .split(/\r?\n/)
    .flatMap((line) => (line.trim() === '' ? [] : FORM.test(line) ? valuesOf(line) : flat(jsonOf(line))));
}

function flat(value: unknown): unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : [value];
}

function formValue(form: string): string {
  const encoded = form.split('&')[0]?.replace(FORM, '').replaceAll('+', ' ') ?? '';
  try {
    return decodeURIComponent(encoded);
  } catch (error) {
    if (error instanceof URIError) return 'null';
    throw error;
  }
}

/** `undefined` for what is no JSON. */
function jsonOf(content: string): unknown {
  try {
    return JSON.parse(content) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function kindOf(kinds: Readonly<Record<string, Kind>>, name: string): Kind | undefined {
  return Object.hasOwn(kinds, name) ? kinds[name] : undefined;
}
