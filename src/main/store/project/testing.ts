import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JourneyDraft } from '../../../shared/journey/schema.js';

/** A folder for one test. */
export function temporaryFolder(): { path: string; remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'waypost-test-'));
  return {
    path,
    remove: () => {
      rmSync(path, { recursive: true, force: true });
    },
  };
}

/** A clock that stands until it is moved (ms). */
export function standingClock(start = '2024-05-01T10:00:00.000Z'): { now: () => Date; advance: (ms: number) => void } {
  let at = Date.parse(start);
  return {
    now: () => new Date(at),
    advance: (ms) => {
      at += ms;
    },
  };
}

/** A small journey with one trigger and one e-mail. */
export function draftOf(id: string, name = id): JourneyDraft {
  return {
    format: 'waypost/journey',
    version: 1,
    id,
    name,
    settings: { consent: 'none' },
    nodes: [
      { id: 't1', type: 'trigger', position: { x: 0, y: 0 }, config: { kind: 'intent', on: { event: 'A' } } },
      { id: 'e1', type: 'email', position: { x: 200, y: 0 }, config: { template: 'm' } },
    ],
    edges: [{ id: 't1:out', source: 't1', sourceHandle: 'out', target: 'e1' }],
  };
}
