/** What tests of sending have in common. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { LogStore } from '../../src/main/store/log/index.js';
import { ProjectStore } from '../../src/main/store/project/index.js';
import { accessibilityViolations, screenshot } from './support/index.js';

const MJML =
  '<mjml><mj-head><mj-title>News, {{ customer.name }}</mj-title></mj-head><mj-body><mj-section><mj-column><mj-text>Dear {{ customer.name }}</mj-text></mj-column></mj-section></mj-body></mjml>';

/** A project with three customers, of whom two have agreed, a template and a segment. */
export async function prepareSending(folder: string): Promise<string> {
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

/** Opens the screen Sending of a project in which nothing is live. */
export async function openSending(page: Page, project: string): Promise<void> {
  await page.evaluate(
    (hash) => {
      location.hash = hash;
    },
    `/p/${encodeURIComponent(project)}/sending`,
  );
  await page.getByText('Nothing is live').waitFor();
}

/** Looks at a page in both themes: accessible, and as a picture. */
export async function inBothThemes(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.locator(`html[data-mantine-color-scheme="${colorScheme}"]`).waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
    await screenshot(page, `${name}-${colorScheme}`);
  }
}
