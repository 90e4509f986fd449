import { addressFault } from '../../../shared/delivery/address.js';
import { EngineError } from '../../../shared/contract/error.js';
import { CompiledTemplates } from '../emails/cache.js';
import type { Tools } from '../emails/preview.js';
import type { ProjectSession } from '../projects/sessions.js';
import type { Handlers, NamesOf } from '../registry.js';
import type { Services } from '../services.js';
import { connect } from './connect.js';
import { importReports } from './import-events.js';
import { sendTest } from './test-message.js';
import { errorText } from './transports/transport.js';
import { callsByHost } from './webhooks/steps.js';

/** The procedures about sending. */
export function deliveryHandlers({ sessions, delivery, notices, simulator }: Services): Handlers<NamesOf<'delivery'>> {
  const tools: Tools = { simulator, compiled: new CompiledTemplates() };
  const changed = (session: ProjectSession): void => {
    notices.publish({ topic: 'delivery.changed', project: session.project });
  };
  return {
    'delivery.state': ({ project }, call) => sessions.use(project, call, (session) => delivery.of(session).state()),
    'delivery.saveSettings': ({ project, settings }, call) =>
      sessions.use(project, call, (session) => {
        delivery.of(session).saveSettings(settings);
        changed(session);
        delivery.look(session);
        return null;
      }),
    'delivery.keepSecret': ({ project, name, value }, call) =>
      sessions.use(project, call, (session) => {
        delivery.secrets.set(delivery.of(session).owner(), name, value);
        changed(session);
        return null;
      }),
    'delivery.testConnection': ({ project }, call) =>
      sessions.use(project, call, async (session) => {
        const transport = connect(delivery.of(session).settings(), session.project, delivery.secrets);
        try {
          return { answer: await transport.test() };
        } catch (error) {
          throw new EngineError('invalid', `The connection does not work: ${errorText(error)}`, [], { cause: error });
        } finally {
          await transport.close();
        }
      }),
    'delivery.sendTest': ({ project, to, template, subject }, call) =>
      sessions.use(project, call, async (session, inner) => {
        const transport = connect(delivery.of(session).settings(), session.project, delivery.secrets);
        try {
          return { answer: await sendTest(session, tools, transport, { to, template, subject }, inner) };
        } finally {
          await transport.close();
        }
      }),
    'delivery.preview': ({ project, change }, call) =>
      sessions.use(project, call, (session, inner) => delivery.of(session).preview(change, inner)),
    'delivery.apply': ({ project, change, confirm }, call) =>
      sessions.use(project, call, async (session, inner) => {
        const applied = await delivery.of(session).apply(change, confirm, inner);
        delivery.look(session);
        return applied;
      }),
    'delivery.run': ({ project, running }, call) => sessions.use(project, call, (session) => setRunning(session, running)),
    'delivery.outbox': ({ project, filter, offset, limit }, call) =>
      sessions.use(project, call, ({ store: { outbox } }) => ({
        ...outbox.page(filter, offset, limit),
        calls: callsByHost(outbox.calls(filter)),
      })),
    'delivery.decide': ({ project, which, decision }, call) =>
      sessions.use(project, call, (session) => {
        const ids = 'ids' in which ? which.ids : session.store.outbox.idsOf(which.filter);
        const applied = delivery.of(session).decide(ids, decision);
        delivery.look(session);
        return { applied };
      }),
    'delivery.suppressions': ({ project, search, offset, limit }, call) =>
      sessions.use(project, call, ({ store }) => store.suppressions.page(search, offset, limit)),
    'delivery.suppress': ({ project, address }, call) =>
      sessions.use(project, call, (session) => {
        const fault = addressFault(address);
        if (fault !== undefined) throw new EngineError('invalid', `${fault}.`);
        session.store.suppressions.add(address, 'Put on the list by a person.');
        changed(session);
        return null;
      }),
    'delivery.unsuppress': ({ project, address }, call) =>
      sessions.use(project, call, (session) => {
        session.store.suppressions.remove(address);
        changed(session);
        return null;
      }),
    'delivery.importEvents': ({ project, files }, call) =>
      sessions.use(project, call, async (session, inner) => {
        const report = await importReports(session, files, inner);
        if (report.imported > 0) notices.publish({ topic: 'log.changed', project: session.project });
        changed(session);
        return report;
      }),
  };

  function setRunning(session: ProjectSession, running: boolean): null {
    delivery.of(session).run(running);
    if (running) delivery.look(session);
    return null;
  }
}
