import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Condition } from '../../../shared/condition/schema.js';
import type { Notice } from '../../../shared/contract/wire.js';
import { ProjectStore } from '../../store/project/index.js';
import { draftOf } from '../../store/project/testing.js';
import { SMALL_CUSTOMERS, SMALL_LOG, testEngine, type TestEngine } from '../testing.js';
import { circleFrom } from './uses.js';

let test: TestEngine;
let project: string;
beforeEach(async () => {
  test = await testEngine();
  ({ project } = await test.call('projects.create', { name: 'Shop' }));
});
afterEach(() => test.remove());

/** Part of an error's sentence. */
const saying = (text: string | RegExp): unknown => expect.stringMatching(text);

const buyers: Condition = { did: 'Order Completed' };
const inSegment = (segment: string): Condition => ({ segment });
const create = (name: string, condition: Condition = buyers) => test.call('segments.create', { project, name, condition });

/** A journey with a branch that asks after a segment. */
async function branchOn(segment: string, name = 'Win back') {
  const { draft, revision } = await test.call('journeys.create', { project, name, draft: draftOf('x') });
  const branch = { id: 'loyal', type: 'branch' as const, name: 'Loyal?', config: { if: { all: [inSegment(segment)] } } };
  await test.call('journeys.save', { project, draft: { ...draft, nodes: [...draft.nodes, branch] }, revision });
  return draft.id;
}

describe('segments', () => {
  it('are made, renamed, changed and removed, and stay after a restart', async () => {
    const { id } = await create('  Loyal customers ');
    expect(id).toBe('loyal-customers');
    await test.call('segments.rename', { project, id, name: 'Loyal' });
    await test.call('segments.save', { project, id, condition: { did: 'Order Completed', times: { gte: 2 } } });
    await test.restart();
    expect(await test.call('segments.list', { project })).toEqual([
      { id, name: 'Loyal', condition: { did: 'Order Completed', times: { gte: 2 } } },
    ]);
    expect(await test.call('segments.remove', { project, id })).toBeNull();
    expect(await test.call('segments.list', { project })).toEqual([]);
    await expect(test.call('segments.remove', { project, id })).rejects.toMatchObject({ code: 'notFound' });
  });

  it('bear names that are theirs alone', async () => {
    const { id } = await create('Loyal');
    await create('???');
    await expect(create(' loyal')).rejects.toMatchObject({ code: 'conflict', message: saying('“Loyal”') });
    await expect(test.call('segments.rename', { project, id, name: '???' })).rejects.toMatchObject({ code: 'conflict' });
    await test.call('segments.rename', { project, id, name: 'LOYAL' });
    await test.call('segments.rename', { project, id, name: 'VIP' });
    expect((await create('Loyal')).id).toBe('loyal-2');
    expect((await test.call('segments.list', { project })).map(({ id: own }) => own)).toContain('segment');
    await expect(create('   ')).rejects.toMatchObject({ code: 'badRequest' });
  });

  it('ask nothing that only an entry has, and no segment that is not there', async () => {
    const refused = [{ property: 'price', is: { gt: 5 } }, { did: '*', within: 'journey' }, inSegment('nobody')] as Condition[];
    for (const condition of refused) {
      await expect(create('A', condition)).rejects.toMatchObject({ code: 'invalid', problems: [expect.anything()] });
    }
    expect(await test.call('segments.list', { project })).toEqual([]);
  });

  it('are not defined by themselves, and the refusal names the way', async () => {
    const a = await create('Alpha');
    const b = await create('Beta', inSegment(a.id));
    const c = await create('Gamma', { none: [inSegment(b.id)] });
    const saving = test.call('segments.save', { project, id: a.id, condition: { any: [buyers, inSegment(c.id)] } });
    await expect(saving).rejects.toMatchObject({
      code: 'invalid',
      message: saying(/“Alpha” would be defined by itself: it asks for “Gamma”, which asks for “Beta”, which asks for “Alpha”/),
    });
    await expect(test.call('segments.save', { project, id: a.id, condition: inSegment(a.id) })).rejects.toMatchObject({
      code: 'invalid',
    });
  });

  it('may be stored while another one is faulty', async () => {
    const { id } = await create('Loyal');
    await test.call('projects.close', { project });
    const store = ProjectStore.open(project);
    store.segments.put({ id: 'broken', name: 'Broken', condition: inSegment('gone') });
    store.close();
    await test.call('segments.save', { project, id, condition: { did: 'Product Viewed' } });
    await create('Other');
    await test.call('segments.remove', { project, id: 'broken' });
  });

  it('cannot be removed while they are used, and the refusal says where', async () => {
    const loyal = await create('Loyal');
    const vip = await create('VIP', inSegment(loyal.id));
    await branchOn(loyal.id);
    await expect(test.call('segments.remove', { project, id: loyal.id })).rejects.toMatchObject({
      code: 'conflict',
      message: saying('the step “Loyal\\?” of the journey “Win back” and the segment “VIP”'),
    });
    await test.call('segments.remove', { project, id: vip.id });
    await test.call('journeys.remove', { project, id: 'win-back' });
    await test.call('segments.remove', { project, id: loyal.id });
  });

  it('are found in settings and in unfinished steps, but not in data that only looks like one', async () => {
    const { id } = await create('Loyal');
    const draft = {
      ...draftOf('x'),
      settings: { audience: inSegment(id) },
      nodes: [
        { id: 'u', type: 'update' as const, config: { set: { segment: id } } },
        { id: 'b', type: 'branch' as const, config: { if: { all: [inSegment(id), { did: '' }] } } },
      ],
      edges: [],
    };
    await test.call('journeys.create', { project, name: 'Draft', draft });
    expect(await test.call('segments.uses', { project })).toEqual({
      [id]: [
        { kind: 'node', journey: 'draft', journeyName: 'Draft', node: 'b', nodeName: 'Branch' },
        { kind: 'settings', journey: 'draft', journeyName: 'Draft' },
      ],
    });
  });

  it('tell everybody when they change, and not when they are refused', async () => {
    const notices: Notice[] = [];
    test.engine.onNotice((notice) => notices.push(notice));
    const { id } = await create('A');
    await expect(create('A')).rejects.toMatchObject({ code: 'conflict' });
    await test.call('segments.rename', { project, id, name: 'B' });
    await test.call('segments.save', { project, id, condition: { did: 'Product Viewed' } });
    await test.call('segments.remove', { project, id });
    expect(notices).toEqual(Array.from({ length: 4 }, () => ({ topic: 'segments.changed', project })));
  });
});

describe('the counts of segments', () => {
  beforeEach(async () => {
    const events = test.file('events.csv', SMALL_LOG);
    const customers = test.file('customers.csv', SMALL_CUSTOMERS);
    await test.call('logs.import', { project, events: [events], customers });
  });

  it('are those of their conditions, and follow each edit at once', async () => {
    const viewers = await create('Viewers', { did: 'Product Viewed', within: '1d' });
    const others = await create('Others', { none: [inSegment(viewers.id)] });
    expect(await test.call('segments.count', { project, id: viewers.id })).toEqual({ now: 1, ever: 2, customers: 4 });
    expect(await test.call('segments.count', { project, id: others.id })).toMatchObject({ now: 3 });
    await test.call('segments.save', { project, id: viewers.id, condition: { did: 'Product Viewed' } });
    expect(await test.call('segments.count', { project, id: others.id })).toMatchObject({ now: 2 });
  });

  it('and simulations too', async () => {
    const { id } = await create('Buyers');
    const journey = await branchOn(id);
    const draft = (await test.call('journeys.get', { project, id: journey })).draft;
    expect(await test.call('journeys.lint', { project, draft })).not.toContainEqual(
      expect.objectContaining({ code: 'unknownSegment' }),
    );
    const viewed = { id: 't', type: 'trigger' as const, config: { kind: 'engagement', on: { event: 'Product Viewed' } } };
    const audience = { ...draftOf('x'), nodes: [viewed], edges: [], settings: { audience: inSegment(id) } };
    await test.call('journeys.create', { project, name: 'Only buyers', draft: audience });
    const entries = async () => {
      const { result } = await test.call('simulations.run', { project, journeys: ['only-buyers'], options: {} });
      return result.journeys[0]?.customers;
    };
    const before = await entries();
    await test.call('segments.save', { project, id, condition: { all: [] } });
    expect(await entries()).toBeGreaterThan(before ?? Infinity);
  });
});

describe('circleFrom', () => {
  it('finds a way back exactly where there is one, in any graph', () => {
    const graphs = fc.array(fc.array(fc.nat(5), { maxLength: 3 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(graphs, (targets) => {
        const conditions = Object.fromEntries(
          targets.map((list, id) => [String(id), { all: list.map((target) => inSegment(String(target))) }]),
        );
        const reach = new Set(targets[0]);
        for (const id of reach) for (const next of targets[id] ?? []) reach.add(next);
        const circle = circleFrom('0', conditions);
        expect(circle !== undefined).toBe(reach.has(0));
        for (const [place, id] of (circle ?? []).entries()) {
          const next = circle?.[place + 1] ?? '0';
          expect(targets[Number(id)]).toContain(Number(next));
        }
      }),
      { seed: 5, numRuns: 300 },
    );
  });

  it('is untroubled by names of the language', () => {
    expect(circleFrom('constructor', { a: inSegment('__proto__') })).toBeUndefined();
  });
});
