import type { JourneySummary } from '../../../shared/contract/journeys.js';
import type { StoredJourney } from '../../../shared/contract/journeys.js';
import { checkJourney, type CheckContext } from '../../../shared/journey/check.js';
import { newNode } from '../../../shared/journey/edit/new-node.js';
import { JOURNEY_FORMAT, JOURNEY_VERSION, type JourneyDraft } from '../../../shared/journey/schema.js';
import type { ProjectSession } from '../projects/sessions.js';
import type { Handlers, NamesOf } from '../registry.js';
import type { Services } from '../services.js';
import { addShippedTemplates } from '../emails/shipped.js';
import { projectContext } from './context.js';
import { exportJourney, segmentNames } from './export.js';
import { freeId, slugOf } from './identifiers.js';
import { readJourneyFile } from './import.js';
import { refuseLive } from './live.js';
import { versionHandlers } from './versions.js';

/** The procedures about journeys. */
export function journeyHandlers(services: Services): Handlers<NamesOf<'journeys'>> {
  const { host, sessions, notices } = services;
  const changed = (session: ProjectSession): void => {
    notices.publish({ topic: 'journeys.changed', project: session.project });
  };
  const arrived = (session: ProjectSession, draft: JourneyDraft): void => {
    const brought = addShippedTemplates(session.store, host.resourcesFolder, draft);
    if (brought) notices.publish({ topic: 'emails.changed', project: session.project });
    changed(session);
  };
  return {
    'journeys.list': ({ project }, call) => sessions.use(project, call, async (session) => summaries(session)),
    'journeys.get': ({ project, id }, call) => sessions.use(project, call, ({ store }) => store.journeys.get(id)),
    'journeys.create': ({ project, name, draft }, call) =>
      sessions.use(project, call, (session) => {
        const stored = createJourney(session, name, draft);
        arrived(session, stored.draft);
        return stored;
      }),
    'journeys.save': ({ project, draft, revision }, call) =>
      sessions.use(project, call, (session) => {
        const saved = session.store.journeys.save(draft, revision);
        changed(session);
        return saved;
      }),
    'journeys.remove': ({ project, id }, call) =>
      sessions.use(project, call, (session) => {
        refuseLive(session.store, id, 'deleted');
        session.store.journeys.remove(id);
        changed(session);
        return null;
      }),
    'journeys.lint': ({ project, draft }, call) =>
      sessions.use(project, call, async (session) => checkJourney(draft, await projectContext(session)).problems),
    'journeys.lintOnLog': ({ project, draft }, call) =>
      sessions.use(project, call, async (session, inner) => [...(await services.logLint.problems(session, draft, inner))]),
    'journeys.export': ({ project, id, format }, call) =>
      sessions.use(project, call, ({ store }) => exportJourney(store.journeys.get(id).draft, format, segmentNames(store))),
    'journeys.import': ({ project, text, fileName }, call) =>
      sessions.use(project, call, (session) => {
        const imported = importJourney(session, text, fileName);
        arrived(session, imported.draft);
        return imported;
      }),
    'journeys.archive': ({ project, id, archived }, call) =>
      sessions.use(project, call, (session) => {
        if (archived) refuseLive(session.store, id, 'archived');
        session.store.journeys.archive(id, archived);
        changed(session);
        return null;
      }),
    ...versionHandlers(services),
  };
}

async function summaries(session: ProjectSession): Promise<JourneySummary[]> {
  const context = await projectContext(session);
  const archived = session.store.journeys.archived();
  return session.store.journeys.list().map((stored) => {
    const archivedAt = archived.get(stored.draft.id);
    return { ...summaryOf(stored, context), ...(archivedAt !== undefined && { archivedAt }) };
  });
}

function summaryOf({ draft, revision, updatedAt }: StoredJourney, context: CheckContext): JourneySummary {
  const { problems } = checkJourney(draft, context);
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  return {
    id: draft.id,
    name: draft.name,
    revision,
    updatedAt,
    nodes: draft.nodes.length,
    errors,
    warnings: problems.length - errors,
  };
}

function createJourney({ store }: ProjectSession, name: string, draft: JourneyDraft = firstDraft()): StoredJourney {
  const id = freeId(slugOf(name), (taken) => store.journeys.has(taken));
  return store.journeys.create({ ...draft, id, name });
}

/** What an empty canvas starts with. */
function firstDraft(): JourneyDraft {
  return {
    format: JOURNEY_FORMAT,
    version: JOURNEY_VERSION,
    id: '',
    name: '',
    nodes: [newNode('trigger', 'trigger-1', { x: 0, y: 0 })],
    edges: [],
  };
}

function importJourney({ store }: ProjectSession, text: string, fileName: string): StoredJourney & { renamed: boolean } {
  const draft = readJourneyFile(text, fileName);
  const id = freeId(draft.id, (taken) => store.journeys.has(taken));
  return { ...store.journeys.create({ ...draft, id }), renamed: id !== draft.id };
}
