import { segmentsOf } from '../journeys/context.js';
import type { ProjectSession } from '../projects/sessions.js';
import type { Handlers, NamesOf } from '../registry.js';
import type { Services } from '../services.js';
import { checkedCondition } from '../simulations/handlers.js';
import { countCondition } from '../simulations/use-cases.js';
import { usesOfSegments } from './uses.js';
import { createSegment, removeSegment, renameSegment, saveSegment, segmentOf } from './write.js';

/** The procedures about the named segments of a project. */
export function segmentHandlers({ sessions, notices, simulator }: Services): Handlers<NamesOf<'segments'>> {
  /** Does the work and tells everybody. */
  const changing = <Result>(session: ProjectSession, work: () => Result): Result => {
    const result = work();
    notices.publish({ topic: 'segments.changed', project: session.project });
    return result;
  };
  return {
    'segments.list': ({ project }, call) => sessions.use(project, call, ({ store }) => store.segments.list()),
    'segments.uses': ({ project }, call) => sessions.use(project, call, ({ store }) => Object.fromEntries(usesOfSegments(store))),
    'segments.create': ({ project, name, condition }, call) =>
      sessions.use(project, call, (session) => changing(session, () => createSegment(session.store, name, condition))),
    'segments.rename': ({ project, id, name }, call) =>
      sessions.use(project, call, (session) => changing(session, () => renameSegment(session.store, id, name))),
    'segments.save': ({ project, id, condition }, call) =>
      sessions.use(project, call, (session) => changing(session, () => saveSegment(session.store, id, condition))),
    'segments.remove': ({ project, id }, call) =>
      sessions.use(project, call, (session) =>
        changing(session, () => {
          removeSegment(session.store, id);
          return null;
        }),
      ),
    'segments.count': ({ project, id }, call) =>
      sessions.use(project, call, async (session, inner) => {
        const segments = segmentsOf(session);
        const condition = checkedCondition(segmentOf(session.store, id).condition, segments);
        const request = { logs: session.logs, condition, segments, timezone: undefined, at: undefined };
        const { matching, ever, customers } = await countCondition(simulator, request, inner);
        return { now: matching.length, ever, customers };
      }),
  };
}
