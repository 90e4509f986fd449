import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Run } from '../../../shared/contract/simulations.js';
import type { Notice } from '../../../shared/contract/wire.js';
import type { JourneyDraft } from '../../../shared/journey/schema.js';
import { SMALL_CUSTOMERS, SMALL_LOG, testEngine, type TestEngine } from '../testing.js';

let test: TestEngine;
let project: string;
beforeAll(async () => {
  test = await testEngine();
  project = await smallProject('Shop');
});
afterAll(() => test.remove());

async function smallProject(name: string): Promise<string> {
  const made = await test.call('projects.create', { name });
  const files = { events: [test.file('events.csv', SMALL_LOG)], customers: test.file('customers.csv', SMALL_CUSTOMERS) };
  await test.call('logs.import', { project: made.project, ...files });
  await test.call('journeys.create', { project: made.project, name: 'cart', draft: cartDraft() });
  return made.project;
}

/** Who adds to the cart gets a mail at once, and another after a day unless they have bought. */
function cartDraft(id = 'cart'): JourneyDraft {
  return {
    format: 'waypost/journey',
    version: 1,
    id,
    name: id,
    settings: { consent: 'explicit', goal: { event: 'Order Completed', within: '7d', exits: true } },
    nodes: [
      { id: 't', type: 'trigger', config: { kind: 'intent', on: { event: { anyOf: ['Product Added', 'Product Viewed'] } } } },
      { id: 'first', type: 'email', config: { template: 'cart' } },
      { id: 'wait', type: 'wait', config: { for: '1d' } },
      { id: 'second', type: 'email', config: { template: 'again' } },
    ],
    edges: [
      { id: 'a', source: 't', sourceHandle: 'out', target: 'first' },
      { id: 'b', source: 'first', sourceHandle: 'out', target: 'wait' },
      { id: 'c', source: 'wait', sourceHandle: 'out', target: 'second' },
    ],
  };
}

function runCart(options = {}): Promise<Run> {
  return test.call('simulations.run', { project, journeys: ['cart'], options });
}

describe('a run', () => {
  it('counts, charts and measures', async () => {
    const { result, charts: all, timing, workers } = await runCart();
    const [charts] = all;
    expect(result).toMatchObject({
      seed: 1,
      from: '2024-01-01T09:00:00.000Z',
      to: '2024-01-04T09:00:00.000Z',
      log: { customers: 4, events: 6 },
    });
    expect(result.journeys).toMatchObject([
      { id: 'cart', entries: 3, converted: 1, messages: { sent: 3, suppressed: { consent: 2 } } },
    ]);
    expect(charts?.perDay.map(({ day, sent, suppressed }) => [day, sent, suppressed])).toEqual([
      ['2024-01-01', 2, 0],
      ['2024-01-02', 1, 1],
      ['2024-01-03', 0, 1],
      ['2024-01-04', 0, 0],
    ]);
    expect(charts).toMatchObject({
      perCustomer: [
        { messages: 1, customers: 1 },
        { messages: 2, customers: 1 },
      ],
      mostInAWeek: 2,
    });
    expect(workers).toBeGreaterThan(0);
    expect(timing.load).toBeGreaterThanOrEqual(0);
  });

  it('takes period, seed, address and responses', async () => {
    const { result } = await runCart({
      seed: 9,
      from: '2024-01-01T10:00:00Z',
      to: '2024-01-01T11:00:00Z',
      requireAddress: true,
      responses: { mode: 'rates', open: 1, openAfter: '1s' },
    });
    expect(result).toMatchObject({ seed: 9, from: '2024-01-01T10:00:00.000Z', to: '2024-01-01T11:00:00.000Z' });
    expect(result.journeys[0]).toMatchObject({ entries: 2, messages: { sent: 2, opened: 1 } });
  });

  it('is refused for a faulty journey, an unknown one and a period that makes no sense', async () => {
    const { draft } = await test.call('journeys.create', { project, name: 'new' });
    const refused = test.call('simulations.run', { project, journeys: [draft.id], options: {} });
    await expect(refused).rejects.toMatchObject({ code: 'invalid', problems: [expect.objectContaining({ node: 'trigger-1' })] });
    await expect(test.call('simulations.run', { project, journeys: ['gone'], options: {} })).rejects.toMatchObject({
      code: 'notFound',
    });
    await expect(runCart({ from: '2024-02-01', to: '2024-01-01' })).rejects.toMatchObject({ code: 'invalid' });
    await expect(runCart({ from: 'soon' })).rejects.toMatchObject({ code: 'invalid' });
  });

  it('over an empty log is refused with what to do', async () => {
    const empty = await test.call('projects.create', { name: 'Empty' });
    await test.call('journeys.create', { project: empty.project, name: 'cart', draft: cartDraft() });
    const run = test.call('simulations.run', { project: empty.project, journeys: ['cart'], options: {} });
    await expect(run).rejects.toMatchObject({ code: 'invalid', message: expect.stringContaining('Import a log') as string });
  });

  it('sees the log that was imported last', async () => {
    const notices: Notice[] = [];
    test.engine.onNotice((notice) => notices.push(notice));
    const growing = await smallProject('Growing');
    const run = () => test.call('simulations.run', { project: growing, journeys: ['cart'], options: {} });
    expect((await run()).result).toMatchObject({ log: { customers: 4, events: 6 } });
    await test.call('logs.import', {
      project: growing,
      events: [test.file('more.csv', 'userId,event,timestamp\neve,Product Added,2024-01-03T00:00:00Z\n')],
    });
    expect(notices).toContainEqual({ topic: 'log.changed', project: growing });
    expect((await run()).result).toMatchObject({ log: { customers: 5, events: 7 }, journeys: [{ entries: 4 }] });
  });
});

describe('the messages of a run', () => {
  const messagesOf = async (run: string, filter: object, page = { offset: 0, limit: 100 }) => {
    const { total, rows } = await test.call('simulations.messages', { project, run, filter, ...page });
    return { total, who: rows.map(({ userId, node, status }) => `${userId} ${node} ${status}`) };
  };
  const all = ['ana first sent', 'ben first sent', 'ana second sent', 'cem first suppressed', 'cem second suppressed'];

  it('are listed by time, in pages', async () => {
    const { run } = await runCart();
    // Ana's first event is the view at 9:00.
    expect(await messagesOf(run, {})).toEqual({
      total: 5,
      who: ['ana first sent', 'ben first sent', 'ana second sent', 'cem first suppressed', 'cem second suppressed'],
    });
    expect(await messagesOf(run, {}, { offset: 1, limit: 2 })).toEqual({ total: 5, who: all.slice(1, 3) });
    expect(await messagesOf(run, {}, { offset: 99, limit: 2 })).toEqual({ total: 5, who: [] });
  });

  it.each<[object, number[]]>([
    [{ status: 'sent' }, [0, 1, 2]],
    [{ status: 'suppressed' }, [3, 4]],
    [{ reason: 'consent' }, [3, 4]],
    [{ reason: 'noAddress' }, []],
    [{ node: 'first' }, [0, 1, 3]],
    [{ node: 'gone' }, []],
    [{ journey: 'cart' }, [0, 1, 2, 3, 4]],
    [{ journey: 'gone' }, []],
    [{ userId: 'ana' }, [0, 2]],
    [{ hour: { hour: 10, zone: 'Europe/Berlin' } }, [0, 2, 3, 4]],
    [{ variant: 'A' }, []],
    [{ userId: 'an' }, []],
    [{ from: '2024-01-01T11:00:00Z' }, [1, 2, 3, 4]],
    [{ to: '2024-01-01T11:00:00Z' }, [0]],
    [{ from: '2024-01-02', to: '2024-01-03', status: 'suppressed' }, [3]],
  ])('are filtered by %j', async (filter, places) => {
    const { run } = await runCart();
    expect((await messagesOf(run, filter)).who).toEqual(places.map((place) => all[place]));
  });

  it('are known for having waited out quiet hours, whatever became of them then', async () => {
    // The first ones of Ana and Cem wait from 10:00 to 11:00, their second ones and Ben's come outside.
    const settings = { ...cartDraft().settings, quietHours: { from: '10:00', to: '11:00', timezone: 'Europe/Berlin' } };
    await test.call('journeys.create', { project, name: 'quiet', draft: { ...cartDraft('quiet'), settings } });
    const { run, result, charts } = await test.call('simulations.run', { project, journeys: ['quiet'], options: {} });
    const { total, who } = await messagesOf(run, { delayed: true });
    expect(who).toEqual(['ana first sent', 'cem first suppressed']);
    expect([total, charts[0]?.delayed, result.journeys[0]?.messages.delayed]).toEqual([2, 2, 2]);
    // What the end of the period overtakes is in no list.
    const short = { from: '2024-01-01', to: '2024-01-01T09:30:00Z' };
    const cut = await test.call('simulations.run', { project, journeys: ['quiet'], options: short });
    expect([cut.charts[0]?.delayed, cut.result.journeys[0]?.messages.delayed]).toEqual([0, 1]);
  });

  it('are named by their number among those of their step', async () => {
    const draft = cartDraft('again');
    const back = { id: 'back', source: 'second', sourceHandle: 'out', target: 'first' };
    await test.call('journeys.create', { project, name: 'again', draft: { ...draft, edges: [...draft.edges, back] } });
    const { run } = await test.call('simulations.run', { project, journeys: ['again'], options: { to: '2024-01-04' } });
    const { rows } = await test.call('simulations.messages', { project, run, filter: { userId: 'ana' }, offset: 0, limit: 10 });
    expect(rows.slice(0, 4).map(({ node, count }) => `${node} ${String(count)}`)).toEqual([
      'first 0',
      'first 1',
      'second 0',
      'first 2',
    ]);
  });

  it('have the value that satisfied the trigger beside their rows', async () => {
    const on = { event: 'Product Viewed', if: { did: 'Product Viewed', by: 'product_id' } };
    const nodes = cartDraft().nodes.map((node) => (node.id === 't' ? { ...node, config: { kind: 'intent', on } } : node));
    await test.call('journeys.create', { project, name: 'viewed', draft: { ...cartDraft('viewed'), nodes } });
    const { run } = await test.call('simulations.run', { project, journeys: ['viewed'], options: {} });
    const page = { project, run, filter: { status: 'sent' }, offset: 0, limit: 10 } as const;
    const { rows } = await test.call('simulations.messages', page);
    expect(rows.map(({ userId, node }) => [userId, node])).toEqual([
      ['ana', 'first'],
      ['ana', 'second'],
    ]);
    const ofAna = { property: 'product_id', value: 'p1' };
    expect(await test.call('simulations.messageTriggers', page)).toEqual([ofAna, ofAna]);
    const cart = await runCart();
    expect(await test.call('simulations.messageTriggers', { ...page, run: cart.run })).toEqual([null, null, null]);
  });

  it('come as CSV', async () => {
    const { run } = await runCart();
    const { fileName, text } = await test.call('simulations.messagesCsv', { project, run });
    expect(fileName).toBe('messages.csv');
    expect(text.split('\n').slice(0, 2)).toEqual([
      'time,userId,journey,node,entry,variant,status,reason',
      '2024-01-01T09:00:00.000Z,ana,cart,first,0,,sent,',
    ]);
  });
});

describe('the customers of a run', () => {
  const query = { sort: 'sent', descending: true, offset: 0, limit: 10 } as const;

  it('are all there, with what became of them', async () => {
    const { run } = await runCart();
    const { total, rows } = await test.call('simulations.customers', { project, run, ...query });
    expect(total).toBe(4);
    expect(rows).toEqual([
      { userId: 'ana', entries: 1, sent: 2, suppressed: 0, converted: 0, firstEntry: '2024-01-01T09:00:00.000Z' },
      { userId: 'ben', entries: 1, sent: 1, suppressed: 0, converted: 1, firstEntry: '2024-01-01T11:00:00.000Z' },
      { userId: 'cem', entries: 1, sent: 0, suppressed: 2, converted: 0, firstEntry: '2024-01-02T09:00:00.000Z' },
      { userId: 'dot', entries: 0, sent: 0, suppressed: 0, converted: 0, firstEntry: null },
    ]);
  });

  it.each([
    [{ sort: 'userId', descending: false }, ['ana', 'ben', 'cem', 'dot']],
    [{ sort: 'userId', descending: true }, ['dot', 'cem', 'ben', 'ana']],
    [{ sort: 'firstEntry', descending: true }, ['cem', 'ben', 'ana', 'dot']],
    [{ sort: 'firstEntry', descending: false }, ['ana', 'ben', 'cem', 'dot']],
    [{ sort: 'converted', descending: true }, ['ben', 'ana', 'cem', 'dot']],
    [{ search: 'E' }, ['ben', 'cem']],
    [{ offset: 1, limit: 2 }, ['ben', 'cem']],
  ] as const)('are found and sorted by %j', async (part, who) => {
    const { run } = await runCart();
    const { rows } = await test.call('simulations.customers', { project, run, ...query, ...part });
    expect(rows.map(({ userId }) => userId)).toEqual(who);
  });

  it('tell their story, with all that the log knows of them', async () => {
    const { run } = await runCart();
    const { steps, traits } = await test.call('simulations.story', { project, run, userId: 'ana' });
    expect(traits).toMatchObject({ email: 'ana@example.com', timezone: 'Europe/Berlin' });
    expect(steps.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['event', 'entered', 'message', 'waits']));
    expect(steps.find(({ kind }) => kind === 'event')).toMatchObject({
      event: 'Product Viewed',
      properties: { product_id: 'p1', price: 10 },
    });
    await expect(test.call('simulations.story', { project, run, userId: 'zoe' })).rejects.toMatchObject({ code: 'notFound' });
  });
});

describe('runs', () => {
  it('last until the next of the same journeys, or until the project is closed', async () => {
    const first = await runCart();
    await test.call('journeys.create', { project, name: 'other', draft: cartDraft('other') });
    const other = await test.call('simulations.run', { project, journeys: ['other'], options: {} });
    const again = await test.call('simulations.run', { project, journeys: ['cart'], options: {} });
    const ask = (run: string) => test.call('simulations.messages', { project, run, filter: {}, offset: 0, limit: 1 });
    await expect(ask(first.run)).rejects.toMatchObject({
      code: 'notFound',
      message: expect.stringContaining('Simulate again') as string,
    });
    expect(await ask(other.run)).toMatchObject({ total: 5 });
    expect(await ask(again.run)).toMatchObject({ total: 5 });
    await test.call('projects.close', { project });
    await expect(ask(other.run)).rejects.toMatchObject({ code: 'notFound' });
  });

  it('of several journeys share what they share', async () => {
    const capped = (id: string) => ({
      ...cartDraft(id),
      settings: { consent: 'none', frequencyCap: [{ messages: 1, per: '7d' }] },
    });
    for (const id of ['b', 'a']) await test.call('journeys.create', { project, name: id, draft: capped(id) });
    const { result } = await test.call('simulations.run', { project, journeys: ['b', 'a'], options: {} });
    expect(result.journeys.map(({ id, messages }) => [id, messages.sent])).toEqual([
      ['b', 3],
      ['a', 0],
    ]);
  });

  it('at the same time do not mix', async () => {
    const runs = await Promise.all(
      Array.from({ length: 8 }, (_, seed) => test.call('simulations.run', { project, journeys: ['cart'], options: { seed } })),
    );
    for (const [seed, { result }] of runs.entries()) expect(result).toMatchObject({ seed, journeys: [{ entries: 3 }] });
  });
});

describe('a condition', () => {
  it('is counted now, at an instant, and ever', async () => {
    const count = (condition: object, at?: string) =>
      test.call('simulations.countCondition', { project, condition: condition, ...(at !== undefined && { at }) });
    expect(await count({ did: 'Product Viewed', within: '1d' })).toEqual({ now: 1, ever: 2, customers: 4 });
    expect(await count({ did: 'Product Viewed', within: '1d' }, '2024-01-01T12:00:00Z')).toEqual({
      now: 1,
      ever: 1,
      customers: 4,
    });
    expect(await count({ trait: 'consent', is: { eq: 'unsubscribed' } })).toEqual({ now: 1, ever: 1, customers: 4 });
    expect(await count({ clock: 'hour', is: { eq: 10 }, timezone: 'Europe/Berlin' })).toMatchObject({ now: 4 });
  });

  it('that asks for an event or an entry is refused', async () => {
    for (const condition of [{ property: 'price', is: { gt: 1 } }, { did: 'A', within: 'journey' }, { segment: 'gone' }]) {
      await expect(test.call('simulations.countCondition', { project, condition: condition })).rejects.toMatchObject({
        code: 'invalid',
      });
    }
  });
});
