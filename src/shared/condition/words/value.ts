import type { Comparison, Scalar } from '../comparison.js';
import type { PropertyLeaf, TraitLeaf } from '../schema.js';
import { needsWords, predicateWords } from './comparison.js';
import type { LeafWords } from './leaf.js';
import { quote, valueWords } from './text.js';

function observe(subject: string, is: Comparison, value: Scalar | undefined): string {
  return `${subject} is ${value === undefined ? 'unknown' : valueWords(value)}, ${needsWords(is)}`;
}

/** A trait of the customer. */
export const traitWords: LeafWords<TraitLeaf> = {
  describe: ({ trait, is }) => `the trait ${quote(trait)} ${predicateWords(is)}`,
  observe: ({ trait, is }, { value }) => observe(`the trait ${quote(trait)}`, is, value),
};

/** A property of the event that started the entry. */
export const propertyWords: LeafWords<PropertyLeaf> = {
  describe: ({ property, is }) => `${quote(property)} of the starting event ${predicateWords(is)}`,
  observe: ({ property, is }, { value }) => observe(`${quote(property)} of the starting event`, is, value),
};
