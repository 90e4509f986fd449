import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { LogStore } from '../../src/main/store/log/index.js';
import { ProjectStore } from '../../src/main/store/project/index.js';
import { accessibilityViolations, screenshot, useApp } from './support/index.js';

const app = useApp({ viewport: { width: 1280, height: 800 } });

const MJML =
  '<mjml><mj-head><mj-title>News, {{ customer.name }}</mj-title></mj-head><mj-body><mj-section><mj-column><mj-text>Dear {{ customer.name }}</mj-text></mj-column></mj-section></mj-body></mjml>';

/** A project with three customers, of whom two have agreed, a template and a segment. */
async function prepare(folder: string): Promise<string> {
  const project = join(folder, 'shop.waypost');
  const store = ProjectStore.create(project, { name: 'shop' });
  store.templates.create({ id: 'news', name: 'News', mjml: MJML, text: null });
  store.segments.put({ id: 's', name: 'Named', condition: { trait: 'name', is: { exists: true } } });
  store.close();
  const [events, customers] = [join(folder, 'events.csv'), join(folder, 'customers.csv')];
  writeFileSync(events, 'userId,event,timestamp\nana,Product Viewed,2024-01-01T09:00:00Z\n');
  writeFileSync(
    customers,
    'userId,email,consent,name\nana,ana@example.com,subscribed,Ana\nben,ben@example.com,yes,Ben\ncem,cem@example.com,no,Cem\n',
  );
  const log = await LogStore.open(project);
  await log.import({ events: [events], customers });
  await log.close();
  return project;
}

async function inBothThemes(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.locator(`html[data-mantine-color-scheme="${colorScheme}"]`).waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
    await screenshot(page, `${name}-${colorScheme}`);
  }
}

it('sends one e-mail to a segment: set-up, last page, typed number, outbox', async () => {
  const { page } = app();
  const folder = mkdtempSync(join(tmpdir(), 'waypost-sending-'));
  const project = await prepare(folder);
  await page.evaluate(
    (hash) => {
      location.hash = hash;
    },
    `/p/${encodeURIComponent(project)}/sending`,
  );
  await page.getByText('Nothing is live').waitFor();

  await page.getByRole('tab', { name: 'Set-up' }).click();
  await page.getByRole('textbox', { name: 'Address', exact: true }).fill('shop@example.org');
  await page.getByRole('button', { name: 'Store the set-up' }).click();
  await page.getByRole('button', { name: 'Test the connection' }).click();
  await page.getByText('Nobody is reached.').waitFor();
  await inBothThemes(page, 'sending-setup');

  await page.getByRole('button', { name: 'Send one e-mail…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Spring');
  await dialog.getByLabel('Template').first().click();
  await page.getByRole('option', { name: 'News' }).click();
  await dialog.getByRole('button', { name: 'Next' }).click();
  const last = page.getByRole('dialog', { name: 'Before it is sent' });
  await last.getByText('ana@example.com, ben@example.com').waitFor();
  await last.getByText('The customer has not agreed to be written to.').waitFor();
  expect(await last.getByRole('button', { name: 'Send' }).isDisabled()).toBe(true);
  await last.getByRole('textbox', { name: /^Type 2 to confirm/ }).fill('2');
  await inBothThemes(page, 'sending-last-page');
  await last.getByRole('button', { name: 'Send' }).click();
  await last.waitFor({ state: 'detached' });

  await page.getByRole('tab', { name: 'Outbox' }).click();
  await page.getByRole('row', { name: /ana.*Queued/ }).waitFor();
  await page.getByRole('button', { name: 'Start sending' }).click();
  await page.getByRole('row', { name: /ana.*News, Ana.*Sent/ }).waitFor();
  await page.getByRole('row', { name: /cem.*Suppressed/ }).waitFor();
  await inBothThemes(page, 'sending-outbox');
  await page.setViewportSize({ width: 1920, height: 1080 });
  await page.getByRole('tab', { name: 'Live' }).click();
  await page.getByRole('row', { name: /Spring.*Live/ }).waitFor();
  await screenshot(page, 'sending-live-wide');
  expect(readdirSync(join(project, 'sent'))).toHaveLength(2);
  rmSync(folder, { recursive: true, force: true });
});
