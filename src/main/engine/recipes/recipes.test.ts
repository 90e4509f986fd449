import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SMALL_LOG, testEngine, type TestEngine } from '../testing.js';
import { readRecipes } from './read.js';

const saying = (text: string): unknown => expect.stringContaining(text);

let test: TestEngine;
beforeEach(async () => {
  test = await testEngine();
});
afterEach(() => test.remove());

describe('recipes', () => {
  it('come in the order of the gallery, with what they need of a log', async () => {
    const recipes = await test.call('recipes.list', {});
    expect(recipes.map(({ id }) => id).slice(0, 3)).toEqual(['browsers', 'cart-abandoners', 'repeat-buyers']);
    expect(recipes[0]?.needs).toEqual({ events: ['Product Viewed'], properties: ['product_id'], traits: [] });
    for (const { id, needs } of recipes) expect([id, needs.events.length > 0]).toEqual([id, true]);
    const review = recipes.find(({ id }) => id === 'repeat-buyers');
    expect(review?.needs.events).toEqual(['Order Completed']);
  });

  it('make journeys without faults, and tell beforehand whom they would start for', async () => {
    const { project } = await test.call('projects.create', { name: 'Shop' });
    await test.call('logs.import', { project, events: [test.file('events.csv', SMALL_LOG)] });
    for (const { id, name, journey } of await test.call('recipes.list', {})) {
      const { draft } = await test.call('journeys.create', { project, name, draft: journey });
      const count = await test.call('recipes.count', { project, id });
      const run = await test.call('simulations.run', { project, journeys: [draft.id], options: {} });
      expect(run.result.journeys[0]).toMatchObject(count);
    }
    await expect(test.call('recipes.count', { project, id: 'none' })).rejects.toMatchObject({ code: 'notFound' });
  });
});

describe('a recipe that is damaged', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'waypost-recipes-'));
    mkdirSync(join(folder, 'recipes'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it.each([
    ['is no JSON', '{'],
    ['lacks its sentence', JSON.stringify({ id: 'a', name: 'A', description: 'D', journey: {} })],
    [
      'has a journey with faults',
      JSON.stringify({
        id: 'a',
        name: 'A',
        sentence: 'S',
        description: 'D',
        journey: { format: 'waypost/journey', version: 1, id: 'a', name: 'A', nodes: [], edges: [] },
      }),
    ],
  ])('is named when it %s', (_, text) => {
    writeFileSync(join(folder, 'recipes', '1-a.json'), text);
    expect(() => readRecipes(folder)).toThrow(expect.objectContaining({ code: 'invalid', message: saying('1-a.json') }));
  });
});
