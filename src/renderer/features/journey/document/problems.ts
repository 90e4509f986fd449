import type { Problem } from '../../../../shared/journey/problem.js';
import type { JourneyDraft } from '../../../../shared/journey/schema.js';
import { NODE_LABELS } from '../../../../shared/journey/words/node.js';
import type { NodeProblems } from '../../../canvas/model.js';

/** Local and remote findings without those that say the same, errors first. */
export function mergedProblems(local: readonly Problem[], remote: readonly Problem[], draft: JourneyDraft): Problem[] {
  const seen = new Set(local.map(keyOf));
  const nodes = new Set(draft.nodes.map((node) => node.id));
  // The engine answers for the draft of a moment ago: what it says of a step that is gone no longer matters, and its
  // errors are found here too, so that only its warnings add something.
  const added = remote.filter(
    (problem) =>
      problem.severity === 'warning' && !seen.has(keyOf(problem)) && (problem.node === undefined || nodes.has(problem.node)),
  );
  return [...local, ...added].sort((a, b) => Number(a.severity === 'warning') - Number(b.severity === 'warning'));
}

function keyOf(problem: Problem): string {
  return JSON.stringify([problem.code, problem.node, problem.edge, problem.path]);
}

/** The problems with steps that have no name called what they are, “E-mail”, instead of by their id. */
export function worded(problems: readonly Problem[], draft: JourneyDraft): Problem[] {
  const unnamed = new Map(draft.nodes.flatMap((node) => (node.name ? [] : [[node.id, NODE_LABELS[node.type]] as const])));
  const named = (text: string) =>
    text.replace(/“([^“”]+)”/g, (quoted: string, id: string) => (unnamed.has(id) ? `“${unnamed.get(id) ?? id}”` : quoted));
  return problems.map((problem) => ({
    ...problem,
    message: named(problem.message),
    ...(problem.suggestion !== undefined && { suggestion: named(problem.suggestion) }),
  }));
}

/** The steps at which a problem shows; none: it concerns the journey as a whole. */
export function placesOf(problem: Problem, draft: JourneyDraft): string[] {
  if (problem.node !== undefined) return [problem.node];
  if (problem.nodes) return problem.nodes;
  const edge = problem.edge === undefined ? undefined : draft.edges.find((candidate) => candidate.id === problem.edge);
  return edge ? [edge.source] : [];
}

/** How many problems there are, in short: “1 to mend · 2 hints”. Empty without any. */
export function problemWords(problems: readonly Problem[]): string {
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  const hints = problems.length - errors;
  const parts = [
    errors > 0 ? `${String(errors)} to mend` : '',
    hints > 0 ? `${String(hints)} ${hints === 1 ? 'hint' : 'hints'}` : '',
  ];
  return parts.filter((part) => part !== '').join(' · ');
}

/** What each step shows of the problems of a journey. */
export function problemsByNode(problems: readonly Problem[], draft: JourneyDraft): Map<string, NodeProblems> {
  const byNode = new Map<string, NodeProblems>();
  for (const problem of problems) {
    for (const id of placesOf(problem, draft)) {
      const before = byNode.get(id) ?? { errors: 0, warnings: 0, messages: [] };
      byNode.set(id, {
        errors: before.errors + Number(problem.severity === 'error'),
        warnings: before.warnings + Number(problem.severity === 'warning'),
        messages: [...before.messages, problem.message],
      });
    }
  }
  return byNode;
}
