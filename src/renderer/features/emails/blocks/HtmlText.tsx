import { IconPhoto } from '@tabler/icons-react';
import { ElementType as Types, parseDocument } from 'htmlparser2';
import { createElement, useMemo, type CSSProperties, type ReactNode } from 'react';
import { liquidPieces, masked, unmasked } from '../../../../shared/email/liquid-text.js';
import { tokenName } from '../text/decorations.js';
import classes from './blocks.module.css';

type Node = ReturnType<typeof parseDocument>['children'][number];

/** Elements that a text may show; of others only what they hold. */
const SHOWN: ReadonlySet<string> = new Set([
  ...['b', 'strong', 'i', 'em', 'u', 's', 'small', 'sub', 'sup', 'span', 'p', 'div', 'ul', 'ol', 'li', 'blockquote'],
  ...['table', 'tbody', 'thead', 'tr', 'td', 'th'],
]);
const HEADINGS: ReadonlySet<string> = new Set(['h1', 'h2', 'h3', 'h4', 'h5', 'h6']);
const UNSEEN: ReadonlySet<string> = new Set(['script', 'style', 'head', 'title', 'template', 'noscript', 'iframe', 'object']);

/** The few properties of a style attribute that show on the canvas. */
const PROPERTIES: Readonly<Record<string, keyof CSSProperties>> = {
  color: 'color',
  background: 'background',
  'background-color': 'background',
  'font-size': 'fontSize',
  'font-weight': 'fontWeight',
  'font-style': 'fontStyle',
  'text-align': 'textAlign',
  'text-decoration': 'textDecoration',
  padding: 'padding',
  margin: 'margin',
  'vertical-align': 'verticalAlign',
  'border-bottom': 'borderBottom',
  'border-top': 'borderTop',
};

function styleOf(text: string | undefined): CSSProperties | undefined {
  if (!text) return undefined;
  const entries = text.split(';').flatMap((declaration): [string, string][] => {
    const [name = '', ...rest] = declaration.split(':');
    const property = PROPERTIES[name.trim().toLowerCase()];
    const value = rest.join(':').trim();
    return property && value && !/url\s*\(|[{}\uE000-\uE004]/i.test(value) ? [[property, value]] : [];
  });
  return Object.fromEntries(entries);
}

/** A tag of Liquid in short, so that it moves the words around it as little as can be; the whole shows on hover. */
function logicWords(inner: string): string {
  const list = /^for\s+\S+\s+in\s+(\S+)/.exec(inner)?.[1];
  if (list !== undefined) return `for each of ${list}`;
  const [keyword = '', ...rest] = inner.split(/\s+/);
  if (keyword.startsWith('end')) return 'end';
  return rest.length > 0 ? `${keyword} …` : keyword;
}

/** Words with their tokens as chips. */
function wordsOf(text: string): ReactNode[] {
  const parts: ReactNode[] = [];
  let end = 0;
  for (const { kind, from, to, inner } of liquidPieces(text)) {
    parts.push(text.slice(end, from));
    const words = kind === 'output' ? tokenName(inner) : logicWords(inner);
    parts.push(
      <span key={from} className={classes[kind === 'output' ? 'token' : 'logic']} title={text.slice(from, to)}>
        {words}
      </span>,
    );
    end = to;
  }
  parts.push(text.slice(end));
  return parts;
}

function shown(node: Node, key: number): ReactNode {
  if (node.type === Types.ElementType.Text) return <span key={key}>{wordsOf(unmasked(node.data))}</span>;
  if (!('name' in node) || !('children' in node)) return null;
  const name = node.name.toLowerCase();
  const inside = node.children.map(shown);
  if (UNSEEN.has(name)) return null;
  if (name === 'br' || name === 'hr') return createElement(name, { key });
  if (name === 'img') return <ImageBox key={key} alt={unmasked(node.attribs['alt'] ?? '')} width={node.attribs['width']} />;
  const style = styleOf(node.attribs['style']);
  if (name === 'a')
    return (
      <span key={key} className={classes['anchor']} style={style}>
        {inside}
      </span>
    );
  // Headings of the e-mail are none of this page.
  if (HEADINGS.has(name))
    return (
      <div key={key} className={classes['headingText']} data-level={name} style={style}>
        {inside}
      </div>
    );
  if (SHOWN.has(name))
    return createElement(
      inTable(name) ? 'div' : name,
      { key, style, ...(inTable(name) && { className: classes[name] }) },
      inside,
    );
  return <span key={key}>{inside}</span>;
}

/** Rows that Liquid repeats stand between words, where tables of a page hold none. */
function inTable(name: string): boolean {
  return ['table', 'tbody', 'thead', 'tr', 'td', 'th'].includes(name);
}

/** A picture's place: the canvas loads nothing from outside. */
export function ImageBox({ alt, width }: { alt: string; width?: string | undefined }) {
  const pixels = Number(width);
  return (
    <span className={classes['image']} style={Number.isFinite(pixels) && pixels > 0 ? { width: pixels, maxWidth: '100%' } : {}}>
      <IconPhoto size={20} stroke={1.4} aria-hidden />
      {(!(pixels > 0) || pixels >= 140) && <span>{wordsOf(alt || 'Image')}</span>}
    </span>
  );
}

/** The HTML of a block, of which only known elements become elements; nothing in it can act. */
export function HtmlText({ html }: { html: string }) {
  const nodes = useMemo(() => parseDocument(masked(html)).children, [html]);
  return <>{nodes.map(shown)}</>;
}
