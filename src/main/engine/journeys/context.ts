import type { Condition } from '../../../shared/condition/schema.js';
import { checkContext, type CheckContext } from '../../../shared/journey/check.js';
import type { ProjectSession } from '../projects/sessions.js';

/** The project's segments by id. */
export function segmentsOf({ store }: { store: Pick<ProjectSession['store'], 'segments'> }): Record<string, Condition> {
  return Object.fromEntries(store.segments.list().map(({ id, condition }) => [id, condition]));
}

/** What the project's segments are called, by id. */
export function segmentNamesOf({ store }: Pick<ProjectSession, 'store'>): Record<string, string> {
  return Object.fromEntries(store.segments.list().map(({ id, name }) => [id, name]));
}

/** What a check of a journey may know of the project: the names in its log, where there is one, and its segments. */
export async function projectContext(session: Pick<ProjectSession, 'store' | 'log'>): Promise<CheckContext> {
  const summary = await session.log.summary();
  return checkContext(summary.events > 0 ? summary : undefined, segmentsOf(session), session.store.templates.list());
}
