import type { Names } from '../../condition/words/index.js';
import { TRIGGER_KINDS, type DraftNode, type JourneyDraft, type NodeType, type TriggerKind } from '../schema.js';
import { directionOf, notesOf, type Note, type NoteColour } from '../ui.js';
import { handleWords } from '../words/journey.js';
import { describeNode } from '../words/node.js';
import { cards, FIGURES_HEIGHT, handlePoint, hasRows, HEAD_HEIGHT, lines, NODE_WIDTH, type Card, type Line } from './layout.js';

const INK = {
  flow: '#c3c9d4',
  text: '#171a21',
  muted: '#525b69',
  card: '#ffffff',
  edge: '#cfd4dc',
  line: '#808998',
  ground: '#f6f7f9',
};
const TYPE_COLOURS: Readonly<Record<Exclude<NodeType, 'trigger'>, string>> = {
  email: '#e2663c',
  wait: '#8a7a3d',
  waitFor: '#8a7a3d',
  branch: '#5a6372',
  switch: '#5a6372',
  split: '#5a6372',
  update: '#5a6372',
  webhook: '#5a6372',
  exit: '#808998',
};
const KIND_COLOURS: Readonly<Record<TriggerKind, string>> = { intent: '#7c4dff', engagement: '#0288d1', purchase: '#2e9e5b' };
const MARGIN = 40;
const PADDING = 16;
const FONT = 'Inter, "Segoe UI", system-ui, -apple-system, sans-serif';
/** No line shows more of a text than this. */
const MAX_TEXT = 1000;
/** Widths of an average letter, in px, for breaking lines where no letter can be measured. */
const TITLE_LETTER = 8;
const DETAIL_LETTER = 6.2;

/** Text for XML and HTML: markup escaped, and characters that XML cannot hold replaced. */
export function escapeXml(text: string): string {
  return (
    text
      .toWellFormed()
      // eslint-disable-next-line no-control-regex -- these are the very characters that XML 1.0 forbids
      .replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '\uFFFD')
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
  );
}

/** Breaks a text into at most so many lines, the last one cut with an ellipsis. */
function wrap(text: string, letters: number, most: number): string[] {
  const rows: string[] = [];
  let rest = Array.from(text.slice(0, MAX_TEXT).replaceAll(/\s+/gu, ' ').trim());
  while (rest.length > 0 && rows.length < most) {
    const isLast = rows.length === most - 1;
    if (rest.length <= letters) {
      rows.push(rest.join(''));
      break;
    }
    const space = rest.slice(0, letters + 1).lastIndexOf(' ');
    const end = isLast ? letters - 1 : space > letters / 2 ? space : letters;
    rows.push(rest.slice(0, end).join('').trimEnd() + (isLast ? '…' : ''));
    rest = rest.slice(end);
    while (rest[0] === ' ') rest.shift();
  }
  return rows;
}

function textRows(rows: readonly string[], x: number, y: number, step: number, attributes: string): string {
  return rows
    .map((row, index) => `<text x="${px(x)}" y="${px(y + index * step)}" ${attributes}>${escapeXml(row)}</text>`)
    .join('');
}

function px(value: number): string {
  return String(Math.round(value * 10) / 10);
}

function colourOf({ type, config }: DraftNode): string {
  if (type !== 'trigger') return TYPE_COLOURS[type];
  const kind = TRIGGER_KINDS.find((name) => name === config['kind']);
  return KIND_COLOURS[kind ?? 'intent'];
}

function waysText(card: Card): string {
  if (!hasRows(card.handles)) return '';
  const rows = card.handles.map((handle) => {
    const { x, y } = handlePoint(card, handle);
    if (card.down) {
      const [words = ''] = wrap(handleWords(card.node.type, handle), Math.floor(34 / card.handles.length), 1);
      return `<text x="${px(x)}" y="${px(y - 12)}" text-anchor="middle" font-size="12" fill="${INK.muted}">${escapeXml(words)}</text>`;
    }
    const [words = ''] = wrap(handleWords(card.node.type, handle), 34, 1);
    return `<text x="${px(card.x + NODE_WIDTH - 12)}" y="${px(y + 4)}" text-anchor="end" font-size="12" fill="${INK.muted}">${escapeXml(words)}</text>`;
  });
  const top = card.y + HEAD_HEIGHT + (card.figures ? FIGURES_HEIGHT : 0);
  return `<path d="M${px(card.x)} ${px(top)}h${NODE_WIDTH}" stroke="${INK.edge}"/>${rows.join('')}`;
}

function figuresText({ figures, x, y }: Card): string {
  if (!figures) return '';
  const top = y + HEAD_HEIGHT;
  const rows = wrap(figures, Math.floor((NODE_WIDTH - 2 * PADDING) / DETAIL_LETTER), 1);
  return `<path d="M${px(x)} ${px(top)}h${NODE_WIDTH}" stroke="${INK.edge}"/>${textRows(rows, x + PADDING, top + 17, 15, `font-size="11" font-weight="600" fill="${INK.text}"`)}`;
}

function cardMarkup(card: Card, draft: JourneyDraft, names: Names): string {
  const { node, x, y, height } = card;
  const { title, detail } = describeNode(node, draft, names);
  const width = NODE_WIDTH - 2 * PADDING;
  const titleRows = wrap(title, Math.floor(width / TITLE_LETTER), 1);
  const detailRows = wrap(detail, Math.floor(width / DETAIL_LETTER), 2);
  return [
    `<g><title>${escapeXml(`${title}: ${detail}`)}</title>`,
    `<rect x="${px(x)}" y="${px(y)}" width="${NODE_WIDTH}" height="${px(height)}" rx="10" fill="${INK.card}" stroke="${INK.edge}"/>`,
    `<rect x="${px(x)}" y="${px(y + 8)}" width="4" height="${HEAD_HEIGHT - 16}" rx="2" fill="${colourOf(node)}"/>`,
    textRows(titleRows, x + PADDING, y + 24, 16, `font-size="13" font-weight="600" fill="${INK.text}"`),
    textRows(detailRows, x + PADDING, y + 42, 15, `font-size="12" fill="${INK.muted}"`),
    figuresText(card),
    waysText(card),
    '</g>',
  ].join('');
}

function linePath({ from, to, down }: Line): string {
  if (down) {
    const bend = Math.max(12, (to.y - from.y) / 2);
    return `M${px(from.x)} ${px(from.y)}C${px(from.x)} ${px(from.y + bend)} ${px(to.x)} ${px(to.y - bend)} ${px(to.x)} ${px(to.y - 6)}`;
  }
  const bend = Math.max(40, Math.abs(to.x - from.x) / 2);
  return `M${px(from.x)} ${px(from.y)}C${px(from.x + bend)} ${px(from.y)} ${px(to.x - bend)} ${px(to.y)} ${px(to.x - 6)} ${px(to.y)}`;
}

function lineMarkup(line: Line, flows: JourneyFigures['edges'] | undefined): string {
  const { edge, from, to } = line;
  const path = linePath(line);
  const flow = flows?.get(edge.id);
  if (!flow) return `<path d="${path}" fill="none" stroke="${INK.line}" stroke-width="1.5" marker-end="url(#arrow)"/>`;
  const [x, y] = [(from.x + to.x) / 2, (from.y + to.y) / 2];
  const width = flow.words.length * DETAIL_LETTER + 12;
  return [
    `<path d="${path}" fill="none" stroke="${INK.flow}" stroke-width="${px(flow.width)}"/>`,
    `<rect x="${px(x - width / 2)}" y="${px(y - 9)}" width="${px(width)}" height="18" rx="9" fill="${INK.card}" stroke="${INK.edge}"/>`,
    `<text x="${px(x)}" y="${px(y + 4)}" text-anchor="middle" font-size="11" fill="${INK.muted}">${escapeXml(flow.words)}</text>`,
  ].join('');
}

const NOTE_FILLS: Readonly<Record<NoteColour, string>> = {
  yellow: '#fdf3cf',
  blue: '#e0edfc',
  green: '#dff3e6',
  rose: '#fbe1e9',
};
const NOTE_LINE = 18;

function noteMarkup({ text, position: { x, y }, width, height, colour = 'yellow' }: Note): string {
  const letters = Math.max(8, Math.floor((width - 24) / DETAIL_LETTER));
  const most = Math.max(1, Math.floor((height - 16) / NOTE_LINE));
  const rows = text.split('\n').flatMap((line) => (line.trim() === '' ? [''] : wrap(line, letters, most)));
  return [
    `<rect x="${px(x)}" y="${px(y)}" width="${px(width)}" height="${px(height)}" rx="8" fill="${NOTE_FILLS[colour]}"/>`,
    textRows(rows.slice(0, most), x + 12, y + 22, NOTE_LINE, `font-size="12" fill="${INK.text}"`),
  ].join('');
}

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

function bounds(list: readonly { x: number; y: number; width: number; height: number }[]): Box {
  if (list.length === 0) return { x: 0, y: 0, width: NODE_WIDTH + 2 * MARGIN, height: HEAD_HEIGHT + 2 * MARGIN };
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y, width, height } of list) {
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x + width);
    bottom = Math.max(bottom, y + height);
  }
  return { x: left - MARGIN, y: top - MARGIN, width: right - left + 2 * MARGIN, height: bottom - top + 2 * MARGIN };
}

/** What a run counted, in words, by ids; lines are as thick as their flow. */
export interface JourneyFigures {
  nodes: ReadonlyMap<string, string>;
  edges: ReadonlyMap<string, { words: string; width: number }>;
}

/**
 * A journey as a picture that needs nothing else: no script, no font, no other file. Every text is escaped.
 * @param figures what a run counted, drawn on nodes and lines.
 */
export function journeyToSvg(draft: JourneyDraft, names: Names = {}, figures?: JourneyFigures): string {
  const list = cards(draft, figures?.nodes);
  const notes = notesOf(draft);
  const { x, y, width, height } = bounds([
    ...list.map((card) => ({ ...card, width: NODE_WIDTH })),
    ...notes.map((note) => ({ ...note.position, width: note.width, height: note.height })),
  ]);
  const summary = `A journey of ${draft.nodes.length} ${draft.nodes.length === 1 ? 'step' : 'steps'}, drawn from ${directionOf(draft) === 'down' ? 'top to bottom' : 'left to right'}.`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${px(width)}" height="${px(height)}" viewBox="${px(x)} ${px(y)} ${px(width)} ${px(height)}" role="img" aria-labelledby="title description" font-family="${escapeXml(FONT)}">`,
    `<title id="title">${escapeXml(draft.name)}</title>`,
    `<desc id="description">${escapeXml(summary)}</desc>`,
    `<defs><marker id="arrow" viewBox="0 0 8 8" refX="2" refY="4" markerWidth="6" markerHeight="6" orient="auto"><path d="M0 0L8 4L0 8z" fill="${INK.line}"/></marker></defs>`,
    `<rect x="${px(x)}" y="${px(y)}" width="${px(width)}" height="${px(height)}" fill="${INK.ground}"/>`,
    ...notes.map(noteMarkup),
    ...lines(draft, list).map((line) => lineMarkup(line, figures?.edges)),
    ...list.map((card) => cardMarkup(card, draft, names)),
    '</svg>',
    '',
  ].join('\n');
}
