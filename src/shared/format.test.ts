import { describe, expect, it } from 'vitest';
import {
  formatAgo,
  formatBytes,
  formatCount,
  formatDate,
  formatDateTime,
  formatDuration,
  formatNumber,
  formatPercent,
  formatPeriod,
} from './format.js';

// The locale of the tests is the runtime's `navigator.language`; digits and names of months are compared, not punctuation.
const plain = (text: string) => text.replaceAll(/[\s\u00a0\u2009\u202f,.’']/g, '');

describe('formats', () => {
  it('groups numbers and keeps them exact', () => {
    expect(plain(formatNumber(118_402))).toBe('118402');
    expect(formatCount(1, 'event')).toBe('1 event');
    expect(formatCount(0, 'entry', 'entries')).toBe('0 entries');
    expect(plain(formatPercent(0.054))).toMatch(/^54%$/);
    expect(plain(formatPercent(0.33))).toMatch(/^33%$/);
    expect(plain(formatPercent(0.00001))).toMatch(/^<01%$/);
    expect(plain(formatPercent(0.99999))).toMatch(/^>999%$/);
    expect(plain(formatPercent(1))).toMatch(/^100%$/);
  });

  it('names bytes in thousands', () => {
    expect(plain(formatBytes(1_500))).toMatch(/^15kB$/);
    expect(plain(formatBytes(0))).toMatch(/^0b/i);
    expect(plain(formatBytes(197_000_000))).toMatch(/^197MB$/);
  });

  it('writes lengths of time by their two largest units', () => {
    expect(formatDuration(38)).toBe('38 ms');
    expect(plain(formatDuration(4_600))).toBe('46s');
    expect(formatDuration(125_000)).toBe('2 min 5 s');
    expect(formatDuration(3 * 86_400_000 + 4 * 3_600_000 + 1000)).toBe('3 d 4 h');
    expect(formatDuration(59_999_999)).toBe('16 h 40 min');
  });

  it('names the zone and uses the one it is given', () => {
    const instant = '2025-11-09T23:30:00.000Z';
    expect(formatDate(instant, 'UTC')).toMatch(/9/);
    expect(formatDate(instant, 'Asia/Tokyo')).toMatch(/10/);
    expect(formatDateTime(instant, 'UTC')).toMatch(/23:30:00.*UTC/);
    expect(formatPeriod('2025-10-01T00:00:00Z', '2025-11-29T12:00:00Z', 'UTC')).toMatch(/1.*29.*2025/);
  });

  it('gives back text that is no date', () => {
    expect(formatDate('soon')).toBe('soon');
    expect(formatAgo('soon', 0)).toBe('soon');
  });

  it('says how long ago, up to a month', () => {
    const now = Date.parse('2025-11-10T12:00:00Z');
    expect(formatAgo('2025-11-10T11:57:00Z', now)).toMatch(/3/);
    expect(formatAgo('2025-01-01T00:00:00Z', now)).toMatch(/2025/);
  });
});
