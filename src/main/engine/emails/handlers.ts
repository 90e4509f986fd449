import { segmentNamesOf } from '../journeys/context.js';
import type { ProjectSession } from '../projects/sessions.js';
import type { Handlers, NamesOf } from '../registry.js';
import type { Services } from '../services.js';
import { CompiledTemplates } from './cache.js';
import { checkEmail } from './check.js';
import { compiledEmail } from './compile.js';
import { mjmlElements } from './elements.js';
import { previewOf, type Tools } from './preview.js';
import { recipientsPage, Reviews } from './recipients.js';
import { readStarters, starterOf } from './starters.js';
import { ProjectTokens } from './tokens.js';
import { createTemplate, duplicateTemplate, removeTemplate, summariesOf } from './write.js';

/** The procedures about templates and what they write. */
export function emailHandlers({
  host,
  sessions,
  notices,
  simulator,
}: Services): Handlers<NamesOf<'templates'> | NamesOf<'emails'>> {
  const tools: Tools = { simulator, compiled: new CompiledTemplates() };
  const reviews = new Reviews(tools);
  const tokens = new ProjectTokens();
  /** Does the work and tells everybody. */
  const changing = <Result>(session: ProjectSession, work: () => Result): Result => {
    const result = work();
    notices.publish({ topic: 'emails.changed', project: session.project });
    return result;
  };
  return {
    'templates.list': ({ project }, call) => sessions.use(project, call, ({ store }) => summariesOf(store)),
    'templates.get': ({ project, id }, call) => sessions.use(project, call, ({ store }) => store.templates.get(id)),
    'templates.create': ({ project, name, from }, call) =>
      sessions.use(project, call, (session) => {
        const mjml = from && ('mjml' in from ? from.mjml : starterOf(host.resourcesFolder, from.starter).mjml);
        return changing(session, () => createTemplate(session.store, name, mjml));
      }),
    'templates.save': ({ project, revision, ...template }, call) =>
      sessions.use(project, call, (session) => changing(session, () => session.store.templates.save(template, revision))),
    'templates.duplicate': ({ project, id }, call) =>
      sessions.use(project, call, (session) => changing(session, () => duplicateTemplate(session.store, id))),
    'templates.remove': ({ project, id }, call) =>
      sessions.use(project, call, (session) =>
        changing(session, () => {
          removeTemplate(session.store, id);
          return null;
        }),
      ),
    'templates.starters': () => readStarters(host.resourcesFolder),
    'emails.settings': ({ project }, call) => sessions.use(project, call, ({ store }) => store.templates.settings()),
    'emails.saveSettings': ({ project, settings }, call) =>
      sessions.use(project, call, (session) =>
        changing(session, () => {
          session.store.templates.saveSettings(settings);
          return null;
        }),
      ),
    'emails.compile': ({ project, source }, call) =>
      sessions.use(project, call, async (session, { signal }) =>
        compiledEmail(session, source, await tokens.of(session, signal)),
      ),
    'emails.tokens': ({ project }, call) =>
      sessions.use(project, call, async (session, { signal }) => (await tokens.of(session, signal)).tokens),
    'emails.elements': () => mjmlElements(),
    'emails.preview': ({ project, subject, template, edited, marks, places }, call) =>
      sessions.use(project, call, (session, inner) =>
        previewOf(session, tools, { subject, template, edited, marks: marks ?? false, places }, inner),
      ),
    'emails.recipients': ({ project, run, filter, order, offset, limit, ...request }, call) =>
      sessions.use(project, call, async (session, inner) => {
        const looked = await reviews.of(session, session.runs.get(run), request, inner);
        return recipientsPage(looked, { filter, order, offset, limit }, segmentNamesOf(session));
      }),
    'emails.check': ({ project, run, ...request }, call) =>
      sessions.use(project, call, (session, inner) =>
        checkEmail(session, { ...tools, reviews, tokens }, { ...request, run }, inner),
      ),
  };
}
