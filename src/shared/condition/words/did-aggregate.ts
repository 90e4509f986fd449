import { AGGREGATES, type AggregateName, type DidAggregate } from '../schema.js';
import { needsWords, predicateWords, whereWords } from './comparison.js';
import { windowWords } from './duration.js';
import { eventWords } from './events.js';
import type { LeafWords } from './leaf.js';
import { quote, sentence, valueWords } from './text.js';

const QUANTITY: Readonly<Record<AggregateName, (property: string) => string>> = {
  sum: (property) => `the sum of ${property}`,
  avg: (property) => `the average ${property}`,
  min: (property) => `the smallest ${property}`,
  max: (property) => `the largest ${property}`,
  distinct: (property) => `the number of different values of ${property}`,
};

function quantity(leaf: DidAggregate): string {
  const name = AGGREGATES.find((candidate) => leaf[candidate] !== undefined) ?? 'sum';
  const of = sentence('of', eventWords(leaf.did).many, whereWords(leaf.where), windowWords(leaf.within));
  return `${QUANTITY[name](quote(leaf[name] ?? ''))} ${of}`;
}

/** `did` with a sum, an average, an extreme or a count of distinct values. */
export const didAggregateWords: LeafWords<DidAggregate> = {
  describe: (leaf) => `${quantity(leaf)} ${predicateWords(leaf.is)}`,
  observe: (leaf, { value }) =>
    `${quantity(leaf)} is ${value === undefined ? 'unknown (there is no value)' : valueWords(value)}, ${needsWords(leaf.is)}`,
};
