import type { FrameLocator, Locator, Page } from 'playwright-core';
import { openDemoShop } from './journey-steps.js';

/** What a person does on the e-mail screens, for their tests. */

/** Opens the list of e-mails of the Demo shop. */
export async function openEmails(page: Page): Promise<void> {
  await openDemoShop(page);
  await page.getByRole('link', { name: 'E-mails' }).click();
  await page.getByRole('heading', { name: 'E-mails', level: 1 }).waitFor();
}

/** Makes an e-mail, nearly blank, and waits for its editor. */
export async function createEmail(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'New e-mail' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'New e-mail' });
  await dialog.getByRole('textbox', { name: 'Name' }).fill(name);
  await dialog.getByRole('button', { name: 'Create e-mail' }).click();
  await blocks(page).waitFor();
}

/** The canvas of blocks. */
export function blocks(page: Page): Locator {
  return page.getByRole('group', { name: 'Blocks of the e-mail' });
}

/** The preview of the e-mail that is being edited. */
export function preview(page: Page): FrameLocator {
  return page.frameLocator('iframe[title="The e-mail"]');
}

export function code(page: Page): Locator {
  return page.getByRole('textbox', { name: 'Code of the e-mail' });
}

/** Shows blocks, code or both. */
export async function showCentre(page: Page, which: 'Blocks' | 'Both' | 'Code'): Promise<void> {
  await page.getByRole('radiogroup', { name: 'How the e-mail is edited' }).getByText(which, { exact: true }).click();
}

/** Shows a part of the left side. */
export async function showSide(page: Page, which: 'Add' | 'Block' | 'Outline'): Promise<void> {
  await page.getByRole('tab', { name: which, exact: true }).click();
}

/** Waits until everything is on the disk. */
export async function untilKept(page: Page): Promise<void> {
  await page.getByText(/^version \d+ · saved$/).waitFor();
}

/** Replaces the whole code. */
export async function writeCode(page: Page, mjml: string): Promise<void> {
  await showCentre(page, 'Code');
  await code(page).click();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText(mjml);
}
