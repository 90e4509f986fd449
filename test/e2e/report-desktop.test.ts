import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openDemoShop, openJourney } from './journey-steps.js';
import { startDesktopApp } from './support/index.js';

it('prints a report into a PDF where the person says', async () => {
  const dataFolder = await mkdtemp(join(tmpdir(), 'waypost-report-'));
  const file = join(dataFolder, 'cart.pdf');
  const app = await startDesktopApp({ dataFolder, viewport: { width: 1280, height: 800 } });
  try {
    const { page, electron } = app;
    await electron.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
    }, file);
    await openDemoShop(page);
    await openJourney(page, 'Cart recovery');
    await page.keyboard.press('Control+Enter');
    const results = page.getByRole('region', { name: 'Results', exact: true });
    await results.getByText(/^simulated in/).waitFor();
    await results.getByRole('button', { name: 'Save these results' }).click();
    await page.getByRole('menuitem', { name: /^Report as PDF/ }).click();
    await expect
      .poll(async () => (await readFile(file).catch(() => Buffer.from(''))).subarray(0, 5).toString(), { timeout: 30_000 })
      .toBe('%PDF-');
  } finally {
    await app.close();
    await rm(dataFolder, { recursive: true, force: true, maxRetries: 5 });
  }
  expect(app.complaints).toEqual([]);
});
