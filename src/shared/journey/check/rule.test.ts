import { describe, expect, it } from 'vitest';
import { parseRule, ruleText } from './rule.js';

const defaults = { interval: 1, byDay: [], byMonthDay: [], byMonth: [], weekStart: 1 };

describe('recurrence rules (semantics §4)', () => {
  it.each([
    ['FREQ=DAILY', { frequency: 'daily' }],
    [
      'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH;WKST=SU',
      { frequency: 'weekly', interval: 2, byDay: [{ weekday: 1 }, { weekday: 4 }], weekStart: 7 },
    ],
    [
      'FREQ=MONTHLY;BYDAY=-1FR,+2TU;COUNT=10',
      {
        frequency: 'monthly',
        byDay: [
          { weekday: 5, nth: -1 },
          { weekday: 2, nth: 2 },
        ],
        count: 10,
      },
    ],
    ['FREQ=MONTHLY;BYMONTHDAY=1,-1', { frequency: 'monthly', byMonthDay: [1, -1] }],
    [
      'FREQ=YEARLY;BYMONTH=3,12;UNTIL=20301231',
      { frequency: 'yearly', byMonth: [3, 12], until: { date: '2030-12-31', utc: false } },
    ],
    ['FREQ=DAILY;UNTIL=20301231T235959Z', { frequency: 'daily', until: { date: '2030-12-31', time: '23:59:59', utc: true } }],
    [
      'rrule:freq=daily;until=20301231T090000',
      { frequency: 'daily', until: { date: '2030-12-31', time: '09:00:00', utc: false } },
    ],
  ])('reads %s', (text, expected) => {
    const parsed = parseRule(text);
    expect(parsed).toEqual({ rule: { ...defaults, ...expected } });
    if ('rule' in parsed) expect(parseRule(ruleText(parsed.rule))).toEqual(parsed);
  });

  it.each([
    ['', 'empty part'],
    ['FREQ', 'FREQ needs one value'],
    ['INTERVAL=2', 'names no FREQ'],
    ['FREQ=HOURLY', 'DAILY, WEEKLY'],
    ['FREQ=DAILY;', 'empty part'],
    ['FREQ=DAILY;BYHOUR=9', 'BYHOUR'],
    ['FREQ=DAILY;BYSETPOS=1', 'BYSETPOS'],
    ['FREQ=DAILY;FREQ=DAILY', 'given twice'],
    ['FREQ=DAILY=WEEKLY', 'one value'],
    ['FREQ=DAILY;INTERVAL=0', 'INTERVAL'],
    ['FREQ=DAILY;INTERVAL=1.5', 'INTERVAL'],
    ['FREQ=DAILY;COUNT=-1', 'COUNT'],
    ['FREQ=DAILY;COUNT=', 'COUNT'],
    ['FREQ=DAILY;UNTIL=2024', 'UNTIL'],
    ['FREQ=DAILY;UNTIL=20240230', 'no date of the calendar'],
    ['FREQ=DAILY;UNTIL=20240228T250000Z', 'no date of the calendar'],
    ['FREQ=WEEKLY;BYDAY=MON', 'BYDAY'],
    ['FREQ=WEEKLY;BYDAY=2MO', 'monthly or yearly'],
    ['FREQ=MONTHLY;BYDAY=6MO', 'BYDAY'],
    ['FREQ=MONTHLY;BYDAY=0MO', 'BYDAY'],
    ['FREQ=MONTHLY;BYMONTHDAY=32', 'BYMONTHDAY'],
    ['FREQ=MONTHLY;BYMONTHDAY=0', 'BYMONTHDAY'],
    ['FREQ=WEEKLY;BYMONTHDAY=1', 'weekly'],
    ['FREQ=YEARLY;BYMONTH=13', 'BYMONTH'],
    ['FREQ=YEARLY;BYMONTH=0', 'BYMONTH'],
    ['FREQ=WEEKLY;WKST=XX', 'WKST'],
  ])('refuses %j and says why', (text, why) => {
    const parsed = parseRule(text);
    expect('fault' in parsed && parsed.fault).toContain(why);
  });
});
