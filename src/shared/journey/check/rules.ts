import type { Problem } from '../problem.js';
import { betweenProblems, selectorBetween } from './between.js';
import { choiceProblems } from './choices.js';
import { consentProblems } from './consent.js';
import type { CheckContext } from './context.js';
import { flowProblems } from './flow.js';
import { goalProblems } from './goal.js';
import { graphProblems } from './graph.js';
import { loopProblems } from './loops.js';
import { conditionPlaces, selectorPlaces, type ConditionPlace } from './places.js';
import { referenceProblems } from './references.js';
import { scheduleProblems } from './schedule.js';
import { scopeProblems } from './scope.js';
import { settingsProblems } from './settings.js';
import { templateProblems } from './templates.js';
import { selectorVerdicts, verdictProblems } from './verdicts.js';
import type { JourneyView } from './view.js';
import { vocabularyProblems } from './vocabulary.js';
import { webhookProblems } from './webhooks.js';

/** Without the verdicts that only repeat that bounds are in the wrong order. */
function withoutEchoes(reversed: readonly Problem[], verdicts: readonly Problem[]): Problem[] {
  return [...reversed, ...verdicts.filter(({ path }) => !reversed.some((problem) => problem.path.startsWith(`${path}/`)))];
}

/** Comparisons of a condition that can't be meant. */
export function comparisonProblems(place: ConditionPlace): Problem[] {
  return withoutEchoes(betweenProblems(place), verdictProblems(place));
}

/** Every rule about a journey beyond its shape: first those that refuse it, then doubts. */
export function ruleProblems(view: JourneyView, context: CheckContext): Problem[] {
  const conditions = conditionPlaces(view);
  return [
    ...graphProblems(view),
    ...loopProblems(view),
    ...choiceProblems(view),
    ...scheduleProblems(view),
    ...conditions.flatMap(scopeProblems),
    ...conditions.flatMap((place) => referenceProblems(place, view, context)),
    ...conditions.flatMap(comparisonProblems),
    ...selectorPlaces(view).flatMap((place) => withoutEchoes(selectorBetween(place), selectorVerdicts(place))),
    ...flowProblems(view),
    ...goalProblems(view),
    ...consentProblems(view, context),
    ...settingsProblems(view),
    ...vocabularyProblems(view, context),
    ...templateProblems(view, context),
    ...webhookProblems(view),
  ];
}
