import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEngine, type Engine } from '../../src/main/engine/index.js';
import { contract } from '../../src/shared/contract/index.js';
import type { JourneyResult } from '../../src/shared/simulation/result.js';
import { readRecipes, readSample } from './resources.test-support.js';

const resources = join(dirname(fileURLToPath(import.meta.url)), '../../resources');
const folder = mkdtempSync(join(tmpdir(), 'waypost-samples-'));
const PATIENCE = 120_000;

let engine: Engine;

async function run(project: string, journey: string): Promise<JourneyResult> {
  const reply = await engine.call('simulations.run', { project, journeys: [journey], options: {} });
  const [result] = contract['simulations.run'].output.parse(reply).result.journeys;
  if (!result) throw new Error('The run has no result');
  return result;
}

beforeAll(async () => {
  engine = await createEngine({ kind: 'cli', version: 'test', dataFolder: join(folder, 'data'), resourcesFolder: resources });
}, PATIENCE);

afterAll(async () => {
  await engine.close();
  rmSync(folder, { recursive: true, force: true });
}, PATIENCE);

describe.each(['corner-grocery', 'demo-shop'])('the sample %s in the engine', (id) => {
  const { manifest } = readSample(id);
  let project = '';

  beforeAll(async () => {
    const reply = await engine.call('projects.openSample', { sample: id });
    ({ project } = contract['projects.openSample'].output.parse(reply));
  }, PATIENCE);

  it(
    'is imported whole: no row rejected, none taken for a duplicate',
    async () => {
      const summary = contract['logs.summary'].output.parse(await engine.call('logs.summary', { project }));
      const rejected = contract['logs.rejected'].output.parse(
        await engine.call('logs.rejected', { project, offset: 0, limit: 10 }),
      );
      expect({ events: summary.events, customers: summary.customers, rejected: rejected.rows }).toEqual({
        events: manifest.events,
        customers: manifest.customers,
        rejected: [],
      });
    },
    PATIENCE,
  );

  it(
    'brings journeys in which every node is reached',
    async () => {
      const journeys = contract['journeys.list'].output.parse(await engine.call('journeys.list', { project }));
      expect(journeys.length).toBe(readSample(id).journeys.length);
      for (const { id: journey } of journeys) {
        const { nodes, messages } = await run(project, journey);
        expect(Object.entries(nodes).filter(([, { reached }]) => reached === 0)).toEqual([]);
        expect(messages.sent).toBeGreaterThan(0);
      }
    },
    PATIENCE,
  );

  it(
    'brings the templates of its e-mails, which lack nothing for anybody',
    async () => {
      const journeys = contract['journeys.list'].output.parse(await engine.call('journeys.list', { project }));
      const templates = contract['templates.list'].output.parse(await engine.call('templates.list', { project }));
      expect(journeys.filter(({ warnings }) => warnings > 0)).toEqual([]);
      for (const { id: template, uses } of templates) {
        expect(uses.length).toBeGreaterThan(0);
        for (const journey of new Set(uses.map((use) => use.journey))) {
          const started = await engine.call('simulations.run', { project, journeys: [journey], options: {} });
          const { run: name } = contract['simulations.run'].output.parse(started);
          const request = { project, run: name, template, filter: 'all', order: 'time', offset: 0, limit: 1 };
          const written = contract['emails.recipients'].output.parse(await engine.call('emails.recipients', request));
          expect(written).toMatchObject({ counts: { missing: 0, empty: 0, failed: 0 }, looked: written.messages });
          expect(written.messages).toBeGreaterThan(0);
        }
      }
    },
    PATIENCE,
  );
});

describe('the recipes on the demo shop', () => {
  let project = '';

  beforeAll(async () => {
    const reply = await engine.call('projects.openSample', { sample: 'demo-shop' });
    ({ project } = contract['projects.openSample'].output.parse(reply));
  }, PATIENCE);

  it.each(readRecipes())(
    '$id has a message for somebody at each of its e-mails',
    async ({ journey }) => {
      const reply = await engine.call('journeys.create', { project, name: journey.name, draft: journey });
      const { draft } = contract['journeys.create'].output.parse(reply);
      const { entries, nodes } = await run(project, draft.id);
      expect(entries).toBeGreaterThan(20);
      expect(Object.entries(nodes).filter(([, { left, ended }]) => left + ended === 0)).toEqual([]);
    },
    PATIENCE,
  );
});
