import type { Scalar } from '../../src/shared/condition/comparison.js';
import type {
  Abandoned,
  Condition,
  DidAggregate,
  DidCount,
  FollowedBy,
  LastMessages,
  MessageLeaf,
  Within,
} from '../../src/shared/condition/schema.js';
import { localHour, zoneOf } from './clock.js';
import { compares, comparesAsDuration } from './compare.js';
import { milliseconds } from './duration.js';
import { matches, matchesOther, sessionAt } from './events.js';
import { valueOf, type Entry, type HistoryEvent, type Values } from './types.js';

/** Everything a condition may look at. */
export interface Situation {
  /** The instant it is asked for. */
  t: number;
  history: readonly HistoryEvent[];
  traits: Values;
  /** The journey's timezone. */
  zone: string;
  segments: Readonly<Record<string, Condition>>;
  /** The entry in whose course it is asked. */
  entry?: Entry;
  /** The event that started the entry, or that is being tested; absent where none did. */
  event?: HistoryEvent | undefined;
}

/** Whether a condition holds at `t` (semantics §3): looks through the whole history, every time. */
export function holds(condition: Condition, at: Situation): boolean {
  if ('all' in condition) return condition.all.every((each) => holds(each, at));
  if ('any' in condition) return condition.any.some((each) => holds(each, at));
  if ('none' in condition) return !condition.none.some((each) => holds(each, at));
  if ('followedBy' in condition) return followed(condition, at);
  if ('did' in condition) return 'is' in condition ? aggregateCompares(condition, at) : countCompares(condition, at);
  if ('last' in condition) {
    const latest = happened(at).findLast((event) => matches(event, condition.last, condition.where));
    return comparesAsDuration(ageOf(latest, at), condition.ago);
  }
  if ('first' in condition) {
    const earliest = happened(at).find((event) => matches(event, condition.first, condition.where));
    return comparesAsDuration(ageOf(earliest, at), condition.ago);
  }
  if ('abandoned' in condition) return isAbandoned(condition, at);
  if ('lastMessages' in condition) return engagementCompares(condition, at);
  if ('trait' in condition) return compares(valueOf(at.traits, condition.trait), condition.is);
  if ('property' in condition) return compares(at.event && valueOf(at.event.properties, condition.property), condition.is);
  if ('session' in condition) {
    const session = sessionAt(at.history, at.t);
    if (condition.session === 'events') return compares(session.length, condition.is);
    return comparesAsDuration((session.at(-1)?.time ?? 0) - (session[0]?.time ?? 0), condition.is);
  }
  if ('segment' in condition) return segmentHolds(condition.segment, at);
  if ('clock' in condition) {
    return compares(localHour(at.t, zoneOf(condition.timezone, at.traits, at.zone))[condition.clock], condition.is);
  }
  return messageWas(condition, at);
}

function happened({ history, t }: Situation): HistoryEvent[] {
  return history.filter(({ time }) => time <= t);
}

function ageOf(event: HistoryEvent | undefined, { t }: Situation): number {
  return event ? t - event.time : Infinity;
}

/** The events of a window (semantics §2). */
function inWindow(within: Within | undefined, at: Situation): HistoryEvent[] {
  if (within === undefined) return happened(at);
  if (within === 'session') return sessionAt(at.history, at.t);
  const { entry } = at;
  if (within === 'journey') return happened(at).filter(({ time }) => entry !== undefined && entry.start <= time);
  return happened(at).filter(({ time }) => at.t - milliseconds(within) < time);
}

function isPresent(value: Scalar | undefined): value is Scalar {
  return value !== undefined;
}

function countCompares({ did, where, within, by, times = { gte: 1 } }: DidCount, at: Situation): boolean {
  const events = inWindow(within, at).filter((event) => matches(event, did, where));
  if (by === undefined) return compares(events.length, times);
  const values = events.map(({ properties }) => valueOf(properties, by)).filter(isPresent);
  return values.some((value) => compares(values.filter((other) => other === value).length, times));
}

/**
 * The value that satisfied the first `did … by` that holds (semantics §3): the event's own where it does, else the one with the most
 * events, then the latest.
 */
export function satisfyingValue(condition: Condition, at: Situation): Scalar | undefined {
  const parts = 'all' in condition ? condition.all : 'any' in condition ? condition.any : undefined;
  if (parts) {
    const found = parts.filter((part) => holds(part, at)).map((part) => satisfyingValue(part, at));
    return found.find(isPresent);
  }
  if ('segment' in condition) {
    const segment = at.segments[condition.segment];
    return segment && satisfyingValue(segment, at);
  }
  if (!('did' in condition) || 'is' in condition || 'followedBy' in condition || condition.by === undefined) return undefined;
  const { did, where, within, by, times = { gte: 1 } } = condition;
  const events = inWindow(within, at).filter((event) => matches(event, did, where));
  const values = events.map(({ properties }) => valueOf(properties, by)).filter(isPresent);
  const count = (value: Scalar): number => values.filter((other) => other === value).length;
  const satisfying = values.filter((value) => compares(count(value), times));
  const own = at.event && valueOf(at.event.properties, by);
  if (isPresent(own) && satisfying.includes(own)) return own;
  const most = Math.max(...satisfying.map(count));
  return satisfying.findLast((value) => count(value) === most);
}

function aggregateCompares(leaf: DidAggregate, at: Situation): boolean {
  const events = inWindow(leaf.within, at).filter((event) => matches(event, leaf.did, leaf.where));
  const name = leaf.sum ?? leaf.avg ?? leaf.min ?? leaf.max ?? leaf.distinct ?? '';
  const values = events.map(({ properties }) => valueOf(properties, name)).filter(isPresent);
  if (leaf.distinct !== undefined) return compares(new Set(values).size, leaf.is);
  const numbers = values.filter((value) => typeof value === 'number');
  const sum = numbers.reduce((total, value) => total + value, 0);
  if (leaf.sum !== undefined) return compares(sum, leaf.is);
  if (numbers.length === 0) return false;
  if (leaf.avg !== undefined) return compares(sum / numbers.length, leaf.is);
  return compares(leaf.min !== undefined ? Math.min(...numbers) : Math.max(...numbers), leaf.is);
}

function followed({ did, where, followedBy, within, recent }: FollowedBy, at: Situation): boolean {
  const firsts = happened(at).filter((event) => matches(event, did, where));
  const seconds = happened(at).filter((event) => matchesOther(event, followedBy));
  const recentEnough = seconds.filter(({ time }) => recent === undefined || time > at.t - milliseconds(recent));
  return firsts.some((a) => recentEnough.some((b) => a.time < b.time && b.time <= a.time + milliseconds(within)));
}

function isAbandoned({ abandoned, where, without, for: duration }: Abandoned, at: Situation): boolean {
  const latest = happened(at).findLast((event) => matches(event, abandoned, where));
  if (!latest || latest.time + milliseconds(duration) > at.t) return false;
  return !happened(at).some((event) => matchesOther(event, without) && event.time > latest.time);
}

const ENGAGEMENT = { opened: 'Email Opened', clicked: 'Email Link Clicked' } as const;

function hasEngaged(emailId: Scalar | undefined, engaged: 'opened' | 'clicked', at: Situation): boolean {
  if (emailId === undefined) return false;
  return happened(at).some(({ event, properties }) => event === ENGAGEMENT[engaged] && properties['email_id'] === emailId);
}

function engagementCompares({ lastMessages, where, engaged, times }: LastMessages, at: Situation): boolean {
  const sent = happened(at).filter((event) => matches(event, 'Email Sent', where));
  if (sent.length < lastMessages) return false;
  const ids = sent.slice(-lastMessages).map(({ properties }) => properties['email_id']);
  return compares(ids.filter((id) => hasEngaged(id, engaged, at)).length, times);
}

function messageWas({ message, was }: MessageLeaf, at: Situation): boolean {
  const latest = at.entry?.messages.findLast(({ node }) => node === message);
  if (!latest) return false;
  return was === 'sent' ? latest.reason === undefined : hasEngaged(latest.emailId, was, at);
}

/** A segment knows neither entry nor event (semantics §3). */
function segmentHolds(id: string, { t, history, traits, zone, segments }: Situation): boolean {
  const condition = segments[id];
  if (!condition) throw new Error(`There is no segment "${id}"`);
  return holds(condition, { t, history, traits, zone, segments });
}
