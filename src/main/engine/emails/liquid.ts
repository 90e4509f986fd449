import { filters, Liquid, toValue } from 'liquidjs';
import { liquidPieces } from '../../../shared/email/liquid-text.js';
import type { MessageData, MessagePart, MissingValue } from '../../../shared/email/message.js';
import { LiquidProgram } from './liquid-program.js';
import type { QuickFilters } from './liquid-values.js';

/** Longer templates are refused. Characters. */
const PARSE_LIMIT = 2_000_000;
/** A render may take this long, in ms, and write or hold about this much. */
const RENDER_LIMIT = 500;
const MEMORY_LIMIT = 20_000_000;

/** What a render in progress notes: renders are synchronous, so there is one at a time. */
interface Notes {
  part: MessagePart;
  outputs: readonly Written[];
  missing: Map<string, MissingValue>;
  escapes: boolean;
  marks: boolean;
  time: number;
  zone: string;
}
let notes: Notes | undefined;

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&#34;', "'": '&#39;' };

/** Values come from logs: none of them may become markup. */
export function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => ESCAPES[character] ?? character);
}

function written(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return value.map(written).join(', ');
  return '';
}

/** The last filter of every output. What is written is text; what is not there is noted. */
function finish(value: unknown, place: unknown): string {
  const text = written(value);
  if (!notes) return escapeHtml(text);
  if (text !== '') return notes.escapes ? escapeHtml(text) : text;
  const { name: token = '', inTag = false } = notes.outputs[Number(place)] ?? {};
  notes.missing.set(token, { token, part: notes.part });
  if (!notes.marks || inTag) return '';
  return notes.escapes ? `<mark class="wp-missing">${escapeHtml(token)}?</mark>` : `[${token}?]`;
}

/** An output of a text. */
interface Written {
  /** What it is called: `{{ first_name | upcase }}` is `first_name`. */
  name: string;
  /** Whether it stands in the tag of an element, where no element can stand. */
  inTag: boolean;
}

/** Every output with `finish` at its end, and what is known of each. */
function finished(text: string): { text: string; outputs: Written[] } {
  const outputs: Written[] = [];
  let inTag = false;
  let result = '';
  let end = 0;
  let verbatim: string | undefined;
  for (const { kind, from, to, inner } of liquidPieces(text)) {
    const before = text.slice(end, from);
    const [opens, closes] = [before.lastIndexOf('<'), before.lastIndexOf('>')];
    if (opens !== closes) inTag = opens > closes;
    result += before;
    const piece = text.slice(from, to);
    end = to;
    if (kind === 'tag' && verbatim === undefined && /^(raw|comment)\b/.test(inner)) verbatim = inner.split(/\W/)[0];
    else if (kind === 'tag' && verbatim !== undefined && inner === `end${verbatim}`) verbatim = undefined;
    if (kind === 'tag' || verbatim !== undefined || inner === '') {
      result += piece;
      continue;
    }
    const closing = piece.endsWith('-}}') ? '-}}' : '}}';
    result += `${piece.slice(0, -closing.length)} | wp_finish: ${String(outputs.length)} ${closing}`;
    outputs.push({ name: inner.split('|')[0]?.trim() ?? '', inTag });
  }
  return { text: result + text.slice(end), outputs };
}

/** Liquid's `default` without options. */
function defaultTo(value: unknown, otherwise: unknown): unknown {
  const plain: unknown = toValue(value);
  const blank = plain === undefined || plain === null || plain === false || plain === '';
  return blank || (Array.isArray(plain) && plain.length === 0) ? otherwise : plain;
}

const SAFE_ADDRESS = /^(https?:|mailto:|tel:|#|$)/i;

/** An address that a mailbox may follow. A value of a log could be anything, such as a script. */
function safeUrl(value: unknown): string {
  const text = written(value).trim();
  if (SAFE_ADDRESS.test(text)) return text;
  return /^[\w.-]+\.[a-z]{2,}([/?#]|$)/i.test(text) ? `https://${text}` : '';
}

function money(value: unknown, currency: unknown = ''): string {
  const number = typeof value === 'number' ? value : Number(written(value));
  if (written(value) === '' || !Number.isFinite(number)) return '';
  const unit = written(currency);
  return unit === '' ? number.toFixed(2) : `${unit}${/\p{L}$/u.test(unit) ? ' ' : ''}${number.toFixed(2)}`;
}

const LOCAL_TIME = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const DATE_FILTERS = ['date', 'date_to_xmlschema', 'date_to_rfc822', 'date_to_string', 'date_to_long_string'] as const;

/**
 * Liquid's filters of dates, with “now” as the instant of the message and in the recipient's zone: a message must not depend on when and
 * where it is written. A day without a time stays that day in every zone.
 */
function registerDates(liquid: Liquid): void {
  for (const name of DATE_FILTERS) {
    const original = filters[name];
    if (typeof original !== 'function') throw new Error(`Liquid has no filter ${name}`);
    liquid.registerFilter(name, function (value: unknown, ...args: unknown[]) {
      const day = typeof value === 'string' && DAY.test(value);
      const zone = day ? 'UTC' : (notes?.zone ?? 'UTC');
      const instant = value === 'now' || value === 'today' ? new Date(notes?.time ?? 0) : value;
      const exact = typeof instant === 'string' && LOCAL_TIME.test(instant) ? `${instant.replace(' ', 'T')}Z` : instant;
      return original.call(this, exact, ...(name === 'date' ? [args[0], args[1] ?? zone] : args)) as unknown;
    });
  }
}

/** Waypost's filters that need nothing but a value and an argument. */
const OWN_FILTERS: QuickFilters = { safe_url: safeUrl, money };

function createLiquid(): Liquid {
  const liquid = new Liquid({
    ownPropertyOnly: true,
    strictFilters: true,
    strictVariables: false,
    // No files: every name that a template asks for is unknown.
    templates: {},
    relativeReference: false,
    locale: 'en-US',
    timezoneOffset: 'UTC',
    parseLimit: PARSE_LIMIT,
    renderLimit: RENDER_LIMIT,
    memoryLimit: MEMORY_LIMIT,
    outputEscape: (value) => (notes?.escapes === false ? written(value) : escapeHtml(written(value))),
  });
  registerDates(liquid);
  // Chance would make a message another one each time it is written.
  Reflect.deleteProperty(liquid.filters, 'sample');
  for (const [name, filter] of Object.entries(OWN_FILTERS)) liquid.registerFilter(name, filter);
  for (const name of ['include', 'render', 'layout', 'block']) liquid.registerTag(name, REFUSED);
  liquid.registerFilter('wp_finish', { handler: finish, raw: true });
  // Everything is escaped at its end: to do it twice would show.
  for (const name of ['raw', 'escape', 'xml_escape']) liquid.registerFilter(name, (value: unknown) => value);
  return liquid;
}

const REFUSED = {
  parse: (): void => {
    throw new Error('a template holds everything itself: include, render, layout and block are refused');
  },
  render: (): string => '',
};

export const liquid = createLiquid();

/** A text whose Liquid is parsed once. */
export class LiquidText {
  private constructor(
    private readonly program: LiquidProgram,
    private readonly outputs: readonly Written[],
    readonly part: MessagePart,
  ) {}

  /** @throws LiquidError for what is no Liquid. */
  static parse(text: string, part: MessagePart): LiquidText {
    const { text: whole, outputs } = finished(part === 'html' ? withSafeAddresses(text) : text);
    const quick = { ...OWN_FILTERS, default: defaultTo, wp_finish: finish };
    return new LiquidText(new LiquidProgram(liquid.parse(whole), liquid, quick), outputs, part);
  }

  /** @throws LiquidError when a filter refuses a value or a limit is passed. */
  render(
    values: object,
    { time, zone }: Pick<MessageData, 'time' | 'zone'>,
    missing: Map<string, MissingValue>,
    marks: boolean,
  ): string {
    notes = { part: this.part, outputs: this.outputs, missing, escapes: this.part === 'html', marks, time, zone };
    try {
      return this.program.run(values);
    } finally {
      notes = undefined;
    }
  }
}

/** An output that begins an address passes a filter that lets only addresses through. Marks of what is missing stay out of attributes. */
function withSafeAddresses(html: string): string {
  return html.replaceAll(/(\s(?:href|src|background)\s*=\s*["']?\s*\{\{-?)([\s\S]*?)(-?\}\})/g, '$1$2| safe_url $3');
}
