import { describe, expect, it } from 'vitest';
import { nextWallTime, timeOfDayMs, zoneNamed, type Zone } from './zones.js';

function zone(name: string): Zone {
  const found = zoneNamed(name);
  if (!found) throw new Error(`No zone ${name}`);
  return found;
}

const utc = (text: string): number => Date.parse(`${text}Z`);
const at = (t: number): string => new Date(t).toISOString().slice(0, 16);
const berlin = zone('Europe/Berlin');

describe('Zone', () => {
  it('shows the wall clock on both sides of a change', () => {
    expect(berlin.hour(utc('2024-03-31T00:59:59.999'))).toBe(1);
    expect(berlin.hour(utc('2024-03-31T01:00:00'))).toBe(3);
    expect(berlin.weekday(utc('2024-03-31T22:00:00'))).toBe(1);
    expect(zone('Asia/Kathmandu').hour(utc('2024-01-01T18:14:59'))).toBe(23);
  });

  it('knows no made-up zones', () => {
    expect(zoneNamed('Mars/Olympus')).toBeUndefined();
    expect(zoneNamed('+02:00')).toBeUndefined();
  });
});

describe('nextWallTime (semantics §5, waits)', () => {
  const next = (from: string, time: string, options = {}): string =>
    at(nextWallTime(berlin, utc(from), timeOfDayMs(time), options));

  it('is strictly after the moment', () => {
    expect(next('2024-01-10T08:00:00', '09:00')).toBe('2024-01-11T08:00');
    expect(next('2024-01-10T07:59:59.999', '09:00')).toBe('2024-01-10T08:00');
  });

  it('waits for an allowed weekday', () => {
    expect(next('2024-01-10T08:00:00', '09:00', { weekdays: [1] })).toBe('2024-01-15T08:00');
  });

  it('moves a skipped time on to the next valid minute', () => {
    expect(next('2024-03-30T20:00:00', '02:30')).toBe('2024-03-31T01:00');
  });

  it('takes the first pass of a doubled time, or every pass for the end of quiet hours', () => {
    expect(next('2024-10-26T20:00:00', '02:30')).toBe('2024-10-27T00:30');
    expect(next('2024-10-27T00:30:00', '02:30')).toBe('2024-10-28T01:30');
    expect(next('2024-10-27T00:30:00', '02:30', { everyPass: true })).toBe('2024-10-27T01:30');
  });
});
