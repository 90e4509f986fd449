import type { EmailFinding } from '../../../../shared/contract/emails.js';
import type { FindingSeverity, TemplateFinding } from '../../../../shared/email/finding.js';
import { liquidPieces } from '../../../../shared/email/liquid-text.js';
import type { MessageSource } from '../../../../shared/email/template.js';
import type { LookedAt } from '../review.js';

/** Gmail shows so much of a message's HTML and cuts the rest off behind a link. */
export const GMAIL_CLIPS = 102 * 1024;
/** From here on one more product in a cart may be too much. */
const NEARLY = 0.85;
const EXAMPLES = 5;

type Texts = Pick<MessageSource, 'mjml' | 'text' | 'subject' | 'preheader'>;

/** What the messages of a run, or some customers', show of a template. */
export function messageFindings(rows: readonly LookedAt[], texts: Texts): EmailFinding[] {
  return [...failures(rows), ...missingValues(rows, texts), ...emptyLists(rows, texts), ...blankLinks(rows), ...sizes(rows)];
}

function concerning(finding: TemplateFinding, rows: readonly LookedAt[]): EmailFinding {
  const examples = rows
    .slice(0, EXAMPLES)
    .map(({ userId, journey, node, entry, count }) => ({ userId, journey, node, entry, count }));
  return { ...finding, messages: rows.length, examples };
}

function grouped(rows: readonly LookedAt[], keysOf: (row: LookedAt) => readonly string[]): [string, LookedAt[]][] {
  const groups = new Map<string, LookedAt[]>();
  for (const row of rows)
    for (const key of new Set(keysOf(row))) {
      const group = groups.get(key);
      if (group) group.push(row);
      else groups.set(key, [row]);
    }
  return [...groups].sort(([, a], [, b]) => b.length - a.length);
}

export function messagesInWords(count: number): string {
  return `${count.toLocaleString('en')} ${count === 1 ? 'message' : 'messages'}`;
}

function failures(rows: readonly LookedAt[]): EmailFinding[] {
  return grouped(rows, ({ failure }) => (failure === '' ? [] : [failure])).map(([failure, group]) =>
    concerning(
      {
        kind: 'liquid',
        severity: 'error',
        message: `${messagesInWords(group.length)} cannot be written. ${failure}`,
        suggestion: 'Mend the Liquid, or leave these customers out.',
        part: 'mjml',
      },
      group,
    ),
  );
}

function missingValues(rows: readonly LookedAt[], texts: Texts): EmailFinding[] {
  return grouped(rows, ({ missing }) => missing.map(({ part, token }) => `${part} ${token}`)).map(([key, group]) => {
    const [part = '', ...words] = key.split(' ');
    const token = words.join(' ');
    return concerning(
      {
        kind: 'missing',
        severity: 'error',
        message: `{{ ${token} }} is missing in ${messagesInWords(group.length)}, which are not sent as they are.`,
        suggestion: suggestionFor(token),
        ...placeOf(token, part, texts),
      },
      group,
    );
  });
}

function suggestionFor(token: string): string {
  if (token.startsWith('sender.')) return 'Enter it in the e-mail settings.';
  if (/unsubscribe/.test(token)) return 'Enter a way to unsubscribe under Sending › Set-up.';
  if (token === 'category_discount') return 'Enter the discounts in the e-mail settings.';
  return `Give it a default: {{ ${token} | default: "…" }}`;
}

/** Where a token stands: in the part itself, or in the MJML, which is where a part comes from that nobody wrote. */
function placeOf(
  token: string,
  part: string,
  { subject, preheader, text, mjml }: Texts,
): Pick<TemplateFinding, 'part' | 'from' | 'to'> {
  const own = part === 'subject' ? subject : part === 'preheader' ? preheader : part === 'text' ? text : undefined;
  const [shown, source] = own
    ? ([part === 'subject' ? 'subject' : part === 'preheader' ? 'preheader' : 'text', own] as const)
    : (['mjml', mjml] as const);
  const piece = liquidPieces(source).find(({ kind, inner }) => kind === 'output' && inner.split('|')[0]?.trim() === token);
  return { part: shown, from: piece?.from, to: piece?.to };
}

function emptyLists(rows: readonly LookedAt[], { mjml }: Texts): EmailFinding[] {
  return grouped(rows, ({ empty }) => empty).map(([list, group]) => {
    const piece = liquidPieces(mjml).find(
      ({ kind, inner }) => kind === 'tag' && inner.startsWith('for ') && inner.includes(list),
    );
    return concerning(
      {
        kind: 'empty',
        severity: 'warning',
        message: `${list} holds nothing in ${messagesInWords(group.length)}: the block that lists it is empty there.`,
        suggestion: 'Show the block only to those for whom there is something to list.',
        part: 'mjml',
        from: piece?.from,
        to: piece?.to,
      },
      group,
    );
  });
}

function blankLinks(rows: readonly LookedAt[]): EmailFinding[] {
  const group = rows.filter((row) => row.blankLinks > 0);
  if (group.length === 0) return [];
  return [
    concerning(
      {
        kind: 'link',
        severity: 'error',
        message: `A link or picture leads nowhere in ${messagesInWords(group.length)}: the value that gives its address is missing or no address.`,
        suggestion: 'Give the address a default, such as your shop’s front page.',
        part: 'mjml',
      },
      group,
    ),
  ];
}

function sizes(rows: readonly LookedAt[]): EmailFinding[] {
  const over = (bytes: number): LookedAt[] => rows.filter((row) => row.bytes > bytes).sort((a, b) => b.bytes - a.bytes);
  const [clipped, near] = [over(GMAIL_CLIPS), over(GMAIL_CLIPS * NEARLY)];
  const kilobytes = `${String(Math.ceil((near[0]?.bytes ?? 0) / 1024))} kB`;
  const finding = (severity: FindingSeverity, message: string, group: LookedAt[]): EmailFinding =>
    concerning({ kind: 'size', severity, message, suggestion: 'Show fewer products, or take blocks out.', part: 'mjml' }, group);
  if (clipped.length > 0)
    return [
      finding(
        'error',
        `Gmail cuts ${messagesInWords(clipped.length)} off: the largest has ${kilobytes}, and 102 kB are shown. What stands last, such as the link to unsubscribe, is not.`,
        clipped,
      ),
    ];
  return near.length > 0 ? [finding('warning', `The largest message has ${kilobytes}; Gmail cuts it off at 102 kB.`, near)] : [];
}
