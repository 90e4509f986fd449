import { durationMs } from '../condition/duration.js';
import type { ConsentMode, Journey } from './schema.js';

/** The journey's own time zone (semantics §4: UTC when it names none). */
export function journeyZone(journey: Journey): string {
  return journey.timezone ?? 'UTC';
}

export type ReentryMode = 'once' | 'afterExit' | 'always';

/** Re-entry mode (default `once`) and the least time between two entries in ms (0: no limit) (semantics §4). */
export function reentryOf(journey: Journey): { mode: ReentryMode; minIntervalMs: number } {
  const reentry = journey.settings?.reentry;
  return { mode: reentry?.mode ?? 'once', minIntervalMs: reentry?.minInterval ? durationMs(reentry.minInterval) : 0 };
}

/** The consent a message needs (default `explicit`) (semantics §4). */
export function consentOf(journey: Journey): ConsentMode {
  return journey.settings?.consent ?? 'explicit';
}

/** Whether reaching the goal ends an active entry (default: yes) (semantics §5). */
export function goalExits(journey: Journey): boolean {
  return journey.settings?.goal?.exits ?? true;
}
