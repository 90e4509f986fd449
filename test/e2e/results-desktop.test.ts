import { expect, it } from 'vitest';
import { startDesktopApp, type DesktopApp } from './support/index.js';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

it('copies a story in a window that is granted no permissions', async () => {
  const dataFolder = await mkdtemp(join(tmpdir(), 'waypost-results-'));
  const app: DesktopApp = await startDesktopApp({ dataFolder, viewport: { width: 1280, height: 800 } });
  try {
    const { page, electron } = app;
    await page.getByText('Open', { exact: true }).nth(1).click();
    await page.getByText('Cart recovery', { exact: true }).first().click();
    const results = page.getByRole('region', { name: 'Results', exact: true });
    await results.getByRole('button', { name: 'Simulate' }).click();
    await results.getByRole('tab', { name: /^Customers/ }).click();
    await results
      .getByRole('row')
      .filter({ has: page.getByRole('gridcell') })
      .first()
      .click();
    await results.getByRole('button', { name: 'Copy as text' }).click();
    await page.getByText('The story is on the clipboard.').waitFor();
    expect(await electron.evaluate(({ clipboard }) => clipboard.readText())).toMatch(/^Story of C\d+\nTraits: /);
  } finally {
    await app.close();
    await rm(dataFolder, { recursive: true, force: true, maxRetries: 5 });
  }
  expect(app.complaints).toEqual([]);
});
