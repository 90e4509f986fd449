import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Notice } from '../../../shared/contract/wire.js';
import { draftOf } from '../../store/project/testing.js';
import { testEngine, type TestEngine } from '../testing.js';

let test: TestEngine;
let project: string;
beforeEach(async () => {
  test = await testEngine();
  ({ project } = await test.call('projects.create', { name: 'Shop' }));
});
afterEach(() => test.remove());

describe('journeys', () => {
  it('begin with one trigger that is still to be filled in', async () => {
    const { draft, revision } = await test.call('journeys.create', { project, name: 'Cart recovery' });
    expect(draft).toMatchObject({ id: 'cart-recovery', name: 'Cart recovery', nodes: [{ type: 'trigger' }], edges: [] });
    expect(revision).toBe(1);
    const [summary] = await test.call('journeys.list', { project });
    expect(summary).toMatchObject({ id: 'cart-recovery', nodes: 1, revision: 1 });
    expect(summary?.errors).toBeGreaterThan(0);
    expect(await test.call('journeys.lint', { project, draft })).toHaveLength((summary?.errors ?? 0) + (summary?.warnings ?? 0));
  });

  it('get an id of their own, from a draft too', async () => {
    for (const id of ['win-back', 'win-back-2', 'win-back-3']) {
      expect((await test.call('journeys.create', { project, name: 'Win back', draft: draftOf('x') })).draft.id).toBe(id);
    }
  });

  it('are saved revision by revision, and a stale save is refused', async () => {
    const { draft } = await test.call('journeys.create', { project, name: 'A', draft: draftOf('a') });
    expect(await test.call('journeys.save', { project, draft: { ...draft, name: 'B' }, revision: 1 })).toMatchObject({
      revision: 2,
    });
    await expect(test.call('journeys.save', { project, draft, revision: 1 })).rejects.toMatchObject({ code: 'conflict' });
    await test.restart();
    expect(await test.call('journeys.get', { project, id: draft.id })).toMatchObject({ revision: 2, draft: { name: 'B' } });
  });

  it('that are removed are gone', async () => {
    const { draft } = await test.call('journeys.create', { project, name: 'A' });
    expect(await test.call('journeys.remove', { project, id: draft.id })).toBeNull();
    await expect(test.call('journeys.get', { project, id: draft.id })).rejects.toMatchObject({ code: 'notFound' });
  });

  it('tell everybody when they change', async () => {
    const notices: Notice[] = [];
    const stop = test.engine.onNotice((notice) => notices.push(notice));
    const { draft } = await test.call('journeys.create', { project, name: 'A' });
    await test.call('journeys.save', { project, draft, revision: 1 });
    stop();
    await test.call('journeys.remove', { project, id: draft.id });
    expect(notices).toEqual([
      { topic: 'journeys.changed', project },
      { topic: 'journeys.changed', project },
    ]);
  });
});

describe('journey files', () => {
  const whole = { ...draftOf('cart'), 'x-team': 'crm', ui: { zoom: 2 } };

  it('come back as they went', async () => {
    const { draft } = await test.call('journeys.import', { project, text: JSON.stringify(whole), fileName: 'cart.json' });
    const { text, fileName, mimeType } = await test.call('journeys.export', { project, id: draft.id, format: 'json' });
    expect({ fileName, mimeType }).toEqual({ fileName: 'cart.json', mimeType: 'application/json' });
    expect(JSON.parse(text)).toEqual(whole);
    const other = await test.call('projects.create', { name: 'Other' });
    const again = await test.call('journeys.import', { project: other.project, text, fileName });
    expect(again).toMatchObject({ renamed: false, draft: whole });
    expect((await test.call('journeys.export', { project: other.project, id: again.draft.id, format: 'json' })).text).toBe(text);
  });

  it('get another id where theirs is taken', async () => {
    const text = `\uFEFF${JSON.stringify(whole)}`;
    await test.call('journeys.import', { project, text, fileName: 'cart.json' });
    expect(await test.call('journeys.import', { project, text, fileName: 'cart.json' })).toMatchObject({
      renamed: true,
      draft: { id: 'cart-2' },
    });
  });

  it.each([
    ['no JSON', '{"format": ', 'invalid'],
    ['no journey', '[1, 2]', 'invalid'],
    ['of a newer Waypost', JSON.stringify({ ...whole, version: 2 }), 'newerVersion'],
    ['with an id used twice', JSON.stringify({ ...whole, nodes: [...whole.nodes, whole.nodes[0]] }), 'invalid'],
    [
      'with an edge to nowhere',
      JSON.stringify({ ...whole, edges: [{ id: 'e', source: 't1', sourceHandle: 'out', target: 'gone' }] }),
      'invalid',
    ],
    ['nested without end', `${'{"ui":'.repeat(5_000)}{}${'}'.repeat(5_000)}`, 'invalid'],
    ['with nodes of unknown type', JSON.stringify({ ...whole, nodes: [{ id: 'n', type: 'teleport', config: {} }] }), 'invalid'],
  ])('%s are refused', async (_, text, code) => {
    await expect(test.call('journeys.import', { project, text, fileName: 'cart.json' })).rejects.toMatchObject({ code });
    expect(await test.call('journeys.list', { project })).toEqual([]);
  });

  it('with faults that can be mended on the canvas are taken', async () => {
    const loop = { ...whole, edges: [...whole.edges, { id: 'back', source: 'e1', sourceHandle: 'out', target: 'e1' }] };
    const { draft } = await test.call('journeys.import', { project, text: JSON.stringify(loop), fileName: 'loop.json' });
    const exporting = test.call('journeys.export', { project, id: draft.id, format: 'svg' });
    await expect(exporting).rejects.toMatchObject({
      code: 'invalid',
      problems: [expect.objectContaining({ code: 'loopWithoutWait' })],
    });
  });

  it.each(['mermaid', 'svg'] as const)('are drawn as %s with hostile names as text', async (format) => {
    const hostile = {
      ...whole,
      name: '<script>alert(1)</script>',
      nodes: whole.nodes.map((node) => ({ ...node, name: '"]; click x "javascript:1"<img src=x onerror=1>' })),
    };
    const { draft } = await test.call('journeys.create', { project, name: hostile.name, draft: hostile });
    const { text } = await test.call('journeys.export', { project, id: draft.id, format });
    expect(text).not.toMatch(/<script|<img/);
  });
});

describe('versions', () => {
  it('are kept under a name, whatever happens to the journey, and read back whole', async () => {
    const { draft } = await test.call('journeys.create', { project, name: 'A', draft: draftOf('a') });
    const kept = await test.call('journeys.keepVersion', { project, id: draft.id, name: '  Before spring ' });
    expect(kept).toMatchObject({ name: 'Before spring', revision: 1, nodes: 2 });
    await test.call('journeys.save', { project, draft: { ...draft, nodes: [], edges: [] }, revision: 1 });
    await test.call('journeys.keepVersion', { project, id: draft.id, name: 'Empty' });
    await test.restart();
    expect((await test.call('journeys.versions', { project, id: draft.id })).map(({ name }) => name)).toEqual([
      'Empty',
      'Before spring',
    ]);
    expect(await test.call('journeys.version', { project, id: draft.id, version: kept.version })).toEqual({ ...kept, draft });
  });

  it('can be renamed and removed, and belong to their journey alone', async () => {
    const { draft } = await test.call('journeys.create', { project, name: 'A' });
    const { version } = await test.call('journeys.keepVersion', { project, id: draft.id, name: 'One' });
    await test.call('journeys.renameVersion', { project, id: draft.id, version, name: 'Two' });
    expect(await test.call('journeys.versions', { project, id: draft.id })).toMatchObject([{ version, name: 'Two' }]);
    await expect(test.call('journeys.version', { project, id: 'other', version })).rejects.toMatchObject({ code: 'notFound' });
    await expect(test.call('journeys.removeVersion', { project, id: 'other', version })).rejects.toMatchObject({
      code: 'notFound',
    });
    await test.call('journeys.removeVersion', { project, id: draft.id, version });
    expect(await test.call('journeys.versions', { project, id: draft.id })).toEqual([]);
  });

  it('refuse an empty name and a journey that is not there', async () => {
    const { draft } = await test.call('journeys.create', { project, name: 'A' });
    await expect(test.call('journeys.keepVersion', { project, id: draft.id, name: ' ' })).rejects.toMatchObject({
      code: 'badRequest',
    });
    await expect(test.call('journeys.keepVersion', { project, id: 'b', name: 'B' })).rejects.toMatchObject({ code: 'notFound' });
  });
});

describe('the archive', () => {
  it('takes a journey out of the way and gives it back unchanged', async () => {
    const { draft } = await test.call('journeys.create', { project, name: 'A', draft: draftOf('a') });
    await test.call('journeys.archive', { project, id: draft.id, archived: true });
    await test.restart();
    expect(await test.call('journeys.list', { project })).toMatchObject([
      { id: draft.id, archivedAt: expect.any(String) as string },
    ]);
    await test.call('journeys.save', { project, draft, revision: 1 });
    expect((await test.call('journeys.list', { project }))[0]?.archivedAt).toBeDefined();
    await test.call('journeys.archive', { project, id: draft.id, archived: false });
    const [back] = await test.call('journeys.list', { project });
    expect(back).not.toHaveProperty('archivedAt');
    expect((await test.call('journeys.get', { project, id: draft.id })).draft).toEqual(draft);
  });
});
