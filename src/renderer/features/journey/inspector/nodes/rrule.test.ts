import { describe, expect, it } from 'vitest';
import { frequencyOf, numbersOf, ruleParts, ruleText } from './rrule.js';

describe('recurrence rules', () => {
  it('are taken apart and put together again', () => {
    const rule = 'FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=1,15;COUNT=6';
    const parts = ruleParts(rule);
    expect(parts && ruleText(parts)).toBe(rule);
    expect(parts && frequencyOf(parts)).toBe('MONTHLY');
    expect(numbersOf('1,15,-1,x')).toEqual([1, 15, -1]);
  });

  it('lose what is taken away and keep what is unknown here', () => {
    expect(ruleText({ FREQ: 'WEEKLY', BYDAY: undefined, INTERVAL: '', BYSETPOS: '1' })).toBe('FREQ=WEEKLY;BYSETPOS=1');
    expect(ruleParts('every day')).toBeUndefined();
  });
});
