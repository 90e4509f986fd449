import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { createProject } from './support/steps.js';
import { accessibilityViolations, createJourney, screenshot, useApp } from './support/index.js';

const app = useApp({ viewport: { width: 1280, height: 800 } });

async function openSample(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Open Demo shop' }).click();
  await page.getByRole('row', { name: /Cart recovery/ }).waitFor();
}

/** Adds “Did something” to the condition of the dialog that is open and chooses the event. */
async function didSomething(page: Page, event: string): Promise<void> {
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'condition', exact: true }).click();
  await page.getByRole('menuitem', { name: /^Did something/ }).click();
  await dialog.getByRole('button', { name: /^Event:/ }).click();
  await page.getByRole('textbox', { name: /^Search: / }).fill(event);
  await page.getByRole('option', { name: event }).first().click();
}

async function createSegment(page: Page, name: string, event: string): Promise<void> {
  await page.getByRole('button', { name: 'New segment' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'New segment' });
  await dialog.getByRole('textbox', { name: 'Name' }).fill(name);
  await didSomething(page, event);
  await dialog.getByRole('button', { name: 'Create segment' }).click();
  await dialog.waitFor({ state: 'detached' });
}

const inBothThemes = async (page: Page, name: string): Promise<void> => {
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.locator(`html[data-mantine-color-scheme="${colorScheme}"]`).waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
    await screenshot(page, `${name}-${colorScheme}`);
  }
};

describe('the audience', () => {
  it('teaches, takes a segment by clicks, counts it, and shows it everywhere by its name', async () => {
    const { page } = app();
    await openSample(page);
    await page.getByRole('link', { name: 'Audience' }).click();
    await page.getByText('No segment yet').waitFor();
    await inBothThemes(page, 'audience-empty');

    await page.getByRole('button', { name: 'New segment' }).click();
    const dialog = page.getByRole('dialog', { name: 'New segment' });
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Buyers');
    expect(await dialog.getByRole('button', { name: 'Create segment' }).isDisabled()).toBe(true);
    await didSomething(page, 'Order Completed');
    await dialog.getByText('A customer who completed an order.').waitFor();
    await dialog.getByText('did at least once').waitFor();
    await inBothThemes(page, 'audience-dialog');
    await dialog.getByRole('button', { name: 'Create segment' }).click();

    const row = page.getByRole('row', { name: /Buyers/ });
    await row.getByText('completed an order').waitFor();
    await expect.poll(() => row.getByRole('cell').first().innerText()).toMatch(/^[1-9][\d,.]*\s/);
    await row.getByText('nothing yet').waitFor();
    const buyers = /^[\d,.]+/.exec(await row.getByRole('cell').first().innerText())?.[0] ?? '';
    await createSegment(page, 'Lookers', 'Product Viewed');
    await inBothThemes(page, 'audience-list');

    // In a branch of a journey it is offered by its name, and refused to be deleted from then on.
    await createJourney(page, 'Thank you');
    await page.keyboard.press('Control+k');
    await page.keyboard.press('Escape');
    await addBranch(page);
    await page.getByRole('complementary', { name: 'Settings' }).getByRole('button', { name: 'condition', exact: true }).click();
    await page.getByRole('menuitem', { name: /^A segment/ }).click();
    await page.getByRole('button', { name: /^Segment:/ }).click();
    await page.getByRole('option', { name: 'Buyers' }).click();
    await page.getByText('Goes on “yes” for a customer who is in the segment “Buyers”.').waitFor();
    // The same as on the list, though it is asked through the segment.
    const settings = page.getByRole('complementary', { name: 'Settings' });
    await expect.poll(() => settings.locator('dl').first().innerText(), { timeout: 20_000 }).toContain(buyers);
    await screenshot(page, 'audience-branch');
    await page.getByText(/saved/i).first().waitFor();

    await page.getByRole('link', { name: 'Audience' }).click();
    await row.getByText('1 place').waitFor();
    await page.getByRole('button', { name: 'Actions for Buyers' }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    const refusal = page.getByRole('dialog', { name: '“Buyers” was not deleted' });
    await refusal.getByText(/is used by the step “Branch” of the journey “Thank you”/).waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
    await screenshot(page, 'audience-refusal');
    await refusal.getByRole('button', { name: 'Close' }).last().click();

    await page.getByRole('button', { name: 'Actions for Buyers' }).click();
    await page.getByRole('menuitem', { name: 'Rename…' }).click();
    await page.getByRole('dialog').getByRole('textbox', { name: 'Name' }).fill('Loyal <b>friends</b>');
    await page.getByRole('dialog').getByRole('button', { name: 'Rename' }).click();
    await page.getByRole('row', { name: /Loyal <b>friends/ }).waitFor();
    await page.getByRole('link', { name: 'Journeys', exact: true }).click();
    await page.getByRole('link', { name: 'Thank you' }).click();
    await page.locator('.react-flow__node', { hasText: 'Loyal <b>friends</b>' }).click();
    await settings.getByText('Goes on “yes” for a customer who is in the segment “Loyal <b>friends</b>”.').waitFor();
    await page.getByRole('button', { name: 'Segment: Loyal <b>friends</b>' }).waitFor();
  });

  it('lets a segment ask for another but not for itself, and deletes what nobody uses, with a way back', async () => {
    const { page } = app();
    await openSample(page);
    await page.getByRole('link', { name: 'Audience' }).click();
    await createSegment(page, 'Lookers', 'Product Viewed');
    await createSegment(page, 'Buyers', 'Order Completed');

    await page.getByRole('button', { name: 'Lookers', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Edit segment' });
    await dialog.getByRole('button', { name: 'condition', exact: true }).click();
    await page.getByRole('menuitem', { name: /^A segment/ }).click();
    await dialog.getByRole('button', { name: /^Segment:/ }).click();
    await page.getByRole('option', { name: 'Buyers' }).waitFor();
    expect(await page.getByRole('option', { name: 'Lookers' }).count()).toBe(0);
    await page.getByRole('option', { name: 'Buyers' }).click();
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByText('viewed a product and is in the segment “Buyers”').waitFor();

    await page.getByRole('button', { name: 'Actions for Lookers' }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await page.getByRole('row', { name: /Lookers/ }).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('row', { name: /Lookers/ }).waitFor();
  });
});

describe('the gallery of recipes', () => {
  it('shows what each would do here, and makes a journey that simulates', async () => {
    const { page } = app();
    await openSample(page);
    await page.getByRole('button', { name: 'From a recipe' }).click();
    const dialog = page.getByRole('dialog', { name: 'New journey from a recipe' });
    const card = dialog.getByRole('listitem').filter({ has: page.getByRole('heading', { name: 'Browsers' }) });
    await card.getByText(/Would start for [\d,.]+ customers?/).waitFor();
    const steps = card.getByRole('list', { name: 'Steps' }).getByRole('listitem');
    expect(await steps.allInnerTexts()).toEqual(['Same product 3 times in a session', 'Until 10:00', 'Questions answered']);
    await expect.poll(() => dialog.getByText('Counting…').count(), { timeout: 60_000 }).toBe(0);
    await inBothThemes(page, 'gallery');
    const promised = /for ([\d,.]+) customer/.exec(await card.innerText())?.[1] ?? '';

    await card.getByRole('button', { name: 'Use this recipe' }).click();
    await page.waitForURL(/#\/p\/.*\/journey\/browsers$/);
    await page
      .getByRole('button', { name: /^Simulate/ })
      .first()
      .click();
    await page.getByRole('region', { name: 'Results' }).getByText(promised, { exact: true }).first().waitFor();
    await screenshot(page, 'gallery-simulated');
  });

  it('stands on the empty list of a new project, without counts where there is no log', async () => {
    const { page, dataFolder } = app();
    await createProject(page, 'Bare', join(dataFolder, 'projects'));
    await page.getByRole('link', { name: 'Journeys', exact: true }).click();
    await page.getByText('No journey yet').waitFor();
    await page.getByRole('heading', { name: 'Cart abandoners' }).waitFor();
    expect(await page.getByText(/Would start for|Counting/).count()).toBe(0);
    await inBothThemes(page, 'gallery-empty');
  });
});

/** Puts a branch onto the canvas by its key. */
async function addBranch(page: Page): Promise<void> {
  await page.locator('.react-flow__node').first().click();
  await page.keyboard.press('b');
  await page.getByText('Goes on “yes” if').waitFor();
}
