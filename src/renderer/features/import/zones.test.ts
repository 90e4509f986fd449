import { describe, expect, it } from 'vitest';
import type { FilePreview } from '../../../shared/contract/logs.js';
import { firstTime, needsZone, readLocalTime, zoneNames } from './zones.js';

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

describe('whether a zone must be chosen', () => {
  const column = (name: string) => ({ name, type: 'string' as const, empty: 0, samples: [] });
  const preview: FilePreview = {
    path: '/f.csv',
    fileName: 'f.csv',
    bytes: 1,
    format: 'csv',
    gzipped: false,
    encoding: 'utf-8',
    kind: 'events',
    warnings: [],
    columns: ['guessed', 'local', 'offset', 'epoch'].map(column),
    rows: [
      [null, null, null, null],
      ['x', '2024-03-30 09:00:00', '2024-03-30T09:00:00+02:00', '1711782000'],
    ],
    mapping: { timestamp: 'guessed' },
    timestamps: { style: 'local time without offset', needsZone: true },
  };

  it('is known of the guessed column and read from the rows of others', () => {
    expect(needsZone(preview, 'guessed')).toBe(true);
    expect(needsZone(preview, 'local')).toBe(true);
    expect(needsZone(preview, 'offset')).toBe(false);
    expect(needsZone(preview, 'epoch')).toBe(false);
    expect(needsZone(preview, undefined)).toBe(false);
  });

  it('shows the first time that is there', () => {
    expect(firstTime(preview, 'local')).toBe('2024-03-30 09:00:00');
    expect(firstTime(preview, 'nowhere')).toBeUndefined();
  });
});
