import { describe, expect, it } from 'vitest';
import { readLocalTime, zoneNames } from './zones.js';

describe('local times of a file', () => {
  it('are read in the zone that was chosen', () => {
    expect(readLocalTime('2024-03-30 09:00:00', 'Europe/Berlin')).toBe('2024-03-30T08:00:00.000Z');
    expect(readLocalTime('2024-07-01T09:00', 'Europe/Berlin')).toBe('2024-07-01T07:00:00.000Z');
    expect(readLocalTime('2024-03-30', 'UTC')).toBe('2024-03-30T00:00:00.000Z');
  });

  it('are not guessed from anything else', () => {
    expect(readLocalTime('30.03.2024 9 Uhr', 'UTC')).toBeUndefined();
    expect(readLocalTime('', 'UTC')).toBeUndefined();
  });

  it('offer UTC and the zones of the world', () => {
    expect(zoneNames()).toContain('UTC');
    expect(zoneNames()).toContain('Europe/Berlin');
  });
});
