import { splitDuration } from '../../condition/duration.js';
import { jsonPointer, type Problem } from '../problem.js';
import { choicesOf, weightSum } from './choices.js';
import { conditionPlaces, leavesOf, type Path } from './places.js';
import { segmentsUsed } from './segments.js';
import { called, type JourneyView } from './view.js';

/** Doubts about settings that are allowed but hardly meant. */

/** More segments than this in one journey divide the audience into groups too small to learn from. */
const MOST_SEGMENTS = 10;

function doubt(code: string, message: string, suggestion: string, path: Path, node?: string): Problem {
  return { code, severity: 'warning', message, suggestion, ...(node !== undefined && { node }), path: jsonPointer(path) };
}

function weightDoubts(view: JourneyView): Problem[] {
  return view.nodes.flatMap((node) => {
    const choices = choicesOf(node);
    const sum = choices && weightSum(choices);
    if (!choices || sum === undefined || sum === 0 || Math.abs(sum - 100) < 1e-6) return [];
    const message = `The weights of the ${choices.many} of ${called(node)} add up to ${Number(sum.toPrecision(12))}, not 100; each counts as its share of that.`;
    return [
      doubt(
        'weightsNot100',
        message,
        'Correct the weights so that they add up to 100.',
        ['nodes', node.index, 'config', choices.key],
        node.id,
      ),
    ];
  });
}

function contentDoubts(view: JourneyView): Problem[] {
  return view.nodes.flatMap(({ node, index, ...rest }) => {
    if (node?.type !== 'email') return [];
    const { template, subject, variants } = node.config;
    const isEmpty = (own: { template?: string | undefined; subject?: string | undefined }): boolean =>
      !(own.template ?? template)?.trim() && !(own.subject ?? subject)?.trim();
    const lacking = variants ? variants.some(isEmpty) : isEmpty({});
    const name = called({ ...rest, index });
    return lacking
      ? [
          doubt(
            'emptyEmail',
            `${name} has neither a subject nor a template: there is nothing to send.`,
            'Give it a subject or choose a template.',
            ['nodes', index, 'config'],
            node.id,
          ),
        ]
      : [];
  });
}

function isNothing(duration: string): boolean {
  return splitDuration(duration)?.amount === 0;
}

function settingDoubts({ settings }: JourneyView): Problem[] {
  const { goal, frequencyCap, holdout, quietHours } = settings;
  const doubts: Problem[] = [];
  if (goal && isNothing(goal.within)) {
    doubts.push(
      doubt(
        'emptyWindow',
        'The window of the goal is no time at all, so nobody can reach it.',
        'Give the goal a window such as 7 days.',
        ['settings', 'goal', 'within'],
      ),
    );
  }
  for (const [index, cap] of (frequencyCap ?? []).entries()) {
    if (cap.messages > 0) continue;
    doubts.push(
      doubt(
        'capOfZero',
        'A frequency cap of 0 messages lets no message through.',
        'Allow at least 1 message, or remove the cap.',
        ['settings', 'frequencyCap', index],
      ),
    );
  }
  if (holdout?.percent === 100) {
    doubts.push(
      doubt(
        'everybodyHeldOut',
        'A holdout of 100 % means that nobody gets a message.',
        'Hold out a smaller share, such as 10 %.',
        ['settings', 'holdout', 'percent'],
      ),
    );
  }
  if (quietHours && quietHours.from === quietHours.to) {
    doubts.push(
      doubt('noQuietHours', 'Quiet hours that begin and end at the same time are none.', 'Choose another time, or remove them.', [
        'settings',
        'quietHours',
      ]),
    );
  }
  return doubts;
}

function windowDoubts(view: JourneyView): Problem[] {
  return conditionPlaces(view).flatMap(({ condition, path, node }) =>
    leavesOf(condition, path).flatMap(({ leaf, path: at }) => {
      if (!('within' in leaf) || leaf.within === undefined || !isNothing(leaf.within)) return [];
      return [
        doubt(
          'emptyWindow',
          'A window of no time at all holds no event.',
          'Use a window such as 7 days, or leave it out.',
          [...at, 'within'],
          node?.id,
        ),
      ];
    }),
  );
}

function segmentDoubts(view: JourneyView): Problem[] {
  const places = conditionPlaces(view).map(({ condition, node }) => ({ node, segments: segmentsUsed(condition) }));
  const used = new Set(places.flatMap(({ segments }) => segments));
  if (used.size <= MOST_SEGMENTS) return [];
  const message = `The journey uses ${used.size} segments. Groups that are cut so finely become too small to learn from.`;
  const suggestion = `Merge segments, or split the journey: ${MOST_SEGMENTS} at most are easy to follow.`;
  const nodes = [...new Set(places.flatMap(({ node, segments }) => (node && segments.length > 0 ? [node.id] : [])))];
  return [{ ...doubt('overSegmented', message, suggestion, []), ...(nodes.length > 0 && { nodes }) }];
}

/** Doubts about weights, empty e-mails, windows and other settings. */
export function settingsProblems(view: JourneyView): Problem[] {
  return [...weightDoubts(view), ...contentDoubts(view), ...settingDoubts(view), ...windowDoubts(view), ...segmentDoubts(view)];
}
