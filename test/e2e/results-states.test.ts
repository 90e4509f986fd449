import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { accessibilityViolations, mustRunCli, screenshot, startApp, type App } from './support/index.js';

/** What the results drawer shows when there is little, nothing or something hostile to show. */
const HOSTILE = `<img src=x onerror="document.title='broken in'">`;
const HOSTILE_ID = `<b>${HOSTILE}</b>, "quoted"`;

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
const EVENTS = [
  'userId,event,timestamp,<i>note</i>',
  `${quoted(HOSTILE_ID)},Product Viewed,2025-03-01T10:00:00Z,${quoted(HOSTILE)}`,
  `${quoted(HOSTILE_ID)},Order Completed,2025-03-01T23:30:00Z,x`,
  'quiet,Page Viewed,2025-03-02T10:00:00Z,x',
].join('\n');

const JOURNEY = {
  format: 'waypost/journey',
  version: 1,
  id: 'greeting',
  name: 'Greeting',
  timezone: 'Europe/Berlin',
  settings: { consent: 'none', goal: { event: 'Order Completed', within: '1d' } },
  nodes: [
    {
      id: 't',
      type: 'trigger',
      name: 'Looked',
      position: { x: 0, y: 0 },
      config: { kind: 'intent', on: { event: 'Product Viewed', if: { did: 'Product Viewed', times: { gte: 1 } } } },
    },
    { id: 'e', type: 'email', name: HOSTILE, position: { x: 280, y: 0 }, config: { template: 'hello', subject: HOSTILE } },
  ],
  edges: [{ id: 'te', source: 't', sourceHandle: 'out', target: 'e' }],
};

let app: App;
let page: Page;
let results: Locator;
let folder: string;

async function importJourney(journey: object): Promise<void> {
  const file = join(folder, 'journey.json');
  await writeFile(file, JSON.stringify(journey));
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Import from file' }).click();
  await (await chooser).setFiles(file);
  await results.waitFor();
}

async function simulate(): Promise<void> {
  await results.getByRole('button', { name: 'Simulate' }).click();
  await results.getByText(/^simulated in/).waitFor();
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'waypost-results-'));
  const project = join(folder, 'small.waypost');
  const events = join(folder, 'events.csv');
  await writeFile(events, EVENTS);
  await mustRunCli(['new', project], folder);
  await mustRunCli(['import', project, '--events', events], folder);
  app = await startApp({
    dataFolder: folder,
    place: `/p/${encodeURIComponent(project)}/journeys`,
    viewport: { width: 1280, height: 800 },
  });
  page = app.page;
  results = page.getByRole('region', { name: 'Results', exact: true });
});

afterEach(async () => {
  await app.close();
  await rm(folder, { recursive: true, force: true });
  expect(app.complaints, 'the page should have nothing to complain about').toEqual([]);
});

it('shows names from the log and the journey as text', async () => {
  await importJourney(JOURNEY);
  await simulate();
  await results.getByRole('button', { name: HOSTILE }).waitFor();
  await results.getByRole('tab', { name: /^Messages 1$/ }).click();
  const row = results.getByRole('row').filter({ hasText: HOSTILE_ID });
  expect(await row.textContent()).toContain(HOSTILE);
  await row.click();
  const story = results.getByRole('region', { name: `Story of ${HOSTILE_ID}` });
  await story.getByRole('treeitem', { name: /Product Viewed/ }).click();
  await story.getByText('<i>note</i>', { exact: true }).waitFor();
  await screenshot(page, 'results-hostile');
  expect(await results.locator('img, b, i').count()).toBe(0);
  expect(await page.title()).not.toContain('broken in');
  expect(await accessibilityViolations(page, '#results')).toEqual([]);
});

it('groups a story by the days of the journey’s zone, and says what converted by itself', async () => {
  await importJourney(JOURNEY);
  await simulate();
  await results.getByText('1 of 1 · 100%').waitFor();
  await results.getByRole('tab', { name: /^Customers 1$/ }).click();
  await results.getByText('1 of 2 customers of the log entered').waitFor();
  await results.getByRole('row').filter({ hasText: HOSTILE_ID }).click();
  const days = results.locator('[data-kind=day]');
  await days.nth(1).waitFor();
  // 23:30 UTC is the next day in Berlin.
  expect(await days.allTextContents()).toEqual([
    expect.stringContaining('1 March 2025'),
    expect.stringContaining('2 March 2025'),
  ]);
  await results.getByRole('treeitem', { name: /reached the goal/ }).waitFor();
});

it('tells what an empty result means', async () => {
  const [trigger, mail] = JOURNEY.nodes;
  const never = {
    ...trigger,
    config: { kind: 'intent', on: { event: 'Order Completed', where: [{ property: '<i>note</i>', is: { eq: 'never' } }] } },
  };
  await importJourney({ ...JOURNEY, nodes: [never, mail] });
  await simulate();
  await results.getByText(/No customer entered/).waitFor();
  await results.getByText('No e-mail was sent in this period.').waitFor();
  expect(await accessibilityViolations(page, '#results')).toEqual([]);
  for (const [tab, text] of [
    ['Timeline', /0 e-mails sent, 0 held back/],
    ['Messages', 'No message was reached'],
    ['Customers', '0 of 2 customers of the log entered'],
  ] as const) {
    await results.getByRole('tab', { name: new RegExp(`^${tab}`) }).click();
    await results.getByText(text).waitFor();
  }
});

describe('a journey that cannot be simulated', () => {
  it('says why, and leads to the step at fault', async () => {
    await page.getByRole('button', { name: 'New journey' }).click();
    const name = page.getByRole('dialog').getByRole('textbox');
    await name.fill('Unfinished');
    await page.keyboard.press('Enter');
    await results.getByRole('button', { name: 'Simulate' }).click();
    await results.getByText('The journey was not simulated').waitFor();
    await screenshot(page, 'results-failed');
    expect(await accessibilityViolations(page, '#results')).toEqual([]);
    await results
      .getByRole('button', { name: /on the canvas$/ })
      .first()
      .click();
    await page.locator('.react-flow__node[aria-pressed=true]').waitFor();
  });
});
