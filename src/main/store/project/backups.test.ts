import { describe, expect, it } from 'vitest';
import { keptBackups } from './backups.js';

describe('keptBackups', () => {
  it('keeps the newest five and the newest of each of seven days', () => {
    const names: string[] = [];
    for (let day = 1; day <= 20; day += 1) {
      for (let hour = 0; hour < 4; hour += 1) {
        names.push(`project-2024-01-${String(day).padStart(2, '0')}T0${String(hour)}-00-00.000Z.db`);
      }
    }
    const kept = [...keptBackups(names)].sort();
    expect(kept).toHaveLength(5 + 6 - 1 + 0);
    expect(kept[0]).toBe('project-2024-01-14T03-00-00.000Z.db');
    expect(kept.slice(-5)).toEqual(names.slice(-5));
  });

  it('keeps all while there are few', () => {
    const names = ['project-2024-01-01T00-00-00.000Z.db', 'project-2024-01-01T00-00-01.000Z.db'];
    expect([...keptBackups(names)]).toEqual(names);
  });
});
