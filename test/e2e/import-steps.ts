import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { App } from './support/index.js';

/** Makes a project and ends on its import screen. */
export async function newProject(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'New project' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill(name);
  await page.getByRole('button', { name: 'Create project' }).click();
  await page.getByRole('heading', { name: 'Import data' }).waitFor();
}

/** Puts a file beside the application's data. @returns its path */
export async function file(app: App, name: string, content: string | Buffer): Promise<string> {
  const folder = join(app.dataFolder, 'files');
  await mkdir(folder, { recursive: true });
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

/** Chooses files on the import screen and waits until each was looked at. */
export async function choose(page: Page, ...paths: string[]): Promise<void> {
  await page.getByLabel('Files to import').setInputFiles(paths);
  const list = page.getByRole('list', { name: 'Files' });
  await list.waitFor();
  await expect.poll(() => list.getByText(/looking at the first rows|handing over/).count(), { timeout: 30_000 }).toBe(0);
}

/** A picker of the import screen, by its label. */
export function picker(page: Page, name: string): Locator {
  return page.getByRole('combobox', { name, exact: true });
}

/** Picks an option of a picker. */
export async function pick(page: Page, name: string, option: string): Promise<void> {
  await picker(page, name).click();
  const list = page.getByRole('listbox', { name, exact: true });
  await list.getByRole('option', { name: option, exact: true }).click();
  await list.waitFor({ state: 'hidden' });
}

/** Imports what was chosen and waits for the report. */
export async function runImport(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await page.getByRole('heading', { name: /^(Imported|Nothing was imported)$/ }).waitFor();
}

/** The figures of a report or of the data screen: label → what it says. */
export async function figures(page: Page): Promise<Record<string, string>> {
  const groups = await page.locator('dl').first().locator('div').allInnerTexts();
  return Object.fromEntries(
    groups.map((group): [string, string] => {
      const [label = '', value = ''] = group.split('\n').filter(Boolean);
      return [label, value];
    }),
  );
}

/** Asks the log by SQL, as an analyst would. @returns the rows as the table shows them */
export async function askSql(page: Page, sql: string): Promise<string[][]> {
  // By way of another screen, so that no earlier answer is still there.
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('heading', { name: 'Settings' }).waitFor();
  await page.getByRole('link', { name: 'Data', exact: true }).click();
  await page.getByRole('tab', { name: 'SQL' }).click();
  await page.getByRole('textbox', { name: 'SQL' }).fill(sql);
  await page.getByRole('button', { name: /^Run/ }).click();
  const table = page.getByRole('table', { name: 'Answer' });
  await table.waitFor();
  const rows = await table.getByRole('row').all();
  const cells = await Promise.all(rows.map((row) => row.getByRole('cell').allInnerTexts()));
  return cells.filter((row) => row.length > 0);
}
