import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { node, openDemoShop, openJourney, settings } from './journey-steps.js';
import { accessibilityViolations, screenshot, startApp, type App } from './support/index.js';

/** Comparing and trying values on the Demo shop's cart recovery. */
let app: App;
let results: Locator;

beforeAll(async () => {
  app = await startApp({ viewport: { width: 1280, height: 800 } });
  const { page } = app;
  await openDemoShop(page);
  await openJourney(page, 'Cart recovery');
  results = page.getByRole('region', { name: 'Results', exact: true });
});

afterAll(async () => {
  await app.close();
  expect(app.complaints, 'the page should have nothing to complain about').toEqual([]);
});

const rows = (table: Locator): Locator => table.getByRole('row').filter({ has: app.page.getByRole('gridcell') });

/** Picks from a list that is searched by typing. */
async function pick(field: string, text: string | RegExp): Promise<void> {
  await results.getByRole('combobox', { name: field, exact: true }).click();
  await app.page.getByRole('option', { name: text }).click();
}

/** The whole numbers of a line of the figures: before, after. */
async function figure(name: string): Promise<number[]> {
  const cells = results.getByRole('row', { name: new RegExp(`^${name} `) }).getByRole('cell');
  const texts = await cells.allTextContents();
  return texts.slice(0, 2).map((text) => Number(text.replaceAll(',', '')));
}

describe('two versions', () => {
  it('are held against each other: figures, customers, and both stories of one', async () => {
    const { page } = app;
    await results.getByRole('tab', { name: 'Compare' }).click();
    await results.getByText('What would another version have done?').waitFor();
    expect(await accessibilityViolations(page, '#results')).toEqual([]);
    await screenshot(page, 'compare-empty');

    await pick('Add a number to change', /^Wait for 48 hours/);
    const wait = results.getByRole('textbox', { name: 'Wait for' });
    await wait.fill('24');
    await pick('Add a number to change', /^Times a customer viewed a product/);
    await results.getByRole('textbox', { name: 'Times a customer viewed a product, at least' }).fill('4');
    await results.getByRole('button', { name: 'Compare', exact: true }).click();

    const table = results.getByRole('grid', { name: 'Customers who are treated differently' });
    await rows(table).first().waitFor();
    const [before = 0, after = 0] = await figure('Customers');
    expect(after).toBeLessThan(before);
    await screenshot(page, 'compare-light');
    expect(await accessibilityViolations(page, '#results')).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    await screenshot(page, 'compare-dark');
    expect(await accessibilityViolations(page, '#results')).toEqual([]);
    await page.emulateMedia({ colorScheme: 'light' });

    // Where on the canvas: the changed steps, with what each came to and by how much it differs.
    const laidOver = page.getByRole('region', { name: 'Differences on the canvas' });
    await laidOver.getByRole('button', { name: /^Trigger:.*[\d,]+ arrived, −[\d,]+ difference/ }).waitFor();
    expect(await laidOver.locator('.react-flow__node [data-mark="changed"]').count()).toBe(2);
    expect(await accessibilityViolations(page)).toEqual([]);
    await laidOver.getByRole('button', { name: 'Back to editing' }).click();
    await laidOver.waitFor({ state: 'detached' });
    expect(await results.getByRole('switch', { name: 'Show on the canvas' }).isChecked()).toBe(false);

    // Only those who get none any more; one of them by keyboard, with both stories.
    await pick('How they are treated differently', /^Gets none any more/);
    await results
      .getByText(/^No longer gets/)
      .first()
      .waitFor();
    await rows(table).first().focus();
    await page.keyboard.press('Enter');
    const stories = results.getByRole('region', { name: /^Both stories of / });
    await stories.getByRole('region', { name: 'With “As it is now”' }).getByRole('treeitem').first().waitFor();
    await stories.getByRole('region', { name: 'With “With other numbers”' }).getByText('0 messages').waitFor();
    await screenshot(page, 'compare-stories');
    expect(await accessibilityViolations(page, '#results')).toEqual([]);
    await page.keyboard.press('Escape');
    await stories.waitFor({ state: 'detached' });
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('row');
  });
});

describe('other values', () => {
  it('of one number draw a curve, and one of them is taken over and taken back', async () => {
    const { page } = app;
    // From the number itself.
    await node(page, /^Trigger:/).click();
    await settings(page)
      .getByRole('button', { name: 'Try other values of “Times a customer viewed a product, at least”' })
      .click();
    const chosenNumber = results.getByRole('combobox', { name: 'Number to try', exact: true });
    await expect.poll(() => chosenNumber.inputValue()).toBe('Times a customer viewed a product, at least 3');
    await results.getByRole('button', { name: 'Try 8 values' }).click();
    const values = results.getByRole('group', { name: 'The values that were tried' });
    await values.getByRole('button', { name: '7', exact: true }).waitFor();
    await results.locator('svg[width]').first().waitFor();
    await screenshot(page, 'values-curve');
    await values.getByRole('button', { name: '5', exact: true }).click();
    const chosen = results.getByRole('region', { name: 'The values you picked' });
    await chosen.getByText('Times a customer viewed a product, at least 5').waitFor();
    expect(await accessibilityViolations(page, '#results')).toEqual([]);
    await screenshot(page, 'values-curve-chosen');
    await chosen.getByRole('button', { name: 'Use this value' }).click();
    await page.getByRole('button', { name: /^Trigger:.*at least 5 times/ }).waitFor();
    await page.getByRole('alert').getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('button', { name: /^Trigger:.*at least 3 times/ }).waitFor();
  });

  it('of two numbers make a grid', async () => {
    const { page } = app;
    await pick('Second number to try', /^Wait for 48 hours/);
    await results.getByRole('button', { name: 'Try 64 pairs' }).click();
    const cell = results.getByRole('button', { name: /^7 and 96 hours: [\d,]+$/ });
    await cell.waitFor();
    await screenshot(page, 'values-grid');
    await cell.click();
    await results.getByRole('button', { name: 'Use these values' }).waitFor();
    await pick('What the grid shows', 'Conversions reached');
    expect(await accessibilityViolations(page, '#results')).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    await screenshot(page, 'values-grid-dark');
    await page.emulateMedia({ colorScheme: 'light' });
  });
});
