import { expect, it } from 'vitest';
import { blocks, code, createEmail, openEmails, preview, showCentre, untilKept } from '../email-steps.js';
import { useApp } from '../support/index.js';

const app = useApp();

it('an e-mail is written with blocks and code, previewed, and found again', async () => {
  const { page } = app();
  await openEmails(page);
  await createEmail(page, 'Written here');
  await page.getByRole('button', { name: 'Add Recently viewed' }).click();
  await preview(page)
    .getByText(/^[A-Z]/)
    .first()
    .waitFor();
  await showCentre(page, 'Both');
  await code(page).getByText('recent.viewed').first().waitFor();
  await page.getByRole('textbox', { name: 'Subject' }).fill('Still looking?');
  await page.getByRole('group', { name: 'As the inbox lists it' }).getByText('Still looking?').waitFor();
  await untilKept(page);
  await page.getByRole('link', { name: 'E-mails' }).first().click();
  await page.getByText('Still looking?').waitFor();
  await page.getByRole('link', { name: 'Written here', exact: true }).click();
  await blocks(page).locator('[data-tag="mj-table"]').waitFor();
  expect(await page.getByRole('textbox', { name: 'Subject' }).innerText()).toBe('Still looking?');
});
