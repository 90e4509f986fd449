import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { simpleParser } from 'mailparser';
import type { JourneyDraft } from '../../../shared/journey/schema.js';
import { testEngine, type TestEngine } from '../testing.js';

/** The instant at which the journey goes live lies before all events, and everything that falls due is sent at once. */
const LOG = `userId,event,timestamp,product_id,name,price,category,total
ana,Product Viewed,2024-01-01T09:00:00Z,p1,Cup & saucer,10,Cups,
ana,Product Added,2024-01-01T09:05:00Z,p1,Cup & saucer,10,Cups,
ana,Order Completed,2024-01-01T09:10:00Z,,,,,10
ana,Product Added,2024-01-05T10:05:00Z,p2,Pot,25.5,Pots,
ben,Product Added,2024-01-05T11:00:00Z,p3,<b>Mill</b>,99,Mills,
ana,Product Added,2024-01-09T10:05:00Z,p3,Mill,90,Mills,
`;
const CUSTOMERS = `userId,email,consent,first_name,timezone
ana,ana@example.com,subscribed,Ana,Europe/Berlin
ben,ben@example.com,subscribed,Ben,
`;
const MJML = `<mjml><mj-body><mj-section><mj-column>
<mj-text>Dear {{ customer.first_name }} ({{ customer.stage }}), {{ trigger.event }} {{ trigger.time | date: "%d %H:%M" }}, it is {{ "now" | date: "%d %H:%M" }}</mj-text>
<mj-text>{% for item in cart.items %}{{ item.name }} {{ item.price | money }};{% endfor %} {{ orders.count }} {{ journey.name }}/{{ step.name }}</mj-text>
<mj-text show-if='{"did":"Product Added","within":"journey"}'>In the journey</mj-text>
<mj-text show-if='{"message":"first","was":"sent"}'>Again</mj-text>
<mj-button href="{{ unsubscribe_url }}">Out</mj-button>
</mj-column></mj-section></mj-body></mjml>`;

const JOURNEY: JourneyDraft = {
  format: 'waypost/journey',
  version: 1,
  id: 'cart',
  name: 'Cart',
  settings: { reentry: { mode: 'always' } },
  nodes: [
    {
      id: 't',
      type: 'trigger',
      config: { kind: 'intent', on: { abandoned: 'Product Added', without: 'Order Completed', for: '2h' } },
    },
    { id: 'u', type: 'update', config: { set: { stage: 'left' } } },
    {
      id: 'first',
      type: 'email',
      name: 'First',
      config: { template: 'reminder', subject: '{{ customer.first_name }}: {{ product_name }}' },
    },
    { id: 'w', type: 'wait', config: { for: '1d' } },
    {
      id: 'second',
      type: 'email',
      name: 'Second',
      config: {
        template: 'reminder',
        variants: [
          { id: 'a', weight: 1, subject: 'A' },
          { id: 'b', weight: 1, subject: 'B {{ cart.count }}' },
        ],
      },
    },
  ],
  edges: [
    { id: '1', source: 't', sourceHandle: 'out', target: 'u' },
    { id: '2', source: 'u', sourceHandle: 'out', target: 'first' },
    { id: '3', source: 'first', sourceHandle: 'out', target: 'w' },
    { id: '4', source: 'w', sourceHandle: 'out', target: 'second' },
  ],
};

let test: TestEngine;
beforeEach(async () => {
  test = await testEngine();
});
afterEach(() => test.remove());

it('writes byte for byte what the preview of the same message shows', async () => {
  const { project } = await test.call('projects.create', { name: 'Shop' });
  await test.call('logs.import', { project, events: [test.file('e.csv', LOG)], customers: test.file('c.csv', CUSTOMERS) });
  await test.call('templates.create', { project, name: 'Reminder', from: { mjml: MJML } });
  await test.call('journeys.create', { project, name: 'Cart', draft: JOURNEY });
  const { settings } = await test.call('delivery.state', { project });
  const { running: _, secret: __, ...rest } = settings;
  await test.call('delivery.saveSettings', {
    project,
    settings: {
      ...rest,
      from: { name: 'Shop', address: 'shop@example.org' },
      holdAfter: '36600d',
      unsubscribeUrl: 'https://shop.example/out?m={id}',
    },
  });
  const change = { kind: 'activate' as const, journey: 'cart', at: '2024-01-01T00:00:00Z' };
  const { confirm } = await test.call('delivery.preview', { project, change });
  await test.call('delivery.apply', { project, change, confirm });
  await test.call('delivery.run', { project, running: true });
  const messages = () => test.call('delivery.outbox', { project, filter: {}, offset: 0, limit: 100 });
  await expect
    .poll(async () => (await messages()).rows.map(({ status }) => status), { timeout: 20_000 })
    .toEqual(Array(6).fill('sent'));

  const { run } = await test.call('simulations.run', { project, journeys: ['cart'], options: { to: '2024-02-01T00:00:00Z' } });
  const sent = join(project, 'sent');
  const mails = await Promise.all(readdirSync(sent).map((name) => simpleParser(readFileSync(join(sent, name)))));
  const { rows } = await messages();
  const seen: string[] = [];
  for (const { journey, node, userId, entry, count, messageId, variant } of rows) {
    const subject = { kind: 'message' as const, run, journey, node, userId, entry, count };
    const preview = await test.call('emails.preview', { project, subject });
    const mail = mails.find((each) => each.messageId === `<${messageId}>`);
    expect(preview.variant).toBe(variant);
    expect(mail?.subject).toBe(preview.subject);
    expect(mail?.html).toBe(preview.html);
    expect(mail?.text).toBe(preview.text);
    seen.push(`${userId} ${node} ${preview.subject} | ${preview.text.replaceAll('\n', ' ')}`);
  }
  const [first] = rows;
  if (!first) throw new Error('Nothing was sent');
  const { journey, node, userId, entry, count } = first;
  const subject = { kind: 'message' as const, run, journey, node, userId, entry, count };
  await test.call('delivery.sendTest', { project, to: 'me@example.org', subject });
  const all = await Promise.all(readdirSync(sent).map((name) => simpleParser(readFileSync(join(sent, name)))));
  const preview = await test.call('emails.preview', { project, subject });
  const mail = all.find((each) => each.subject?.startsWith('Test: '));
  expect(mail).toMatchObject({ subject: `Test: ${preview.subject}`, html: preview.html, text: preview.text });

  expect(seen.sort()).toMatchInlineSnapshot(`
    [
      "ana first Ana: Mill | Dear Ana (left), Product Added 09 11:05, it is 09 13:05 Mill 90.00;Pot 25.50; 1 Cart/First  Out (https://shop.example/out?m=cart%2Ffirst%2Fana%2F1%2F0) ",
      "ana first Ana: Pot | Dear Ana (left), Product Added 05 11:05, it is 05 13:05 Pot 25.50; 1 Cart/First  Out (https://shop.example/out?m=cart%2Ffirst%2Fana%2F0%2F0) ",
      "ana second B 1 | Dear Ana (left), Product Added 05 11:05, it is 06 13:05 Pot 25.50; 1 Cart/Second  Again  Out (https://shop.example/out?m=cart%2Fsecond%2Fana%2F0%2F0) ",
      "ana second B 2 | Dear Ana (left), Product Added 09 11:05, it is 10 13:05 Mill 90.00;Pot 25.50; 1 Cart/Second  Again  Out (https://shop.example/out?m=cart%2Fsecond%2Fana%2F1%2F0) ",
      "ben first Ben: <b>Mill</b> | Dear Ben (left), Product Added 05 11:00, it is 05 13:00 <b>Mill</b> 99.00; 0 Cart/First  Out (https://shop.example/out?m=cart%2Ffirst%2Fben%2F0%2F0) ",
      "ben second A | Dear Ben (left), Product Added 05 11:00, it is 06 13:00 <b>Mill</b> 99.00; 0 Cart/Second  Again  Out (https://shop.example/out?m=cart%2Fsecond%2Fben%2F0%2F0) ",
    ]
  `);
}, 60_000);
