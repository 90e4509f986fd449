import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { JourneyDraft } from '../../../shared/journey/schema.js';
import { testEngine, type TestEngine } from '../testing.js';

/** Ana leaves a cart, has bought before, and buys after the message; Ben leaves one without a name of his. */
const LOG = `userId,event,timestamp,product_id,name,price,category,total
ana,Product Viewed,2024-01-01T09:00:00Z,p1,Cup,10,Cups,
ana,Product Added,2024-01-01T09:05:00Z,p1,Cup,10,Cups,
ana,Order Completed,2024-01-01T09:10:00Z,,,,,10
ana,Product Viewed,2024-01-05T10:00:00Z,p2,Pot,25.5,Pots,
ana,Product Added,2024-01-05T10:05:00Z,p2,,25.5,Pots,
ana,Product Added,2024-01-05T10:06:00Z,p1,Cup,10,Cups,
ana,Order Completed,2024-01-06T10:00:00Z,,,,,35.5
ben,Product Added,2024-01-05T11:00:00Z,p3,Mill,99,Mills,
`;
const CUSTOMERS = `userId,email,consent,first_name,timezone
ana,ana@example.com,subscribed,Ana,Europe/Berlin
ben,ben@example.com,subscribed,,
`;

const MJML = `<mjml><mj-body><mj-section><mj-column>
<mj-text>Dear {{ customer.first_name }}, {{ trigger.event }} {{ message.time | date: "%H:%M" }}</mj-text>
<mj-text>{% for item in cart.items %}{{ item.name }} {{ item.price | money: "EUR" }};{% endfor %} {{ cart.total | money }} {{ orders.count }}</mj-text>
<mj-text show-if='{"did":"Order Completed"}'>Thank you for the order of {{ orders.last.total }}</mj-text>
<mj-text>{{ product_name }} {{ category_discount }} {{ unsubscribe_url }}</mj-text>
</mj-column></mj-section></mj-body></mjml>`;

const JOURNEY: JourneyDraft = {
  format: 'waypost/journey',
  version: 1,
  id: 'cart',
  name: 'Cart',
  nodes: [
    {
      id: 't',
      type: 'trigger',
      config: { kind: 'intent', on: { abandoned: 'Product Added', without: 'Order Completed', for: '2h' } },
    },
    { id: 'mail', type: 'email', name: 'Reminder', config: { template: 'reminder', subject: 'Your {{ product_name }}' } },
  ],
  edges: [{ id: 'e', source: 't', sourceHandle: 'out', target: 'mail' }],
};

let test: TestEngine;
let project: string;
beforeEach(async () => {
  test = await testEngine();
  ({ project } = await test.call('projects.create', { name: 'Shop' }));
});
afterEach(() => test.remove());

async function shop(): Promise<string> {
  await test.call('logs.import', { project, events: [test.file('e.csv', LOG)], customers: test.file('c.csv', CUSTOMERS) });
  await test.call('templates.create', { project, name: 'Reminder', from: { mjml: MJML } });
  await test.call('emails.saveSettings', {
    project,
    settings: { sender: { name: 'Shop', postalAddress: 'Way 1' }, discounts: { Cups: '10 %' }, otherDiscount: '5 %' },
  });
  await test.call('journeys.create', { project, name: 'Cart', draft: JOURNEY });
  return (await test.call('simulations.run', { project, journeys: ['cart'], options: {} })).run;
}

describe('a preview', () => {
  it('says what was known at the instant of the message, and nothing that came later', async () => {
    const run = await shop();
    const subject = { kind: 'message' as const, run, journey: 'cart', node: 'mail', userId: 'ana', entry: 0, count: 0 };
    const preview = await test.call('emails.preview', { project, subject });
    expect(preview).toMatchObject({
      subject: 'Your Cup',
      address: 'ana@example.com',
      time: '2024-01-05T12:06:00.000Z',
      status: 'sent',
      missing: [],
      empty: [],
    });
    expect(preview.text).toContain('Dear Ana, Product Added 13:06');
    expect(preview.text).toContain('Cup EUR 10.00;Pot EUR 25.50; 35.50 1');
    expect(preview.text).toContain('Thank you for the order of 10');
    expect(preview.text).toContain('Cup 10 % https://unsubscribe.invalid/cart%2Fmail%2Fana%2F0%2F0');
    expect(preview.blocks).toMatchObject([{ shown: true, tag: 'mj-text', words: 'Only for customers who completed an order' }]);
  });

  it('names the places of its elements where an editor asks for them, and is the same message', async () => {
    const run = await shop();
    const subject = { kind: 'message' as const, run, journey: 'cart', node: 'mail', userId: 'ana', entry: 0, count: 0 };
    const sent = await test.call('emails.preview', { project, subject });
    const placed = await test.call('emails.preview', { project, subject, places: true });
    const place = `wp-at-${String(MJML.indexOf('<mj-text'))}`;
    expect([sent.html.includes('wp-at-'), placed.html.includes(place)]).toEqual([false, true]);
    const words = (html: string) => html.replaceAll(/<[^>]*>/g, '');
    expect(words(placed.html)).toBe(words(sent.html));
    expect({ ...placed, html: '' }).toEqual({ ...sent, html: '' });
  });

  it('shows a customer as of the end of the log', async () => {
    await shop();
    const preview = await test.call('emails.preview', {
      project,
      subject: { kind: 'customer', userId: 'ana' },
      template: 'reminder',
    });
    expect(preview.text).toContain('0 2');
    expect(preview.missing).toContainEqual({ token: 'trigger.event', part: 'html' });
  });
});

describe('the recipients of a template', () => {
  it('are those of the run, with what they lack', async () => {
    const run = await shop();
    const all = { project, run, template: 'reminder', filter: 'all' as const, order: 'time' as const, offset: 0, limit: 10 };
    const found = await test.call('emails.recipients', all);
    expect(found).toMatchObject({ total: 2, looked: 2, messages: 2, counts: { missing: 1, empty: 0, failed: 0 } });
    expect(found.blocks).toMatchObject([{ seen: 1 }]);
    const { rows } = await test.call('emails.recipients', { ...all, filter: 'missing' });
    expect(rows).toMatchObject([
      { userId: 'ben', subject: 'Your Mill', missing: [{ token: 'customer.first_name', part: 'html' }] },
    ]);
  });
});

describe('the check before sending', () => {
  it('looks at the template and at every message of a run', async () => {
    const run = await shop();
    const { findings, passed, looked, largestBytes } = await test.call('emails.check', { project, run, template: 'reminder' });
    const missing = findings.find(({ kind }) => kind === 'missing');
    expect(missing).toMatchObject({
      severity: 'error',
      messages: 1,
      examples: [{ userId: 'ben', journey: 'cart', node: 'mail' }],
    });
    expect(missing?.from).toBe(MJML.indexOf('{{ customer.first_name }}'));
    expect(findings.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['postalAddress', 'preheader', 'unsubscribe']));
    expect(passed).toEqual(expect.arrayContaining(['liquid', 'link', 'size', 'contrast', 'spam']));
    expect(looked).toBe(2);
    expect(largestBytes).toBeGreaterThan(1000);
  });

  it('looks at customers where there is no run, and at a template as it is being edited', async () => {
    await shop();
    const edited = { mjml: MJML.replace('customer.first_name', 'customer.frist_name'), text: null };
    const { findings, looked } = await test.call('emails.check', { project, template: 'reminder', edited });
    expect(findings.find(({ kind }) => kind === 'token')).toMatchObject({
      severity: 'error',
      from: MJML.indexOf('customer.first_name'),
    });
    expect(looked).toBe(2);
    const broken = await test.call('emails.check', { project, template: 'reminder', edited: { mjml: '<mjml>', text: null } });
    expect(broken.findings).toContainEqual(expect.objectContaining({ kind: 'mjml', severity: 'error' }));
  });

  it('can be cancelled', async () => {
    const run = await shop();
    const ended = AbortSignal.abort();
    const checking = test.call('emails.check', { project, run, template: 'reminder' }, { signal: ended });
    await expect(checking).rejects.toMatchObject({ code: 'cancelled' });
  });
});

describe('the tokens of a project', () => {
  it('are those of its log and those of Waypost, with values', async () => {
    await shop();
    const tokens = await test.call('emails.tokens', { project });
    const named = (name: string) => tokens.find((token) => token.name === name);
    expect(named('customer.first_name')).toMatchObject({
      share: 0.5,
      examples: ['Ana'],
      insert: '{{ customer.first_name | default: "there" }}',
    });
    expect(named('product_name')?.examples).toContain('Cup');
    expect(named('cart.items')?.fields.find(({ name }) => name === 'price')?.examples).toContain(10);
    expect(named('trigger.category')?.examples).toContain('Cups');
    expect(named('unsubscribe_url')).toMatchObject({ kind: 'address', group: 'Message' });
    const source = { mjml: MJML.replace('orders.count', 'orders.cuont'), text: null };
    const { problems } = await test.call('emails.compile', { project, source });
    expect(problems).toMatchObject([{ severity: 'warning' }, { severity: 'error', from: source.mjml.indexOf('orders.cuont') }]);
  });
});

describe('templates', () => {
  it('are made, saved, copied and removed, but not while they are used', async () => {
    const made = await test.call('templates.create', { project, name: 'Hello' });
    const saved = await test.call('templates.save', { project, id: made.id, name: 'Hello', mjml: MJML, text: null, revision: 1 });
    expect(saved.revision).toBe(2);
    await expect(
      test.call('templates.save', { project, id: made.id, name: 'Hello', mjml: '', text: null, revision: 1 }),
    ).rejects.toMatchObject({ code: 'conflict' });
    expect(await test.call('templates.duplicate', { project, id: made.id })).toMatchObject({ name: 'Hello (copy)', mjml: MJML });
    const { draft, revision } = await test.call('journeys.create', { project, name: 'Cart', draft: JOURNEY });
    const used = {
      ...draft,
      nodes: draft.nodes.map((node) => (node.id === 'mail' ? { ...node, config: { template: made.id } } : node)),
    };
    await test.call('journeys.save', { project, draft: used, revision });
    const list = await test.call('templates.list', { project });
    expect(list.find(({ id }) => id === made.id)?.uses).toMatchObject([{ journey: 'cart', node: 'mail', nodeName: 'Reminder' }]);
    await expect(test.call('templates.remove', { project, id: made.id })).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('the step “Reminder” of the journey “Cart”') as unknown,
    });
    await test.call('templates.remove', { project, id: 'hello-copy' });
  });

  it('tell where they have faults, and their blocks in words', async () => {
    const { problems, html, blocks } = await test.call('emails.compile', { project, source: { mjml: MJML, text: null } });
    expect(problems).toEqual([]);
    expect(html).toContain('<mark class="wp-missing">customer.first_name?</mark>');
    expect(html).toContain(`wp-at-${String(MJML.indexOf('<mj-section'))}`);
    expect(blocks).toMatchObject([
      { tag: 'mj-text', from: MJML.indexOf('<mj-text show-if'), words: 'Only for customers who completed an order' },
    ]);
  });
});
