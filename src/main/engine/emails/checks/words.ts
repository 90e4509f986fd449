import type { TemplateFinding } from '../../../../shared/email/finding.js';
import { liquidPieces } from '../../../../shared/email/liquid-text.js';
import type { Element } from './elements.js';

/** Longer subjects are cut: by most mailboxes on a desk, and by those on a phone. */
export const SUBJECT_CUT = 70;
export const SUBJECT_CUT_ON_PHONE = 45;
const PREHEADER_CUT = 140;
const PREHEADER_SHORT = 30;

/** What is to be said of a subject that somebody gets. */
export function subjectFindings(subject: string): TemplateFinding[] {
  const at = { kind: 'subject' as const, part: 'subject' as const };
  if (subject === '')
    return [{ ...at, severity: 'error', message: 'The subject is empty.', suggestion: 'Write one: few open a message without.' }];
  if (subject.length > SUBJECT_CUT)
    return [
      {
        ...at,
        severity: 'warning',
        message: `The longest subject has ${String(subject.length)} characters; mailboxes cut it after about ${String(SUBJECT_CUT)}: “${subject.slice(0, SUBJECT_CUT)}…”`,
        suggestion: 'Say it in fewer words, or with a shorter token.',
      },
    ];
  if (subject.length > SUBJECT_CUT_ON_PHONE)
    return [
      {
        ...at,
        severity: 'note',
        message: `The longest subject has ${String(subject.length)} characters; phones show about ${String(SUBJECT_CUT_ON_PHONE)}.`,
        suggestion: 'Put what matters first.',
      },
    ];
  return [];
}

export function preheaderFindings(preheader: string, subject: string): TemplateFinding[] {
  const at = { kind: 'preheader' as const, part: 'preheader' as const };
  if (preheader === '')
    return [
      {
        ...at,
        severity: 'warning',
        message: 'There is no preheader: mailboxes show the first words of the message behind the subject instead.',
        suggestion: 'Write one sentence that goes on from the subject.',
      },
    ];
  if (preheader.toLowerCase() === subject.toLowerCase())
    return [
      { ...at, severity: 'warning', message: 'The preheader repeats the subject.', suggestion: 'Say something more in it.' },
    ];
  if (preheader.length > PREHEADER_CUT)
    return [
      {
        ...at,
        severity: 'note',
        message: `The preheader has ${String(preheader.length)} characters; mailboxes show at most about ${String(PREHEADER_CUT)}.`,
        suggestion: 'Make it shorter.',
      },
    ];
  if (preheader.length < PREHEADER_SHORT)
    return [
      {
        ...at,
        severity: 'note',
        message: 'The preheader is short: mailboxes fill the rest of the line with the first words of the message.',
        suggestion: 'Make it a whole sentence.',
      },
    ];
  return [];
}

/** Words that filters count, with the reason. */
const PHRASES: readonly (readonly [RegExp, string])[] = [
  [
    /\b(100 ?% free|absolutely free|free money|risk[- ]free|no (?:risk|obligation|catch|strings attached))\b/i,
    'it promises something for nothing',
  ],
  [
    /\b(act now|urgent|final notice|once in a lifetime|expires? (?:today|tonight) only|before it['’]s too late)\b/i,
    'it presses for time',
  ],
  [/\b(you(?:['’]ve| have) (?:won|been (?:chosen|selected))|winner|congratulations)\b/i, 'it sounds like a lottery'],
  [/\b(click (?:here|below)|open immediately)\b/i, 'it says nothing of what is behind the link'],
  [/\b(earn (?:money|cash|\$)|double your (?:income|money)|make \$\d|cash bonus|get rich)\b/i, 'it promises money'],
  [/\b(guaranteed|this is not spam|dear friend|not (?:a )?scam)\b/i, 'it protests too much'],
  [/(\${2,}|€{2,}|£{2,}|!{2,}|\?{2,})/, 'it repeats signs'],
];

/** Patterns that spam filters weigh, each with the reason. */
export function spamFindings(subject: string, elements: readonly Element[]): TemplateFinding[] {
  return [...subjectSpam(subject), ...phraseSpam(elements), ...linkSpam(elements), ...pictureSpam(elements)];
}

function spam(
  part: TemplateFinding['part'],
  message: string,
  suggestion: string,
  at: { from?: number; to?: number } = {},
): TemplateFinding {
  return { kind: 'spam', severity: 'warning', message, suggestion, part, ...at };
}

function subjectSpam(subject: string): TemplateFinding[] {
  const letters = subject.replaceAll(/[^\p{L}]/gu, '');
  const capitals = letters.replaceAll(/[^\p{Lu}]/gu, '');
  const found: TemplateFinding[] = [];
  if (letters.length >= 8 && capitals.length > letters.length * 0.6)
    found.push(spam('subject', 'The subject is mostly in capitals, which filters take for shouting.', 'Write it as a sentence.'));
  if (/^\s*(re|fwd?)\s*:/i.test(subject))
    found.push(
      spam('subject', 'The subject begins as if it were an answer, which filters take for a trick.', 'Take “Re:” away.'),
    );
  for (const [pattern, reason] of PHRASES) {
    const [phrase] = pattern.exec(subject) ?? [];
    if (phrase !== undefined)
      found.push(spam('subject', `“${phrase}” in the subject looks like spam: ${reason}.`, 'Say it plainly.'));
  }
  return found;
}

const HOLDS_TEXT = new Set(['mj-text', 'mj-button', 'mj-table', 'mj-raw']);

function phraseSpam(elements: readonly Element[]): TemplateFinding[] {
  return elements
    .filter(({ tag }) => HOLDS_TEXT.has(tag))
    .flatMap(({ text, to }) =>
      PHRASES.flatMap(([pattern, reason]) => {
        const match = pattern.exec(withoutLiquid(text));
        if (!match) return [];
        const at = { from: to + match.index, to: to + match.index + match[0].length };
        return [spam('mjml', `“${match[0]}” looks like spam: ${reason}.`, 'Say it plainly.', at)];
      }),
    );
}

/** The same text, as long, with blanks for Liquid. */
function withoutLiquid(text: string): string {
  let result = text;
  for (const { from, to } of liquidPieces(text)) result = result.slice(0, from) + ' '.repeat(to - from) + result.slice(to);
  return result;
}

const ADDRESS = /^(?:https?:\/\/)?((?:[\w-]+\.)+[a-z]{2,})(?:[/?#]|$)/i;

/** A link whose words are one address and that leads to another is what phishing does. */
function linkSpam(elements: readonly Element[]): TemplateFinding[] {
  return elements.flatMap(({ tag, text, attributes, from, to }) => {
    const href = attributes.get('href') ?? '';
    if (tag !== 'a' || !URL.canParse(href)) return [];
    const [, shown] = ADDRESS.exec(text.trim()) ?? [];
    const plain = (host: string): string => host.toLowerCase().replace(/^www\./, '');
    if (shown === undefined || plain(shown) === plain(new URL(href).hostname)) return [];
    const message = `A link shows “${shown}” and leads to “${new URL(href).hostname}”, which filters take for phishing.`;
    return [spam('mjml', message, 'Let the words of the link say what is behind it.', { from, to })];
  });
}

const LITTLE_TEXT = 150;

function pictureSpam(elements: readonly Element[]): TemplateFinding[] {
  const pictures = elements.filter(({ tag }) => tag === 'mj-image' || tag === 'img');
  const text = elements
    .filter(({ tag }) => HOLDS_TEXT.has(tag))
    .map((element) => withoutLiquid(element.text).replaceAll(/<[^>]*>/g, ''))
    .join(' ')
    .replaceAll(/\s+/g, ' ');
  if (pictures.length === 0 || text.length >= LITTLE_TEXT) return [];
  return [
    spam(
      'mjml',
      'The message is pictures with hardly any text, which filters cannot read and hold against it.',
      'Say in text what matters.',
    ),
  ];
}
