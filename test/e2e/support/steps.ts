import type { Page } from 'playwright-core';

/** Makes a project by hand, in a folder of the test's own, and goes on when its import screen shows. */
export async function createProject(page: Page, name: string, folder: string): Promise<void> {
  await page.getByRole('button', { name: 'New project' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill(name);
  await dialog.getByLabel('Folder').fill(folder);
  await dialog.getByRole('button', { name: 'Create project' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.waitForURL(/#\/p\/.*\/import$/);
}

/** Makes a journey by hand in the project that is open, and goes on when its canvas shows. */
export async function createJourney(page: Page, name: string): Promise<void> {
  await page.getByRole('link', { name: 'Journeys' }).click();
  await page.getByRole('button', { name: 'New journey' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill(name);
  await dialog.getByRole('button', { name: /create/i }).click();
  await page.waitForURL(/#\/p\/.*\/journey\//);
}
