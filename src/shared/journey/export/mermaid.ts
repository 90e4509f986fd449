import type { Names } from '../../condition/words/index.js';
import type { DraftNode, JourneyDraft, NodeType } from '../schema.js';
import { directionOf } from '../ui.js';
import { handleWords } from '../words/journey.js';
import { describeNode } from '../words/node.js';

/** Characters that mean nothing to Mermaid inside quotes. All other punctuation is written as a character code. */
const PLAIN = /[\p{L}\p{N}\p{M} .,:()+/'’“”€£–—…%-]/u;

/** The longest label; a diagram has no room for more. */
const MAX_LABEL = 160;

/**
 * A label between quotes. Mermaid reads Markdown, HTML, entities and directives in labels, so whatever is not plainly text
 * is written as `#code;`.
 */
function label(...lines: readonly string[]): string {
  const escaped = lines.map((line) => {
    const text = line.length > MAX_LABEL ? `${line.slice(0, MAX_LABEL - 1).toWellFormed()}…` : line.toWellFormed();
    return Array.from(text.replaceAll(/\s+/gu, ' '), escapeCharacter).join('');
  });
  return `"${escaped.filter((line) => line.trim() !== '').join('<br/>')}"`;
}

function escapeCharacter(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20 || (code >= 0x7f && code < 0xa0)) return ' ';
  return PLAIN.test(character) && character !== '%' ? character : `#${code};`;
}

const SHAPES: Readonly<Record<NodeType, readonly [open: string, close: string]>> = {
  trigger: ['([', '])'],
  email: ['[', ']'],
  wait: ['(', ')'],
  waitFor: ['(', ')'],
  branch: ['{', '}'],
  switch: ['{', '}'],
  split: ['{', '}'],
  update: ['[/', '/]'],
  webhook: ['[/', '/]'],
  exit: ['((', '))'],
};

function nodeLine(node: DraftNode, index: number, draft: JourneyDraft, names: Names): string {
  const [open, close] = SHAPES[node.type];
  const { title, detail } = describeNode(node, draft, names);
  return `  n${index}${open}${label(title, detail)}${close}`;
}

/** A journey as a Mermaid flowchart. Nodes are numbered, so that no id or name can be read as syntax. */
export function journeyToMermaid(draft: JourneyDraft, names: Names = {}): string {
  const places = new Map(draft.nodes.map(({ id }, index) => [id, index]));
  const edges = draft.edges.flatMap(({ source, sourceHandle, target }) => {
    const [from, to] = [places.get(source), places.get(target)];
    const type = from === undefined ? undefined : draft.nodes[from]?.type;
    if (from === undefined || to === undefined || type === undefined) return [];
    const arrow = sourceHandle === 'out' && type !== 'split' ? '-->' : `-->|${label(handleWords(type, sourceHandle))}|`;
    return [`  n${from} ${arrow} n${to}`];
  });
  const nodes = draft.nodes.map((node, index) => nodeLine(node, index, draft, names));
  return [`flowchart ${directionOf(draft) === 'down' ? 'TD' : 'LR'}`, ...nodes, ...edges, ''].join('\n');
}
