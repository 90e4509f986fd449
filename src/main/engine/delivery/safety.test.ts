import fc from 'fast-check';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mailServer, smtpError } from '../../../../test/delivery/mail-server.js';
import type { DeliverySettings } from '../../../shared/delivery/settings.js';
import { ComparisonRegistry } from '../comparisons/registry.js';
import { refuseLive } from '../journeys/live.js';
import { Notices } from '../notices.js';
import type { ProjectSession } from '../projects/sessions.js';
import { RunRegistry } from '../simulations/runs.js';
import { Simulator } from '../simulations/simulator.js';
import { DeliveryKeeper } from './keeper.js';
import { replay } from './replay.js';
import { at, call, draft, HOUR, LiveProject, START } from './testing.js';

const simulator = new Simulator(1);
afterAll(() => simulator.close());
let live: LiveProject;
beforeEach(async () => {
  live = await LiveProject.create(simulator);
});
afterEach(() => live.remove());

const smtp = (port: number, more = {}): DeliverySettings['transport'] => ({
  kind: 'smtp',
  host: '127.0.0.1',
  port,
  security: 'none',
  connections: 2,
  ...more,
});
const REAL = { unsubscribeMailbox: 'leave@example.org' };

describe('what stood still', () => {
  it('is held when a journey goes on after a long pause, and the preview says so', async () => {
    live.store.journeys.create(draft());
    await live.apply({ kind: 'activate', journey: 'j' });
    await live.importEvents(`ana,A,${at(1)}\n`);
    live.now = START + 2 * HOUR;
    await live.delivery.sync(call);
    expect(live.outbox()).toEqual(['ana e1 0 queued']);
    await live.apply({ kind: 'pause', journey: 'j' });
    live.now = START + 20 * HOUR;
    expect(await live.delivery.preview({ kind: 'resume', journey: 'j' }, call)).toMatchObject({ leaving: 0, held: 1 });
    await live.apply({ kind: 'resume', journey: 'j' });
    expect(await live.goTo(20)).toEqual(['ana e1 0 held']);
  });

  it('is held when sending begins again after it was stopped for long', async () => {
    live.store.journeys.create(draft());
    await live.apply({ kind: 'activate', journey: 'j' });
    await live.importEvents(`ana,A,${at(1)}\nben,A,${at(7)}\n`);
    live.now = START + 2 * HOUR;
    await live.delivery.sync(call);
    live.now = START + 8 * HOUR;
    live.delivery.run(true);
    expect(await live.goTo(8)).toEqual(['ana e1 0 held', 'ben e1 0 sent']);
  });

  it('does not go another way by itself', () => {
    live.delivery.run(true);
    live.settings({ transport: smtp(2525), ...REAL });
    expect(live.delivery.state()).toMatchObject({ settings: { running: false }, reachesPeople: true });
    expect(live.delivery.state().trouble).toContain('another way');
  });
});

it('counts no message for caps that a stopped journey would have sent', async () => {
  const capped = draft({ frequencyCap: [{ messages: 1, per: '20h' }] });
  live.store.journeys.create(capped);
  await live.apply({ kind: 'activate', journey: 'j' });
  await live.importEvents(`ana,A,${at(1)}\n`);
  expect(await live.goTo(2)).toEqual(['ana e1 0 sent']);
  await live.apply({ kind: 'stop', journey: 'j' });
  // The second message would have left at 25; the journey was over by then.
  await live.goTo(24);
  await live.apply({ kind: 'activate', journey: 'j' });
  await live.importEvents(`ana,A,${at(26)}\n`);
  expect(await live.goTo(27)).toEqual(['ana e1 0 sent', 'ana e1 1 sent']);
});

it('refuses to delete or archive a journey while people are inside', async () => {
  live.store.journeys.create(draft());
  refuseLive(live.store, 'j', 'deleted');
  await live.apply({ kind: 'activate', journey: 'j' });
  expect(() => {
    refuseLive(live.store, 'j', 'deleted');
  }).toThrow(/“Welcome” is live and cannot be deleted/);
  await live.apply({ kind: 'pause', journey: 'j' });
  expect(() => {
    refuseLive(live.store, 'j', 'archived');
  }).toThrow(/paused/);
  await live.apply({ kind: 'stop', journey: 'j' });
  refuseLive(live.store, 'j', 'deleted');
});

it('ends a single e-mail that is through, and sends nothing of it any more', async () => {
  await live.apply({ kind: 'campaign', campaign: { name: 'News', template: 'hello', consent: 'explicit' } });
  expect(live.delivery.state().activations[0]?.status).toBe('active');
  await live.delivery.sendDue(call);
  expect(live.delivery.state().activations[0]?.status).toBe('ended');
  const suppressed = live.store.outbox.all().find(({ status }) => status === 'suppressed');
  expect(() => live.delivery.decide([suppressed?.id ?? 0], 'send')).toThrow(/“News” has ended/);
});

describe('while messages leave', () => {
  const MANY = 60;
  beforeEach(async () => {
    const rows = Array.from({ length: MANY }, (_, n) => `c${String(n)},c${String(n)}@example.com,subscribed,C\n`);
    await live.importEvents('c0,X,2024-04-01T10:00:00Z\n', `userId,email,consent,name\n${rows.join('')}`);
    live.store.journeys.create(draft());
    await live.apply({ kind: 'activate', journey: 'j' });
    await live.importEvents(Array.from({ length: MANY }, (_, n) => `c${String(n)},A,${at(1)}\n`).join(''));
    live.now = START + 2 * HOUR;
  });

  it('a pause takes hold at once', async () => {
    const server = await mailServer({
      judge: async () => {
        if (server.messages.length === 4) await live.delivery.apply({ kind: 'pause', journey: 'j' }, 0, call);
        return undefined;
      },
    });
    live.settings({ transport: smtp(server.port), ...REAL });
    await live.delivery.sync(call);
    await live.delivery.sendDue(call);
    expect(server.messages.length).toBeLessThanOrEqual(6);
    const left = live.outbox().filter((row) => row.endsWith('sent')).length;
    expect(left).toBe(server.messages.length);
    expect(live.outbox().filter((row) => row.endsWith('queued'))).toHaveLength(MANY - left);
    await server.close();
  });

  it('a fault of the set-up stops it, and nothing is tried again before a person has looked', async () => {
    let logins = 0;
    const server = await mailServer({
      authOptional: false,
      allowInsecureAuth: true,
      onAuth: (_auth, _session, done) => {
        logins++;
        done(smtpError(535, '5.7.8 Wrong password'));
      },
    });
    const notices = new Notices();
    const { project, store, log, logs } = live;
    const session: ProjectSession = { project, store, log, logs, runs: new RunRegistry(), comparisons: new ComparisonRegistry() };
    live.settings({ transport: smtp(server.port, { user: 'shop' }), ...REAL });
    live.secrets.set(live.delivery.owner(), 'password', 'guess');
    const keeper = new DeliveryKeeper(simulator, notices, live.secrets);
    // The keeper's own clock is today's: everything is late, so a person has released it.
    await keeper.of(session).sync(call);
    live.now = Date.now();
    live.store.outbox.decide(live.store.outbox.idsOf({ status: 'held' }), 'send');
    keeper.of(session).run(true);
    keeper.look(session);
    await expect.poll(() => keeper.of(session).state().trouble, { timeout: 20_000 }).toContain('Wrong password');
    expect(live.store.delivery.settings().running).toBe(false);
    const tried = logins;
    notices.publish({ topic: 'log.changed', project: live.project });
    await keeper.closing(session);
    expect(logins).toBe(tried);
    expect(tried).toBeLessThanOrEqual(2);
    expect(server.messages).toHaveLength(0);
    await server.close();
  });

  it('data that comes in while messages are made ready stops nothing: they are judged anew, and leave', async () => {
    const notices = new Notices();
    const { project, store, log, logs } = live;
    const session: ProjectSession = { project, store, log, logs, runs: new RunRegistry(), comparisons: new ComparisonRegistry() };
    const keeper = new DeliveryKeeper(simulator, notices, live.secrets);
    await keeper.of(session).sync(call);
    live.now = Date.now();
    live.store.outbox.decide(live.store.outbox.idsOf({ status: 'held' }), 'send');
    let interrupted = 0;
    notices.subscribe(({ topic }) => {
      // The first word of a sender at work: it has begun to replay, and nothing has left.
      if (topic !== 'delivery.changed' || interrupted > 0 || !keeper.of(session).state().busy) return;
      interrupted++;
      notices.publish({ topic: 'log.changed', project });
    });
    keeper.of(session).run(true);
    keeper.look(session);
    await expect.poll(() => live.outbox().filter((row) => row.endsWith('queued')), { timeout: 20_000 }).toEqual([]);
    expect(interrupted).toBe(1);
    expect(keeper.of(session).state().trouble).toBe('');
    expect(live.store.delivery.settings().running).toBe(true);
    await keeper.closing(session);
  });

  it('many refusals in a row blame the sender: it stops, and no address is put on the list', async () => {
    const server = await mailServer({
      onRcptTo: (_address, _session, done) => {
        done(smtpError(550, '5.1.1 Go away'));
      },
    });
    live.settings({ transport: smtp(server.port), ...REAL });
    await live.delivery.sync(call);
    const { trouble } = await live.delivery.sendDue(call);
    expect(trouble?.answer).toMatch(/20 messages in a row.*Go away/);
    expect(live.outbox().filter((row) => row.endsWith('queued')).length).toBeGreaterThan(MANY - 25);
    expect(live.store.suppressions.page('', 0, 10).total).toBe(0);
    await server.close();
  });
});

it('sends, step by step as data comes in, exactly what a simulation of the whole says', async () => {
  const users = ['ana', 'ben', 'cem', 'dot', 'eva'];
  const event = fc.record({
    user: fc.constantFrom(...users),
    name: fc.constantFrom('A', 'A', 'A', 'Order Completed', 'Unsubscribed', 'Subscribed'),
    hour: fc.integer({ min: 1, max: 120 }),
  });
  let round = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(event, { minLength: 3, maxLength: 25 }), async (events) => {
      const journey = {
        ...draft({
          frequencyCap: [{ messages: 2, per: '30h' }],
          quietHours: { from: '21:00', to: '08:00' },
          exitWhen: { did: 'Order Completed', within: 'journey' },
        }),
        id: `j${String(round++)}`,
      };
      const fresh = await LiveProject.create(simulator);
      try {
        fresh.store.journeys.create(journey);
        await fresh.apply({ kind: 'activate', journey: journey.id });
        for (let hour = 0; hour <= 130; hour += 13) {
          const arrived = events.filter((each) => each.hour > hour - 13 && each.hour <= hour);
          const rows = arrived.map(({ user, name, hour: when }) => `${user},${name},${at(when)}\n`).join('');
          if (rows !== '') await fresh.importEvents(rows);
          fresh.now = START + hour * HOUR;
          await fresh.delivery.sync(call);
          const due = fresh.store.outbox.all().filter(({ status }) => status === 'queued' || status === 'held');
          fresh.store.outbox.apply(due.map(({ id }) => ({ id, from: ['queued', 'held'], status: 'sent', reason: '' })));
        }
        const activations = fresh.store.delivery.activations();
        const whole = await replay(fresh, simulator, { activations, rows: [], to: fresh.now }, call);
        const said = whole.messages.map(
          ({ emailId, dueAt, verdict }) => `${emailId} ${String(dueAt)} ${verdict === 'sent' ? 'sent' : 'suppressed'}`,
        );
        const done = fresh.store.outbox
          .all()
          .map(
            (row) =>
              `${row.journey}/${row.node}/${row.userId}/${String(row.entry)}/${String(row.count)} ${String(row.dueAt)} ${row.status}`,
          );
        expect(done.sort()).toEqual(said.sort());
        expect(fresh.store.outbox.all().every(({ flag }) => flag === '')).toBe(true);
      } finally {
        await fresh.remove();
      }
    }),
    { numRuns: 6 },
  );
});
