import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { node, openDemoShop, openJourney } from './journey-steps.js';
import { expectLook, useApp } from './support/index.js';

/** How the screens look, on the Demo shop, whose data is the same everywhere. */

async function toPart(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Parts of Waypost' }).getByRole('link', { name, exact: true }).click();
  await page.getByRole('heading', { name, level: 1 }).waitFor();
}

/** Times that are measured, or told from now. */
function passing(page: Page) {
  return [page.getByText(/simulated in/), page.getByText(/ago$/)];
}

describe.each(['light', 'dark'] as const)('in the %s scheme', (colorScheme) => {
  const app = useApp({ viewport: { width: 1280, height: 800 }, colorScheme });

  it('the first screens', async () => {
    const { page } = app();
    await page.getByRole('button', { name: 'Open Demo shop' }).waitFor();
    await expectLook(page, `start-${colorScheme}`);
    await openDemoShop(page);
    await page.getByText('ready').first().waitFor();
    await expectLook(page, `journeys-${colorScheme}`, { covered: passing(page) });
    await toPart(page, 'Audience');
    await page.getByRole('button', { name: 'New segment' }).waitFor();
    await expectLook(page, `audience-${colorScheme}`);
  });

  it('a journey with its simulation', async () => {
    const { page } = app();
    await openDemoShop(page);
    await openJourney(page, 'Cart recovery');
    await page.getByRole('button', { name: 'Simulate' }).first().click();
    await node(page, /^E-mail: Your cart awaits.*sent/).waitFor();
    await page.getByText('E-mails per day').first().waitFor();
    // What the log has to say comes after the rest.
    await page.getByRole('banner').getByRole('button', { name: '2 hints' }).waitFor();
    await expectLook(page, `journey-${colorScheme}`, { covered: passing(page) });
    await page.getByRole('button', { name: /^Fit/ }).hover();
    const tip = page.getByRole('tooltip').filter({ hasText: 'Fit: show the whole journey' });
    const ground = () => tip.evaluate((element) => getComputedStyle(element).backgroundColor);
    await expect.poll(ground).toBe(colorScheme === 'light' ? 'rgb(23, 26, 33)' : 'rgb(233, 236, 242)');
    await node(page, /^Branch: Ordered since the e-mail/).click();
    await page
      .getByRole('complementary', { name: 'Settings' })
      .getByText(/^Goes on “yes”/)
      .first()
      .waitFor();
    await page.mouse.move(0, 0);
    await expectLook(page, `condition-${colorScheme}`, { covered: passing(page) });
  });
});
