import { z } from 'zod';

/**
 * A template of the project. The e-mail node of a journey names it by its id and brings subject and preheader; variants
 * (semantics §4) live there too. `mj-title` and `mj-preview` of the source are the subject and preheader of nodes that bring none.
 */
export const templateSchema = z.object({
  id: z.string().min(1).max(200),
  name: z.string().min(1).max(200),
  /** MJML with Liquid, and conditional blocks (`show-if`, see `document.ts`). */
  mjml: z.string().max(1_000_000),
  /** The plain-text version with Liquid, where somebody wrote one; `null`: it is made from `mjml`. */
  text: z.string().max(1_000_000).nullable(),
});
export type Template = z.infer<typeof templateSchema>;

/** A template as it lies in the project. */
export const storedTemplateSchema = templateSchema.extend({
  /** Counts saves, from 1; a save names the revision it is based on. */
  revision: z.number(),
  updatedAt: z.string(),
});
export type StoredTemplate = z.infer<typeof storedTemplateSchema>;

/** What the project's messages have in common. */
export const emailSettingsSchema = z.object({
  sender: z.object({
    name: z.string().max(200),
    postalAddress: z.string().max(500),
    /** The front page of the shop: where links lead that know nothing better. */
    website: z.string().max(500).default(''),
  }),
  /** What `{{ category_discount }}` says for a product of each category, as written: "10 %". */
  discounts: z.record(z.string(), z.string().max(100)),
  /** The same for products of other categories; empty: there is none. */
  otherDiscount: z.string().max(100),
});
export type EmailSettings = z.infer<typeof emailSettingsSchema>;

export const NO_EMAIL_SETTINGS: EmailSettings = {
  sender: { name: '', postalAddress: '', website: '' },
  discounts: {},
  otherDiscount: '',
};

/** What one e-mail node (or one variant of it) sends. */
export interface MessageSource {
  mjml: string;
  text: string | null;
  /** Absent: the template's own. */
  subject?: string | undefined;
  preheader?: string | undefined;
}

export const PROBLEM_SEVERITIES = ['error', 'warning'] as const;

/** What is wrong in a template, where. */
export const templateProblemSchema = z.object({
  severity: z.enum(PROBLEM_SEVERITIES),
  message: z.string(),
  part: z.enum(['subject', 'preheader', 'mjml', 'text']),
  /** Places in the part's text, where they are known. */
  from: z.number().optional(),
  to: z.number().optional(),
});
export type TemplateProblem = z.infer<typeof templateProblemSchema>;
