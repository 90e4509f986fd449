import type { Value } from '../values.js';

export interface TimestampStyle {
  /** How the times are written, in words. */
  words: string;
  /** Whether some have no offset, so that a zone decides. */
  needsZone: boolean;
  /** Whether all are dates, with or without a time. */
  isDate: boolean;
  mixed: boolean;
  /** How many cannot be read. */
  unreadable: number;
}

const STYLES: readonly [RegExp, string][] = [
  [/^-?\d{1,10}$/, 'epoch seconds'],
  [/^-?\d{1,10}\.\d+$/, 'epoch seconds with a fraction'],
  [/^\d{12,14}$/, 'epoch milliseconds'],
  [/^\d{15,}$/, 'epoch microseconds'],
  [/^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d([.,]\d+)?)? ?(Z|UTC|GMT|[+-]\d\d(:?\d\d)?)$/i, 'ISO 8601 with offset'],
  [/^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d([.,]\d+)?)?$/i, 'local time without offset'],
  [/^\d{4}-\d\d-\d\d$/, 'date without time'],
];

const LOCAL = new Set(['local time without offset', 'date without time']);

/** How timestamps are written, judged from a sample. */
export function timestampStyle(values: readonly Value[]): TimestampStyle {
  const counts = new Map<string, number>();
  for (const value of values) {
    const text = String(value).trim();
    const style = STYLES.find(([pattern]) => pattern.test(text))?.[1] ?? '';
    counts.set(style, (counts.get(style) ?? 0) + 1);
  }
  const unreadable = counts.get('') ?? 0;
  const styles = [...counts.keys()].filter((style) => style !== '');
  return {
    words: styles.length === 0 ? 'no time that can be read' : styles.join(', '),
    needsZone: styles.some((style) => LOCAL.has(style)),
    isDate: unreadable === 0 && styles.length > 0 && styles.every((style) => !style.startsWith('epoch')),
    mixed: styles.length > 1,
    unreadable,
  };
}
