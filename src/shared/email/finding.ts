import type { TemplateProblem } from './template.js';

/** What the check before sending looks for. */
export const FINDING_KINDS = [
  'mjml',
  'token',
  'liquid',
  'missing',
  'empty',
  'link',
  'altText',
  'unsubscribe',
  'postalAddress',
  'subject',
  'preheader',
  'image',
  'size',
  'contrast',
  'spam',
] as const;
export type FindingKind = (typeof FINDING_KINDS)[number];

export const FINDING_SEVERITIES = ['error', 'warning', 'note'] as const;
export type FindingSeverity = (typeof FINDING_SEVERITIES)[number];

/** Something that the check before sending found in a template, or in what it writes. */
export interface TemplateFinding {
  kind: FindingKind;
  severity: FindingSeverity;
  /** What is wrong. */
  message: string;
  /** What to do about it. */
  suggestion: string;
  part: TemplateProblem['part'];
  /** Places in the part's text, where they are known. */
  from?: number | undefined;
  to?: number | undefined;
}
