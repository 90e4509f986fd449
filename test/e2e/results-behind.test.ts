import { readFile } from 'node:fs/promises';
import type { Download, Locator, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { openDemoShop, openJourney } from './journey-steps.js';
import { accessibilityViolations, screenshot, useApp } from './support/index.js';

const app = useApp({ viewport: { width: 1440, height: 900 } });

async function simulated(page: Page, journey = 'Cart recovery'): Promise<Locator> {
  await openDemoShop(page);
  await openJourney(page, journey);
  const results = page.getByRole('region', { name: 'Results', exact: true });
  await page.keyboard.press('Control+Enter');
  await results.getByText(/^simulated in/).waitFor();
  return results;
}

async function downloaded(page: Page, press: () => Promise<void>): Promise<{ file: Download; text: string }> {
  const download = page.waitForEvent('download');
  await press();
  const file = await download;
  return { file, text: await readFile(await file.path(), 'utf8') };
}

const numberIn = (text: string): number => Number(/([\d,]+)(?!.*\d)/.exec(text)?.[1]?.replaceAll(',', ''));

it('opens exactly the customers behind a way, a stage and a bar, by keyboard and pointer', async () => {
  const { page } = app();
  const results = await simulated(page);
  await results.getByRole('tab', { name: /^Paths/ }).click();
  const flow = results.getByRole('listbox', { name: /^Paths: a flow diagram/ });
  await flow.locator('svg').waitFor();
  await flow.focus();
  await page.keyboard.press('ArrowRight');
  const way = await flow.getByRole('option').textContent();
  expect(way).toMatch(/^Left a cart for 24 hours to Your cart awaits: [\d,]+ entries$/);
  await screenshot(page, 'results-paths');
  await page.keyboard.press('Enter');
  const chip = results.getByRole('button', {
    name: 'Take away the filter “From “Left a cart for 24 hours” to “Your cart awaits””',
  });
  await chip.waitFor();
  const wide = page.viewportSize();
  await page.setViewportSize({ width: 1280, height: 800 });
  const filters = results.getByRole('group', { name: 'Filters of the customers' });
  // One line, however long the words are.
  await expect.poll(async () => (await filters.boundingBox())?.height).toBeLessThan(50);
  await results.getByRole('button', { name: 'Save these customers as CSV' }).waitFor();
  if (wide) await page.setViewportSize(wide);
  const everybody = results.getByRole('tab', { name: /^Customers/ });
  const entered = numberIn((await everybody.textContent()) ?? '');
  await expect.poll(async () => numberIn((await results.getByText(/^[\d,]+ customers?$/).textContent()) ?? '')).toBe(entered);
  await chip.click();
  await results.getByText(/of the log entered$/).waitFor();

  await results.getByRole('tab', { name: /^Paths/ }).click();
  await results.getByRole('button', { name: /^Post-purchase/ }).click();
  await results.getByRole('button', { name: /Came to “Post-purchase”/ }).waitFor();
  await results.getByRole('tab', { name: 'Overview' }).click();
  const times = results.getByRole('listbox', { name: /^From entry to goal/ });
  await times.locator('svg').waitFor();
  await times.focus();
  await page.keyboard.press('Home');
  const first = numberIn(((await times.getByRole('option').textContent()) ?? '').replace(/ entries$/, ''));
  await page.keyboard.press('Enter');
  const reached = results.getByText(/^[\d,]+ customers?$/);
  // A customer may have reached the goal so soon more than once.
  await expect.poll(async () => numberIn((await reached.textContent()) ?? '')).toBeLessThanOrEqual(first);
  await results
    .getByRole('row')
    .filter({ has: page.getByRole('gridcell') })
    .first()
    .click();
  await results.getByRole('region', { name: /^Story of / }).waitFor();
  expect(await accessibilityViolations(page, '#results')).toEqual([]);
});

it('runs journeys together, shows whom several message, and saves charts and a report', async () => {
  const { page } = app();
  const results = await simulated(page);
  await results.getByRole('button', { name: 'Options of the run' }).click();
  const form = page.getByRole('form', { name: 'Options of the run' });
  await form.getByRole('combobox', { name: 'Together with' }).click();
  await page.getByRole('option', { name: 'Browse abandonment' }).click();
  await form.getByRole('button', { name: 'Simulate' }).click();
  await results.getByText(/^2 journeys together/).waitFor();
  const overlap = results.getByRole('region', { name: 'Overlap between journeys' });
  const both = overlap.getByRole('button', { name: /^Cart recovery and Browse abandonment: / });
  const count = numberIn((await both.getAttribute('aria-label')) ?? '');
  expect(count).toBeGreaterThan(0);
  await both.click();
  await expect.poll(async () => numberIn((await results.getByText(/^[\d,]+ customers?$/).textContent()) ?? '')).toBe(count);

  await results.getByRole('tab', { name: 'Overview' }).click();
  await overlap.hover();
  await overlap.getByRole('button', { name: 'Save “Overlap between journeys”' }).click();
  const csv = await downloaded(page, () => page.getByRole('menuitem', { name: /^CSV/ }).click());
  expect(csv.file.suggestedFilename()).toBe('overlap.csv');
  expect(csv.text.split('\n')[0]).toBe(',Cart recovery,Browse abandonment');
  await overlap.getByRole('button', { name: 'Save “Overlap between journeys”' }).click();
  const png = await downloaded(page, () => page.getByRole('menuitem', { name: /^PNG/ }).click());
  expect(png.text.slice(1, 4)).toBe('PNG');

  await results.getByRole('button', { name: 'Save these results' }).click();
  const report = await downloaded(page, () => page.getByRole('menuitem', { name: /^Report as HTML/ }).click());
  expect(report.file.suggestedFilename()).toBe('cart-recovery-report.html');
  for (const words of ['Overlap between journeys', 'Step by step', 'A replay shows']) expect(report.text).toContain(words);
  expect(report.text).not.toMatch(/<script|C00\d\d\d/);
});

it('opens exactly the messages that waited out quiet hours, and each as it was written, by pointer and keyboard', async () => {
  const { page } = app();
  const results = await simulated(page, 'Browse abandonment');
  const bar = results.getByRole('button', { name: /^Quiet hours/ });
  const waited = numberIn((await bar.textContent()) ?? '');
  expect(waited).toBeGreaterThan(0);
  await bar.click();
  await results.getByRole('button', { name: 'Take away the filter “Waited out quiet hours”' }).waitFor();
  await expect.poll(async () => numberIn((await results.getByText(/^[\d,]+ messages?$/).textContent()) ?? '')).toBe(waited);

  const row = results.getByRole('grid', { name: 'Messages' }).getByRole('row').nth(1);
  const mail = page.getByRole('dialog', { name: /, to / });
  await row.getByRole('button', { name: 'Show the message' }).click();
  await mail.getByText(/@example\.com/).waitFor();
  await screenshot(page, 'results-message');
  await page.keyboard.press('Escape');
  await mail.waitFor({ state: 'detached' });
  await row.press('m');
  await mail.getByText(/@example\.com/).waitFor();
  await page.keyboard.press('Escape');
  await mail.waitFor({ state: 'detached' });
  expect(await accessibilityViolations(page, '#results')).toEqual([]);
});
