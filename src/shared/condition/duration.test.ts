import { describe, expect, it } from 'vitest';
import { durationMs, durationSchema } from './duration.js';

describe('a duration (semantics §2)', () => {
  it.each([
    ['1500ms', 1_500],
    ['1d', 86_400_000],
    ['1.5h', 5_400_000],
    // Multiplied in floating point these miss their whole number by a hair.
    ['1.1h', 3_960_000],
    ['0.29s', 290],
    ['2.3d', 198_720_000],
    ['366000d', 31_622_400_000_000],
  ])('%s is %i ms', (text, ms) => {
    expect(durationSchema.safeParse(text).success).toBe(true);
    expect(durationMs(text)).toBe(ms);
  });

  it.each(['0.5ms', '1.00001s', '366001d', '1', 'h', '-1h', '1 h', '1y', '.5h'])('%s is none', (text) => {
    expect(durationSchema.safeParse(text).success).toBe(false);
  });
});
