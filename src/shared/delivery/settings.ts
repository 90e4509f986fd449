import { z } from 'zod';

const host = z
  .string()
  .trim()
  .min(1)
  .max(255)
  .regex(/^[^\s/]+$/, 'A host name has no spaces and no slashes.');

/** How messages leave. Passwords and keys are not here: they lie in the system's key store under `secret`. */
export const transportSchema = z.discriminatedUnion('kind', [
  /** `.eml` files in a folder: can never reach anybody. */
  z.strictObject({ kind: z.literal('folder'), folder: z.string().optional() }),
  z.strictObject({
    kind: z.literal('smtp'),
    host,
    port: z.int().min(1).max(65_535),
    /** TLS from the first byte, TLS by STARTTLS (refused without), or none (for a server on this machine). */
    security: z.enum(['tls', 'starttls', 'none']),
    user: z.string().optional(),
    /** Connections kept open. */
    connections: z.int().min(1).max(20).default(5),
    dkim: z.strictObject({ domain: host, selector: host }).optional(),
  }),
  z.strictObject({ kind: z.literal('sendgrid') }),
  z.strictObject({ kind: z.literal('mandrill') }),
]);
export type TransportSettings = z.infer<typeof transportSchema>;
export type TransportKind = TransportSettings['kind'];

const oneLine = z
  .string()
  .max(200)
  .regex(/^[^\p{Cc}]*$/u, 'It must be on one line.');

export const deliverySettingsSchema = z.strictObject({
  transport: transportSchema.default({ kind: 'folder' }),
  /** Names the credentials in the key store; made once for a project. */
  secret: z.string().default(''),
  from: z.strictObject({ name: oneLine, address: oneLine }).default({ name: '', address: '' }),
  replyTo: oneLine.default(''),
  /** RFC 8058: an address of the sender's own web site that takes a POST; `{id}` stands for the message. */
  unsubscribeUrl: z.union([z.literal(''), z.url({ protocol: /^https$/ })]).default(''),
  /** A mailbox that unsubscribes whoever writes to it. */
  unsubscribeMailbox: oneLine.default(''),
  /** How webhooks of live journeys are called. */
  webhooks: z
    .strictObject({
      /** Whether addresses on this machine (localhost) may be called, also without encryption. */
      loopback: z.boolean().default(false),
      /** The one host (with its port, if it is not the usual one) whose calls carry the header `Authorization`; empty: none. */
      authorizedHost: z
        .string()
        .max(260)
        .regex(/^[^\s/@]*$/, 'A host such as hooks.example.com.')
        .default(''),
    })
    .default({ loopback: false, authorizedHost: '' }),
  /** Messages and calls a minute; 0 for no limit. */
  perMinute: z.int().min(0).max(600_000).default(0),
  /** Messages and calls that may be handed over at the same moment: as many can be doubtful after a crash. */
  inFlight: z.int().min(1).max(20).default(1),
  /** What fell due longer ago than this is held for a person's decision. */
  holdAfter: z
    .string()
    .regex(/^\d+(ms|s|m|h|d|w)$/)
    .default('6h'),
  /** Whether messages may leave at all. */
  running: z.boolean().default(false),
});
export type DeliverySettings = z.infer<typeof deliverySettingsSchema>;

/** Where the link to unsubscribe leads in files that reach nobody, while the project has no address for it: nowhere (RFC 2606). */
export const UNSUBSCRIBE_NOWHERE = 'https://unsubscribe.invalid/';

/** What is to be known before files are written whose link to unsubscribe leads nowhere; `undefined` where it leads somewhere. */
export function unsubscribeNote({
  transport,
  unsubscribeUrl,
  unsubscribeMailbox,
}: Pick<DeliverySettings, 'transport' | 'unsubscribeUrl' | 'unsubscribeMailbox'>): string | undefined {
  if (transport.kind !== 'folder' || unsubscribeUrl !== '' || unsubscribeMailbox !== '') return undefined;
  return `The link to unsubscribe leads nowhere (${UNSUBSCRIBE_NOWHERE}…): the project has no address for it yet. Enter one under Sending › Set-up.`;
}

export const DEFAULT_DELIVERY: DeliverySettings = deliverySettingsSchema.parse({});

/** What is kept in the key store: for the transports, and the header `Authorization` of calls. */
export const SECRET_NAMES = ['password', 'apiKey', 'dkimKey', 'webhookKey'] as const;
export const secretNameSchema = z.enum(SECRET_NAMES);
export type SecretName = z.infer<typeof secretNameSchema>;
