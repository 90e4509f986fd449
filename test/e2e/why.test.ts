import { expect, it } from 'vitest';
import { node, openDemoShop, openJourney } from './journey-steps.js';
import { accessibilityViolations, screenshot, useApp } from './support/index.js';

const app = useApp({ viewport: { width: 1440, height: 900 } });

it('tells why, and why not, from a step, a story and the command palette', async () => {
  const { page } = app();
  await openDemoShop(page);
  await openJourney(page, 'Cart recovery');
  await page.keyboard.press('Control+Enter');
  await node(page, /^E-mail: Last call.*sent/).waitFor();

  // From a step: the step is chosen already, the customer is typed.
  await node(page, /^E-mail: Last call/).click();
  await page.getByRole('button', { name: 'Why?', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Why, and why not' });
  const customer = dialog.getByRole('combobox', { name: 'Customer' });
  await customer.fill('C0052');
  await page
    .getByRole('option', { name: /^C0052/ })
    .first()
    .click();
  await dialog.getByText(/^C0052\d? (came to|did not come to) “Last call, A\/B”/).waitFor();
  await dialog.getByText('What would have had to differ').or(dialog.getByText('Came here')).first().waitFor();
  await screenshot(page, 'why');
  expect(await accessibilityViolations(page)).toEqual([]);

  // The ones most alike who passed lead on to their own story; from a story it is asked again.
  await dialog.getByRole('button', { name: /^The whole story of/ }).click();
  const story = page.getByRole('region', { name: /^Story of C0052/ });
  await story.getByRole('button', { name: 'Why, and why not…' }).click();
  await dialog.getByText(/^C0052\d? (came to|did not come to)/).waitFor();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
  await page.keyboard.press('Control+k');
  await page.keyboard.type('why not');
  await page.keyboard.press('Enter');
  await dialog.waitFor();
});
