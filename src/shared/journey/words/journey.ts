import { capitalised, quote } from '../../condition/words/text.js';
import type { Names } from '../../condition/words/index.js';
import { handlesOf } from '../handles.js';
import type { DraftNode, JourneyDraft } from '../schema.js';
import { describeNode, nodeTitle } from './node.js';
import { describeSettings } from './settings.js';

const HANDLE_WORDS: Readonly<Record<string, string>> = {
  out: 'then',
  yes: 'yes',
  no: 'no',
  happened: 'when it happens',
  timeout: 'when the time is up',
  else: 'else',
};

/** A way out of a node in words; the ways a person named appear in quotes. */
export function handleWords(type: DraftNode['type'], handle: string): string {
  const own = type === 'split' || (type === 'switch' && handle !== 'else');
  return own || !Object.hasOwn(HANDLE_WORDS, handle) ? quote(handle) : (HANDLE_WORDS[handle] ?? quote(handle));
}

/** The nodes in the order in which a reader meets them: from the triggers on, then those that nothing leads to. */
export function readingOrder(draft: JourneyDraft): DraftNode[] {
  const byId = new Map(draft.nodes.map((node) => [node.id, node]));
  const targets = new Map<string, string[]>();
  for (const { source, target } of draft.edges) {
    const list = targets.get(source);
    if (list) list.push(target);
    else targets.set(source, [target]);
  }
  const order = new Set<DraftNode>();
  const queue = draft.nodes.filter(({ type }) => type === 'trigger');
  for (const node of queue) {
    if (order.has(node)) continue;
    order.add(node);
    for (const id of targets.get(node.id) ?? []) {
      const target = byId.get(id);
      if (target && !order.has(target)) queue.push(target);
    }
  }
  return [...order, ...draft.nodes.filter((node) => !order.has(node))];
}

function waysOut(node: DraftNode, draft: JourneyDraft): string {
  const handles = handlesOf(node);
  const isPlain = handles.length === 1 && handles[0] === 'out';
  const ways = handles.map((handle) => {
    const edge = draft.edges.find(({ source, sourceHandle }) => source === node.id && sourceHandle === handle);
    const target = draft.nodes.find(({ id }) => id === edge?.target);
    return `${handleWords(node.type, handle)}${isPlain ? '' : ':'} ${target ? quote(nodeTitle(target)) : 'the journey ends'}`;
  });
  return ways.length === 0 ? '' : ` ${capitalised(ways.join('; '))}.`;
}

function nodeSentence(node: DraftNode, draft: JourneyDraft, names: Names): string {
  const { title, detail } = describeNode(node, draft, names);
  const ends = waysOut(node, draft);
  return `${quote(title)}: ${detail}.${ends}`;
}

/** A whole journey in plain English, a line for each setting and each node. */
export function describeJourney(draft: JourneyDraft, names: Names = {}): string[] {
  return [...describeSettings(draft, names), ...readingOrder(draft).map((node) => nodeSentence(node, draft, names))];
}
