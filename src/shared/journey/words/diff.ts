import { quote } from '../../condition/words/text.js';
import type { Names } from '../../condition/words/index.js';
import type { JourneyDiff, Mark, NodeChange } from '../diff.js';
import { sameJson } from '../same-json.js';
import type { DraftEdge, DraftNode, JourneyDraft } from '../schema.js';
import { handleWords } from './journey.js';
import { describeNode, NODE_LABELS } from './node.js';
import { describeSettings } from './settings.js';

/** One thing that differs: what it was and what it is. An empty text: there was none, or there is none any more. */
export interface Difference {
  what: string;
  before: string;
  after: string;
}

/** What became of one step, one connection, or the journey's own settings. */
export interface Change {
  mark: Mark;
  /** The step it is about; absent for the journey itself. */
  node?: string;
  /** Of what: “Wait 2 days”. */
  title: string;
  /** What kind of thing: “Wait”, “Connection”, “Journey”. */
  kind: string;
  differences: readonly Difference[];
}

/** A diff in words, in the order in which it is read: the journey, then steps and connections that came, went and changed. */
export function describeDiff(diff: JourneyDiff, before: JourneyDraft, after: JourneyDraft, names: Names = {}): Change[] {
  return [
    ...(diff.journey ? [journeyChange(before, after, names)] : []),
    ...diff.changed.map((change) => nodeChange(change, before, after, names)),
    ...diff.added.map((node) => whole('added', node, after, names)),
    ...diff.removed.map((node) => whole('removed', node, before, names)),
    ...diff.connected.flatMap((edge) => edgeChange('added', edge, after, names)),
    ...diff.disconnected.flatMap((edge) => edgeChange('removed', edge, before, names)),
  ];
}

/** A diff in one line: “2 added, 1 changed”. */
export function diffSummary({ added, removed, changed, connected, disconnected, moved, journey }: JourneyDiff): string {
  const edges = connected.length + disconnected.length;
  const parts = [
    added.length > 0 ? `${String(added.length)} added` : '',
    removed.length > 0 ? `${String(removed.length)} removed` : '',
    changed.length > 0 ? `${String(changed.length)} changed` : '',
    edges > 0 ? `${String(edges)} ${edges === 1 ? 'connection' : 'connections'}` : '',
    journey ? 'settings' : '',
    moved.length > 0 ? `${String(moved.length)} moved` : '',
  ].filter((part) => part !== '');
  return parts.length === 0 ? 'no difference' : parts.join(', ');
}

function called(node: DraftNode, draft: JourneyDraft, names: Names): string {
  return node.name !== undefined && node.name.trim() !== '' ? node.name : describeNode(node, draft, names).detail;
}

function whole(mark: Mark, node: DraftNode, draft: JourneyDraft, names: Names): Change {
  const { detail } = describeNode(node, draft, names);
  const difference = { what: 'What it does', before: mark === 'removed' ? detail : '', after: mark === 'added' ? detail : '' };
  return { mark, node: node.id, title: called(node, draft, names), kind: NODE_LABELS[node.type], differences: [difference] };
}

function nodeChange({ id, before, after, parts }: NodeChange, old: JourneyDraft, now: JourneyDraft, names: Names): Change {
  const differences = parts.flatMap((part): Difference[] => {
    switch (part) {
      case 'type':
        return [{ what: 'Kind', before: NODE_LABELS[before.type], after: NODE_LABELS[after.type] }];
      case 'name':
        return [{ what: 'Name', before: before.name ?? '', after: after.name ?? '' }];
      case 'stage':
        return [{ what: 'Stage', before: before.stage ?? '', after: after.stage ?? '' }];
      case 'settings':
        return settingsDifferences(before, after, old, now, names);
      case 'place':
        return [];
    }
  });
  return { mark: 'changed', node: id, title: called(after, now, names), kind: NODE_LABELS[after.type], differences };
}

const FIELD_NAMES: Readonly<Record<string, string>> = {
  kind: 'Kind of interest',
  subject: 'Subject',
  preheader: 'Preview text',
  template: 'Template',
  topic: 'Topic',
  method: 'Method',
  body: 'Body',
  timeout: 'Longest wait',
};

/** By the step's words where these differ, and each plain setting that the words leave out. */
function settingsDifferences(
  before: DraftNode,
  after: DraftNode,
  old: JourneyDraft,
  now: JourneyDraft,
  names: Names,
): Difference[] {
  const words = { before: describeNode(before, old, names).detail, after: describeNode(after, now, names).detail };
  const spoken = words.before === words.after ? [] : [{ what: 'What it does', ...words }];
  const keys = new Set([...Object.keys(before.config), ...Object.keys(after.config)]);
  const fields = [...keys].flatMap((key): Difference[] => {
    const [was, is] = [before.config[key], after.config[key]];
    const what = Object.hasOwn(FIELD_NAMES, key) ? FIELD_NAMES[key] : undefined;
    if (what === undefined || sameJson(was, is)) return [];
    return [{ what, before: plain(was), after: plain(is) }];
  });
  // The subject is what an e-mail's words are: said once.
  const own = fields.filter((field) => !spoken.some((said) => said.after === quote(field.after) || said.after === field.after));
  const all = [...spoken, ...own];
  return all.length > 0 ? all : [{ what: 'Settings', before: plain(before.config), after: plain(after.config) }];
}

function plain(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function edgeChange(mark: 'added' | 'removed', edge: DraftEdge, draft: JourneyDraft, names: Names): Change[] {
  const source = draft.nodes.find(({ id }) => id === edge.source);
  const target = draft.nodes.find(({ id }) => id === edge.target);
  if (!source || !target) return [];
  const way = edge.sourceHandle === 'out' ? '' : ` (${handleWords(source.type, edge.sourceHandle)})`;
  const title = `${called(source, draft, names)}${way} → ${called(target, draft, names)}`;
  return [{ mark, node: source.id, title, kind: 'Connection', differences: [] }];
}

function journeyChange(before: JourneyDraft, after: JourneyDraft, names: Names): Change {
  const was = describeSettings(before, names);
  const is = describeSettings(after, names);
  const gone = was.filter((line) => !is.includes(line));
  const come = is.filter((line) => !was.includes(line));
  const lines = Array.from({ length: Math.max(gone.length, come.length) }, (_, index) => ({
    what: 'Setting',
    before: gone[index] ?? '',
    after: come[index] ?? '',
  }));
  const name = before.name === after.name ? [] : [{ what: 'Name', before: before.name, after: after.name }];
  return { mark: 'changed', title: after.name, kind: 'Journey', differences: [...name, ...lines] };
}
