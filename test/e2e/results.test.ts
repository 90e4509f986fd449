import { readFile } from 'node:fs/promises';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { accessibilityViolations, screenshot, startApp, type App } from './support/index.js';

/** The results drawer on the Demo shop, simulated once: each test starts on the overview. */
let app: App;
let results: Locator;

const tab = (name: string): Locator => results.getByRole('tab', { name: new RegExp(`^${name}`) });
const bar = (name: RegExp): Locator => results.getByRole('button', { name });
const rows = (): Locator => results.getByRole('row').filter({ has: app.page.getByRole('gridcell') });
const figure = (name: string): Locator => results.getByRole('region', { name });

/** The last whole number in a text: "No consent 1,221" → 1221. */
function numberIn(text: string | null): number {
  const last = [...(text ?? '').matchAll(/\d[\d,]*/g)].at(-1)?.[0];
  if (last === undefined) throw new Error(`No number in “${text ?? ''}”`);
  return Number(last.replaceAll(',', ''));
}

async function messagesListed(): Promise<number> {
  return numberIn(await results.getByText(/^[\d,]+ messages?$/).textContent());
}

beforeAll(async () => {
  app = await startApp({ viewport: { width: 1280, height: 800 } });
  const { page } = app;
  await page.getByText('Open', { exact: true }).nth(1).click();
  await page.getByText('Cart recovery', { exact: true }).first().click();
  results = page.getByRole('region', { name: 'Results', exact: true });
  await results.getByText('See what this journey would have done').waitFor();
  expect(await accessibilityViolations(page, '#results')).toEqual([]);
  await results.getByRole('button', { name: 'Simulate' }).click();
  await results.getByText(/^simulated in/).waitFor();
});

afterAll(async () => {
  await app.close();
  expect(app.complaints, 'the page should have nothing to complain about').toEqual([]);
});

beforeEach(async () => {
  if (await results.getByRole('button', { name: 'Close the story' }).isVisible())
    await results.getByRole('button', { name: 'Close the story' }).click();
  await tab('Messages').click();
  const clear = results.getByRole('button', { name: 'Clear', exact: true });
  if (await clear.isVisible()) await clear.click();
  await tab('Overview').click();
});

describe('the overview', () => {
  it('opens the messages behind an e-mail of the funnel', async () => {
    const mail = bar(/^Your cart awaits/);
    const sent = numberIn(await mail.textContent());
    await mail.click();
    await expect.poll(messagesListed).toBe(sent);
    expect(await results.getByRole('combobox', { name: 'E-mail' }).inputValue()).toBe('Your cart awaits');
  });

  it('opens the messages behind a reason for holding back', async () => {
    const consent = bar(/^No consent/);
    const held = numberIn(await consent.textContent());
    await consent.click();
    await expect.poll(messagesListed).toBe(held);
    // The count comes before the rows do.
    await expect.poll(() => rows().filter({ hasNotText: 'Held back: no consent' }).count()).toBe(0);
    expect(await rows().count()).toBeGreaterThan(0);
  });

  it('has each chart as a table, whose days open their messages', async () => {
    await figure('E-mails per day').hover();
    await results.getByRole('button', { name: 'Show “E-mails per day” as a table' }).click();
    const day = figure('E-mails per day').getByRole('row').nth(12);
    const sent = Number(await day.getByRole('cell').first().textContent());
    await day.getByRole('button').click();
    await expect.poll(messagesListed).toBe(sent);
    await results.getByRole('button', { name: /\(Europe\/Berlin\)$/ }).waitFor();
  });

  it('says that a replay proves nothing, and counts all messages once', async () => {
    await results.getByText('A replay: these customers ordered by themselves.').first().waitFor();
    const inTab = numberIn(await tab('Messages').textContent());
    await tab('Messages').click();
    await expect.poll(messagesListed).toBe(inTab);
  });
});

it.each(['light', 'dark'] as const)('every tab is free of accessibility violations in %s', async (colorScheme) => {
  await app.page.emulateMedia({ colorScheme });
  for (const name of ['Overview', 'Paths', 'Timeline', 'Messages', 'Customers']) {
    await tab(name).click();
    if (name !== 'Messages' && name !== 'Customers') await results.locator('svg[width]').first().waitFor();
    else await rows().first().waitFor();
    expect(await accessibilityViolations(app.page, '#results'), name).toEqual([]);
    await screenshot(app.page, `results-${name.toLowerCase()}-${colorScheme}`);
  }
  await app.page.emulateMedia({ colorScheme: 'light' });
});

it('zooms the timeline by its fields and opens the days that show', async () => {
  await tab('Timeline').click();
  await results.getByLabel('First day').fill('2025-11-10');
  await results.getByLabel('Last day').fill('2025-11-12');
  const meaning = results.getByText(/10 ?– ?12 Nov 2025 \(Europe\/Berlin\): /);
  const [sent, held] = [...((await meaning.textContent()) ?? '').matchAll(/(\d+) (?:e-mails? sent|held back)/g)].map(
    ([, count]) => Number(count),
  );
  await results.getByRole('button', { name: 'Show these messages' }).click();
  await expect.poll(messagesListed).toBe((sent ?? 0) + (held ?? 0));
});

describe('the story of a customer', () => {
  it('opens from a message by keyboard, and closing it leads back to the row', async () => {
    await tab('Messages').click();
    await rows().first().focus();
    await app.page.keyboard.press('ArrowDown');
    await app.page.keyboard.press('Enter');
    const story = results.getByRole('region', { name: /^Story of / });
    await story.getByText('Times in Europe/Berlin').waitFor();
    await story.getByRole('treeitem').first().waitFor();
    expect(await accessibilityViolations(app.page, '#results')).toEqual([]);
    await screenshot(app.page, 'results-story');
    await app.page.keyboard.press('Escape');
    await expect.poll(() => app.page.evaluate(() => document.activeElement?.getAttribute('aria-rowindex'))).toBe('3');
  });

  it('tells why, finding by finding, and shows the step on the canvas', async () => {
    await tab('Customers').click();
    await rows().first().click();
    await results.getByText('Without events', { exact: true }).click();
    const entered = results.getByRole('treeitem', { name: /Left a cart for 24 hours entered the journey/ }).first();
    await entered.focus();
    await app.page.keyboard.press('ArrowRight');
    const finding = results.locator('[role=treeitem][aria-level="3"]').first();
    expect(await finding.textContent()).toMatch(/viewed a product at least 3 times in the last 7 days.*product views/);
    await entered.focus();
    await app.page.keyboard.press('Enter');
    await app.page.locator('.react-flow__node[aria-pressed=true]', { hasText: 'Left a cart for 24 hours' }).waitFor();
  });

  it('hides the log’s own events on request, and copies as text', async () => {
    await app.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await tab('Customers').click();
    await rows().first().click();
    const events = results.getByRole('treeitem').filter({ hasText: 'Product Viewed' });
    await events.first().waitFor();
    await results.getByText('Without events', { exact: true }).click();
    await expect.poll(() => events.count()).toBe(0);
    await results.getByRole('button', { name: 'Copy as text' }).click();
    await app.page.getByText('The story is on the clipboard.').waitFor();
    const text = await app.page.evaluate(() => navigator.clipboard.readText());
    expect(text).toMatch(/^Story of C\d+\nTraits: /);
    expect(text).toContain('Times in Europe/Berlin');
    expect(text).toContain('[Left a cart for 24 hours] entered the journey');
  });
});

it('finds and sorts customers', async () => {
  await tab('Customers').click();
  await results.getByRole('button', { name: 'Sent' }).click();
  await expect.poll(() => results.getByRole('columnheader', { name: 'Sent' }).getAttribute('aria-sort')).toBe('descending');
  const sentOf = async (row: number): Promise<number> => Number(await rows().nth(row).getByRole('gridcell').nth(3).textContent());
  await expect.poll(async () => (await sentOf(0)) >= (await sentOf(1)) && (await sentOf(0)) > 3).toBe(true);
  await results.getByRole('textbox', { name: 'Search customers' }).fill('c0052');
  await expect
    .poll(async () => (await rows().allTextContents()).every((text) => text.includes('C0052')) && (await rows().count()) <= 10)
    .toBe(true);
  await results.getByRole('textbox', { name: 'Search customers' }).fill('');
});

it('saves the whole message list as CSV', async () => {
  await tab('Messages').click();
  const download = app.page.waitForEvent('download');
  await results.getByRole('button', { name: 'Save these messages as CSV' }).click();
  const text = await readFile(await (await download).path(), 'utf8');
  expect(text.split('\n')[0]).toBe('time,userId,journey,node,entry,variant,status,reason');
  expect(text.trimEnd().split('\n')).toHaveLength(1 + numberIn(await tab('Messages').textContent()));
});

it('takes another seed and a model of reactions for the next run', async () => {
  await results.getByRole('button', { name: 'Options of the run' }).click();
  const form = app.page.getByRole('form', { name: 'Options of the run' });
  await form.getByLabel('Seed').fill('7');
  await form.getByRole('combobox', { name: 'How customers react' }).click();
  await app.page.getByRole('option', { name: 'At rates I choose' }).click();
  expect(await accessibilityViolations(app.page, 'form')).toEqual([]);
  await form.getByRole('button', { name: 'Simulate' }).click();
  await results.getByText(/seed 7$/).waitFor();
  const opened = figure('Variants')
    .getByRole('row', { name: /^All e-mails/ })
    .getByRole('cell')
    .nth(1);
  await expect.poll(async () => Number.parseFloat((await opened.textContent()) ?? '')).toBeGreaterThan(20);
});

it('is pulled, folded and remembered', async () => {
  const edge = results.getByRole('separator', { name: 'Height of the results' });
  const height = async (): Promise<number> => Number(await edge.getAttribute('aria-valuenow'));
  const before = await height();
  const box = await edge.boundingBox();
  if (!box) throw new Error('The edge of the drawer is not on the screen');
  await app.page.mouse.move(box.x + 200, box.y + box.height / 2);
  await app.page.mouse.down();
  await app.page.mouse.move(box.x + 200, box.y - 180, { steps: 4 });
  await app.page.mouse.up();
  const pulled = await height();
  expect(pulled).toBeGreaterThan(before + 150);
  await edge.focus();
  await app.page.keyboard.press('ArrowDown');
  expect(await height()).toBe(pulled - 32);
  await tab('Timeline').click();
  await app.page.reload();
  await results.getByText('See what this journey would have done').waitFor();
  expect(await height()).toBe(pulled - 32);
  expect(await tab('Timeline').getAttribute('aria-selected')).toBe('true');
  await app.page.keyboard.press('Control+j');
  expect(await height()).toBe(0);
  await app.page.keyboard.press('Control+j');
  expect(await height()).toBe(pulled - 32);
});
