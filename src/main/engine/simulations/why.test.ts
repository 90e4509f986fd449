import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JourneyDraft } from '../../../shared/journey/schema.js';
import type { Why } from '../../../shared/simulation/why/schema.js';
import { testEngine, type TestEngine } from '../testing.js';

const LOG = `userId,event,timestamp,price
three,Product Viewed,2024-01-01T09:00:00Z,5
three,Product Viewed,2024-01-01T10:00:00Z,5
three,Product Viewed,2024-01-01T11:00:00Z,5
three,Product Added,2024-01-02T09:00:00Z,20
four,Product Viewed,2024-01-01T09:00:00Z,5
four,Product Viewed,2024-01-01T10:00:00Z,5
four,Product Viewed,2024-01-01T11:00:00Z,5
four,Product Viewed,2024-01-01T12:00:00Z,5
four,Product Added,2024-01-02T09:00:00Z,20
four,Product Added,2024-01-20T09:00:00Z,20
nine,Product Viewed,2024-01-01T09:00:00Z,5
nine,Product Viewed,2024-01-01T10:00:00Z,5
nine,Product Viewed,2024-01-01T11:00:00Z,5
nine,Product Viewed,2024-01-01T12:00:00Z,5
nine,Product Viewed,2024-01-01T13:00:00Z,5
nine,Product Viewed,2024-01-01T14:00:00Z,5
nine,Product Viewed,2024-01-01T15:00:00Z,5
nine,Product Viewed,2024-01-01T16:00:00Z,5
nine,Product Viewed,2024-01-01T17:00:00Z,5
nine,Product Added,2024-01-02T09:00:00Z,20
cheap,Product Added,2024-01-02T09:00:00Z,1
looker,Product Viewed,2024-01-02T09:00:00Z,5
abroad,Product Added,2024-01-02T09:00:00Z,20
buyer,Product Added,2024-01-02T09:00:00Z,20
buyer,Order Completed,2024-01-03T09:00:00Z,20
late,Product Added,2024-01-21T09:00:00Z,20
quiet,Product Viewed,2024-01-01T09:00:00Z,5
quiet,Product Viewed,2024-01-01T10:00:00Z,5
quiet,Product Viewed,2024-01-01T11:00:00Z,5
quiet,Product Viewed,2024-01-01T12:00:00Z,5
quiet,Product Added,2024-01-02T09:00:00Z,20
`;

const CUSTOMERS = `userId,country,consent
three,DE,subscribed
four,DE,subscribed
nine,DE,subscribed
cheap,DE,subscribed
looker,DE,subscribed
abroad,US,subscribed
buyer,DE,subscribed
late,DE,subscribed
quiet,DE,unsubscribed
`;

const VIEWS = { did: 'Product Viewed', within: '7d', times: { gt: 3 } };

function draft(id: string, settings: JourneyDraft['settings'] = {}): JourneyDraft {
  return {
    format: 'waypost/journey',
    version: 1,
    id,
    name: id,
    settings: {
      audience: { trait: 'country', is: { eq: 'DE' } },
      exitWhen: { did: 'Order Completed', within: 'journey' },
      ...settings,
    },
    nodes: [
      {
        id: 't',
        type: 'trigger',
        config: { kind: 'intent', on: { event: 'Product Added', where: [{ property: 'price', is: { gte: 10 } }] } },
      },
      { id: 'wait', type: 'wait', config: { for: '2d' } },
      { id: 'keen', type: 'branch', config: { if: VIEWS } },
      { id: 'mail', type: 'email', config: { template: 'cart' } },
      { id: 'second', type: 'email', config: { template: 'cart' } },
    ],
    edges: [
      { id: 'a', source: 't', sourceHandle: 'out', target: 'wait' },
      { id: 'b', source: 'wait', sourceHandle: 'out', target: 'keen' },
      { id: 'c', source: 'keen', sourceHandle: 'yes', target: 'mail' },
      { id: 'd', source: 'mail', sourceHandle: 'out', target: 'second' },
    ],
  };
}

let test: TestEngine;
let project: string;
beforeAll(async () => {
  test = await testEngine();
  ({ project } = await test.call('projects.create', { name: 'Shop' }));
  await test.call('logs.import', {
    project,
    events: [test.file('events.csv', LOG)],
    customers: test.file('customers.csv', CUSTOMERS),
  });
  await test.call('journeys.create', { project, name: 'plain', draft: draft('plain') });
});
afterAll(() => test.remove());

async function why(userId: string, node: string, journey = 'plain'): Promise<Why> {
  const { run } = await test.call('simulations.run', { project, journeys: [journey], options: {} });
  return test.call('simulations.why', { project, run, journey, userId, node });
}

async function whyWith(settings: JourneyDraft['settings'], userId: string, node: string): Promise<Why> {
  const { draft: made } = await test.call('journeys.create', {
    project,
    name: 'other',
    draft: draft(`other-${String(Math.abs(JSON.stringify(settings).length))}-${userId}`, settings),
  });
  return why(userId, node, made.id);
}

const first = ({ attempts }: Why) => attempts[0];

describe('why a customer came to a step', () => {
  it('tells each step on the way with what was seen', async () => {
    const found = await why('four', 'mail');
    expect(found.reached).toBe(1);
    expect(first(found)).toMatchObject({ outcome: 'reached', trigger: 't', reached: '2024-01-04T09:00:00.000Z', stop: null });
    const keen = first(found)?.steps.find(({ node }) => node === 'keen');
    expect(keen).toMatchObject({ towards: true, finding: { holds: true } });
    expect(keen?.finding?.saw).toBe('4 product views in the last 7 days, needs more than 3');
  });
});

describe('why a customer did not come to a step', () => {
  it('another way: what was seen, what was missing, and who is nearest', async () => {
    const found = await why('three', 'mail');
    expect(found.reached).toBe(0);
    expect(first(found)).toMatchObject({ outcome: 'diverged', stop: { node: 'keen' } });
    expect(first(found)?.stop?.differ).toEqual([
      '3 product views in the last 7 days, needs more than 3: 1 more would have been enough',
    ]);
    expect(found.nearest.map(({ userId }) => userId)).toEqual(['four', 'quiet', 'nine']);
    expect(found.nearest[0]?.saw).toEqual(['4 product views in the last 7 days, needs more than 3']);
  });

  it('the trigger never fired, by name and by filter', async () => {
    expect(first(await why('looker', 'mail'))).toMatchObject({
      outcome: 'silent',
      time: null,
      stop: { node: 't', words: 'did not add a product to the cart in the simulated period' },
    });
    expect(first(await why('cheap', 'mail'))?.stop?.words).toMatch(
      /^added a product to the cart once, but never \(where .price.+10/,
    );
  });

  it('not in the audience', async () => {
    const found = await why('abroad', 'mail');
    expect(first(found)).toMatchObject({ outcome: 'refused', stop: { node: null } });
    expect(first(found)?.stop?.differ[0]).toMatch(/country.*US.*needs to be .*DE/);
    expect(found.nearest.length).toBeGreaterThan(0);
  });

  it('left early, still waiting, re-entry', async () => {
    const left = await why('buyer', 'mail');
    expect(first(left)).toMatchObject({ outcome: 'ended', stop: { node: 'wait' } });
    expect(first(left)?.stop?.words).toMatch(/^left before: the condition to leave early held/);
    expect(first(await why('late', 'mail'))).toMatchObject({ outcome: 'waiting', stop: { node: 'wait' } });
    const again = (await why('four', 'mail')).attempts.find(({ outcome }) => outcome === 'refused');
    expect(again?.stop?.words).toMatch(/already entered this journey, at 2024-01-02T09:00:00.000Z/);
  });

  it('holdout', async () => {
    const found = await whyWith({ holdout: { percent: 100 } }, 'four', 'mail');
    expect(first(found)).toMatchObject({ outcome: 'heldOut' });
    expect(first(found)?.stop?.words).toContain('100 %');
    expect(found.nearest).toEqual([]);
  });

  it('consent and caps: came there, but the message was held back', async () => {
    const found = await why('quiet', 'mail');
    expect(found.reached).toBe(1);
    expect(first(found)).toMatchObject({ outcome: 'suppressed', stop: { node: 'mail' } });
    expect(first(found)?.stop?.words).toContain('consent is unsubscribed, needs to be subscribed');
    expect(found.nearest.map(({ userId }) => userId)).toEqual(['four', 'nine']);
    const capped = await whyWith({ frequencyCap: [{ messages: 1, per: '7d' }] }, 'nine', 'second');
    expect(first(capped)).toMatchObject({ outcome: 'suppressed' });
    expect(first(capped)?.stop?.differ).toEqual(['1 message in the last 7 days, needs fewer than 1']);
  });

  it('a customer or a step that is not known', async () => {
    await expect(why('nobody', 'mail')).rejects.toMatchObject({ code: 'notFound' });
    await expect(why('four', 'gone')).rejects.toMatchObject({ code: 'notFound' });
  });
});
