import { SHOW_IF } from '../../../../shared/email/conditions.js';
import { attribute, blocksOf, parseMjml, type Block } from '../../../../shared/email/document.js';
import type { TemplateFinding } from '../../../../shared/email/finding.js';
import { liquidPieces } from '../../../../shared/email/liquid-text.js';
import type { MessageSource, TemplateProblem } from '../../../../shared/email/template.js';
import type { Common } from '../letters.js';
import { contrastFindings } from './contrast.js';
import { elementsOf } from './elements.js';
import { linkFindings } from './links.js';
import { pictureFindings } from './pictures.js';
import { preheaderFindings, spamFindings, subjectFindings } from './words.js';

export interface CheckedTemplate {
  source: MessageSource;
  /** As written for somebody: the longest there is. */
  subject: string;
  preheader: string;
  /** Compiled, with places (`wp-at-<n>`). */
  html: string;
  common: Common;
}

/** What can be said of a template whoever gets it. */
export function templateFindings({ source, subject, preheader, html, common }: CheckedTemplate): TemplateFinding[] {
  const { root } = parseMjml(source.mjml);
  const elements = elementsOf(root);
  return [
    ...linkFindings(elements),
    ...pictureFindings(elements),
    ...unsubscribeFindings(source, root, common),
    ...addressFindings(source, common),
    ...subjectFindings(subject),
    ...preheaderFindings(preheader, subject),
    ...contrastFindings(html),
    ...spamFindings(subject, elements),
  ];
}

/** Faults that the compiler and the names have, as findings. */
export function problemFindings(problems: readonly TemplateProblem[]): TemplateFinding[] {
  return problems.map(({ severity, message, part, from, to }) => ({
    kind: /\{\{/.test(message) ? ('token' as const) : message.startsWith('Liquid') ? ('liquid' as const) : ('mjml' as const),
    ...{ severity, message, part, from, to },
    suggestion: severity === 'error' ? 'Mend it: the message cannot be sent before.' : 'Look whether it is meant so.',
  }));
}

const UNSUBSCRIBES = /\b(unsubscribe_url|links\.unsubscribe)\b/;

function namesInLiquid(text: string, pattern: RegExp): boolean {
  return liquidPieces(text).some(({ kind, inner }) => kind === 'output' && pattern.test(inner));
}

function unsubscribeFindings({ mjml, text }: MessageSource, root: Block | undefined, { delivery }: Common): TemplateFinding[] {
  const found: TemplateFinding[] = [];
  const at = { kind: 'unsubscribe' as const };
  const suggestion = 'Put a link to {{ unsubscribe_url }} at the end.';
  if (!namesInLiquid(mjml, UNSUBSCRIBES))
    found.push({
      ...at,
      severity: 'error',
      message: 'There is no link to unsubscribe, which the law and the mailboxes want.',
      suggestion,
      part: 'mjml',
    });
  else if (!outsideConditions(mjml, root))
    found.push({
      ...at,
      severity: 'error',
      message: 'The link to unsubscribe stands in blocks that not everybody sees.',
      suggestion: 'Put it where everybody sees it.',
      part: 'mjml',
    });
  if (text !== null && !namesInLiquid(text, UNSUBSCRIBES))
    found.push({
      ...at,
      severity: 'error',
      message: 'The plain-text version has no link to unsubscribe.',
      suggestion,
      part: 'text',
    });
  if (delivery.unsubscribeUrl === '' && delivery.unsubscribeMailbox === '')
    found.push({
      ...at,
      severity: 'warning',
      message: 'The project has no way to unsubscribe yet, so that the link leads nowhere.',
      suggestion: 'Enter an address for it under Sending › Set-up.',
      part: 'mjml',
    });
  return found;
}

function outsideConditions(mjml: string, root: Block | undefined): boolean {
  const conditional = [...blocksOf(root)].filter((block) => attribute(block, SHOW_IF) !== undefined);
  return liquidPieces(mjml).some(
    ({ inner, from }) => UNSUBSCRIBES.test(inner) && !conditional.some(({ start, end }) => from >= start && from < end),
  );
}

function addressFindings({ mjml, text }: MessageSource, { settings: { sender } }: Common): TemplateFinding[] {
  const address = sender.postalAddress.trim();
  const shows = (source: string): boolean =>
    namesInLiquid(source, /\bsender\.postal_address\b/) || (address !== '' && source.includes(address));
  const at = { kind: 'postalAddress' as const };
  if (!shows(mjml) || (text !== null && !shows(text)))
    return [
      {
        ...at,
        severity: 'error',
        message: 'The sender’s postal address is not in the message, as the law of many countries wants it.',
        suggestion: 'Put {{ sender.postal_address }} at the end.',
        part: shows(mjml) ? 'text' : 'mjml',
      },
    ];
  if (address !== '') return [];
  return [
    {
      ...at,
      severity: 'error',
      message: 'The project has no postal address of the sender.',
      suggestion: 'Enter it in the e-mail settings.',
      part: 'mjml',
    },
  ];
}
