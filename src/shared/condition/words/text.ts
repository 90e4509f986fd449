import type { Scalar } from '../comparison.js';

/** A name or text from the data, in quotes and otherwise untouched. */
export function quote(text: string): string {
  return `“${text}”`;
}

/** A value as it appears in a sentence: texts in quotes. */
export function valueWords(value: Scalar): string {
  return typeof value === 'string' ? quote(value) : String(value);
}

/** “a, b or c”. */
export function listWords(words: readonly string[], last: 'and' | 'or' | 'nor'): string {
  const [only] = words;
  if (words.length < 2) return only ?? 'nothing';
  return `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1) ?? ''}`;
}

/** The parts that are there, with a space between. */
export function sentence(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join(' ');
}

/** With its first letter in upper case. */
export function capitalised(text: string): string {
  const [first = ''] = text;
  return first.toUpperCase() + text.slice(first.length);
}
