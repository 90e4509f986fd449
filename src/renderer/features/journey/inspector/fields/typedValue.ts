import type { Scalar } from '../../../../../shared/condition/comparison.js';

/** What somebody who types a value means: a number where the data has numbers, a text in quotes always a text. */
export function typedValue(text: string, type: string | undefined): Scalar {
  const quoted = /^"(.*)"$/.exec(text)?.[1];
  if (quoted !== undefined) return quoted;
  if (type === 'string') return text;
  if (text === 'true' || text === 'false') return text === 'true';
  const number = Number(text);
  return text.trim() !== '' && Number.isFinite(number) && /^-?\d/.test(text) ? number : text;
}
