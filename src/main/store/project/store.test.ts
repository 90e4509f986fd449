import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ProjectStore } from './index.js';
import { draftOf, standingClock, temporaryFolder } from './testing.js';

let folder: ReturnType<typeof temporaryFolder>;
let project: string;
const clock = standingClock();
const options = { clock: clock.now };

beforeEach(() => {
  folder = temporaryFolder();
  project = join(folder.path, 'shop.waypost');
});
afterEach(() => {
  folder.remove();
});

describe('making and opening a project', () => {
  it('keeps what a project is called and what its data is', () => {
    ProjectStore.create(project, { name: 'Shop', sample: 'demo-shop', dataNote: 'generated data' }, options).close();
    const store = ProjectStore.open(project, options);
    expect(store.meta).toEqual({
      name: 'Shop',
      sample: 'demo-shop',
      dataNote: 'generated data',
      createdAt: clock.now().toISOString(),
    });
    expect(store.notes).toEqual([]);
    store.close();
  });

  it('refuses a folder that exists and leaves it alone', () => {
    ProjectStore.create(project, { name: 'Shop' }, options).close();
    expect(() => ProjectStore.create(project, { name: 'Other' }, options)).toThrow(/exists already/);
    const store = ProjectStore.open(project, options);
    expect(store.meta.name).toBe('Shop');
    store.close();
  });

  it('refuses a name without the suffix, a missing folder and a folder that is no project', () => {
    expect(() => ProjectStore.create(join(folder.path, 'shop'), { name: 'Shop' })).toThrow(/\.waypost/);
    expect(() => ProjectStore.open(project)).toThrow(expect.objectContaining({ code: 'notFound' }));
    expect(() => ProjectStore.open(folder.path)).toThrow(expect.objectContaining({ code: 'notFound' }));
    expect(readdirSync(folder.path)).toEqual([]);
  });

  it('is open in one place at a time', () => {
    const store = ProjectStore.create(project, { name: 'Shop' }, options);
    expect(() => ProjectStore.open(project)).toThrow(
      expect.objectContaining({ code: 'conflict', message: expect.stringContaining('Close it there first') as string }),
    );
    store.journeys.create(draftOf('a'));
    store.close();
    ProjectStore.open(project).close();
  });
});

describe('journeys', () => {
  it('counts revisions and keeps each of them', () => {
    const store = ProjectStore.create(project, { name: 'Shop' }, options);
    expect(store.journeys.create(draftOf('a', 'First'))).toMatchObject({ revision: 1 });
    clock.advance(1000);
    expect(store.journeys.save(draftOf('a', 'Second'), 1)).toEqual({ revision: 2, updatedAt: clock.now().toISOString() });
    expect(store.journeys.get('a')).toMatchObject({ revision: 2, draft: { name: 'Second' } });
    expect(store.journeys.revisions.list('a').map(({ revision, draft }) => [revision, draft.name])).toEqual([
      [2, 'Second'],
      [1, 'First'],
    ]);
    store.close();
  });

  it('refuses a save that is based on an older revision', () => {
    const store = ProjectStore.create(project, { name: 'Shop' }, options);
    store.journeys.create(draftOf('a'));
    store.journeys.save(draftOf('a', 'Mine'), 1);
    expect(() => store.journeys.save(draftOf('a', 'Theirs'), 1)).toThrow(expect.objectContaining({ code: 'conflict' }));
    expect(store.journeys.get('a').draft.name).toBe('Mine');
    expect(() => store.journeys.save(draftOf('b'), 1)).toThrow(expect.objectContaining({ code: 'notFound' }));
    store.close();
  });

  it('keeps what it does not know in a document', () => {
    const store = ProjectStore.create(project, { name: 'Shop' }, options);
    const draft = { ...draftOf('a'), 'x-owner': { team: ['crm'] }, ui: { zoom: 1.5 } };
    store.journeys.create(draft);
    expect(store.journeys.get('a').draft).toEqual(draft);
    store.close();
  });

  it('lists in the order of making, and removes without losing revisions', () => {
    const store = ProjectStore.create(project, { name: 'Shop' }, options);
    for (const id of ['b', 'a', 'c']) store.journeys.create(draftOf(id));
    store.journeys.remove('a');
    expect(store.journeys.list().map(({ draft }) => draft.id)).toEqual(['b', 'c']);
    expect(store.journeys.revisions.list('a')).toHaveLength(1);
    expect(() => {
      store.journeys.remove('a');
    }).toThrow(expect.objectContaining({ code: 'notFound' }));
    store.close();
  });

  it('takes names that look like SQL as text', () => {
    const store = ProjectStore.create(project, { name: "'); DROP TABLE journeys; --" }, options);
    store.journeys.create(draftOf("x'; DROP TABLE journeys; --"));
    expect(store.journeys.list()).toHaveLength(1);
    store.close();
  });
});

describe('segments and runs', () => {
  it('stores, replaces and removes segments', () => {
    const store = ProjectStore.create(project, { name: 'Shop' }, options);
    store.segments.put({ id: 'vip', name: 'VIP', condition: { did: 'Order Completed', times: { gte: 5 } } });
    store.segments.put({ id: 'vip', name: 'Regulars', condition: { did: 'Order Completed', times: { gte: 3 } } });
    expect(store.segments.list()).toEqual([
      { id: 'vip', name: 'Regulars', condition: { did: 'Order Completed', times: { gte: 3 } } },
    ]);
    store.segments.remove('vip');
    expect(() => {
      store.segments.remove('vip');
    }).toThrow(expect.objectContaining({ code: 'notFound' }));
    store.close();
  });

  it('remembers runs, newest first', () => {
    const store = ProjectStore.create(project, { name: 'Shop' }, options);
    const result = {
      format: 'waypost/simulation' as const,
      version: 1 as const,
      seed: 1,
      from: '2024-01-01T00:00:00.000Z',
      to: '2024-01-02T00:00:00.000Z',
      log: { customers: 0, events: 0 },
      journeys: [],
    };
    for (const id of ['r1', 'r2']) {
      store.runs.add({
        id,
        startedAt: clock.now().toISOString(),
        journeys: [{ id: 'a', revision: 3 }],
        options: { seed: 7 },
        result,
      });
      clock.advance(1000);
    }
    expect(store.runs.list().map((run) => run.id)).toEqual(['r2', 'r1']);
    expect(store.runs.list()[0]).toMatchObject({ journeys: [{ id: 'a', revision: 3 }], options: { seed: 7 }, result });
    store.close();
  });
});

describe('backups', () => {
  it('are written on closing when something changed, and only then', () => {
    const count = (): number => readdirSync(join(project, 'backups')).length;
    ProjectStore.create(project, { name: 'Shop' }, options).close();
    expect(count()).toBe(1);
    clock.advance(1000);
    ProjectStore.open(project, options).close();
    expect(count()).toBe(1);
    clock.advance(1000);
    const store = ProjectStore.open(project, options);
    store.journeys.create(draftOf('a'));
    store.close();
    expect(count()).toBe(2);
    expect(existsSync(join(project, 'backups', 'unfinished.db'))).toBe(false);
  });
});
