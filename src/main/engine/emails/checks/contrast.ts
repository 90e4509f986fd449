import { Parser } from 'htmlparser2';
import type { TemplateFinding } from '../../../../shared/email/finding.js';
import { masked } from '../../../../shared/email/liquid-text.js';
import { contrastRatio, parseColour, type Colour } from './colour.js';

/** WCAG 2.2, 1.4.3: text, and text that is large (24 px, or 18.66 px and bold). */
const NEEDED = 4.5;
const NEEDED_LARGE = 3;

interface Frame {
  tag: string;
  colour: Colour | undefined;
  /** Absent where a picture lies behind. */
  background: Colour | undefined;
  size: number;
  bold: boolean;
  hidden: boolean;
  place: number | undefined;
}

const PAGE: Frame = {
  tag: '',
  colour: { r: 0, g: 0, b: 0 },
  background: { r: 255, g: 255, b: 255 },
  size: 16,
  bold: false,
  hidden: false,
  place: undefined,
};
/** What mailboxes make of links that have no colour. */
const LINK_BLUE: Colour = { r: 0, g: 0, b: 238 };
const EMPTY = new Set(['img', 'br', 'hr', 'meta', 'link', 'input', 'col', 'area', 'base', 'wbr']);

/**
 * Text that is hard to read on its background, in HTML whose elements carry their place in the source (`wp-at-<n>`). Text over pictures and
 * colours that Liquid gives are not judged.
 */
export function contrastFindings(html: string): TemplateFinding[] {
  const stack: Frame[] = [PAGE];
  const found = new Map<string, TemplateFinding>();
  const top = (): Frame => stack.at(-1) ?? PAGE;
  const parser = new Parser({
    onopentag: (tag, attributes) => {
      if (!EMPTY.has(tag)) stack.push(inside(top(), tag, attributes));
    },
    ontext: (text) => {
      const finding = /\S/.test(text) ? judged(top(), text.trim()) : undefined;
      if (finding) found.set(`${String(finding.from)} ${finding.message}`, finding);
    },
    onclosetag: (tag) => {
      const place = stack.findLastIndex((frame) => frame.tag === tag);
      if (place > 0) stack.length = place;
    },
  });
  parser.end(masked(html));
  return [...found.values()];
}

function inside(parent: Frame, tag: string, attributes: Readonly<Record<string, string>>): Frame {
  const style = stylesOf(attributes['style'] ?? '');
  const [, place] = /(?:^|\s)wp-at-(\d+)/.exec(attributes['class'] ?? '') ?? [];
  const colour = style.get('color');
  const background = style.get('background-color') ?? style.get('background') ?? attributes['bgcolor'];
  const size = Number.parseFloat(style.get('font-size') ?? '');
  const weight = style.get('font-weight');
  const linked = tag === 'a' && colour === undefined ? LINK_BLUE : parent.colour;
  return {
    tag,
    colour: colour === undefined || colour === 'inherit' ? linked : parseColour(colour),
    background: backgroundOf(parent, background, style.get('background') ?? ''),
    size: Number.isNaN(size) ? parent.size : size,
    bold: weight === undefined ? parent.bold || tag === 'b' || tag === 'strong' || tag === 'h1' : /bold|[6-9]00/.test(weight),
    hidden: parent.hidden || style.get('display') === 'none' || ['style', 'title', 'script', 'head'].includes(tag),
    place: place === undefined ? parent.place : Number(place),
  };
}

function backgroundOf(parent: Frame, value: string | undefined, shorthand: string): Colour | undefined {
  if (/url\(/i.test(shorthand)) return undefined;
  if (value === undefined || /^(transparent|none|inherit|initial)$/i.test(value.trim())) return parent.background;
  return parseColour(value);
}

function stylesOf(style: string): Map<string, string> {
  return new Map(
    style.split(';').flatMap((declaration): [string, string][] => {
      const at = declaration.indexOf(':');
      return at < 0 ? [] : [[declaration.slice(0, at).trim().toLowerCase(), declaration.slice(at + 1).trim()]];
    }),
  );
}

function judged({ colour, background, size, bold, hidden, place }: Frame, text: string): TemplateFinding | undefined {
  if (!colour || !background || hidden || size === 0) return undefined;
  const ratio = contrastRatio(colour, background);
  const needed = size >= 24 || (bold && size >= 18.66) ? NEEDED_LARGE : NEEDED;
  if (ratio >= needed) return undefined;
  const words = text.length > 30 ? `${text.slice(0, 30)}…` : text;
  return {
    kind: 'contrast',
    severity: ratio < NEEDED_LARGE ? 'error' : 'warning',
    message: `“${words}” is hard to read: its contrast is ${ratio.toFixed(1)} : 1 and should be ${String(needed)} : 1.`,
    suggestion: 'Make the text darker or its background lighter, or the other way round.',
    part: 'mjml',
    from: place,
    to: place === undefined ? undefined : place + 1,
  };
}
