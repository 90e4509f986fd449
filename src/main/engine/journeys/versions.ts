import type { Handlers } from '../registry.js';
import type { Services } from '../services.js';

type VersionProcedure =
  'journeys.versions' | 'journeys.keepVersion' | 'journeys.version' | 'journeys.renameVersion' | 'journeys.removeVersion';

/** The procedures about states of a journey that were kept under a name. */
export function versionHandlers({ sessions, notices }: Services): Handlers<VersionProcedure> {
  const changed = (project: string): void => {
    notices.publish({ topic: 'journeys.changed', project });
  };
  return {
    'journeys.versions': ({ project, id }, call) => sessions.use(project, call, ({ store }) => store.journeys.versions.list(id)),
    'journeys.version': ({ project, id, version }, call) =>
      sessions.use(project, call, ({ store }) => store.journeys.versions.get(id, version)),
    'journeys.keepVersion': ({ project, id, name }, call) =>
      sessions.use(project, call, (session) => {
        const { draft, revision } = session.store.journeys.get(id);
        const kept = session.store.journeys.versions.add(name, draft, revision);
        changed(session.project);
        return kept;
      }),
    'journeys.renameVersion': ({ project, id, version, name }, call) =>
      sessions.use(project, call, (session) => {
        session.store.journeys.versions.rename(id, version, name);
        changed(session.project);
        return null;
      }),
    'journeys.removeVersion': ({ project, id, version }, call) =>
      sessions.use(project, call, (session) => {
        session.store.journeys.versions.remove(id, version);
        changed(session.project);
        return null;
      }),
  };
}
