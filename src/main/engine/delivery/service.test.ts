import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DeliveryChange } from '../../../shared/contract/delivery.js';
import { Simulator } from '../simulations/simulator.js';
import { importReports } from './import-events.js';
import { at, call, draft, HOUR, LiveProject, START } from './testing.js';

const simulator = new Simulator(1);
afterAll(() => simulator.close());
let live: LiveProject;
beforeEach(async () => {
  live = await LiveProject.create(simulator);
});
afterEach(() => live.remove());

describe('a live journey', () => {
  it('sends what is due since its activation, once, whatever is imported again', async () => {
    live.store.journeys.create(draft());
    await live.importEvents(`ana,A,${at(-5)}\n`);
    await live.apply({ kind: 'activate', journey: 'j' });
    expect(await live.goTo(0.5)).toEqual([]);
    const rows = `ben,A,${at(1)}\ncem,A,${at(1)}\ndot,A,${at(1)}\n`;
    await live.importEvents(rows);
    expect(await live.goTo(2)).toEqual(['ben e1 0 sent', 'cem e1 0 suppressed', 'dot e1 0 suppressed']);
    await live.importEvents(`eva,A,${at(3)}\n`);
    expect(await live.goTo(4)).toContain('eva e1 0 sent');
    expect(await live.goTo(26)).toContain('ben e2 0 sent');
    await live.delivery.sync(call);
    expect(await live.delivery.sendDue(call)).toEqual({ sent: 0 });
    const sent = join(live.folder, 'p.waypost', 'sent');
    const mails = await Promise.all(readdirSync(sent).map((name) => simpleParser(readFileSync(join(sent, name)))));
    expect(mails.map(({ subject }) => subject).sort()).toEqual(['Hello Ben', 'Hello Eva', 'Still there, Ben?']);
    expect(mails.find(({ subject }) => subject === 'Hello Eva')?.text).toContain('Dear Eva');
  });

  it('holds what fell due too long ago, and sends it on a person’s word', async () => {
    live.store.journeys.create(draft());
    await live.apply({ kind: 'activate', journey: 'j' });
    await live.importEvents(`ana,A,${at(1)}\n`);
    expect(await live.goTo(20)).toEqual(['ana e1 0 held']);
    const [row] = live.store.outbox.all();
    expect(live.store.outbox.decide([row?.id ?? 0], 'send')).toBe(1);
    expect(await live.goTo(20)).toEqual(['ana e1 0 sent']);
  });

  it('takes what was sent as given when late data says otherwise, and says so', async () => {
    live.store.journeys.create(draft({ frequencyCap: [{ messages: 1, per: '20h' }], audience: { none: [{ did: 'Blocked' }] } }));
    await live.apply({ kind: 'activate', journey: 'j' });
    await live.importEvents(`ana,A,${at(1)}\n`);
    expect(await live.goTo(2)).toEqual(['ana e1 0 sent']);
    // She was not to enter at all; the message is a fact all the same, so the cap still counts it for another journey.
    await live.importEvents(`ana,Blocked,${at(0.5)}\n`);
    live.store.journeys.create({ ...draft({ frequencyCap: [{ messages: 1, per: '20h' }] }), id: 'k' });
    live.now = START + 3 * HOUR;
    await live.apply({ kind: 'activate', journey: 'k' });
    await live.importEvents(`ana,A,${at(4)}\n`);
    expect(await live.goTo(5)).toEqual(['ana e1 0 sent !', 'ana e1 0 suppressed']);
    expect(live.store.outbox.all()[1]?.reason).toContain('cap');
  });

  it('takes back what waits when late data or consent says so, also at the moment of sending', async () => {
    live.store.journeys.create(draft());
    await live.apply({ kind: 'activate', journey: 'j' });
    await live.importEvents(`ana,A,${at(1)}\nben,A,${at(1)}\n`);
    live.now = START + 2 * HOUR;
    await live.delivery.sync(call);
    expect(live.outbox()).toEqual(['ana e1 0 queued', 'ben e1 0 queued']);
    await live.importEvents(`ana,Unsubscribed,${at(0.5)}\nben,Unsubscribed,${at(1.5)}\n`);
    expect(await live.goTo(2)).toEqual(['ana e1 0 cancelled', 'ben e1 0 suppressed']);
  });

  it('pauses, resumes and stops, and says beforehand for whom', async () => {
    live.store.journeys.create(draft());
    await live.apply({ kind: 'activate', journey: 'j' });
    await live.importEvents(`ana,A,${at(1)}\n`);
    await live.goTo(2);
    const preview = await live.delivery.preview({ kind: 'pause', journey: 'j' }, call);
    expect(preview.changes).toEqual([{ userId: 'ana', node: 'e2', before: START + 25 * HOUR }]);
    expect(preview.inside).toBe(1);
    await live.apply({ kind: 'pause', journey: 'j' });
    expect(await live.goTo(26)).toEqual(['ana e1 0 sent']);
    await live.apply({ kind: 'resume', journey: 'j' });
    expect(await live.goTo(26)).toEqual(['ana e1 0 sent', 'ana e2 0 sent']);
    await live.apply({ kind: 'stop', journey: 'j' });
    await live.importEvents(`ben,A,${at(27)}\n`);
    expect(await live.goTo(28)).toHaveLength(2);
    await live.apply({ kind: 'activate', journey: 'j' });
    await live.importEvents(`ana,A,${at(29)}\n`);
    expect(await live.goTo(30)).toContain('ana e1 1 sent');
  });

  it('keeps those inside on the version they entered with, unless they are moved', async () => {
    const { revision } = live.store.journeys.create(draft());
    await live.apply({ kind: 'activate', journey: 'j' });
    await live.importEvents(`ana,A,${at(1)}\n`);
    await live.goTo(2);
    live.store.journeys.save(draft({}, '2h'), revision);
    expect(live.delivery.state().activations[0]).toMatchObject({ edited: true });
    const kept = await live.delivery.preview({ kind: 'update', journey: 'j', moveInside: false }, call);
    expect(kept.changes).toEqual([]);
    const moved = await live.delivery.preview({ kind: 'update', journey: 'j', moveInside: true }, call);
    expect(moved.changes).toEqual([{ userId: 'ana', node: 'e2', before: START + 25 * HOUR, after: START + 3 * HOUR }]);
    await live.apply({ kind: 'update', journey: 'j', moveInside: false });
    await live.importEvents(`ben,A,${at(2.5)}\n`);
    expect(await live.goTo(5)).toEqual(['ana e1 0 sent', 'ben e1 0 sent', 'ben e2 0 sent']);
    expect(await live.goTo(26)).toContain('ana e2 0 sent');
  });
});

describe('a campaign', () => {
  it('goes to a segment once the number was typed, and to nobody who did not agree or is on the list', async () => {
    live.store.segments.put({ id: 's', name: 'S', condition: { trait: 'name', is: { in: ['Ana', 'Ben', 'Cem', 'Dot'] } } });
    live.store.suppressions.add('BEN@example.com', 'complained');
    const change: DeliveryChange = {
      kind: 'campaign',
      campaign: { name: 'News', template: 'hello', segment: 's', consent: 'explicit' },
    };
    const preview = await live.delivery.preview(change, call);
    expect(preview).toMatchObject({ confirm: 1, counts: 'messages', leaving: 1, reachesPeople: false, hindrances: [] });
    expect(preview.recipients).toEqual([{ userId: 'ana', address: 'ana@example.com' }]);
    expect(preview.suppressed.reduce((sum, { messages }) => sum + messages, 0)).toBe(3);
    await expect(live.delivery.apply(change, 4, call)).rejects.toThrow(/1 messages, not 4/);
    await live.delivery.apply(change, 1, call);
    await live.delivery.sendDue(call);
    expect(live.outbox().sort()).toEqual([
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
    live.store.templates.create({ id: 'block', name: 'Block', mjml: mjml(block('Bought')), text: null });
    live.store.templates.create({ id: 'gap', name: 'Gap', mjml: mjml('<mj-text>{{ customer.nickname }}</mj-text>'), text: null });
    await live.importEvents(`ana,Bought,${at(-1)}\n`);
    await live.apply({ kind: 'campaign', campaign: { name: 'B', template: 'block', subject: 'S', consent: 'explicit' } });
    await live.delivery.sendDue(call);
    const sent = join(live.folder, 'p.waypost', 'sent');
    const mails = readdirSync(sent).map((name) => readFileSync(join(sent, name), 'utf8'));
    expect(mails).toHaveLength(3);
    expect(mails.filter((mail) => mail.includes('For you alone')).map((mail) => /^To: (.*)\r$/m.exec(mail)?.[1])).toEqual([
      'ana@example.com',
    ]);
    await live.apply({ kind: 'campaign', campaign: { name: 'G', template: 'gap', subject: 'S', consent: 'explicit' } });
    await live.delivery.sendDue(call);
    const held = live.store.outbox.all().filter(({ status }) => status === 'held');
    expect(held).toHaveLength(3);
    expect(held[0]?.reason).toContain('customer.nickname');
  });

  it('takes what a service reports into the log, once, and puts bounces on the list', async () => {
    await live.apply({ kind: 'campaign', campaign: { name: 'News', template: 'hello', consent: 'explicit' } });
    await live.delivery.sendDue(call);
    const row = live.store.outbox.all().find(({ userId }) => userId === 'ana');
    const base = { email: 'ana@example.com', timestamp: START / 1000 + 60, 'smtp-id': `<${row?.messageId ?? ''}>` };
    const file = join(live.folder, 'hook.json');
    const events = [
      { ...base, event: 'delivered', sg_event_id: '1' },
      { ...base, event: 'bounce', type: 'bounce', reason: '550 gone', sg_event_id: '2' },
      { ...base, event: 'open', sg_event_id: '3', 'smtp-id': '<unknown@x>' },
    ];
    writeFileSync(file, JSON.stringify(events));
    const first = await importReports(live, [file], call, live.now);
    expect(first).toMatchObject({ read: 3, matched: 2, imported: 2, duplicates: 0 });
    expect(await importReports(live, [file], call, live.now)).toMatchObject({ matched: 2, imported: 0, duplicates: 2 });
    const history = await live.log.customer('ana');
    expect(history?.events.map(({ event }) => event)).toEqual(['Email Delivered', 'Email Bounced']);
    expect(history?.events[0]?.properties['email_id']).toMatch(/^campaign-.*\/email\/ana\/0\/0$/);
    expect(live.store.suppressions.reasonFor('ana@example.com')).toContain('550 gone');
  });

  it('waits for its time', async () => {
    await live.apply({ kind: 'campaign', campaign: { name: 'Later', template: 'hello', consent: 'explicit', at: at(3) } });
    expect(await live.goTo(2)).toEqual([]);
    expect(live.delivery.nextAt()).toBe(START + 3 * HOUR);
    expect((await live.goTo(3)).filter((row) => row.endsWith('sent'))).toHaveLength(3);
  });

  it('says what hinders it', async () => {
    live.settings({
      from: { name: '', address: '' },
      transport: { kind: 'smtp', host: 'mail.example.org', port: 587, security: 'starttls', connections: 2 },
    });
    const change: DeliveryChange = { kind: 'campaign', campaign: { name: 'News', template: 'gone', consent: 'explicit' } };
    const { hindrances } = await live.delivery.preview(change, call);
    expect(hindrances.join(' ')).toMatch(/no sender address.*unsubscribe.*template "gone"/);
    await expect(live.delivery.apply(change, 3, call)).rejects.toThrow(/sender address/);
  });
});
