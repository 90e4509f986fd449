import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hookServer, type Answer, type HookServer } from '../../../../../test/delivery/hook-server.js';
import type { DeliverySettings } from '../../../../shared/delivery/settings.js';
import type { JourneyDraft } from '../../../../shared/journey/schema.js';
import { Simulator } from '../../simulations/simulator.js';
import { at, call, HOUR, LiveProject, START } from '../testing.js';

const simulator = new Simulator(1);
afterAll(() => simulator.close());
let live: LiveProject;
const closing: (() => Promise<void>)[] = [];
beforeEach(async () => {
  live = await LiveProject.create(simulator);
});
afterEach(async () => {
  await live.remove();
  for (const close of closing.splice(0)) await close();
});

async function server(answer?: Answer): Promise<HookServer> {
  const started = await hookServer(answer);
  closing.push(started.close);
  return started;
}

const position = { x: 0, y: 0 };

/** On `A` a call at once, and another one behind an e-mail and an hour. */
function calling(url: string, body?: unknown, settings: JourneyDraft['settings'] = {}): JourneyDraft {
  const config = { url, ...(body !== undefined && { body }) };
  return {
    format: 'waypost/journey',
    version: 1,
    id: 'j',
    name: 'Tell the shop',
    settings: { reentry: { mode: 'always' }, ...settings },
    nodes: [
      { id: 't', type: 'trigger', position, config: { kind: 'intent', on: { event: 'A' } } },
      { id: 'h1', type: 'webhook', name: 'Tell it', position, config },
      { id: 'e1', type: 'email', position, config: { template: 'hello' } },
      { id: 'w', type: 'wait', position, config: { for: '1h' } },
      { id: 'h2', type: 'webhook', position, config },
    ],
    edges: ['t', 'h1', 'e1', 'w'].map((source, place) => ({
      id: String(place),
      source,
      sourceHandle: 'out',
      target: ['h1', 'e1', 'w', 'h2'][place] ?? '',
    })),
  };
}

/** E-mails to a port where nothing listens, so that calls are made and nobody is written to. */
const REAL: Partial<DeliverySettings> = {
  transport: { kind: 'smtp', host: '127.0.0.1', port: 9, security: 'none', connections: 1 },
  unsubscribeMailbox: 'leave@example.org',
  webhooks: { loopback: true, authorizedHost: '' },
};

/** A journey of calls alone, so that no mail server is needed. */
function callsOnly(url: string, body?: unknown): JourneyDraft {
  const draft = calling(url, body);
  const edge = { id: '0', source: 't', sourceHandle: 'out', target: 'h1' };
  return { ...draft, nodes: draft.nodes.filter(({ id }) => id === 't' || id === 'h1'), edges: [edge] };
}

const enters = (...users: string[]): Promise<void> => live.importEvents(users.map((user) => `${user},A,${at(1)}\n`).join(''));

describe('webhooks of a live journey', () => {
  it('are files where messages are, also for those who are not written to', async () => {
    live.store.journeys.create(
      calling('https://hooks.example.com/in', { who: '{{ customer.name }}', id: '{{ customer.id }}', n: 1 }),
    );
    await live.apply({ kind: 'activate', journey: 'j' });
    await enters('ana', 'cem');
    const rows = await live.goTo(1.5);
    expect(rows.sort()).toEqual(['ana e1 0 sent', 'ana h1 0 sent', 'cem e1 0 suppressed', 'cem h1 0 sent']);
    expect((await live.goTo(2.5)).filter((row) => row.includes('h2'))).toEqual(['ana h2 0 sent', 'cem h2 0 sent']);
    await live.delivery.sync(call);
    expect(await live.delivery.sendDue(call)).toEqual({ sent: 0 });
    const sent = join(live.project, 'sent');
    const files = readdirSync(sent).filter((name) => name.endsWith('.json'));
    expect(files).toHaveLength(4);
    const bodies = files.map((name) => {
      const { url, body } = JSON.parse(readFileSync(join(sent, name), 'utf8')) as { url: string; body: string };
      expect(url).toBe('https://hooks.example.com/in');
      return body;
    });
    expect(new Set(bodies)).toEqual(new Set(['{"who":"Ana","id":"ana","n":1}', '{"who":"Cem","id":"cem","n":1}']));
  });

  it('say who came by where the step has no body, and are tried again with the same key', async () => {
    let refuse = true;
    const hook = await server((_call, response) => {
      response.writeHead(refuse ? 500 : 200).end();
      refuse = false;
    });
    live.settings(REAL);
    live.store.journeys.create(callsOnly(`http://${hook.host}/in`));
    await live.apply({ kind: 'activate', journey: 'j' });
    await enters('ana');
    expect(await live.goTo(1)).toEqual(['ana h1 0 queued']);
    expect(live.store.outbox.all()[0]).toMatchObject({ reason: 'HTTP 500', attempts: 1 });
    expect(await live.goTo(1.1)).toEqual(['ana h1 0 sent']);
    expect(new Set(hook.taken.map(({ key }) => key)).size).toBe(1);
    expect(hook.taken.map(({ body }) => JSON.parse(body) as unknown)).toEqual(
      Array(2).fill({ id: 'j/h1/ana/0/0', journey: 'j', node: 'h1', userId: 'ana', entry: 0, count: 0, time: at(1) }),
    );
    expect(live.store.outbox.all()[0]).toMatchObject({
      address: `http://${hook.host}/in`,
      subject: 'POST /in',
      messageId: hook.taken[0]?.key,
    });
  });

  it('fail for good with the reason, and go out again on a person’s word', async () => {
    let status = 404;
    const hook = await server((_call, response) => response.writeHead(status).end('No such hook'));
    live.settings(REAL);
    live.store.journeys.create(callsOnly(`http://${hook.host}/`));
    await live.apply({ kind: 'activate', journey: 'j' });
    await enters('ana');
    expect(await live.goTo(1)).toEqual(['ana h1 0 failed']);
    const [row] = live.store.outbox.all();
    expect(row?.reason).toBe('HTTP 404: No such hook');
    expect(live.store.suppressions.page('', 0, 1).total).toBe(0);
    status = 200;
    live.delivery.decide([row?.id ?? 0], 'send');
    expect(await live.goTo(1)).toEqual(['ana h1 0 sent']);
  });

  it('wait together while a host does not answer, and hold up nobody else', async () => {
    const hook = await server((_call, _response, request) => request.socket.destroy());
    live.settings(REAL);
    live.store.journeys.create(callsOnly(`http://${hook.host}/`));
    await live.apply({ kind: 'activate', journey: 'j' });
    await enters('ana', 'ben', 'cem', 'dot', 'eva');
    await live.goTo(1);
    expect(hook.taken).toHaveLength(1);
    expect(
      live.store.outbox
        .all()
        .map(({ attempts }) => attempts)
        .sort(),
    ).toEqual([0, 0, 0, 0, 1]);
    expect(live.delivery.state()).toMatchObject({ trouble: '', calls: [{ host: hook.host, calls: 5 }] });
  });

  it('go to the address that their step names when they are made', async () => {
    let refuse = true;
    const [old, hook] = [await server((_call, response) => response.writeHead(refuse ? 500 : 200).end()), await server()];
    live.settings(REAL);
    live.store.journeys.create(callsOnly(`http://${old.host}/`));
    await live.apply({ kind: 'activate', journey: 'j' });
    await enters('ana');
    expect(await live.goTo(1)).toEqual(['ana h1 0 queued']);
    refuse = false;
    live.store.journeys.save(callsOnly(`http://${hook.host}/`), 1);
    const update = { kind: 'update', journey: 'j', moveInside: true } as const;
    live.now = START + 1.1 * HOUR;
    const preview = await live.delivery.preview(update, call);
    expect(preview).toMatchObject({ calls: [{ host: hook.host, calls: 1 }], cancelled: 0 });
    await live.delivery.apply(update, preview.confirm, call);
    expect(live.delivery.state().calls).toEqual([{ host: hook.host, calls: 1 }]);
    expect(await live.goTo(1.1)).toEqual(['ana h1 0 sent']);
    expect([old.taken.length, hook.taken.length]).toEqual([1, 1]);
  });

  it('are made while the mail server is out of reach', async () => {
    const hook = await server();
    live.settings(REAL);
    live.store.journeys.create(calling(`http://${hook.host}/`));
    await live.apply({ kind: 'activate', journey: 'j' });
    await enters('ana', 'ben', 'eva');
    const rows = (await live.goTo(1)).sort();
    expect(rows.filter((row) => row.includes(' h1 '))).toEqual(['ana h1 0 sent', 'ben h1 0 sent', 'eva h1 0 sent']);
    expect(rows.filter((row) => row.includes(' e1 '))).toEqual(['ana e1 0 queued', 'ben e1 0 queued', 'eva e1 0 queued']);
    expect(live.delivery.state().trouble).toContain('cannot be reached');
  });

  it('are held when they are late, or a value is missing', async () => {
    live.store.journeys.create(callsOnly('https://hooks.example.com/', 'Hi {{ customer.name }} of {{ customer.city }}'));
    await live.apply({ kind: 'activate', journey: 'j' });
    await enters('ana');
    expect(await live.goTo(1)).toEqual(['ana h1 0 held']);
    expect(live.store.outbox.all()[0]?.reason).toContain('customer.city');
    await live.importEvents(`ben,A,${at(2)}\n`);
    expect(await live.goTo(20)).toContain('ben h1 0 held');
  });

  it('count for no frequency cap', async () => {
    const capped = calling('https://hooks.example.com/', undefined, { frequencyCap: [{ messages: 1, per: '1d' }] });
    live.store.journeys.create(capped);
    await live.apply({ kind: 'activate', journey: 'j' });
    await enters('ana');
    expect((await live.goTo(2)).sort()).toEqual(['ana e1 0 sent', 'ana h1 0 sent', 'ana h2 0 sent']);
  });

  it('are counted by host on the last page, and named before there are any', async () => {
    live.store.journeys.create(calling('https://hooks.example.com/in'));
    await enters('ana', 'cem');
    live.now = START + 2 * HOUR;
    const preview = await live.delivery.preview({ kind: 'activate', journey: 'j', at: at(0) }, call);
    expect(preview.calls).toEqual([{ host: 'hooks.example.com', calls: 4 }]);
    expect(preview.leaving).toBe(1);
    expect(preview.notes.join(' ')).toContain('into the folder as files');
    const later = await live.delivery.preview({ kind: 'activate', journey: 'j' }, call);
    expect(later.calls).toEqual([{ host: 'hooks.example.com', calls: 0 }]);
  });

  it('hinder a journey that names no address that may be called', async () => {
    const hindered = async (url: string, body?: unknown): Promise<string> => {
      const { revision } = live.store.journeys.get('j');
      live.store.journeys.save(callsOnly(url, body), revision);
      return (await live.delivery.preview({ kind: 'activate', journey: 'j' }, call)).hindrances.join(' ');
    };
    live.settings({ from: { name: '', address: '' } });
    live.store.journeys.create(callsOnly(''));
    expect(await hindered('')).toBe('The webhook step “Tell it”: it has no address.');
    expect(await hindered('http://hooks.example.com/')).toContain('over https');
    expect(await hindered('https://192.168.0.1/')).toContain('private network');
    expect(await hindered('https://hooks.example.com/', { a: '{{ customer.name | upcas }}' })).toContain('upcas');
    // Nobody is written to, so no sender is needed.
    expect(await hindered('https://hooks.example.com/')).toBe('');
  });
});
