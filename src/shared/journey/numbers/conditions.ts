import { otherEventParts, type OtherEvent } from '../../condition/events.js';
import {
  AGGREGATES,
  type Abandoned,
  type Condition,
  type DidAggregate,
  type DidCount,
  type Within,
} from '../../condition/schema.js';
import { leftBehind } from '../../condition/words/abandoned.js';
import { eventWords, otherEventWords } from '../../condition/words/events.js';
import { shapedLeaf, type ShapedLeaf } from '../../condition/words/leaf.js';
import { capitalised, quote } from '../../condition/words/text.js';
import { leavesOf } from '../check/places.js';
import { amountThresholds, countThresholds, durationThresholds, filterThresholds } from './comparisons.js';
import { countNumber, durationNumber, type JourneyNumber } from './number.js';

type Path = readonly PropertyKey[];

function windowNumber(within: Within | undefined, path: Path, what: string): JourneyNumber[] {
  if (within === undefined) return [];
  return durationNumber([...path, 'within'], `${capitalised(what)}, looked at over the last`, within);
}

function countNumbers(leaf: DidCount, path: Path): JourneyNumber[] {
  const { past } = eventWords(leaf.did);
  const what = leaf.by === undefined ? past : `${past} with the same ${quote(leaf.by)}`;
  return [
    ...countThresholds(leaf.times ?? {}, [...path, 'times'], `Times a customer ${what}`),
    ...windowNumber(leaf.within, path, past),
    ...filterThresholds(leaf.where, [...path, 'where'], past),
  ];
}

const AGGREGATE_WORDS: Readonly<Record<(typeof AGGREGATES)[number], string>> = {
  sum: 'Sum of',
  avg: 'Average of',
  min: 'Lowest',
  max: 'Highest',
  distinct: 'Different values of',
};

function aggregateNumbers(leaf: DidAggregate, path: Path): JourneyNumber[] {
  const { past } = eventWords(leaf.did);
  const name = AGGREGATES.find((candidate) => leaf[candidate] !== undefined) ?? 'sum';
  const what = `${AGGREGATE_WORDS[name]} ${quote(leaf[name] ?? '')} where a customer ${past}`;
  const thresholds = name === 'distinct' ? countThresholds : amountThresholds;
  return [
    ...thresholds(leaf.is, [...path, 'is'], what),
    ...windowNumber(leaf.within, path, past),
    ...filterThresholds(leaf.where, [...path, 'where'], past),
  ];
}

/** The thresholds in the filters of an `E2`. */
export function otherEventNumbers(other: OtherEvent, path: Path): JourneyNumber[] {
  const { event, where } = otherEventParts(other);
  return filterThresholds(where, [...path, 'where'], eventWords(event).past);
}

/** The numbers of something begun and not gone through with, in a condition or a trigger. */
export function abandonedNumbers(leaf: Pick<Abandoned, 'abandoned' | 'where' | 'without' | 'for'>, path: Path): JourneyNumber[] {
  const { past } = eventWords(leaf.abandoned);
  const left = leftBehind(leaf);
  const what = left === undefined ? `${past} and then ${otherEventWords(leaf.without).not}` : `left ${left}`;
  return [
    ...durationNumber([...path, 'for'], `${capitalised(what)} for`, leaf.for),
    ...filterThresholds(leaf.where, [...path, 'where'], past),
    ...otherEventNumbers(leaf.without, [...path, 'without']),
  ];
}

function leafNumbers(shaped: ShapedLeaf, path: Path): JourneyNumber[] {
  switch (shaped.shape) {
    case 'count':
      return countNumbers(shaped.leaf, path);
    case 'aggregate':
      return aggregateNumbers(shaped.leaf, path);
    case 'followedBy': {
      const { did, where, followedBy, within, recent } = shaped.leaf;
      const both = `${capitalised(eventWords(did).past)} and then ${eventWords(otherEventParts(followedBy).event).past}`;
      return [
        ...durationNumber([...path, 'within'], `${both}, within`, within),
        ...(recent === undefined ? [] : durationNumber([...path, 'recent'], `${both}, looked at over the last`, recent)),
        ...filterThresholds(where, [...path, 'where'], eventWords(did).past),
        ...otherEventNumbers(followedBy, [...path, 'followedBy']),
      ];
    }
    case 'last':
    case 'first': {
      const { shape, leaf } = shaped;
      const { past } = eventWords('last' in leaf ? leaf.last : leaf.first);
      return [
        ...durationThresholds(leaf.ago, [...path, 'ago'], `Time since a customer ${shape} ${past}`),
        ...filterThresholds(leaf.where, [...path, 'where'], past),
      ];
    }
    case 'abandoned':
      return abandonedNumbers(shaped.leaf, path);
    case 'lastMessages': {
      const { lastMessages, engaged, times } = shaped.leaf;
      return [
        countNumber([...path, 'lastMessages'], 'Latest e-mails that are looked at:', lastMessages, 1),
        ...countThresholds(times, [...path, 'times'], `Of the latest e-mails ${engaged}`),
      ];
    }
    case 'trait':
      return amountThresholds(shaped.leaf.is, [...path, 'is'], `The customer’s ${quote(shaped.leaf.trait)}`);
    case 'property':
      return amountThresholds(shaped.leaf.is, [...path, 'is'], `The event’s ${quote(shaped.leaf.property)}`);
    case 'sessionDuration':
      return durationThresholds(shaped.leaf.is, [...path, 'is'], 'Length of the session');
    case 'sessionEvents':
      return countThresholds(shaped.leaf.is, [...path, 'is'], 'Events in the session');
    case 'clock': {
      const what = shaped.leaf.clock === 'hour' ? 'Hour of the day' : 'Day of the week, Monday being 1';
      return countThresholds(shaped.leaf.is, [...path, 'is'], what);
    }
    case 'segment':
    case 'message':
      return [];
  }
}

/** The numbers of a condition that stands at `path`. */
export function conditionNumbers(condition: Condition, path: Path): JourneyNumber[] {
  return leavesOf(condition, path).flatMap(({ leaf, path: place }) => leafNumbers(shapedLeaf(leaf), place));
}
