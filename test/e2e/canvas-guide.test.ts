/** The guide to a first journey: it follows what the person really does, and can be left. */
import { expect, it } from 'vitest';
import { node, openDemoShop, pickBySearch, settings } from './journey-steps.js';
import { accessibilityViolations, screenshot, useApp } from './support/index.js';

const app = useApp({ viewport: { width: 1280, height: 800 } });

it('leads from a trigger to the story of a customer, step by step as they are done', async () => {
  const { page } = app();
  await openDemoShop(page);
  await page.getByRole('button', { name: 'Show me how' }).click();
  const guide = page.getByRole('region', { name: 'Guide to your first journey' });
  const at = (done: number) => guide.getByText(`${String(done)} of 5`).waitFor();
  await at(0);
  expect(await accessibilityViolations(page)).toEqual([]);
  await screenshot(page, 'guide');
  await node(page, /^Trigger:/).click();
  await pickBySearch(page, 'Event', 'added a product', /^added a product to the cart/);
  await at(1);
  await node(page, /^Trigger:/).click();
  await page.keyboard.press('w');
  await at(2);
  await node(page, /^Wait:/).click();
  await page.keyboard.press('e');
  await settings(page).getByRole('textbox', { name: 'Subject' }).fill('Still there?');
  await at(3);
  await page.getByRole('banner').getByRole('button', { name: 'Simulate' }).click();
  await at(4);
  const results = page.getByRole('region', { name: 'Results' });
  await results.getByRole('tab', { name: /^Customers/ }).click();
  await results
    .getByRole('button', { name: /^C\d/ })
    .or(results.getByRole('row', { name: /C\d/ }))
    .first()
    .click();
  await at(5);
  await guide.getByRole('button', { name: 'Done' }).click();
  await guide.waitFor({ state: 'detached' });
  await page.getByRole('link', { name: 'Journeys', exact: true }).first().click();
  await page.getByRole('link', { name: 'My first journey' }).waitFor();
  expect(await page.getByRole('button', { name: 'Show me how' }).count()).toBe(0);
});

it('is not offered again once it was refused, and can be left in the middle', async () => {
  const { page } = app();
  await openDemoShop(page);
  await page.getByRole('button', { name: 'Not now' }).click();
  await page.getByRole('button', { name: 'Show me how' }).waitFor({ state: 'detached' });
  await page.keyboard.press('Control+k');
  await page.keyboard.type('guided');
  await page.keyboard.press('Enter');
  const guide = page.getByRole('region', { name: 'Guide to your first journey' });
  await guide.getByRole('button', { name: 'Skip the guide' }).click();
  await guide.waitFor({ state: 'detached' });
});
