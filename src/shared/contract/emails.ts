import { z } from 'zod';
import { scalarSchema } from '../condition/comparison.js';
import { conditionSchema } from '../condition/schema.js';
import { FINDING_KINDS, FINDING_SEVERITIES } from '../email/finding.js';
import { TOKEN_GROUPS } from '../email/tokens.js';
import { emailSettingsSchema, storedTemplateSchema, templateProblemSchema } from '../email/template.js';
import { longProcedure, procedure } from './procedure.js';
import { projectHandle } from './projects.js';

const inProject = { project: projectHandle };
const oneTemplate = { ...inProject, id: z.string() };
const name = z.string().trim().min(1, { error: 'A template needs a name.' }).max(200);

/** An e-mail step, or one of its variants, that names a template. */
export const templateUseSchema = z.object({
  journey: z.string(),
  journeyName: z.string(),
  node: z.string(),
  nodeName: z.string(),
  /** Empty where the step itself names it. */
  variant: z.string(),
});
export type TemplateUse = z.infer<typeof templateUseSchema>;

export const templateSummarySchema = z.object({
  id: z.string(),
  name: z.string(),
  revision: z.number(),
  updatedAt: z.string(),
  /** The template's own, with Liquid; empty where it has none. */
  subject: z.string(),
  uses: z.array(templateUseSchema),
});
export type TemplateSummary = z.infer<typeof templateSummarySchema>;

/** A template that ships, to begin with. */
export const starterSchema = z.object({
  id: z.string(),
  name: z.string(),
  /** What it is for, in one sentence. */
  description: z.string(),
  mjml: z.string(),
});
export type Starter = z.infer<typeof starterSchema>;

/** What is rendered: a template as it is being edited. Subject and preheader, where given, stand in for the template's own. */
export const editedTemplateSchema = z.strictObject({
  mjml: z.string().max(1_000_000),
  text: z.string().max(1_000_000).nullable(),
  subject: z.string().max(2_000).optional(),
  preheader: z.string().max(2_000).optional(),
});
export type EditedTemplate = z.infer<typeof editedTemplateSchema>;

/** A conditional block of a template. */
export const blockWordsSchema = z.object({
  /** Place of the block's opening tag in the MJML: it tells the blocks apart, and where to find them. */
  from: z.number(),
  to: z.number(),
  tag: z.string(),
  condition: conditionSchema,
  /** “Only for customers who left a cart for 24 hours”. */
  words: z.string(),
});
export type BlockWords = z.infer<typeof blockWordsSchema>;

export const compilationSchema = z.object({
  problems: z.array(templateProblemSchema),
  /**
   * The HTML of nobody in particular: values as the log has them, what has none as a mark (`<mark class="wp-missing">`), all blocks
   * shown. Elements of the body have the class `wp-at-<n>`, n being the place of their opening tag in the MJML. Empty where it cannot
   * be compiled.
   */
  html: z.string(),
  /** The other parts with the same values; with their Liquid where the template cannot be compiled. */
  example: z.object({ subject: z.string(), preheader: z.string(), text: z.string() }),
  /** The plain-text version with its Liquid: the template's own, or the one made from the MJML. */
  text: z.string(),
  /** With their Liquid: those given, or the template's own. */
  subject: z.string(),
  preheader: z.string(),
  /** The conditional blocks in their order. */
  blocks: z.array(blockWordsSchema),
});
export type CompiledEmail = z.infer<typeof compilationSchema>;

/** An element of MJML, for completion. */
export const mjmlElementSchema = z.object({
  tag: z.string(),
  attributes: z.array(z.string()),
  /** Elements that may stand in it; empty for one that holds text. */
  children: z.array(z.string()),
});
export type MjmlElement = z.infer<typeof mjmlElementSchema>;

/** Something that Liquid may name in this project. */
export const tokenSchema = z.object({
  /** As it is written: `customer.first_name`, `recent.viewed`. */
  name: z.string(),
  group: z.enum(TOKEN_GROUPS),
  kind: z.enum(['value', 'list', 'address']),
  description: z.string(),
  /** From the log, the most frequent first. */
  examples: z.array(scalarSchema),
  /** Share of those who may have it that do, 0 … 1; null where it cannot be told beforehand. */
  share: z.number().nullable(),
  /** What to insert: with a default where it may be missing, for a list a loop. */
  insert: z.string(),
  /** Of a list: what each of its things has. */
  fields: z.array(z.object({ name: z.string(), description: z.string(), examples: z.array(scalarSchema) })),
});
export type Token = z.infer<typeof tokenSchema>;

/** Names one message of a run: the key by which it is known when it is really sent (semantics §6). */
export const messageOfRunSchema = z.strictObject({
  kind: z.literal('message'),
  run: z.string(),
  journey: z.string(),
  node: z.string(),
  userId: z.string(),
  entry: z.int().nonnegative(),
  /** The number of this entry's messages of the step, from 0. */
  count: z.int().nonnegative(),
});

/** Whose values a preview shows. */
export const previewSubjectSchema = z.discriminatedUnion('kind', [
  messageOfRunSchema,
  /** A customer as of the end of the log, in no journey. */
  z.strictObject({ kind: z.literal('customer'), userId: z.string() }),
]);
export type PreviewSubject = z.infer<typeof previewSubjectSchema>;

export const missingValueSchema = z.object({ token: z.string(), part: z.enum(['subject', 'preheader', 'html', 'text']) });

export const emailPreviewSchema = z.object({
  subject: z.string(),
  preheader: z.string(),
  html: z.string(),
  text: z.string(),
  /** Tokens without a value and without a default. */
  missing: z.array(missingValueSchema),
  /** Lists that were looped over and held nothing. */
  empty: z.array(z.string()),
  userId: z.string(),
  /** Where it goes; empty where the customer has no address. */
  address: z.string(),
  /** The instant whose values are shown. */
  time: z.string(),
  variant: z.string(),
  /** What became of the message in the run; empty in a preview without one. */
  status: z.enum(['sent', 'suppressed', '']),
  blocks: z.array(blockWordsSchema.extend({ shown: z.boolean() })),
  /** UTF-8 bytes of the HTML. */
  bytes: z.number(),
});
export type EmailPreview = z.infer<typeof emailPreviewSchema>;

export const RECIPIENT_FILTERS = ['all', 'missing', 'empty', 'failed'] as const;
export const RECIPIENT_ORDERS = ['time', 'longestSubject', 'largest'] as const;

export const recipientSchema = z.object({
  userId: z.string(),
  journey: z.string(),
  node: z.string(),
  entry: z.number(),
  count: z.number(),
  variant: z.string(),
  time: z.string(),
  subject: z.string(),
  missing: z.array(missingValueSchema),
  empty: z.array(z.string()),
  /** For each conditional block, in order. */
  shown: z.array(z.boolean()),
  bytes: z.number(),
  /** What Liquid says where the message cannot be written; empty where it can. */
  failure: z.string(),
});
export type Recipient = z.infer<typeof recipientSchema>;

export const recipientsSchema = z.object({
  /** Rows that pass the filter. */
  total: z.number(),
  rows: z.array(recipientSchema),
  /** Messages that were written, and how many there are: past a bound they are a sample, spread over the whole. */
  looked: z.number(),
  messages: z.number(),
  counts: z.object({ missing: z.number(), empty: z.number(), failed: z.number() }),
  /** The conditional blocks with how many of those looked at see each. */
  blocks: z.array(blockWordsSchema.extend({ seen: z.number() })),
});
export type Recipients = z.infer<typeof recipientsSchema>;

/** The messages of a run that are written with a template. */
const messagesOfTemplate = {
  ...inProject,
  run: z.string(),
  /** Those of the steps that name it. */
  template: z.string(),
  /** Only those of this step. */
  step: z.strictObject({ journey: z.string(), node: z.string() }).optional(),
  /** As it is being edited; the stored one when absent. */
  edited: editedTemplateSchema.optional(),
};

/** What the check before sending found. */
export const emailFindingSchema = z.object({
  kind: z.enum(FINDING_KINDS),
  severity: z.enum(FINDING_SEVERITIES),
  /** What is wrong. */
  message: z.string(),
  /** What to do about it. */
  suggestion: z.string(),
  part: z.enum(['subject', 'preheader', 'mjml', 'text']),
  /** Places in the part's text, where they are known. */
  from: z.number().optional(),
  to: z.number().optional(),
  /** How many of the messages looked at it concerns; absent where it concerns the template itself. */
  messages: z.number().optional(),
  /** Some of them. */
  examples: z.array(recipientSchema.pick({ userId: true, journey: true, node: true, entry: true, count: true })),
});
export type EmailFinding = z.infer<typeof emailFindingSchema>;

export const emailCheckSchema = z.object({
  /** The gravest first. */
  findings: z.array(emailFindingSchema),
  /** Kinds that were looked for and found in order. */
  passed: z.array(z.enum(FINDING_KINDS)),
  looked: z.number(),
  messages: z.number(),
  /** Of the largest message, UTF-8 bytes of its HTML. */
  largestBytes: z.number(),
});
export type EmailCheck = z.infer<typeof emailCheckSchema>;

export const emailProcedures = {
  /** By name. */
  'templates.list': procedure(z.strictObject(inProject), z.array(templateSummarySchema)),
  'templates.get': procedure(z.strictObject(oneTemplate), storedTemplateSchema),
  /** A new template with a fresh id: from the MJML given, from a starter, or nearly blank. */
  'templates.create': procedure(
    z.strictObject({
      ...inProject,
      name,
      from: z.union([z.strictObject({ starter: z.string() }), z.strictObject({ mjml: z.string().max(1_000_000) })]).optional(),
    }),
    storedTemplateSchema,
  ),
  /** Stores a template as its next revision; `conflict` when `revision` is not the stored one. */
  'templates.save': procedure(
    z.strictObject({
      ...oneTemplate,
      name,
      mjml: z.string().max(1_000_000),
      text: z.string().max(1_000_000).nullable(),
      revision: z.number(),
    }),
    storedTemplateSchema,
  ),
  /** A copy with a fresh id and name. */
  'templates.duplicate': procedure(z.strictObject(oneTemplate), storedTemplateSchema),
  /** `conflict`, saying where, while an e-mail step uses it. */
  'templates.remove': procedure(z.strictObject(oneTemplate), z.null()),
  /** The templates that ship, in the gallery's order. */
  'templates.starters': procedure(z.strictObject({}), z.array(starterSchema)),

  /** What all messages of the project have in common. */
  'emails.settings': procedure(z.strictObject(inProject), emailSettingsSchema),
  'emails.saveSettings': procedure(z.strictObject({ ...inProject, settings: emailSettingsSchema }), z.null()),
  /** Compiles a template as it is being edited. Faults are told, with their places, not thrown. */
  'emails.compile': procedure(z.strictObject({ ...inProject, source: editedTemplateSchema }), compilationSchema),
  /** What Liquid may name in this project, with values from the log. */
  'emails.tokens': procedure(z.strictObject(inProject), z.array(tokenSchema)),
  /** What MJML is made of. */
  'emails.elements': procedure(z.strictObject({}), z.array(mjmlElementSchema)),
  /**
   * A message exactly as its recipient gets it when it is really sent. `invalid` where the template has a fault or Liquid fails on the
   * recipient's values, `notFound` for a message that the run does not know.
   */
  'emails.preview': longProcedure(
    z.strictObject({
      ...inProject,
      subject: previewSubjectSchema,
      /** A template of the project; for a message of a run the one that its step names when absent. */
      template: z.string().optional(),
      /** The same as it is being edited. */
      edited: editedTemplateSchema.optional(),
      /** Shows what is missing where it is missing; what is sent never does. */
      marks: z.boolean().optional(),
      /** Gives elements of the HTML a class that names their place in the MJML (`wp-at-120`), for editors; what is sent never has any. */
      places: z.boolean().optional(),
    }),
    emailPreviewSchema,
  ),
  /** The messages of a run that are written with a template, each as it would be written. */
  'emails.recipients': longProcedure(
    z.strictObject({
      ...messagesOfTemplate,
      filter: z.enum(RECIPIENT_FILTERS),
      order: z.enum(RECIPIENT_ORDERS),
      offset: z.int().nonnegative(),
      limit: z.int().positive().max(1_000),
    }),
    recipientsSchema,
  ),
  /**
   * The check before sending: the template itself, and every message of a run that it writes (a spread sample past a bound); without a
   * run some customers as of the end of the log. Uses no network.
   */
  'emails.check': longProcedure(z.strictObject({ ...messagesOfTemplate, run: z.string().optional() }), emailCheckSchema),
};
