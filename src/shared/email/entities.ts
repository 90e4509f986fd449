import { liquidPieces } from './liquid-text.js';

/** Characters that mean something in HTML, and how they are written where they mean themselves. */
const ENTITIES: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&amp;': '&',
  '&quot;': '"',
  '&#39;': "'",
  '&apos;': "'",
  '&nbsp;': '\u00a0',
};
const ENTITY = /&(?:lt|gt|amp|quot|#39|apos|nbsp);/g;

/** The characters that are written as entities, and what they stand for. */
export function entitiesOf(html: string): { from: number; to: number; shows: string }[] {
  return [...html.matchAll(ENTITY)].map((match) => ({
    from: match.index,
    to: match.index + match[0].length,
    shows: ENTITIES[match[0]] ?? '',
  }));
}

/** Plain characters as HTML; Liquid in them stays as it is. */
export function escapeText(text: string): string {
  let result = '';
  let end = 0;
  for (const { from, to } of [...liquidPieces(text), { from: text.length, to: text.length }]) {
    result += text.slice(end, from).replaceAll('&', '&amp;').replaceAll('<', '&lt;') + text.slice(from, to);
    end = to;
  }
  return result;
}

/** Takes `escapeText` back. */
export function unescapeText(html: string): string {
  return html.replaceAll(ENTITY, (entity) => ENTITIES[entity] ?? entity);
}
