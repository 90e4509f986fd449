import { eventWords } from '../../condition/words/events.js';
import { quote } from '../../condition/words/text.js';
import type { JourneyNode, JourneySettings, TriggerOn } from '../schema.js';
import { filterThresholds } from './comparisons.js';
import { abandonedNumbers, conditionNumbers } from './conditions.js';
import { clockNumber, countNumber, durationNumber, percentNumber, weightNumber, type JourneyNumber } from './number.js';

type Path = readonly PropertyKey[];

function triggerNumbers(on: TriggerOn, path: Path): JourneyNumber[] {
  if ('becomes' in on) return conditionNumbers(on.becomes, [...path, 'becomes']);
  const own =
    'abandoned' in on
      ? abandonedNumbers(on, path)
      : 'event' in on
        ? filterThresholds(on.where, [...path, 'where'], eventWords(on.event).past)
        : [];
  return [...own, ...(on.if ? conditionNumbers(on.if, [...path, 'if']) : [])];
}

/** The numbers of one step; `path` leads to its settings. */
export function nodeNumbers({ type, config }: JourneyNode, path: Path): JourneyNumber[] {
  switch (type) {
    case 'trigger':
      return triggerNumbers(config.on, [...path, 'on']);
    case 'email':
      return (config.variants ?? []).map(({ id, weight }, index) =>
        weightNumber([...path, 'variants', index, 'weight'], `Weight of variant ${quote(id)}:`, weight),
      );
    case 'wait':
      if ('for' in config) return durationNumber([...path, 'for'], 'Wait for', config.for);
      return 'until' in config
        ? [clockNumber([...path, 'until', 'time'], 'Wait until', config.until.time)]
        : durationNumber([...path, 'bestTime', 'within'], 'Wait for the best hour at most', config.bestTime.within);
    case 'waitFor': {
      const timeout = durationNumber([...path, 'timeout'], 'Wait for it at most', config.timeout);
      return 'condition' in config
        ? [...timeout, ...conditionNumbers(config.condition, [...path, 'condition'])]
        : [...timeout, ...filterThresholds(config.where, [...path, 'where'], eventWords(config.event).past)];
    }
    case 'branch':
      return conditionNumbers(config.if, [...path, 'if']);
    case 'switch':
      return config.cases.flatMap((entry, index) => conditionNumbers(entry.if, [...path, 'cases', index, 'if']));
    case 'split':
      return config.arms.map(({ id, weight }, index) =>
        weightNumber([...path, 'arms', index, 'weight'], `Weight of ${quote(id)}:`, weight),
      );
    case 'update':
    case 'webhook':
    case 'exit':
      return [];
  }
}

/** The numbers of a journey's settings. */
export function settingsNumbers(settings: JourneySettings): JourneyNumber[] {
  const { audience, exitWhen, reentry, goal, frequencyCap = [], quietHours, holdout } = settings;
  const root = ['settings'];
  return [
    ...(goal ? durationNumber([...root, 'goal', 'within'], 'Goal reached within', goal.within) : []),
    ...(goal ? filterThresholds(goal.where, [...root, 'goal', 'where'], eventWords(goal.event).past) : []),
    ...frequencyCap.flatMap(({ messages, per }, index) => [
      countNumber([...root, 'frequencyCap', index, 'messages'], 'Messages to one customer, at most', messages),
      ...durationNumber([...root, 'frequencyCap', index, 'per'], 'Messages to one customer, counted over', per),
    ]),
    ...(reentry?.minInterval === undefined
      ? []
      : durationNumber([...root, 'reentry', 'minInterval'], 'Enter again at the earliest after', reentry.minInterval)),
    ...(quietHours ? [clockNumber([...root, 'quietHours', 'from'], 'Quiet hours begin at', quietHours.from)] : []),
    ...(quietHours ? [clockNumber([...root, 'quietHours', 'to'], 'Quiet hours end at', quietHours.to)] : []),
    ...(holdout ? [percentNumber([...root, 'holdout', 'percent'], 'Customers held out:', holdout.percent)] : []),
    ...(audience ? conditionNumbers(audience, [...root, 'audience']) : []),
    ...(exitWhen ? conditionNumbers(exitWhen, [...root, 'exitWhen']) : []),
  ];
}
