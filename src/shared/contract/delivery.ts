import { z } from 'zod';
import { ACTIVATION_STATES } from '../delivery/activation.js';
import { decisionSchema, outboxKindSchema, outboxMessageSchema, outboxStateSchema } from '../delivery/outbox.js';
import { deliverySettingsSchema, secretNameSchema } from '../delivery/settings.js';
import { previewSubjectSchema } from './emails.js';
import { longProcedure, procedure } from './procedure.js';
import { projectHandle } from './projects.js';

const inProject = { project: projectHandle };
const page = { offset: z.int().nonnegative(), limit: z.int().positive().max(1000) };

/** One e-mail to many. */
export const campaignSchema = z.strictObject({
  name: z.string().trim().min(1).max(200),
  template: z.string().min(1),
  /** Absent: the template's own. */
  subject: z.string().max(1_000).optional(),
  /** Absent: every customer. */
  segment: z.string().optional(),
  consent: z.enum(['explicit', 'implied', 'none']).default('explicit'),
  /** ISO instant; now when absent. */
  at: z.string().optional(),
});
export type Campaign = z.infer<typeof campaignSchema>;

/** A change of what is sent. Each can be looked at before it is made. */
export const deliveryChangeSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('campaign'), campaign: campaignSchema }),
  /** The journey as it is stored goes live: those who enter from the instant on (now when absent) are written to. */
  z.strictObject({ kind: z.literal('activate'), journey: z.string(), at: z.string().optional() }),
  z.strictObject({ kind: z.literal('pause'), journey: z.string() }),
  z.strictObject({ kind: z.literal('resume'), journey: z.string() }),
  /** Nothing more is sent; those inside are let go. */
  z.strictObject({ kind: z.literal('stop'), journey: z.string() }),
  /** The stored journey takes the place of the live one for new entries; `moveInside`: also for those inside. */
  z.strictObject({ kind: z.literal('update'), journey: z.string(), moveInside: z.boolean() }),
  /** The live journey stays as it is, but goes on with the templates and segments as they are now; `moveInside` as above. */
  z.strictObject({ kind: z.literal('renew'), journey: z.string(), moveInside: z.boolean() }),
]);
export type DeliveryChange = z.infer<typeof deliveryChangeSchema>;

/** What a change means for one message. */
export const changedMessageSchema = z.object({
  userId: z.string(),
  /** What the step is called. */
  node: z.string(),
  /** UTC ms; absent where there was, or will be, none. */
  before: z.number().optional(),
  after: z.number().optional(),
});

/** Calls of webhooks to one host, with its port if that is not the usual one. */
export const callsOfHostSchema = z.object({ host: z.string(), calls: z.number() });
export type CallsOfHost = z.infer<typeof callsOfHostSchema>;

export const deliveryPreviewSchema = z.object({
  /** The number to be typed: messages that leave at once; for a journey that goes live the customers it may write to. */
  confirm: z.number(),
  /** What the number counts, in words. */
  counts: z.enum(['messages', 'customers', 'messagesAndCalls']),
  /** Messages that leave at once. */
  leaving: z.number(),
  /** Calls of webhooks that are made at once, by host; every host that the journey may call is named. */
  calls: z.array(callsOfHostSchema),
  /** Messages and calls that fell due too long ago and wait for a decision. */
  held: z.number(),
  /** Messages and calls that are taken back. */
  cancelled: z.number(),
  /** Kept back, by reason, in words. */
  suppressed: z.array(z.object({ reason: z.string(), messages: z.number() })),
  /** From whom, and by which way. */
  from: z.string(),
  transport: z.string(),
  reachesPeople: z.boolean(),
  /** Some of those who get a message at once. */
  recipients: z.array(z.object({ userId: z.string(), address: z.string() })),
  /** Entries under way in this journey. */
  inside: z.number(),
  /** What changes in the next seven days if nothing else happens; the first of them. */
  changes: z.array(changedMessageSchema),
  changesTotal: z.number(),
  /** Of these seven days and of what waits: messages that are written with another text, by what their template is called. */
  rewritten: z.array(z.object({ template: z.string(), messages: z.number() })),
  /** Segments that are another question then. */
  resorted: z.array(
    z.object({
      segment: z.string(),
      /** The edited segments that it names, by however many steps; empty when it was edited itself. */
      through: z.array(z.string()),
      /** Where the journey itself asks it, in words. */
      askedBy: z.array(z.string()),
      /** How many customers would come in and go out at this moment. */
      come: z.number(),
      go: z.number(),
    }),
  ),
  /** What else is to be known, in words. */
  notes: z.array(z.string()),
  /** What hinders it, in words; empty when nothing does. */
  hindrances: z.array(z.string()),
});
export type DeliveryPreview = z.infer<typeof deliveryPreviewSchema>;

export const activationSummarySchema = z.object({
  journey: z.string(),
  kind: z.enum(['journey', 'campaign']),
  name: z.string(),
  status: z.enum(ACTIVATION_STATES),
  activatedAt: z.number(),
  /** Whether that instant has come. */
  begun: z.boolean(),
  versions: z.array(z.object({ from: z.number(), revision: z.number() })),
  /** What its steps are called, by id. */
  steps: z.record(z.string(), z.string()),
  /** Whether the stored journey differs from the live one. */
  edited: z.boolean(),
  /** What its templates and segments are called that were edited since it took them along. */
  editedTemplates: z.array(z.string()),
  editedSegments: z.array(z.string()),
  messages: z.partialRecord(outboxStateSchema, z.number()),
});
export type ActivationSummary = z.infer<typeof activationSummarySchema>;

export const deliveryStateSchema = z.object({
  settings: deliverySettingsSchema,
  /** The credentials that are kept, by name; never their values. */
  secrets: z.array(secretNameSchema),
  /** Where credentials are kept: the system's key store, or the memory of this run only. */
  keeps: z.enum(['system', 'memory']),
  transport: z.string(),
  reachesPeople: z.boolean(),
  /** Whether messages are being handed over at this moment. */
  busy: z.boolean(),
  /** What stopped it, in words; empty when nothing did. */
  trouble: z.string(),
  /** Calls among them. */
  messages: z.partialRecord(outboxStateSchema, z.number()),
  /** The calls in the queue, by host. */
  calls: z.array(callsOfHostSchema),
  flagged: z.number(),
  /** When the next message falls due or is tried again, UTC ms. */
  nextAt: z.number().nullable(),
  activations: z.array(activationSummarySchema),
  /** What there is to send. */
  templates: z.array(z.object({ id: z.string(), name: z.string() })),
});
export type DeliveryState = z.infer<typeof deliveryStateSchema>;

const filterSchema = z.strictObject({
  kind: outboxKindSchema.optional(),
  status: outboxStateSchema.optional(),
  flagged: z.boolean().optional(),
  journey: z.string().optional(),
  search: z.string().max(200).optional(),
});

export const deliveryProcedures = {
  'delivery.state': procedure(z.strictObject(inProject), deliveryStateSchema),
  /** `running` is changed by `delivery.run` alone. */
  'delivery.saveSettings': procedure(
    z.strictObject({ ...inProject, settings: deliverySettingsSchema.omit({ running: true, secret: true }) }),
    z.null(),
  ),
  /** Keeps a password or key; an empty one is forgotten. It can never be read back. */
  'delivery.keepSecret': procedure(
    z.strictObject({ ...inProject, name: secretNameSchema, value: z.string().max(20_000) }),
    z.null(),
  ),
  /** Tries the connection and the credentials. Sends nothing. `invalid` with what is wrong. */
  'delivery.testConnection': longProcedure(z.strictObject(inProject), z.object({ answer: z.string() })),
  /** Sends one message to one address: a greeting, or a template as the subject gets it (without anybody's values when absent). */
  'delivery.sendTest': longProcedure(
    z.strictObject({
      ...inProject,
      to: z.string().max(300),
      template: z.string().optional(),
      subject: previewSubjectSchema.optional(),
    }),
    z.object({ answer: z.string() }),
  ),
  /** Says beforehand, by replay, what a change does for whom. */
  'delivery.preview': longProcedure(z.strictObject({ ...inProject, change: deliveryChangeSchema }), deliveryPreviewSchema),
  /** Makes a change. `conflict` when the number is not (or no longer) that of the preview. */
  'delivery.apply': longProcedure(
    z.strictObject({ ...inProject, change: deliveryChangeSchema, confirm: z.int() }),
    z.object({ journey: z.string() }),
  ),
  /** Lets messages leave, or stops them: what has not been handed over stays. */
  'delivery.run': procedure(z.strictObject({ ...inProject, running: z.boolean() }), z.null()),
  'delivery.outbox': procedure(
    z.strictObject({ ...inProject, filter: filterSchema, ...page }),
    /** With the calls among all of them, by host. */
    z.object({ total: z.number(), rows: z.array(outboxMessageSchema), calls: z.array(callsOfHostSchema) }),
  ),
  /** A person's word on held and doubtful messages. */
  'delivery.decide': procedure(
    z.strictObject({
      ...inProject,
      /** Those named, or all that a filter lets through. */
      which: z.union([z.strictObject({ ids: z.array(z.int()).min(1).max(10_000) }), z.strictObject({ filter: filterSchema })]),
      decision: decisionSchema,
    }),
    z.object({ applied: z.number() }),
  ),
  'delivery.suppressions': procedure(
    z.strictObject({ ...inProject, search: z.string().max(200), ...page }),
    z.object({ total: z.number(), rows: z.array(z.object({ address: z.string(), reason: z.string(), since: z.number() })) }),
  ),
  'delivery.suppress': procedure(z.strictObject({ ...inProject, address: z.string().min(3).max(300) }), z.null()),
  'delivery.unsuppress': procedure(z.strictObject({ ...inProject, address: z.string() }), z.null()),
  /** Takes files that SendGrid, Mandrill, Amazon SES, Postmark or Mailgun posted into the log. */
  'delivery.importEvents': longProcedure(
    z.strictObject({ ...inProject, files: z.array(z.string()).min(1) }),
    z.object({
      read: z.number(),
      matched: z.number(),
      imported: z.number(),
      duplicates: z.number(),
      unknown: z.number(),
      events: z.record(z.string(), z.number()),
    }),
  ),
};
