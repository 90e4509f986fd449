import type { MessageLeaf, SegmentLeaf } from '../schema.js';
import type { LeafWords } from './leaf.js';
import { quote } from './text.js';

/** Membership in a segment. */
export const segmentWords: LeafWords<SegmentLeaf> = {
  describe: ({ segment }, names) => `is in the segment ${quote(names.segment?.(segment) ?? segment)}`,
  observe: ({ segment }, { value }, names) =>
    `is ${value === true ? '' : 'not '}in the segment ${quote(names.segment?.(segment) ?? segment)}`,
};

/** What became of a message of this entry. */
export const messageWords: LeafWords<MessageLeaf> = {
  describe: ({ message, was }, names) => `the e-mail ${quote(names.node?.(message) ?? message)} was ${was}`,
  observe: ({ message, was }, { value }, names) =>
    `the e-mail ${quote(names.node?.(message) ?? message)} was ${value === true ? '' : 'not '}${was}`,
};
