import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Problem } from '../../../shared/journey/problem.js';
import type { JourneyDraft, TriggerOn } from '../../../shared/journey/schema.js';
import { Simulator } from '../simulations/simulator.js';
import { SMALL_CUSTOMERS, SMALL_LOG, testEngine, type TestEngine } from '../testing.js';

let test: TestEngine;
let project: string;
beforeAll(async () => {
  test = await testEngine();
  ({ project } = await test.call('projects.create', { name: 'Shop' }));
  const files = { events: [test.file('events.csv', SMALL_LOG)], customers: test.file('customers.csv', SMALL_CUSTOMERS) };
  await test.call('logs.import', { project, ...files });
});
afterAll(() => test.remove());

/** Who sets off the trigger gets a mail at once. */
function mailing(id: string, on: TriggerOn, more: Partial<JourneyDraft> = {}): JourneyDraft {
  return {
    format: 'waypost/journey',
    version: 1,
    id,
    name: `Journey ${id}`,
    settings: { consent: 'none' },
    nodes: [
      { id: 't', type: 'trigger', name: 'Start', config: { kind: 'intent', on } },
      { id: 'm', type: 'email', config: { template: 'm' } },
    ],
    edges: [{ id: 'e', source: 't', sourceHandle: 'out', target: 'm' }],
    ...more,
  };
}

const lint = (draft: JourneyDraft): Promise<Problem[]> => test.call('journeys.lintOnLog', { project, draft });

describe('a run on the log', () => {
  it('finds a trigger that no customer sets off', async () => {
    const never: TriggerOn = { event: 'Product Viewed', if: { did: 'Product Viewed', times: { gt: 5 } } };
    expect(await lint(mailing('never', never))).toEqual([
      {
        code: 'neverFires',
        severity: 'warning',
        message: 'No customer of the log ever sets off “Start”.',
        suggestion: expect.stringContaining('names and numbers') as string,
        node: 't',
        path: '/nodes/0/config/on',
      },
    ]);
  });

  it('does not blame a trigger that fires but may not let anybody in', async () => {
    const viewed: TriggerOn = { event: 'Product Viewed' };
    const settings = { consent: 'none', audience: { trait: 'vip', is: { eq: true } } };
    expect(await lint(mailing('fires', viewed, { settings }))).toEqual([]);
    expect(await lint(mailing('held', viewed, { settings: { holdout: { percent: 100 } } }))).toEqual([]);
  });

  it('finds journeys that message the same customers on the same day, in the zone of the journey', async () => {
    const other = mailing('other', { event: 'Product Added' });
    await test.call('journeys.create', { project, name: 'Cart mail', draft: other });
    // Ana viewed at 9:00 and added at 10:00 of one day, Ben added and bought; Cem only viewed.
    const either: TriggerOn = { event: { anyOf: ['Product Viewed', 'Order Completed'] } };
    expect(await lint(mailing('mine', either))).toMatchObject([
      {
        code: 'overlappingJourneys',
        severity: 'warning',
        message: 'The journey “Cart mail” messages 2 customers of the log on the same day as this one.',
        suggestion: expect.stringContaining('frequency cap') as string,
        node: 'm',
        nodes: ['m'],
        path: '/nodes/1',
      },
    ]);
    // In Auckland, 13 hours ahead, Ben's mails of 11:00 and 12:00 UTC are of one day, Ana's of 9:00 and 10:00 as well.
    expect(await lint(mailing('mine', either, { timezone: 'Pacific/Auckland' }))).toHaveLength(1);
    // Half past midnight is between 9:00 and 10:00 UTC there, 14:30 hours ahead of the clock of UTC.
    expect(await lint(mailing('mine', either, { timezone: 'Etc/GMT-14' }))).toMatchObject([
      { message: expect.stringContaining('messages 1 customer of') as string },
    ]);
    await test.call('journeys.archive', { project, id: 'cart-mail', archived: true });
    expect(await lint(mailing('mine', either))).toEqual([]);
  });

  it('is not asked of a draft that breaks a rule, nor of a project without events', async () => {
    expect(await lint(mailing('broken', { event: 'Product Viewed' }, { edges: [] }))).toEqual([]);
    const faulty = mailing('faulty', { event: 'A' });
    expect(await lint({ ...faulty, nodes: faulty.nodes.slice(1) })).toEqual([]);
    const empty = await test.call('projects.create', { name: 'Empty' });
    expect(await test.call('journeys.lintOnLog', { project: empty.project, draft: mailing('a', { event: 'A' }) })).toEqual([]);
  });

  it('is made once for a draft, until the log or another journey changes', async () => {
    const run = vi.spyOn(Simulator.prototype, 'run');
    const draft = mailing('kept', { event: 'Product Added' });
    const counted = async (): Promise<number> => {
      run.mockClear();
      await lint(draft);
      return run.mock.calls.length;
    };
    expect([await counted(), await counted()]).toEqual([1, 0]);
    await test.call('journeys.create', { project, name: 'New', draft: mailing('new', { event: 'Order Completed' }) });
    expect([await counted(), await counted()]).toEqual([1, 0]);
    const more = test.file('more.csv', 'userId,event,timestamp\neve,Product Added,2024-01-03T00:00:00Z\n');
    await test.call('logs.import', { project, events: [more] });
    expect([await counted(), await counted()]).toEqual([1, 0]);
    run.mockRestore();
  });

  it('can be cancelled, and leaves simulations their workers', async () => {
    const controller = new AbortController();
    const asked = test.call(
      'journeys.lintOnLog',
      { project, draft: mailing('off', { event: 'Product Added' }) },
      { signal: controller.signal },
    );
    controller.abort();
    await expect(asked).rejects.toMatchObject({ code: 'cancelled' });
  });
});
