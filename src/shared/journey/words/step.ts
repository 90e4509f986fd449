import { describeCondition, type Names } from '../../condition/words/index.js';
import { handlesOf } from '../handles.js';
import type { DraftNode, JourneyDraft, SwitchConfig } from '../schema.js';
import { describeNode, NODE_LABELS } from './node.js';
import { namesIn, readNode } from './read.js';

/** What a step says it does. */
export interface NodeWords {
  title: string;
  detail: string;
  /** How its ways out are called, by handle; a handle that is missing bears its own name. */
  ways?: Readonly<Record<string, string>>;
}

/** What a step says on the canvas. One without a name of its own says in its title what it does. */
function stepWords(node: DraftNode, draft: JourneyDraft, names: Names): NodeWords {
  const { title, detail } = describeNode(node, draft, names);
  const ways = wayWords(node, draft, names);
  // The rows of the ways out say it already.
  if (node.type === 'switch' || node.type === 'split') return { title, detail: readNode(node) ? '' : detail, ways };
  if (node.name !== undefined && node.name.trim() !== '') return { title, detail: detailBeyond(title, detail), ways };
  if (node.type === 'wait' && readNode(node))
    return { title: `Wait ${detail.charAt(0).toLowerCase()}${detail.slice(1)}`, detail: '', ways };
  return { title: detail, detail: NODE_LABELS[node.type], ways };
}

/** What the settings say beyond the name: a name that says it already need not be followed by the same words. */
export function detailBeyond(title: string, detail: string): string {
  const [name, words] = [title.toLowerCase(), detail.toLowerCase()];
  if (name.includes(words)) return '';
  const rest = words.startsWith(name) ? detail.slice(title.length).replace(/^[\s,;:]+/, '') : detail;
  return `${rest.charAt(0).toUpperCase()}${rest.slice(1)}`;
}

function wayWords(node: DraftNode, draft: JourneyDraft, names: Names): Record<string, string> {
  if (node.type === 'split') return shares(node);
  const whole = node.type === 'switch' ? readNode(node) : undefined;
  if (whole?.type !== 'switch') return {};
  return caseWords(whole.config, namesIn(draft, names));
}

function caseWords({ cases }: SwitchConfig, names: Names): Record<string, string> {
  return Object.fromEntries(cases.map(({ id, if: condition }) => [id, `${id}: ${describeCondition(condition, names)}`]));
}

function shares(node: DraftNode): Record<string, string> {
  const whole = readNode(node);
  if (whole?.type !== 'split') return Object.fromEntries(handlesOf(node).map((handle) => [handle, handle]));
  const sum = whole.config.arms.reduce((total, { weight }) => total + weight, 0);
  return Object.fromEntries(
    whole.config.arms.map(({ id, weight }) => [id, sum > 0 ? `${id} · ${String(Math.round((weight / sum) * 1000) / 10)} %` : id]),
  );
}

/** Words, and the names of other steps that stand in them: as long as these are the same, so are the words. */
interface Remembered {
  words: NodeWords;
  said: ReadonlyMap<string, string | undefined>;
}

/**
 * A function that words the steps of drafts one after another and remembers those that did not change: an edit of one step
 * words that step alone, and those that name it.
 */
export function rememberingWords(names: Names = {}): (draft: JourneyDraft) => (node: DraftNode) => NodeWords {
  const known = new WeakMap<DraftNode, Remembered>();
  return (draft) => {
    const own = new Map(draft.nodes.map(({ id, name }) => [id, name]));
    const nameOf = names.node ?? ((id: string) => own.get(id));
    return (node) => {
      const before = known.get(node);
      if (before && [...before.said].every(([id, name]) => nameOf(id) === name)) return before.words;
      const said = new Map<string, string | undefined>();
      const noting = (id: string) => {
        const name = nameOf(id);
        said.set(id, name);
        return name;
      };
      const words = stepWords(node, draft, { ...names, node: noting });
      known.set(node, { words, said });
      return words;
    };
  };
}
