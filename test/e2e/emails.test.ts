import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { blocks, code, createEmail, openEmails, preview, showCentre, showSide, untilKept, writeCode } from './email-steps.js';
import { drag, focused } from './journey-steps.js';
import { accessibilityViolations, createProject, screenshot, startApp, useApp } from './support/index.js';

const app = useApp({ viewport: { width: 1280, height: 800 } });

const inBothThemes = async (page: Page, name: string): Promise<void> => {
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.locator(`html[data-mantine-color-scheme="${colorScheme}"]`).waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
    await screenshot(page, `${name}-${colorScheme}`);
  }
};

describe('the list of e-mails', () => {
  it('teaches, and makes, renames, copies and deletes e-mails', async () => {
    const { page, dataFolder } = app();
    await createProject(page, 'Empty', join(dataFolder, 'empty'));
    await page.getByRole('link', { name: 'E-mails' }).click();
    await page.getByText('No e-mail yet').waitFor();
    await page.getByRole('list', { name: 'Starting templates' }).getByRole('listitem').first().waitFor();
    await inBothThemes(page, 'emails-empty');

    await page.getByRole('button', { name: 'Start with this' }).first().click();
    await blocks(page).waitFor();
    await page.getByRole('link', { name: 'E-mails' }).first().click();
    const cards = page.getByRole('list', { name: 'E-mails' }).getByRole('listitem');
    await expect.poll(() => cards.count()).toBe(1);
    await page.getByRole('button', { name: /^Actions for/ }).click();
    await page.getByRole('menuitem', { name: 'Rename…' }).click();
    await page.getByRole('dialog').getByRole('textbox', { name: 'Name' }).fill('Loyal <b>friends</b>');
    await page.getByRole('dialog').getByRole('button', { name: 'Rename' }).click();
    await page.getByRole('link', { name: 'Loyal <b>friends</b>', exact: true }).waitFor();

    await page.getByRole('button', { name: 'Actions for Loyal <b>friends</b>', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Duplicate' }).click();
    await expect.poll(() => cards.count()).toBe(2);
    await inBothThemes(page, 'emails-list');
    await page.getByRole('button', { name: 'Actions for Loyal <b>friends</b>', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await expect.poll(() => cards.count()).toBe(1);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => cards.count()).toBe(2);
  });

  it('keeps what all e-mails have in common', async () => {
    const { page } = app();
    await openEmails(page);
    await page.getByRole('button', { name: 'Sender and discounts' }).click();
    const dialog = page.getByRole('dialog', { name: 'Sender and discounts' });
    await dialog.getByRole('textbox', { name: 'Sender' }).fill('The shop');
    await dialog.getByRole('textbox', { name: 'Postal address' }).fill('1 Market Street, Springfield');
    await dialog.getByRole('button', { name: 'Add a category' }).click();
    await dialog.getByRole('combobox', { name: 'Category' }).last().fill('Tea');
    await dialog.getByRole('textbox', { name: 'Discount for Tea' }).fill('10 %');
    expect(await accessibilityViolations(page)).toEqual([]);
    await screenshot(page, 'emails-settings');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'detached' });
    await createEmail(page, 'Hello');
    await preview(page).getByText('1 Market Street, Springfield').waitFor();
    await page.getByRole('group', { name: 'As the inbox lists it' }).getByText('The shop').waitFor();
  });
});

describe('an e-mail', () => {
  it('is one text in blocks, code and preview, with one history', async () => {
    const { page } = app();
    await openEmails(page);
    await createEmail(page, 'In step');
    await showCentre(page, 'Both');
    await page.getByRole('button', { name: 'Add Button', exact: true }).click();
    await showSide(page, 'Block');
    const text = page.getByRole('textbox', { name: 'Text', exact: true });
    await text.click();
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('Back to my <cart>');
    await code(page).getByText('Back to my &lt;cart>').waitFor();
    await preview(page).getByText('Back to my <cart>').waitFor();
    await blocks(page).getByText('Back to my <cart>').waitFor();

    // What is selected in one is selected in the others.
    await preview(page).getByText('Unsubscribe').click();
    await page.getByRole('heading', { name: 'Text', level: 2 }).waitFor();
    await code(page).getByText('mj-button').first().click();
    await page.getByRole('heading', { name: 'Button', level: 2 }).waitFor();

    // Typing is a few steps of the history, adding the button is one; keys in a field and in the code go through the same.
    const undoIn = async (field: Locator, until: () => Promise<boolean>): Promise<void> => {
      await field.click();
      await expect
        .poll(async () => {
          if (await until()) return true;
          await page.keyboard.press('ControlOrMeta+z');
          return false;
        })
        .toBe(true);
    };
    await undoIn(text, () => blocks(page).getByText('Have a look', { exact: true }).isVisible());
    await undoIn(code(page), async () => (await blocks(page).getByText('Have a look', { exact: true }).count()) === 0);
    await page.getByRole('button', { name: 'Redo' }).click();
    await blocks(page).getByText('Have a look', { exact: true }).waitFor();
    await untilKept(page);
    await inBothThemes(page, 'email-both');
  });

  it('takes every letter of a long one, typed as fast as keys go, and shows it everywhere soon', async () => {
    const { page } = app();
    await openEmails(page);
    await createEmail(page, 'Long');
    const section = (n: number) =>
      `<mj-section><mj-column><mj-text>\nPart ${String(n)}\n</mj-text><mj-button href="https://shop.example">To ${String(n)}</mj-button></mj-column></mj-section>`;
    const sections = Array.from({ length: 50 }, (_, n) => section(n)).join('\n');
    await writeCode(page, `<mjml><mj-body>\n${sections}\n</mj-body></mjml>`);
    await preview(page).getByText('To 49', { exact: true }).waitFor();
    const typed = 'Every letter that is typed must land, in its order, however long the e-mail is.';
    await showCentre(page, 'Both');
    await blocks(page).getByText('To 20', { exact: true }).click();
    await showSide(page, 'Block');
    await page.getByRole('textbox', { name: 'Text', exact: true }).click();
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type(typed);
    for (const place of [blocks(page), code(page), preview(page)]) await place.getByText(typed).first().waitFor();
    await page.getByRole('textbox', { name: 'Subject', exact: true }).click();
    await page.keyboard.type(typed);
    await page.getByRole('group', { name: 'As the inbox lists it' }).getByText(typed).waitFor();
    await code(page).getByText('Part 21', { exact: true }).click();
    await page.keyboard.press('End');
    await page.keyboard.type(`: ${typed}`);
    await preview(page).getByText(`Part 21: ${typed}`).waitFor();
    await untilKept(page);
  });

  it('keeps comments, Liquid and spacing of the code whatever is done with blocks', async () => {
    const { page } = app();
    await openEmails(page);
    await createEmail(page, 'Untouched');
    const before = `<mjml>
  <!-- keep me -->
  <mj-body>
    <mj-section   padding='0' ><mj-column>
      <mj-text>One {% if orders.count > 3 %}<b>loyal</b>{% endif %}</mj-text>

      <mj-text>Two</mj-text>
    </mj-column></mj-section>
  </mj-body>
</mjml>`;
    await writeCode(page, before);
    await showCentre(page, 'Both');
    await showSide(page, 'Outline');
    await page.getByRole('treeitem', { name: 'Text: Two' }).click();
    await page.getByRole('tree', { name: 'Outline' }).press('Alt+ArrowUp');
    await showSide(page, 'Block');
    await page.getByRole('button', { name: 'Centre' }).click();
    await untilKept(page);
    await code(page).click();
    await page.keyboard.press('ControlOrMeta+Home');
    const lines = await code(page).locator('.cm-line').allInnerTexts();
    expect(lines.map((line) => line.replaceAll('\n', ''))).toEqual(
      before
        .replace('\n      <mj-text>Two</mj-text>', '')
        .replace('<mj-column>', '<mj-column>\n      <mj-text align="center">Two</mj-text>')
        .split('\n'),
    );
  });

  it('is built by dragging, and by the keyboard alone', async () => {
    const { page } = app();
    await openEmails(page);
    await createEmail(page, 'Built');
    const hello = blocks(page).locator('[data-tag="mj-text"]').first();
    const box = await hello.boundingBox();
    if (!box) throw new Error('no block');
    await drag(page, page.getByRole('button', { name: 'Add Divider' }), { x: box.x + box.width / 2, y: box.y + 3 });
    await blocks(page).locator('[data-tag="mj-divider"]').waitFor();
    // It came before the text, in the same column.
    await expect.poll(() => blocks(page).locator('[data-tag="mj-divider"]').getAttribute('data-block')).toBe('1.0.0.0');

    await blocks(page).focus();
    await page.keyboard.press('Alt+ArrowDown');
    await expect.poll(() => blocks(page).locator('[data-tag="mj-divider"]').getAttribute('data-block')).toBe('1.0.0.1');
    await page.keyboard.press('ControlOrMeta+d');
    await expect.poll(() => blocks(page).locator('[data-tag="mj-divider"]').count()).toBe(2);
    await page.keyboard.press('Delete');
    await expect.poll(() => blocks(page).locator('[data-tag="mj-divider"]').count()).toBe(1);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: /Section|Divider|Text/, level: 2 }).waitFor();
    await page.keyboard.press('Control+k');
    await page.getByRole('textbox', { name: 'Find a command' }).fill('Add Footer');
    await page.keyboard.press('Enter');
    await preview(page).getByText('Unsubscribe').nth(1).waitFor();
    expect(await focused(page)).not.toBe('');
  });

  it('offers tokens as one types, and says at once what nothing is called', async () => {
    const { page } = app();
    await openEmails(page);
    await createEmail(page, 'Tokens');
    const subject = page.getByRole('textbox', { name: 'Subject' });
    await subject.click();
    await page.keyboard.type('For {{ first');
    await page.getByRole('option', { name: /customer\.first_name/ }).waitFor();
    await screenshot(page, 'email-completion');
    await page.keyboard.press('Enter');
    await expect.poll(() => subject.innerText()).toContain('customer.first_name');
    const inbox = page.getByRole('group', { name: 'As the inbox lists it' });
    await inbox.getByText(/^For \w+$/).waitFor();

    await page.keyboard.type(' {{ shoe_size }}');
    await page
      .getByText(/Nothing is called \{\{ shoe_size \}\}/)
      .first()
      .waitFor();
    await page.getByText('1 error').waitFor();
    await screenshot(page, 'email-unknown');
    // Typing may be one step of the history or several.
    await expect
      .poll(async () => {
        if (await page.getByText('no problems').isVisible()) return true;
        const undo = page.getByRole('button', { name: 'Undo' });
        if (await undo.isEnabled()) await undo.click();
        return false;
      })
      .toBe(true);
  });

  it('shows blocks to some only, in words', async () => {
    const { page } = app();
    await openEmails(page);
    await createEmail(page, 'For some');
    await blocks(page).locator('[data-tag="mj-text"]').first().click();
    await showSide(page, 'Block');
    await page.getByText('Everybody who gets the e-mail.').waitFor();
    await page.getByRole('button', { name: 'Show this block to…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Show this block to…' });
    await dialog.getByRole('button', { name: 'condition', exact: true }).click();
    await page.getByRole('menuitem', { name: /^Did something/ }).click();
    await dialog.getByRole('button', { name: /^Event:/ }).click();
    await page.getByRole('textbox', { name: /^Search: / }).fill('Order Completed');
    await page.getByRole('option', { name: 'Order Completed' }).first().click();
    await dialog.getByText('Only customers who completed an order see it.').waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Show it to these' }).click();
    await blocks(page).getByText('Only for customers who completed an order').waitFor();
    await showCentre(page, 'Code');
    await code(page).getByText('show-if').waitFor();
    await screenshot(page, 'email-condition');
    await page.getByRole('button', { name: 'Show to everybody' }).click();
    await expect.poll(() => code(page).getByText('show-if').count()).toBe(0);
  });

  it('says where the code has a fault, and loses nothing', async () => {
    const { page } = app();
    await openEmails(page);
    await createEmail(page, 'Faulty');
    await writeCode(page, '<mjml><mj-body><mj-section><mj-column><mj-text>Hi</mj-section></mj-body></mjml>');
    await showCentre(page, 'Blocks');
    await page.getByText('The code has a fault, so blocks cannot be changed').waitFor();
    expect(await page.getByRole('button', { name: 'Add Button', exact: true }).isDisabled()).toBe(true);
    await untilKept(page);
    await page.getByRole('button', { name: 'Undo' }).click();
    await preview(page).getByText('Hello').first().waitFor();
  });

  it('has a plain-text version, made or written', async () => {
    const { page } = app();
    await openEmails(page);
    await createEmail(page, 'Plain');
    await page.getByRole('radiogroup', { name: 'Which version' }).getByText('Plain text').click();
    await page.getByText('Made from the e-mail, and kept in step with it.').waitFor();
    await page.getByRole('button', { name: 'Write my own' }).click();
    const own = page.getByRole('textbox', { name: 'Plain text of your own' });
    await own.click();
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('Just words.');
    await untilKept(page);
    await page.getByRole('button', { name: 'Go back to the made one' }).click();
    await page.getByText('Made from the e-mail, and kept in step with it.').waitFor();
    await page.getByRole('button', { name: 'Undo', exact: true }).last().click();
    await own.getByText('Just words.').waitFor();
  });

  it('shows where to mend what its check finds', async () => {
    const { page } = app();
    await openEmails(page);
    await createEmail(page, 'To check');
    const subject = page.getByRole('textbox', { name: 'Subject', exact: true });
    await subject.click();
    await page.keyboard.type('BUY CUPS AND SAUCERS');
    await page.getByRole('button', { name: 'Check', exact: true }).click();
    const findings = page.getByRole('list', { name: 'Findings' }).getByRole('listitem');
    await findings.filter({ hasText: 'mostly in capitals' }).getByRole('button', { name: 'Show it' }).click();
    await expect.poll(() => subject.evaluate((element) => element === document.activeElement)).toBe(true);
    await page.keyboard.type('Cups and saucers');
    await page.getByRole('group', { name: 'Blocks of the e-mail' }).click();
    await page.getByRole('button', { name: 'Check again' }).click();
    await expect.poll(() => findings.filter({ hasText: 'mostly in capitals' }).count()).toBe(0);
  });

  it('is safe to look at: no script, no request', async () => {
    const { page } = app();
    const asked: string[] = [];
    page.on('request', (request) => {
      if (!request.url().includes('127.0.0.1') && !/^(data|blob|about):/.test(request.url())) asked.push(request.url());
    });
    await openEmails(page);
    await createEmail(page, 'Hostile');
    await writeCode(
      page,
      `<mjml><mj-head><mj-style>@import url("https://evil.example/a.css"); div { background: url(https://evil.example/b.png) }</mj-style></mj-head><mj-body>
<mj-section background-url="https://evil.example/c.png"><mj-column>
<mj-image src="https://evil.example/d.png" alt="A picture from elsewhere" />
<mj-text><script>window.top.location = 'https://evil.example/'</script><img src="x" onerror="parent.hacked = true"><a href="https://evil.example/e">Go</a></mj-text>
<mj-raw><iframe src="https://evil.example/f"></iframe><form action="https://evil.example/g"><button>Send</button></form></mj-raw>
</mj-column></mj-section></mj-body></mjml>`,
    );
    await showCentre(page, 'Both');
    await preview(page).getByText('A picture from elsewhere').waitFor();
    await preview(page).getByText('Go', { exact: true }).click();
    await page.getByTitle('Dark', { exact: true }).click();
    await preview(page).getByText('Go', { exact: true }).waitFor();
    expect(await page.evaluate(() => 'hacked' in window)).toBe(false);
    expect(page.url()).toContain('/email/');
    expect(asked).toEqual([]);
  });

  it('is kept through a crash', async () => {
    const dataFolder = await mkdtemp(join(tmpdir(), 'waypost-test-'));
    try {
      const first = await startApp({ dataFolder });
      await openEmails(first.page);
      await createEmail(first.page, 'Kept');
      await first.page.getByRole('textbox', { name: 'Subject' }).fill('Written just before the end');
      await first.page.getByText('version 2 · saved').waitFor();
      const place = new URL(first.page.url()).hash.slice(1);
      await first.kill();

      const second = await startApp({ dataFolder, place });
      await expect
        .poll(() => second.page.getByRole('textbox', { name: 'Subject' }).innerText())
        .toBe('Written just before the end');
      await second.close();
    } finally {
      await rm(dataFolder, { recursive: true, force: true, maxRetries: 5 });
    }
  });
});
