import { jsonPointer, type Problem } from '../problem.js';
import type { CheckContext } from './context.js';
import { leavesOf, type ConditionPlace } from './places.js';
import { called, clip, type JourneyView } from './view.js';

function messageFaults(id: string, view: JourneyView): Pick<Problem, 'code' | 'message' | 'suggestion'>[] {
  const target = view.byId.get(id);
  if (target?.type === 'email') return [];
  const wrong = target ? `${called(target)} is no e-mail` : `“${clip(id)}” is no node of this journey`;
  return [
    {
      code: 'unknownMessage',
      message: `A condition asks after the message of a node, but ${wrong}.`,
      suggestion: 'Choose one of the e-mail nodes of this journey.',
    },
  ];
}

/** The problem of a segment that does not exist. */
export function unknownSegment(id: string): Pick<Problem, 'code' | 'message' | 'suggestion'> {
  return {
    code: 'unknownSegment',
    message: `There is no segment “${clip(id)}”.`,
    suggestion: 'Choose another segment, or create this one.',
  };
}

/** Whether the segment is known not to exist. */
export function isUnknownSegment(id: string, { segments }: CheckContext): boolean {
  return segments !== undefined && !Object.hasOwn(segments, id);
}

/** Names of segments and of e-mail nodes that don't exist. */
export function referenceProblems(
  { condition, path, node }: ConditionPlace,
  view: JourneyView,
  context: CheckContext,
): Problem[] {
  return leavesOf(condition, path).flatMap((place) => {
    const { leaf } = place;
    const where = { severity: 'error' as const, ...(node && { node: node.id }) };
    if ('message' in leaf) {
      return messageFaults(leaf.message, view).map((fault) => ({
        ...fault,
        ...where,
        path: jsonPointer([...place.path, 'message']),
      }));
    }
    if (!('segment' in leaf) || !isUnknownSegment(leaf.segment, context)) return [];
    return [{ ...unknownSegment(leaf.segment), ...where, path: jsonPointer([...place.path, 'segment']) }];
  });
}
