import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { edges, exported, node, openDemoShop, openJourney, settings, untilSaved } from './journey-steps.js';
import { startApp, useApp } from './support/index.js';

describe('autosave', () => {
  it('has on the disk what it says is saved when the power is cut', async () => {
    const dataFolder = await mkdtemp(join(tmpdir(), 'waypost-test-'));
    try {
      const first = await startApp({ dataFolder });
      await openDemoShop(first.page);
      await openJourney(first.page, 'Cart recovery');
      await node(first.page, /^E-mail: Your cart awaits/).click();
      await settings(first.page).getByRole('textbox', { name: 'Subject' }).fill('Written just before the end');
      const place = new URL(first.page.url()).hash.slice(1);
      await first.page.getByText('version 2 · saved').waitFor();
      await first.kill();

      const second = await startApp({ dataFolder, place });
      await node(second.page, /“Written just before the end”/).waitFor();
      await second.close();
    } finally {
      await rm(dataFolder, { recursive: true, force: true, maxRetries: 5 });
    }
  });

  it('shows that it cannot save, and keeps what is unsaved on the screen', async () => {
    const { page, kill, complaints, close } = await startApp();
    await openDemoShop(page);
    await openJourney(page, 'Cart recovery');
    await node(page, /^E-mail: Your cart awaits/).click();
    // The engine's connection goes away while the page stays, as when the program behind it is stopped.
    await page.context().setOffline(true);
    await page.evaluate(() => undefined);
    await settings(page).getByRole('textbox', { name: 'Subject' }).fill('Not lost');
    await node(page, /“Not lost”/).waitFor();
    await page.context().setOffline(false);
    await untilSaved(page);
    complaints.length = 0;
    await close();
    await kill().catch(() => undefined);
  });
});

describe('files of a journey', () => {
  const app = useApp();

  it('go out as JSON and come back as the same journey', async () => {
    const { page } = app();
    await openDemoShop(page);
    await openJourney(page, 'Cart recovery');
    const text = await exported(page, 'JSON');
    const original = JSON.parse(text) as { id: string; nodes: unknown[]; edges: unknown[]; settings: unknown };
    const folder = await mkdtemp(join(tmpdir(), 'waypost-test-'));
    const file = join(folder, 'copy.json');
    await writeFile(file, text);
    await page.getByRole('link', { name: 'Journeys' }).first().click();
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      page.getByRole('button', { name: 'Import from file' }).click(),
    ]);
    await chooser.setFiles(file);
    await expect.poll(() => page.url()).not.toMatch(/journey\/cart-recovery$/);
    await node(page, /^E-mail: Your cart awaits/).waitFor();
    const again = JSON.parse(await exported(page, 'JSON')) as typeof original;
    expect({ ...again, id: original.id }).toEqual(original);
    await rm(folder, { recursive: true, force: true });
  });

  it('go out as a diagram and as a drawing', async () => {
    const { page } = app();
    await openDemoShop(page);
    await openJourney(page, 'Win back');
    expect(await exported(page, 'Mermaid')).toMatch(/^(---|flowchart|graph)/m);
    const svg = await exported(page, 'SVG');
    expect(svg).toMatch(/<svg /);
    expect(svg).not.toMatch(/<script/i);
    expect(await edges(page).count()).toBeGreaterThan(3);
  });
});
