import type { TemplateFinding } from '../../../../shared/email/finding.js';
import { liquidPieces } from '../../../../shared/email/liquid-text.js';
import type { Element } from './elements.js';

/** Blocks that lead somewhere, and whether they must. */
const LINKS: Readonly<Record<string, boolean>> = {
  a: true,
  'mj-button': true,
  'mj-navbar-link': true,
  'mj-social-element': false,
  'mj-image': false,
};
const SCHEMES = new Set(['https:', 'http:', 'mailto:', 'tel:', 'sms:']);
/** Names that nobody has (RFC 2606). */
const NOWHERE = /(^|\.)(example\.(com|net|org)|example|invalid|test|localhost)$/i;
const PLACEHOLDER = /^(#.*|\/|https?:\/\/|todo.*|tbd.*|xxx.*|link|url)$/i;
const SHORTENERS = /(^|\.)(bit\.ly|tinyurl\.com|goo\.gl|t\.co|ow\.ly|is\.gd|buff\.ly|rebrand\.ly|cutt\.ly)$/i;

/** Links and pictures that cannot work. Whether a page answers is not asked: no network is used. */
export function linkFindings(elements: readonly Element[]): TemplateFinding[] {
  return elements.flatMap((element) => {
    const { tag, attributes, from, to } = element;
    const must = Object.hasOwn(LINKS, tag) ? LINKS[tag] : undefined;
    const source = tag === 'mj-image' || tag === 'img' ? [addressFault(attributes.get('src'), 'picture', true)] : [];
    const target = must === undefined ? [] : [addressFault(attributes.get('href'), 'link', must)];
    return [...source, ...target].flatMap((fault) =>
      fault ? [{ kind: 'link' as const, part: 'mjml' as const, from, to, ...fault }] : [],
    );
  });
}

type Fault = Pick<TemplateFinding, 'severity' | 'message' | 'suggestion'>;

function addressFault(address: string | undefined, what: 'link' | 'picture', must: boolean): Fault | undefined {
  const text = address?.trim() ?? '';
  if (text === '')
    return must
      ? { severity: 'error', message: `A ${what} has no address.`, suggestion: 'Give it one, or take it out.' }
      : undefined;
  if (PLACEHOLDER.test(text))
    return { severity: 'error', message: `A ${what} leads to “${text}”, a placeholder.`, suggestion: 'Put in the real address.' };
  if (what === 'picture' && /^data:image\//i.test(text)) return undefined;
  return text.startsWith('{{') ? undefined : fixedFault(withoutLiquid(text), text, what);
}

/** Liquid in an address stands for something without spaces. */
function withoutLiquid(text: string): string {
  let result = text;
  for (const { from, to } of liquidPieces(text).reverse()) result = `${result.slice(0, from)}x${result.slice(to)}`;
  return result;
}

function fixedFault(text: string, original: string, what: string): Fault | undefined {
  const shown = original.length > 80 ? `${original.slice(0, 80)}…` : original;
  if (/\s/.test(text))
    return { severity: 'error', message: `The address “${shown}” has a space in it.`, suggestion: 'Write %20 for a space.' };
  if (!URL.canParse(text)) {
    const suggestion = /^[\w-]+(\.[\w-]+)+/.test(text) ? `Write https://${shown}` : 'Write the whole address, from https:// on.';
    return { severity: 'error', message: `“${shown}” is not a whole address.`, suggestion };
  }
  const { protocol, hostname } = new URL(text);
  if (!SCHEMES.has(protocol))
    return {
      severity: 'error',
      message: `Mailboxes do not follow “${protocol}” addresses (“${shown}”).`,
      suggestion: 'Use https://.',
    };
  if (NOWHERE.test(hostname))
    return {
      severity: 'error',
      message: `“${hostname}” is a placeholder that leads nowhere.`,
      suggestion: 'Put in the real address.',
    };
  if (SHORTENERS.test(hostname))
    return {
      severity: 'warning',
      message: `“${hostname}” hides where the ${what} leads, which spam filters hold against it.`,
      suggestion: 'Link to your own domain.',
    };
  if (protocol === 'http:')
    return { severity: 'warning', message: `“${shown}” is not encrypted.`, suggestion: 'Use https:// if the site has it.' };
  return undefined;
}
