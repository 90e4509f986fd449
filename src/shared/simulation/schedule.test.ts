import { describe, expect, it } from 'vitest';
import { occurrences } from './schedule.js';
import { zoneNamed } from './zones.js';

function days(schedule: { at: string; every?: string }, from: string, to: string): string[] {
  const zone = zoneNamed('Europe/Berlin');
  if (!zone) throw new Error('No zone');
  return occurrences(schedule, zone, { from: Date.parse(from), to: Date.parse(to) }).map((t) =>
    new Date(t).toISOString().slice(0, 16),
  );
}

describe('occurrences (semantics §4, schedule)', () => {
  it('happens once without a rule', () => {
    expect(days({ at: '2024-03-30T09:00' }, '2024-01-01T00:00Z', '2025-01-01T00:00Z')).toEqual(['2024-03-30T08:00']);
    expect(days({ at: '2024-03-30T09:00' }, '2024-03-30T08:00:00.001Z', '2025-01-01T00:00Z')).toEqual([]);
  });

  it('keeps the wall clock over a change of offset', () => {
    expect(days({ at: '2024-03-30T09:00', every: 'FREQ=DAILY;COUNT=3' }, '2024-01-01T00:00Z', '2025-01-01T00:00Z')).toEqual([
      '2024-03-30T08:00',
      '2024-03-31T07:00',
      '2024-04-01T07:00',
    ]);
  });

  it('leaves out `at` where the rule does not give it', () => {
    expect(
      days({ at: '2024-03-30T09:00', every: 'FREQ=WEEKLY;BYDAY=MO;COUNT=1' }, '2024-01-01T00:00Z', '2025-01-01T00:00Z'),
    ).toEqual(['2024-04-01T07:00']);
  });

  it('counts from `at` even where the period begins later', () => {
    expect(days({ at: '2024-01-01T09:00', every: 'FREQ=DAILY;COUNT=5' }, '2024-01-04T00:00Z', '2025-01-01T00:00Z')).toEqual([
      '2024-01-04T08:00',
      '2024-01-05T08:00',
    ]);
  });

  it('ends with UNTIL, read in the zone unless it is UTC', () => {
    const rule = (until: string): string[] =>
      days({ at: '2024-01-01T09:00', every: `FREQ=DAILY;UNTIL=${until}` }, '2024-01-01T00:00Z', '2025-01-01T00:00Z');
    expect(rule('20240102T090000')).toHaveLength(2);
    expect(rule('20240102T075959Z')).toHaveLength(1);
    expect(rule('20240102T080000Z')).toHaveLength(2);
    expect(rule('20240102')).toHaveLength(2);
  });

  it('knows the last Friday of the month and 29 February', () => {
    expect(days({ at: '2024-01-01T09:00', every: 'FREQ=MONTHLY;BYDAY=-1FR' }, '2024-01-01T00:00Z', '2024-03-01T00:00Z')).toEqual([
      '2024-01-26T08:00',
      '2024-02-23T08:00',
    ]);
    expect(days({ at: '2024-02-29T09:00', every: 'FREQ=YEARLY' }, '2024-01-01T00:00Z', '2029-01-01T00:00Z')).toEqual([
      '2024-02-29T08:00',
      '2028-02-29T08:00',
    ]);
  });
});
