import { DomUtils, ElementType, parseDocument } from 'htmlparser2';
import type { TemplateFinding } from '../../../../shared/email/finding.js';
import { masked } from '../../../../shared/email/liquid-text.js';
import { contrastRatio, parseColour, type Colour } from './colour.js';
import { DarkStyles, type HtmlElement, type HtmlNode } from './dark-styles.js';

/** WCAG 2.2, 1.4.3: text, and text that is large (24 px, or 18.66 px and bold). */
const NEEDED = 4.5;
const NEEDED_LARGE = 3;

/** How text inside an element is shown. */
interface Frame {
  colour: Colour | undefined;
  /** Absent where a picture lies behind. */
  background: Colour | undefined;
  size: number;
  bold: boolean;
  hidden: boolean;
  place: number | undefined;
}

const PAGE: Frame = {
  colour: { r: 0, g: 0, b: 0 },
  background: { r: 255, g: 255, b: 255 },
  size: 16,
  bold: false,
  hidden: false,
  place: undefined,
};
/** What mailboxes make of links that have no colour. */
const LINK_BLUE: Colour = { r: 0, g: 0, b: 238 };

/** How a text is shown in the light, and in the dark where the message says something of that. */
interface Look {
  light: Frame;
  dark: Frame | undefined;
}

/**
 * Text that is hard to read on its background, in HTML whose elements carry their place in the source (`wp-at-<n>`): in the light, and in the dark
 * where the message sets colours for that. Text over pictures and colours that Liquid gives are not judged.
 */
export function contrastFindings(html: string): TemplateFinding[] {
  const { children } = parseDocument(masked(html));
  const styles = DarkStyles.of(sheetsIn(children));
  const found = new Map<string, TemplateFinding>();
  const add = (finding: TemplateFinding | undefined): void => {
    if (finding) found.set(`${String(finding.from)} ${finding.message}`, finding);
  };
  // Not by recursion: nesting has no bound.
  const stack: { node: HtmlNode; look: Look }[] = [];
  const push = (nodes: readonly HtmlNode[], look: Look): void => {
    for (const node of nodes.toReversed()) stack.push({ node, look });
  };
  push(children, { light: PAGE, dark: styles.isEmpty ? undefined : PAGE });
  for (let next = stack.pop(); next; next = stack.pop()) {
    const { node, look } = next;
    if ('attribs' in node) push(node.children, inside(look, node, styles));
    else if (node.type === ElementType.ElementType.Text && /\S/.test(node.data)) {
      add(judged(look.light, node.data.trim(), 'light'));
      if (look.dark && isOtherwise(look.dark, look.light)) add(judged(look.dark, node.data.trim(), 'dark'));
    }
  }
  return [...found.values()];
}

function sheetsIn(nodes: readonly HtmlNode[]): string[] {
  return DomUtils.findAll(({ name }) => name === 'style', [...nodes]).map((style) => DomUtils.textContent(style));
}

/** What the dark leaves as it is in the light has been judged there. */
function isOtherwise(dark: Frame, light: Frame): boolean {
  return dark.hidden !== light.hidden || !isSame(dark.colour, light.colour) || !isSame(dark.background, light.background);
}

function isSame(a: Colour | undefined, b: Colour | undefined): boolean {
  return a?.r === b?.r && a?.g === b?.g && a?.b === b?.b;
}

function inside({ light, dark }: Look, element: HtmlElement, styles: DarkStyles): Look {
  const own = stylesOf(element.attribs['style'] ?? '');
  return {
    light: frameIn(light, element, own),
    dark: dark && frameIn(dark, element, styles.over(element, own)),
  };
}

function frameIn(parent: Frame, { name: tag, attribs }: HtmlElement, style: ReadonlyMap<string, string>): Frame {
  const [, place] = /(?:^|\s)wp-at-(\d+)/.exec(attribs['class'] ?? '') ?? [];
  const colour = style.get('color');
  const background = style.get('background-color') ?? style.get('background') ?? attribs['bgcolor'];
  const size = Number.parseFloat(style.get('font-size') ?? '');
  const weight = style.get('font-weight');
  const linked = tag === 'a' && colour === undefined ? LINK_BLUE : parent.colour;
  return {
    colour: colour === undefined || /^inherit\b/i.test(colour) ? linked : parseColour(colour),
    background: backgroundOf(parent, background, style.get('background') ?? ''),
    size: Number.isNaN(size) ? parent.size : size,
    bold: weight === undefined ? parent.bold || tag === 'b' || tag === 'strong' || tag === 'h1' : /bold|[6-9]00/.test(weight),
    hidden: parent.hidden || /^none\b/.test(style.get('display') ?? '') || ['style', 'title', 'script', 'head'].includes(tag),
    place: place === undefined ? parent.place : Number(place),
  };
}

function backgroundOf(parent: Frame, value: string | undefined, shorthand: string): Colour | undefined {
  if (/url\(/i.test(shorthand)) return undefined;
  if (value === undefined || /^(transparent|none|inherit|initial)\b/i.test(value.trim())) return parent.background;
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

function judged(
  { colour, background, size, bold, hidden, place }: Frame,
  text: string,
  scheme: keyof Look,
): TemplateFinding | undefined {
  if (!colour || !background || hidden || size === 0) return undefined;
  const ratio = contrastRatio(colour, background);
  const needed = size >= 24 || (bold && size >= 18.66) ? NEEDED_LARGE : NEEDED;
  if (ratio >= needed) return undefined;
  const words = text.length > 30 ? `${text.slice(0, 30)}…` : text;
  return {
    kind: 'contrast',
    severity: ratio < NEEDED_LARGE ? 'error' : 'warning',
    message: `“${words}” is hard to read${scheme === 'dark' ? ' in dark mode' : ''}: its contrast is ${ratio.toFixed(1)} : 1 and should be ${String(needed)} : 1.`,
    suggestion:
      scheme === 'dark'
        ? 'In your styles for dark mode, set both the text’s colour and its background: what is not set there stays as in light mode.'
        : 'Make the text darker or its background lighter, or the other way round.',
    part: 'mjml',
    from: place,
    to: place === undefined ? undefined : place + 1,
  };
}
