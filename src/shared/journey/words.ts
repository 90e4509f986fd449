/** Journeys in plain English. Plain text everywhere: names from the data appear in quotes and untouched. */
export { describeCondition, describeObservation, type Names, type Observation } from '../condition/words/index.js';
export { durationWords, msWords } from '../condition/words/duration.js';
export { describeDiff, diffSummary, type Change, type Difference } from './words/diff.js';
export { describeJourney, handleWords, readingOrder } from './words/journey.js';
export { describeNode, NODE_LABELS, nodeTitle } from './words/node.js';
export { ruleWords, scheduleWords } from './words/recurrence.js';
export { describeSettings } from './words/settings.js';
export { describeTrigger } from './words/trigger.js';
