import type { TextChange } from '../../../../shared/email/edits.js';
import { unescapeText } from '../../../../shared/email/entities.js';
import { liquidPieces, masked } from '../../../../shared/email/liquid-text.js';

/** The HTML of a text block: its tags, and what the buttons for bold, italic and links do with it. */
export interface Tag {
  kind: 'open' | 'close' | 'void';
  name: string;
  from: number;
  to: number;
}

export interface Element {
  name: string;
  open: Tag;
  close: Tag;
}

const TAG = /<(\/?)([a-zA-Z][\w-]*)[^<>]*?(\/?)>/g;
const VOID: ReadonlySet<string> = new Set(['br', 'img', 'hr', 'wbr']);

export function tagsOf(html: string): Tag[] {
  return [...masked(html).matchAll(TAG)].map((match) => {
    const [whole, closing, tag = '', selfClosing] = match;
    const name = tag.toLowerCase();
    const kind = closing ? 'close' : selfClosing || VOID.has(name) ? 'void' : 'open';
    return { kind, name, from: match.index, to: match.index + whole.length };
  });
}

/** Elements with both their tags, the inner ones first. */
export function elementsOf(html: string): Element[] {
  const open: Tag[] = [];
  const elements: Element[] = [];
  for (const tag of tagsOf(html)) {
    if (tag.kind === 'open') open.push(tag);
    if (tag.kind !== 'close') continue;
    const index = open.findLastIndex(({ name }) => name === tag.name);
    const [opening] = index < 0 ? [] : open.splice(index);
    if (opening) elements.push({ name: tag.name, open: opening, close: tag });
  }
  return elements;
}

/** Tags that mean the same, the one that is written first. */
const SAME: Readonly<Record<string, readonly string[]>> = { b: ['b', 'strong'], i: ['i', 'em'], u: ['u'], a: ['a'] };
export type Format = 'b' | 'i' | 'u';

/** The innermost element of a format or link around a range. */
export function elementAround(html: string, name: string, from: number, to: number): Element | undefined {
  const names = SAME[name] ?? [name];
  return elementsOf(html).find((element) => names.includes(element.name) && element.open.from <= from && to <= element.close.to);
}

/** The range, grown until it cuts no element in two and no tag or Liquid apart. */
function wholeRange(html: string, from: number, to: number): { from: number; to: number } {
  const pieces = [...tagsOf(html), ...liquidPieces(html)];
  const elements = elementsOf(html);
  for (let grew = true; grew;) {
    grew = false;
    for (const piece of pieces) {
      if (piece.from < from && from < piece.to) [from, grew] = [piece.from, true];
      if (piece.from < to && to < piece.to) [to, grew] = [piece.to, true];
    }
    for (const { open, close } of elements) {
      const opens = from <= open.from && open.to <= to;
      const closes = from <= close.from && close.to <= to;
      if (opens && !closes) [to, grew] = [close.to, true];
      if (closes && !opens) [from, grew] = [open.from, true];
    }
  }
  return { from, to };
}

/** Puts an element around a range. */
export function surround(html: string, from: number, to: number, open: string, close: string): TextChange[] {
  const range = wholeRange(html, from, to);
  return [
    { from: range.from, to: range.from, insert: open },
    { from: range.to, to: range.to, insert: close },
  ];
}

/** Takes the tags of an element away; what it holds stays. */
export function unwrap({ open, close }: Element): TextChange[] {
  return [open, close].map(({ from, to }) => ({ from, to, insert: '' }));
}

/** Makes a range bold, or no longer. */
export function toggleFormat(html: string, from: number, to: number, format: Format): TextChange[] {
  const around = elementAround(html, format, from, to);
  if (around) return unwrap(around);
  return from === to ? [] : surround(html, from, to, `<${format}>`, `</${format}>`);
}

/** Where the address of a link stands in its opening tag. */
export function addressOf(html: string, link: Element): { value: string; from: number; to: number } | undefined {
  const opening = html.slice(link.open.from, link.open.to);
  const match = /\shref\s*=\s*("([^"]*)"|'([^']*)')/.exec(masked(opening));
  if (!match?.[1]) return undefined;
  const to = link.open.from + match.index + match[0].length - 1;
  const from = to - (match[1].length - 2);
  return { value: unescapeText(html.slice(from, to)), from, to };
}

/** Whether a place stands in Liquid that is open: `{{ customer.| `. */
export function isInLiquid(text: string, place: number): boolean {
  const before = text.slice(0, place);
  const open = Math.max(before.lastIndexOf('{{'), before.lastIndexOf('{%'));
  return open >= 0 && !/[%}]\}/.test(before.slice(open));
}
