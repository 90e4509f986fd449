import { findBlock, type Block } from './document.js';
import { escapeText, unescapeText } from './entities.js';
import { liquidPieces, masked } from './liquid-text.js';

/**
 * Edits of a template as small replacements in its text. Each function looks at the text as it was parsed and says what to
 * replace; nothing but that changes, so code, comments, Liquid and spacing survive whatever is done by mouse.
 */
export interface TextChange {
  from: number;
  to: number;
  insert: string;
}

/** The text after changes that all speak of the text before. Of two at one place the first comes first. */
export function applyChanges(source: string, changes: readonly TextChange[]): string {
  let result = '';
  let end = 0;
  for (const { from, to, insert } of [...changes].sort((a, b) => a.from - b.from || a.to - b.to)) {
    result += source.slice(end, from) + insert;
    end = to;
  }
  return result + source.slice(end);
}

/** Where an attribute stands in the opening tag of a block: with the white space before it, and its value with the quotes. */
interface AttributePlace {
  name: string;
  from: number;
  to: number;
  value: { from: number; to: number } | undefined;
}

const ATTRIBUTE = /\s+([^\s=/>]+)(\s*=\s*)?("[^"]*"|'[^']*')?/y;

function attributePlaces(source: string, block: Block): AttributePlace[] {
  const opening = masked(source.slice(block.start, block.openEnd));
  const places: AttributePlace[] = [];
  const pattern = new RegExp(ATTRIBUTE);
  pattern.lastIndex = 1 + block.tag.length;
  for (let match = pattern.exec(opening); match; match = pattern.exec(opening)) {
    const [whole, name = '', equals, value] = match;
    const from = block.start + match.index;
    const to = from + whole.length;
    places.push({
      ...{ name, from, to },
      value: equals !== undefined && value !== undefined ? { from: to - value.length, to } : undefined,
    });
  }
  return places;
}

/** A value as it is written between quotes; Liquid in it stays as it is. */
function quoted(value: string): string {
  const outside = masked(value);
  const quote = outside.includes('"') && !outside.includes("'") ? "'" : '"';
  let written = '';
  let end = 0;
  for (const { from, to } of [...liquidPieces(value), { from: value.length, to: value.length }]) {
    const plain = value.slice(end, from).replaceAll('&', '&amp;').replaceAll('<', '&lt;');
    written += (quote === '"' ? plain.replaceAll('"', '&quot;') : plain) + value.slice(from, to);
    end = to;
  }
  return `${quote}${written}${quote}`;
}

/** Gives a block an attribute, or takes it away with `undefined`. */
export function setAttribute(source: string, block: Block, name: string, value: string | undefined): TextChange[] {
  const place = attributePlaces(source, block).find((each) => each.name === name);
  if (value === undefined) return place ? [{ from: place.from, to: place.to, insert: '' }] : [];
  if (place?.value) return [{ ...place.value, insert: quoted(value) }];
  if (place) return [{ from: place.from, to: place.to, insert: ` ${name}=${quoted(value)}` }];
  const places = attributePlaces(source, block);
  const at = places.at(-1)?.to ?? block.start + 1 + block.tag.length;
  return [{ from: at, to: at, insert: ` ${name}=${quoted(value)}` }];
}

/** Where the inside of a block begins and ends without the white space at its edges. */
export function contentRange(source: string, block: Block): { from: number; to: number } {
  const inside = source.slice(block.openEnd, block.closeStart);
  if (inside.trim() === '') return { from: block.openEnd, to: block.closeStart };
  const from = block.openEnd + inside.length - inside.trimStart().length;
  return { from, to: from + inside.trim().length };
}

/** Replaces what a block holds, between the white space that surrounds it. `content` is written as it is. */
export function setContent(source: string, block: Block, content: string): TextChange[] {
  if (block.selfClosing) return content === '' ? [] : [opened(source, block, content)];
  const { from, to } = contentRange(source, block);
  return difference(source.slice(from, to), content, from);
}

/** What turns one text into another, as one replacement of what differs; none where nothing does. `offset`: where the text begins. */
export function difference(before: string, after: string, offset = 0): TextChange[] {
  if (before === after) return [];
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < most - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end += 1;
  return [{ from: offset + start, to: offset + before.length - end, insert: after.slice(start, after.length - end) }];
}

/** An element that closes itself becomes one that holds something. */
function opened(source: string, block: Block, content: string): TextChange {
  const opening = source.slice(block.start, block.openEnd);
  const from = block.start + opening.slice(0, -2).trimEnd().length;
  return { from, to: block.openEnd, insert: `>${content}</${block.tag}>` };
}

/** The white space at the beginning of the line on which a place stands. */
function indentAt(source: string, place: number): string {
  const line = source.slice(source.lastIndexOf('\n', place - 1) + 1, place);
  return /^[ \t]*/.exec(line)?.[0] ?? '';
}

const STEP = '  ';

/**
 * Puts a block into a parent as its `index`-th child. Lines of `snippet` after the first one are indented by so much more.
 * What stands between the neighbours, such as a comment, stays behind the new block.
 */
export function insertBlock(source: string, parent: Block, index: number, snippet: string): TextChange[] {
  const before = parent.children[Math.min(index, parent.children.length) - 1];
  const [first] = parent.children;
  const outer = indentAt(source, parent.start);
  const indent = first ? indentAt(source, first.start) : outer + STEP;
  const text = `\n${indent}${snippet.replaceAll('\n', `\n${indent}`)}`;
  if (parent.selfClosing) return [opened(source, parent, `${text}\n${outer}`)];
  const at = before?.end ?? parent.openEnd;
  // A line of its own, also where the next thing stands on the same line.
  const closes = /^[ \t]*\r?\n/.test(source.slice(at)) ? '' : `\n${at === parent.closeStart || !first ? outer : indent}`;
  return [{ from: at, to: at, insert: text + closes }];
}

/** Takes a block out, with its line where it has one to itself. */
export function removeBlock(source: string, block: Block): TextChange[] {
  return [{ ...removedRange(source, block), insert: '' }];
}

function removedRange(source: string, block: Block): { from: number; to: number } {
  const before = source.slice(0, block.start);
  const lead = /\r?\n[ \t]*$/.exec(before)?.[0].length ?? 0;
  const follows = /^[ \t]*(\r?\n|$)/.test(source.slice(block.end));
  return { from: follows ? block.start - lead : block.start, to: block.end };
}

/** Puts a copy of a block behind it. */
export function duplicateBlock(source: string, block: Block): TextChange[] {
  const copy = source.slice(block.start, block.end);
  return [{ from: block.end, to: block.end, insert: `\n${indentAt(source, block.start)}${copy}` }];
}

/**
 * Moves a block, word for word, to be the `index`-th child of a parent, counted as the children stand now. No change where
 * that is its place already or lies inside of it.
 */
export function moveBlock(source: string, block: Block, parent: Block, index: number): TextChange[] {
  if (parent.start >= block.start && parent.end <= block.end) return [];
  const own = parent.children.indexOf(block);
  if (own >= 0 && (index === own || index === own + 1)) return [];
  const [insertion] = insertBlock(source, parent, index, '');
  if (!insertion) return [];
  const text = source.slice(block.start, block.end);
  const removal = removedRange(source, block);
  const indented = insertion.insert.replace(/^(>?\n[ \t]*)/, (lead) => lead + text);
  return [
    { ...insertion, insert: indented },
    { ...removal, insert: '' },
  ];
}

/** The elements of the head that say the subject and the preheader. */
export type HeadText = 'mj-title' | 'mj-preview';

/** What an element of the head says, as plain text with Liquid; empty where it is missing. */
export function headText(root: Block | undefined, tag: HeadText): string {
  return unescapeText(findBlock(root, tag)?.content?.trim() ?? '');
}

/** Sets what an element of the head says; makes it, and the head, where they are missing. */
export function setHeadText(source: string, root: Block, tag: HeadText, text: string): TextChange[] {
  const content = escapeText(text);
  const head = root.children.find((child) => child.tag === 'mj-head');
  const element = head?.children.find((child) => child.tag === tag);
  if (element) return setContent(source, element, content);
  const snippet = `<${tag}>${content}</${tag}>`;
  if (head) return insertBlock(source, head, 0, snippet);
  return insertBlock(source, root, 0, `<mj-head>\n${STEP}${snippet}\n</mj-head>`);
}
