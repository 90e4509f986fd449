/** The history of a journey: steps to leap along, named versions, and the journey as a whole. In Chromium and in the real window. */
import { describe, expect, it } from 'vitest';
import { edges, node, openDemoShop, openJourney, settings } from '../journey-steps.js';
import { accessibilityViolations, screenshot, useApp } from '../support/index.js';

const app = useApp({ viewport: { width: 1440, height: 900 } });

describe('the history of a journey', () => {
  it('is scrolled through, and leapt along in both directions', async () => {
    const { page } = app();
    await openDemoShop(page);
    await openJourney(page, 'Cart recovery');
    const before = await edges(page).count();
    await node(page, /^Wait: Wait 2 days/).click();
    await page.keyboard.press('Delete');
    await node(page, /^E-mail: Last call/).click();
    await page.keyboard.press('Delete');
    await page.getByRole('button', { name: 'History and more' }).click();
    await page.getByRole('menuitem', { name: 'History and versions' }).click();
    const history = page.getByRole('complementary', { name: 'History' });
    await history.getByRole('button', { name: /^As it was opened/ }).click();
    await node(page, /^Wait: Wait 2 days/).waitFor();
    await expect.poll(() => edges(page).count()).toBe(before);
    await history.getByRole('button', { name: 'Delete “Wait 2 days” taken back' }).click();
    await node(page, /^Wait: Wait 2 days/).waitFor({ state: 'detached' });
    await node(page, /^E-mail: Last call/).waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
    await history.getByRole('button', { name: 'Close the history' }).click();
    await settings(page).waitFor();
  });

  it('keeps versions under a name, compares them side by side and in words, and restores one as a step', async () => {
    const { page } = app();
    await openDemoShop(page);
    await openJourney(page, 'Cart recovery');
    await node(page, /^Trigger:/).click();
    await page.keyboard.press('Control+s');
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('keep-version');
    await page.keyboard.type('Before the sale');
    await page.keyboard.press('Enter');
    const history = page.getByRole('complementary', { name: 'History' });
    const version = history.getByRole('button', { name: /^Before the sale/ });
    await version.waitFor();

    await node(page, /^Wait: Wait 2 days/).click();
    await page.keyboard.press('Delete');
    await page.keyboard.press('e');
    await node(page, /^E-mail: Choose a template/).waitFor();
    await version.click();
    const dialog = page.getByRole('dialog', { name: '“Before the sale” and now' });
    await dialog.getByText(/^From “Before the sale” to now: 1 added, 1 removed/).waitFor();
    const changes = dialog.getByRole('list', { name: 'Changes' });
    await changes.getByRole('button', { name: /^Wait 2 days Wait, removed/ }).click();
    await dialog.locator('[data-mark="removed"][data-type="wait"]').waitFor();
    await dialog.locator('[data-mark="added"][data-type="email"]').waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
    await screenshot(page, 'canvas-versions');

    await dialog.getByRole('button', { name: 'Restore this version' }).click();
    await node(page, /^Wait: Wait 2 days/).waitFor();
    await page.getByRole('button', { name: 'Undo: restore “Before the sale”' }).click();
    await node(page, /^Wait: Wait 2 days/).waitFor({ state: 'detached' });
  });

  it('ends in a copy or in the archive, from the editor, and comes back', async () => {
    const { page } = app();
    await openDemoShop(page);
    await openJourney(page, 'Win back');
    const whole = page.getByRole('button', { name: 'History and more' });
    await whole.click();
    await page.getByRole('menuitem', { name: 'Duplicate this journey' }).click();
    await expect.poll(() => page.getByRole('textbox', { name: 'Name of the journey' }).inputValue()).toBe('Copy of Win back');
    await whole.click();
    await page.getByRole('menuitem', { name: 'Archive this journey' }).click();
    const archive = page.getByText('Archive · 1 journey');
    await archive.click();
    await page.getByRole('button', { name: 'Actions for Copy of Win back' }).click();
    await page.getByRole('menuitem', { name: 'Take out of the archive' }).click();
    await archive.waitFor({ state: 'detached' });
    await page.getByRole('link', { name: 'Copy of Win back' }).waitFor();
  });

  it('is all in the command palette, with every step by its name', async () => {
    const { page } = app();
    await openDemoShop(page);
    await openJourney(page, 'Cart recovery');
    await node(page, /^Trigger:/).click();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('last call');
    await page
      .getByRole('button', { name: /^Last call/ })
      .or(page.getByRole('option', { name: /^Last call/ }))
      .waitFor();
    await page.keyboard.press('Enter');
    await settings(page).getByRole('textbox', { name: 'Name of the step' }).waitFor();
    await expect
      .poll(() => settings(page).getByRole('textbox', { name: 'Name of the step' }).inputValue())
      .toBe('Last call, A/B');
    await page.keyboard.press('Control+k');
    await page.keyboard.type('history and versions');
    await page.keyboard.press('Enter');
    await page.getByRole('complementary', { name: 'History' }).waitFor();
  });
});
