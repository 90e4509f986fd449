import { previewFile } from '../../store/log/index.js';
import type { Handlers, NamesOf } from '../registry.js';
import type { Services } from '../services.js';

/** The procedures about the behaviour log. */
export function logHandlers({ sessions, notices }: Services): Handlers<NamesOf<'logs'>> {
  return {
    'logs.preview': ({ path }) => previewFile(path),
    'logs.import': (input, call) =>
      sessions.use(input.project, call, async ({ project, log }, inner) => {
        const { project: _, ...files } = input;
        const report = await log.import(files, inner);
        notices.publish({ topic: 'log.changed', project });
        return report;
      }),
    'logs.summary': ({ project }, call) => sessions.use(project, call, ({ log }) => log.summary()),
    'logs.rejected': ({ project, offset, limit }, call) => sessions.use(project, call, ({ log }) => log.rejected(offset, limit)),
    'logs.propertyValues': ({ project, property, event, search, limit }, call) =>
      sessions.use(project, call, ({ log }) =>
        log.propertyValues({ property, limit, ...(event !== undefined && { event }), ...(search !== undefined && { search }) }),
      ),
    'logs.traitValues': ({ project, trait, search, limit }, call) =>
      sessions.use(project, call, ({ log }) => log.traitValues({ trait, limit, ...(search !== undefined && { search }) })),
    'logs.findCustomers': ({ project, search, limit }, call) =>
      sessions.use(project, call, ({ log }) => log.findCustomers(search, limit)),
    'logs.sql': ({ project, sql }, call) => sessions.use(project, call, ({ log }, inner) => log.sql(sql, inner)),
  };
}
