import { describe, expect, it } from 'vitest';
import { revisionsToDrop } from './revisions.js';

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;
const now = Date.parse('2024-06-01T00:00:00Z');

describe('revisionsToDrop', () => {
  it('drops none of the last hundred, however old', () => {
    const old = Array.from({ length: 100 }, (_, index) => now - 400 * DAY + index);
    expect(revisionsToDrop(old, now)).toEqual([]);
  });

  it('drops none of the last hour', () => {
    const saves = Array.from({ length: 3000 }, (_, index) => now - 50 * MINUTE + index * 1000);
    expect(revisionsToDrop(saves, now)).toEqual([]);
  });

  it('thins out what is older: ten minutes, an hour, a day apart', () => {
    const every5Minutes = (from: number, count: number): number[] =>
      Array.from({ length: count }, (_, index) => from + index * 5 * MINUTE);
    const recent = Array.from({ length: 100 }, (_, index) => now - 100 + index);
    const kept = (saves: number[]): number => saves.length - revisionsToDrop([...saves, ...recent], now).length;
    expect(kept(every5Minutes(now - 10 * 60 * MINUTE, 24))).toBe(12);
    expect(kept(every5Minutes(now - 10 * DAY, 24))).toBe(2);
    expect(kept(every5Minutes(now - 100 * DAY, 576))).toBe(2);
  });
});
