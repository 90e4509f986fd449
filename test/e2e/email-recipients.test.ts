import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { blocks, createEmail, openEmails, preview, showCentre, showSide, untilKept, writeCode } from './email-steps.js';
import { node, openJourney, settings, untilSaved } from './journey-steps.js';
import { accessibilityViolations, screenshot, useApp } from './support/index.js';

const app = useApp({ viewport: { width: 1280, height: 800 } });

const CART = `<mjml>
  <mj-head><mj-title>{{ customer.first_name | default: "Hello" }}, your cart</mj-title></mj-head>
  <mj-body>
    <mj-section><mj-column>
      <mj-text>Dear {{ customer.first_name }} of {{ customer.timezone }}</mj-text>
      <mj-text show-if='{"did":"Order Completed"}'>Welcome back</mj-text>
      <mj-table>{% for product in cart.items %}<tr><td>{{ product.name }}</td></tr>{% endfor %}</mj-table>
      <mj-text><a href="{{ unsubscribe_url }}">Unsubscribe</a> {{ sender.postal_address }}</mj-text>
    </mj-column></mj-section>
  </mj-body>
</mjml>`;

/** Makes an e-mail and lets the first step of “Cart recovery” send it. */
async function sendFromCartRecovery(page: Page): Promise<void> {
  await openEmails(page);
  await createEmail(page, 'Cart e-mail');
  await writeCode(page, CART);
  await preview(page).getByText('Dear').waitFor();
  await showCentre(page, 'Blocks');
  await untilKept(page);
  await page.getByRole('link', { name: 'Journeys' }).click();
  await openJourney(page, 'Cart recovery');
  await node(page, /^E-mail: Your cart awaits/).click();
  const step = settings(page).getByRole('group', { name: 'E-mail' });
  await step.getByRole('button', { name: /Choose an e-mail|Change…/ }).click();
  await page
    .getByRole('dialog', { name: 'Which e-mail' })
    .getByRole('button', { name: /Cart e-mail/ })
    .click();
  await step.getByText('Cart e-mail').waitFor();
}

async function simulate(page: Page): Promise<void> {
  await page
    .getByRole('banner')
    .getByRole('button', { name: /^Simulate/ })
    .click();
  await page.getByRole('tab', { name: /^Messages/ }).waitFor();
  await node(page, /sent/).first().waitFor();
}

describe('the recipients of an e-mail', () => {
  it('are stepped through, each with their own message, and those that lack something are found', async () => {
    const { page } = app();
    await sendFromCartRecovery(page);
    await screenshot(page, 'journey-email-step');
    expect(await accessibilityViolations(page, 'aside')).toEqual([]);
    await untilSaved(page);
    await simulate(page);
    await settings(page).getByRole('link', { name: 'Edit' }).click();
    await blocks(page).waitFor();

    await page.getByRole('button', { name: 'With examples from the log' }).click();
    await page.getByRole('menuitem', { name: 'Cart recovery' }).click();
    await page.getByText(/^1 of [\d,]+$/).waitFor({ timeout: 60_000 });
    const notes = page.getByRole('list', { name: 'About this message' });
    await notes.getByText(/@example\.com/).waitFor();
    const first = await notes.innerText();
    await page.getByRole('button', { name: 'Next recipient' }).click();
    await page.getByText(/^2 of [\d,]+$/).waitFor();
    await expect.poll(() => notes.innerText()).not.toBe(first);

    // Those who lack a value are found, and see where it is missing.
    await page.getByRole('combobox', { name: 'Which messages' }).click();
    await page.getByRole('option', { name: /^with a missing value: [1-9]/ }).click();
    await notes.getByText(/Missing: customer\.timezone/).waitFor();
    await preview(page).getByText('customer.timezone?').waitFor();
    await screenshot(page, 'email-recipient');
    expect(await accessibilityViolations(page)).toEqual([]);

    // What is clicked in the message is selected.
    await preview(page).getByText('customer.timezone?').click();
    await showSide(page, 'Block');
    await page.getByRole('heading', { name: 'Text', level: 2 }).waitFor();

    // How many see the conditional block, in words.
    await blocks(page).getByText('Welcome back').click();
    await showSide(page, 'Block');
    await page.getByText(/^Seen in [\d,]+ of [\d,]+ simulated messages\.$/).waitFor();

    await page.getByRole('combobox', { name: 'In which order' }).click();
    await page.getByRole('option', { name: 'longest subject first' }).click();
    await page.getByText(/^1 of [\d,]+$/).waitFor();
  });

  it('are all looked at by the check before sending', async () => {
    const { page } = app();
    await sendFromCartRecovery(page);
    await untilSaved(page);
    await simulate(page);
    await settings(page).getByRole('link', { name: 'Edit' }).click();
    await blocks(page).waitFor();
    await page.getByRole('button', { name: 'Check', exact: true }).click();
    const check = page.getByRole('region', { name: 'Check before sending' });
    await check.getByText(/Looked at [\d,]+/).waitFor({ timeout: 60_000 });
    await check
      .getByText(/customer\.timezone/)
      .first()
      .waitFor();
    await check
      .getByText(/postal address/i)
      .first()
      .waitFor();
    await screenshot(page, 'email-check');
    expect(await accessibilityViolations(page)).toEqual([]);
    const missing = check.getByRole('listitem').filter({ hasText: 'customer.timezone' }).first();
    await missing.getByRole('button', { name: 'Show it' }).click();
    await page.getByRole('textbox', { name: 'Code of the e-mail' }).waitFor();
  });

  it('are shown their message from the story of a journey', async () => {
    const { page } = app();
    await sendFromCartRecovery(page);
    await untilSaved(page);
    await simulate(page);
    await page.getByRole('tab', { name: /^Messages/ }).click();
    await page.getByRole('grid', { name: 'Messages' }).getByRole('row').nth(1).click();
    const story = page.getByRole('region', { name: /^Story of/ });
    await story.getByRole('button', { name: 'Show the message' }).first().click();
    const dialog = page.getByRole('dialog', { name: /, to / });
    await dialog.getByText(/@example\.com/).waitFor({ timeout: 60_000 });
    await screenshot(page, 'message-dialog');
    expect(await accessibilityViolations(page, '[role="dialog"]')).toEqual([]);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });

    // What is used is not deleted.
    await page.getByRole('link', { name: 'E-mails' }).click();
    await page.getByRole('button', { name: 'Actions for Cart e-mail' }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    const refusal = page.getByRole('dialog', { name: '“Cart e-mail” was not deleted' });
    await refusal.getByRole('link', { name: 'Open “Cart recovery”' }).waitFor();
  });
});
