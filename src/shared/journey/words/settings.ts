import { whereWords } from '../../condition/words/comparison.js';
import { durationWords, lastWords } from '../../condition/words/duration.js';
import { eventWords } from '../../condition/words/events.js';
import { describeCondition, type Names } from '../../condition/words/index.js';
import { sentence } from '../../condition/words/text.js';
import type { ConsentMode, JourneyDraft, JourneySettings } from '../schema.js';
import { namesIn, readSettings } from './read.js';

const REENTRY = {
  once: 'A customer enters once',
  afterExit: 'A customer can enter again after leaving',
  always: 'A customer can enter any number of times',
} as const;

const CONSENT: Readonly<Record<ConsentMode, string>> = {
  explicit: 'Messages go to subscribers only.',
  implied: 'Messages go to everybody who has not unsubscribed.',
  none: 'Messages go to everybody, whether they agreed or not.',
};

function reentryWords({ reentry }: JourneySettings): string {
  const pause =
    reentry?.minInterval === undefined ? '' : `, at the earliest ${durationWords(reentry.minInterval)} after the entry before`;
  return `${REENTRY[reentry?.mode ?? 'once']}${pause}.`;
}

function goalWords({ goal }: JourneySettings): string[] {
  if (!goal) return [];
  const what = sentence(eventWords(goal.event).past, whereWords(goal.where));
  const end = goal.exits === false ? 'the journey goes on after it' : 'reaching it ends the journey';
  return [`The goal is that the customer ${what} within ${durationWords(goal.within)} of entering; ${end}.`];
}

function limitWords({ frequencyCap = [], quietHours, holdout }: JourneySettings): string[] {
  const zone =
    quietHours?.timezone === 'customer'
      ? ' in the customer’s time zone'
      : quietHours?.timezone
        ? ` (${quietHours.timezone})`
        : '';
  return [
    ...frequencyCap.map(
      ({ messages, per }) => `At most ${messages} ${messages === 1 ? 'message' : 'messages'} in any ${lastWords(per)}.`,
    ),
    ...(quietHours ? [`No messages from ${quietHours.from} to ${quietHours.to}${zone}: they wait until then.`] : []),
    ...(holdout
      ? [`${holdout.percent} % of customers are held out: they get nothing and show what happens without the journey.`]
      : []),
  ];
}

/** Who gets messages, in a sentence (semantics §4). */
export function consentWords(draft: JourneyDraft): string {
  return CONSENT[readSettings(draft).consent ?? 'explicit'];
}

/** The settings of a journey, a sentence each (semantics §4). Settings left out are said as what they default to. */
export function describeSettings(draft: JourneyDraft, names: Names = {}): string[] {
  const settings = readSettings(draft);
  const own = namesIn(draft, names);
  return [
    reentryWords(settings),
    ...(settings.audience ? [`Only if, at entry: ${describeCondition(settings.audience, own)}.`] : []),
    ...(settings.exitWhen ? [`The customer leaves as soon as: ${describeCondition(settings.exitWhen, own)}.`] : []),
    ...goalWords(settings),
    consentWords(draft),
    ...limitWords(settings),
    `Times are those of ${draft.timezone ?? 'UTC'}.`,
  ];
}
