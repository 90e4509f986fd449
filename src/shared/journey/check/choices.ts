import { jsonPointer, type Problem } from '../problem.js';
import { called, clip, type JourneyView, type NodeView } from './view.js';

/** The rules about the ways out that a node's settings list: cases, arms and variants. */

interface Choices {
  key: 'cases' | 'arms' | 'variants';
  one: string;
  many: string;
  entries: readonly { id: string; weight?: number }[];
}

/** The list of ways (or texts) a node chooses from, if it has one. */
export function choicesOf({ node }: NodeView): Choices | undefined {
  if (node?.type === 'switch') return { key: 'cases', one: 'case', many: 'cases', entries: node.config.cases };
  if (node?.type === 'split') return { key: 'arms', one: 'arm', many: 'arms', entries: node.config.arms };
  if (node?.type === 'email' && node.config.variants)
    return { key: 'variants', one: 'variant', many: 'variants', entries: node.config.variants };
  return undefined;
}

/** The sum of the weights; absent for choices without weights. */
export function weightSum({ key, entries }: Choices): number | undefined {
  return key === 'cases' ? undefined : entries.reduce((sum, { weight = 0 }) => sum + weight, 0);
}

function idProblems(view: NodeView, { key, one, many, entries }: Choices): Problem[] {
  const seen = new Set<string>(key === 'cases' ? ['else'] : []);
  return entries.flatMap(({ id }, index) => {
    const taken = seen.has(id);
    seen.add(id);
    if (!taken) return [];
    const message =
      key === 'cases' && id === 'else'
        ? `A case of ${called(view)} has the id “else”, which is the way out for everybody else.`
        : `Two ${many} of ${called(view)} have the id “${clip(id)}”.`;
    return [
      {
        code: 'duplicateChoice',
        severity: 'error',
        message,
        suggestion: `Give the ${one} another id.`,
        node: view.id,
        path: jsonPointer(['nodes', view.index, 'config', key, index, 'id']),
      },
    ];
  });
}

function weightProblems(view: NodeView, choices: Choices): Problem[] {
  const sum = weightSum(choices);
  if (sum === undefined || (sum > 0 && Number.isFinite(sum))) return [];
  return [
    {
      code: 'noWeight',
      severity: 'error',
      message: `The weights of the ${choices.many} of ${called(view)} add up to ${sum}, so none can be chosen.`,
      suggestion: `Give each ${choices.one} a share, such as 50 and 50.`,
      node: view.id,
      path: jsonPointer(['nodes', view.index, 'config', choices.key]),
    },
  ];
}

/** Ids used twice within a node, and weights from which nothing can be chosen (semantics §4, §5). */
export function choiceProblems(view: JourneyView): Problem[] {
  return view.nodes.flatMap((node) => {
    const choices = choicesOf(node);
    return choices ? [...idProblems(node, choices), ...weightProblems(node, choices)] : [];
  });
}
