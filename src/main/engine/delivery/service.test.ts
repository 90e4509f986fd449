import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DeliveryChange } from '../../../shared/contract/delivery.js';
import { DEFAULT_DELIVERY, type DeliverySettings } from '../../../shared/delivery/settings.js';
import type { JourneyDraft } from '../../../shared/journey/schema.js';
import { LogStore } from '../../store/log/index.js';
import { ProjectStore } from '../../store/project/index.js';
import { LogCache } from '../simulations/log-cache.js';
import { Simulator } from '../simulations/simulator.js';
import { importReports } from './import-events.js';
import { Secrets } from './secrets.js';
import { ProjectDelivery } from './service.js';

const call = { signal: new AbortController().signal, onProgress: () => undefined };
const simulator = new Simulator(1);
afterAll(() => simulator.close());

const HOUR = 3_600_000;
const START = Date.parse('2024-05-01T10:00:00Z');
const at = (hours: number): string => new Date(START + hours * HOUR).toISOString();

const CUSTOMERS = `userId,email,consent,name
ana,ana@example.com,subscribed,Ana
ben,ben@example.com,subscribed,Ben
cem,cem@example.com,unsubscribed,Cem
dot,,subscribed,Dot
eva,eva@example.com,subscribed,Eva
`;
const TEMPLATE =
  '<mjml><mj-head><mj-title>Hello {{ customer.name }}</mj-title></mj-head><mj-body><mj-section><mj-column><mj-text>Dear {{ customer.name }}</mj-text></mj-column></mj-section></mj-body></mjml>';

/** On `A` one e-mail at once and another one day later. */
function draft(settings: JourneyDraft['settings'] = {}, wait = '1d'): JourneyDraft {
  return {
    format: 'waypost/journey',
    version: 1,
    id: 'j',
    name: 'Welcome',
    settings: { reentry: { mode: 'always' }, consent: 'explicit', ...settings },
    nodes: [
      { id: 't', type: 'trigger', position: { x: 0, y: 0 }, config: { kind: 'intent', on: { event: 'A' } } },
      { id: 'e1', type: 'email', position: { x: 0, y: 0 }, config: { template: 'hello' } },
      { id: 'w', type: 'wait', position: { x: 0, y: 0 }, config: { for: wait } },
      {
        id: 'e2',
        type: 'email',
        position: { x: 0, y: 0 },
        config: { template: 'hello', subject: 'Still there, {{ customer.name }}?' },
      },
    ],
    edges: [
      { id: '1', source: 't', sourceHandle: 'out', target: 'e1' },
      { id: '2', source: 'e1', sourceHandle: 'out', target: 'w' },
      { id: '3', source: 'w', sourceHandle: 'out', target: 'e2' },
    ],
  };
}

let folder: string;
let store: ProjectStore;
let log: LogStore;
let logs: LogCache;
let delivery: ProjectDelivery;
let now: number;
let files = 0;

beforeEach(async () => {
  now = START;
  folder = mkdtempSync(join(tmpdir(), 'waypost-delivery-'));
  const project = join(folder, 'p.waypost');
  store = ProjectStore.create(project, { name: 'p' }, { clock: () => new Date(now) });
  log = await LogStore.open(project);
  logs = new LogCache(log);
  delivery = new ProjectDelivery({ project, store, log, logs }, simulator, new Secrets({}, undefined, {}), { now: () => now });
  store.templates.create({ id: 'hello', name: 'Hello', mjml: TEMPLATE, text: null });
  settings({});
  await importEvents('eva,X,2024-04-01T10:00:00Z\n', CUSTOMERS);
});
afterEach(async () => {
  await log.close();
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

function settings(more: Partial<DeliverySettings>): void {
  delivery.saveSettings({ ...DEFAULT_DELIVERY, from: { name: 'The shop', address: 'shop@example.org' }, ...more });
}

async function importEvents(rows: string, customers?: string): Promise<void> {
  const events = join(folder, `events-${String(files++)}.csv`);
  writeFileSync(events, `userId,event,timestamp\n${rows}`);
  const file = join(folder, 'customers.csv');
  if (customers !== undefined) writeFileSync(file, customers);
  await log.import({ events: [events], ...(customers !== undefined && { customers: file }) });
}

async function apply(change: DeliveryChange): Promise<void> {
  const { confirm } = await delivery.preview(change, call);
  await delivery.apply(change, confirm, call);
}

/** Goes on to an instant, sends what is due, and tells what the outbox holds. */
async function goTo(hours: number): Promise<string[]> {
  now = START + hours * HOUR;
  await delivery.sync(call);
  await delivery.sendDue(call);
  return outbox();
}

function outbox(): string[] {
  return store.outbox
    .all()
    .map(({ userId, node, entry, status, flag }) => `${userId} ${node} ${String(entry)} ${status}${flag === '' ? '' : ' !'}`);
}

describe('a live journey', () => {
  it('sends what is due since its activation, once, whatever is imported again', async () => {
    store.journeys.create(draft());
    await importEvents(`ana,A,${at(-5)}\n`);
    await apply({ kind: 'activate', journey: 'j' });
    expect(await goTo(0.5)).toEqual([]);
    const rows = `ben,A,${at(1)}\ncem,A,${at(1)}\ndot,A,${at(1)}\n`;
    await importEvents(rows);
    expect(await goTo(2)).toEqual(['ben e1 0 sent', 'cem e1 0 suppressed', 'dot e1 0 suppressed']);
    await importEvents(`eva,A,${at(3)}\n`);
    expect(await goTo(4)).toContain('eva e1 0 sent');
    expect(await goTo(26)).toContain('ben e2 0 sent');
    await delivery.sync(call);
    expect(await delivery.sendDue(call)).toEqual({ sent: 0 });
    const sent = join(folder, 'p.waypost', 'sent');
    const mails = await Promise.all(readdirSync(sent).map((name) => simpleParser(readFileSync(join(sent, name)))));
    expect(mails.map(({ subject }) => subject).sort()).toEqual(['Hello Ben', 'Hello Eva', 'Still there, Ben?']);
    expect(mails.find(({ subject }) => subject === 'Hello Eva')?.text).toContain('Dear Eva');
  });

  it('holds what fell due too long ago, and sends it on a person’s word', async () => {
    store.journeys.create(draft());
    await apply({ kind: 'activate', journey: 'j' });
    await importEvents(`ana,A,${at(1)}\n`);
    expect(await goTo(20)).toEqual(['ana e1 0 held']);
    const [row] = store.outbox.all();
    expect(store.outbox.decide([row?.id ?? 0], 'send')).toBe(1);
    expect(await goTo(20)).toEqual(['ana e1 0 sent']);
  });

  it('takes what was sent as given when late data says otherwise, and says so', async () => {
    store.journeys.create(draft({ frequencyCap: [{ messages: 1, per: '20h' }], audience: { none: [{ did: 'Blocked' }] } }));
    await apply({ kind: 'activate', journey: 'j' });
    await importEvents(`ana,A,${at(1)}\n`);
    expect(await goTo(2)).toEqual(['ana e1 0 sent']);
    // She was not to enter at all; the message is a fact all the same, so the cap still counts it for another journey.
    await importEvents(`ana,Blocked,${at(0.5)}\n`);
    store.journeys.create({ ...draft({ frequencyCap: [{ messages: 1, per: '20h' }] }), id: 'k' });
    now = START + 3 * HOUR;
    await apply({ kind: 'activate', journey: 'k' });
    await importEvents(`ana,A,${at(4)}\n`);
    expect(await goTo(5)).toEqual(['ana e1 0 sent !', 'ana e1 0 suppressed']);
    expect(store.outbox.all()[1]?.reason).toContain('cap');
  });

  it('takes back what waits when late data or consent says so, also at the moment of sending', async () => {
    store.journeys.create(draft());
    await apply({ kind: 'activate', journey: 'j' });
    await importEvents(`ana,A,${at(1)}\nben,A,${at(1)}\n`);
    now = START + 2 * HOUR;
    await delivery.sync(call);
    expect(outbox()).toEqual(['ana e1 0 queued', 'ben e1 0 queued']);
    await importEvents(`ana,Unsubscribed,${at(0.5)}\nben,Unsubscribed,${at(1.5)}\n`);
    expect(await goTo(2)).toEqual(['ana e1 0 cancelled', 'ben e1 0 suppressed']);
  });

  it('pauses, resumes and stops, and says beforehand for whom', async () => {
    store.journeys.create(draft());
    await apply({ kind: 'activate', journey: 'j' });
    await importEvents(`ana,A,${at(1)}\n`);
    await goTo(2);
    const preview = await delivery.preview({ kind: 'pause', journey: 'j' }, call);
    expect(preview.changes).toEqual([{ userId: 'ana', node: 'e2', before: START + 25 * HOUR }]);
    expect(preview.inside).toBe(1);
    await apply({ kind: 'pause', journey: 'j' });
    expect(await goTo(26)).toEqual(['ana e1 0 sent']);
    await apply({ kind: 'resume', journey: 'j' });
    expect(await goTo(26)).toEqual(['ana e1 0 sent', 'ana e2 0 sent']);
    await apply({ kind: 'stop', journey: 'j' });
    await importEvents(`ben,A,${at(27)}\n`);
    expect(await goTo(28)).toHaveLength(2);
    await apply({ kind: 'activate', journey: 'j' });
    await importEvents(`ana,A,${at(29)}\n`);
    expect(await goTo(30)).toContain('ana e1 1 sent');
  });

  it('keeps those inside on the version they entered with, unless they are moved', async () => {
    const { revision } = store.journeys.create(draft());
    await apply({ kind: 'activate', journey: 'j' });
    await importEvents(`ana,A,${at(1)}\n`);
    await goTo(2);
    store.journeys.save(draft({}, '2h'), revision);
    expect(delivery.state().activations[0]).toMatchObject({ edited: true });
    const kept = await delivery.preview({ kind: 'update', journey: 'j', moveInside: false }, call);
    expect(kept.changes).toEqual([]);
    const moved = await delivery.preview({ kind: 'update', journey: 'j', moveInside: true }, call);
    expect(moved.changes).toEqual([{ userId: 'ana', node: 'e2', before: START + 25 * HOUR, after: START + 3 * HOUR }]);
    await apply({ kind: 'update', journey: 'j', moveInside: false });
    await importEvents(`ben,A,${at(2.5)}\n`);
    expect(await goTo(5)).toEqual(['ana e1 0 sent', 'ben e1 0 sent', 'ben e2 0 sent']);
    expect(await goTo(26)).toContain('ana e2 0 sent');
  });
});

describe('a campaign', () => {
  it('goes to a segment once the number was typed, and to nobody who did not agree or is on the list', async () => {
    store.segments.put({ id: 's', name: 'S', condition: { trait: 'name', is: { in: ['Ana', 'Ben', 'Cem', 'Dot'] } } });
    store.suppressions.add('BEN@example.com', 'complained');
    const change: DeliveryChange = {
      kind: 'campaign',
      campaign: { name: 'News', template: 'hello', segment: 's', consent: 'explicit' },
    };
    const preview = await delivery.preview(change, call);
    expect(preview).toMatchObject({ confirm: 1, counts: 'messages', leaving: 1, reachesPeople: false, hindrances: [] });
    expect(preview.recipients).toEqual([{ userId: 'ana', address: 'ana@example.com' }]);
    expect(preview.suppressed.reduce((sum, { messages }) => sum + messages, 0)).toBe(3);
    await expect(delivery.apply(change, 4, call)).rejects.toThrow(/1 messages, not 4/);
    await delivery.apply(change, 1, call);
    await delivery.sendDue(call);
    expect(outbox().sort()).toEqual([
      'ana email 0 sent',
      'ben email 0 suppressed',
      'cem email 0 suppressed',
      'dot email 0 suppressed',
    ]);
  });

  it('shows a block to those for whom its condition holds, and holds what lacks a value', async () => {
    const block = (who: string) => `<mj-text show-if='{"did":"${who}"}'>For you alone</mj-text>`;
    const mjml = (inner: string) =>
      `<mjml><mj-body><mj-section><mj-column><mj-text>Hi</mj-text>${inner}</mj-column></mj-section></mj-body></mjml>`;
    store.templates.create({ id: 'block', name: 'Block', mjml: mjml(block('Bought')), text: null });
    store.templates.create({ id: 'gap', name: 'Gap', mjml: mjml('<mj-text>{{ customer.nickname }}</mj-text>'), text: null });
    await importEvents(`ana,Bought,${at(-1)}\n`);
    await apply({ kind: 'campaign', campaign: { name: 'B', template: 'block', subject: 'S', consent: 'explicit' } });
    await delivery.sendDue(call);
    const sent = join(folder, 'p.waypost', 'sent');
    const mails = readdirSync(sent).map((name) => readFileSync(join(sent, name), 'utf8'));
    expect(mails).toHaveLength(3);
    expect(mails.filter((mail) => mail.includes('For you alone')).map((mail) => /^To: (.*)\r$/m.exec(mail)?.[1])).toEqual([
      'ana@example.com',
    ]);
    await apply({ kind: 'campaign', campaign: { name: 'G', template: 'gap', subject: 'S', consent: 'explicit' } });
    await delivery.sendDue(call);
    const held = store.outbox.all().filter(({ status }) => status === 'held');
    expect(held).toHaveLength(3);
    expect(held[0]?.reason).toContain('customer.nickname');
  });

  it('takes what a service reports into the log, once, and puts bounces on the list', async () => {
    await apply({ kind: 'campaign', campaign: { name: 'News', template: 'hello', consent: 'explicit' } });
    await delivery.sendDue(call);
    const row = store.outbox.all().find(({ userId }) => userId === 'ana');
    const base = { email: 'ana@example.com', timestamp: START / 1000 + 60, 'smtp-id': `<${row?.messageId ?? ''}>` };
    const file = join(folder, 'hook.json');
    const events = [
      { ...base, event: 'delivered', sg_event_id: '1' },
      { ...base, event: 'bounce', type: 'bounce', reason: '550 gone', sg_event_id: '2' },
      { ...base, event: 'open', sg_event_id: '3', 'smtp-id': '<unknown@x>' },
    ];
    writeFileSync(file, JSON.stringify(events));
    const first = await importReports({ store, log }, [file], call, now);
    expect(first).toMatchObject({ read: 3, matched: 2, imported: 2, duplicates: 0 });
    expect(await importReports({ store, log }, [file], call, now)).toMatchObject({ matched: 2, imported: 0, duplicates: 2 });
    const history = await log.customer('ana');
    expect(history?.events.map(({ event }) => event)).toEqual(['Email Delivered', 'Email Bounced']);
    expect(history?.events[0]?.properties['email_id']).toMatch(/^campaign-.*\/email\/ana\/0\/0$/);
    expect(store.suppressions.reasonFor('ana@example.com')).toContain('550 gone');
  });

  it('waits for its time', async () => {
    await apply({ kind: 'campaign', campaign: { name: 'Later', template: 'hello', consent: 'explicit', at: at(3) } });
    expect(await goTo(2)).toEqual([]);
    expect(delivery.nextAt()).toBe(START + 3 * HOUR);
    expect((await goTo(3)).filter((row) => row.endsWith('sent'))).toHaveLength(3);
  });

  it('says what hinders it', async () => {
    settings({
      from: { name: '', address: '' },
      transport: { kind: 'smtp', host: 'mail.example.org', port: 587, security: 'starttls', connections: 2 },
    });
    const change: DeliveryChange = { kind: 'campaign', campaign: { name: 'News', template: 'gone', consent: 'explicit' } };
    const { hindrances } = await delivery.preview(change, call);
    expect(hindrances.join(' ')).toMatch(/no sender address.*unsubscribe.*template "gone"/);
    await expect(delivery.apply(change, 3, call)).rejects.toThrow(/sender address/);
  });
});
