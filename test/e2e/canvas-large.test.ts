/** A journey so large that it opens as seen from far. */
import type { Locator } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { canvas, edges, node, openDemoShop, settings } from './journey-steps.js';
import { useApp } from './support/index.js';

const app = useApp({ viewport: { width: 1440, height: 900 } });

const PATHS = 24;
const LENGTH = 10;

/** Paths of a trigger and nine e-mails each, below each other. */
function largeJourney(): string {
  const places = Array.from({ length: PATHS * LENGTH }, (_, index) => ({ index, place: index % LENGTH }));
  const nodes = places.map(({ index, place }) => ({
    id: `n${String(index)}`,
    type: place === 0 ? 'trigger' : 'email',
    name: `Step ${String(index)}`,
    position: { x: place * 320, y: Math.floor(index / LENGTH) * 192 },
    config: place === 0 ? { kind: 'intent', on: { event: 'Product Viewed' } } : { subject: 'Still thinking it over?' },
  }));
  const connections = places.flatMap(({ index, place }) =>
    place === 0
      ? []
      : [{ id: `e${String(index)}`, source: `n${String(index - 1)}`, sourceHandle: 'out', target: `n${String(index)}` }],
  );
  return JSON.stringify({ format: 'waypost/journey', version: 1, id: 'large', name: 'Large', nodes, edges: connections });
}

async function placeOf(target: Locator): Promise<{ x: number; y: number }> {
  const box = await target.boundingBox();
  if (!box) throw new Error('It is not on the screen');
  return { x: box.x, y: box.y };
}

describe('a large journey', () => {
  it('is drawn at once, gets its words, moves under the hand and is edited as any other', async () => {
    const { page } = app();
    await openDemoShop(page);
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      page.getByRole('button', { name: 'Import from file' }).click(),
    ]);
    await chooser.setFiles({ name: 'large.json', mimeType: 'application/json', buffer: Buffer.from(largeJourney()) });
    await expect.poll(() => page.locator('.react-flow__node').count()).toBe(PATHS * LENGTH);
    expect(await edges(page).count()).toBe(PATHS * (LENGTH - 1));
    const titles = canvas(page).getByText(/^Step \d+$/);
    await expect.poll(() => titles.count(), { timeout: 20_000 }).toBe(PATHS * LENGTH);

    const last = node(page, /^E-mail: Step 239/);
    await last.click();
    await settings(page).getByRole('textbox', { name: 'Name of the step' }).fill('The very last');
    await node(page, /^E-mail: The very last/).waitFor();
    await page.getByRole('button', { name: 'Zoom to the selection' }).click();
    const title = canvas(page).getByText('The very last', { exact: true });
    await title.waitFor();

    // Taken hold of anywhere with the space bar held down; what lies under the hand stays what it is.
    const before = await placeOf(title);
    const box = await placeOf(canvas(page));
    await page.keyboard.down('Space');
    await page.mouse.move(box.x + 300, box.y + 200);
    await page.mouse.down();
    await page.mouse.move(box.x + 260, box.y + 160, { steps: 5 });
    await page.mouse.up();
    await page.keyboard.up('Space');
    await expect.poll(async () => Math.round((await placeOf(title)).x - before.x)).toBe(-40);
    await settings(page).getByRole('textbox', { name: 'Name of the step' }).waitFor();
    await title.click();
    await settings(page).getByText('E-mail', { exact: true }).first().waitFor();
  });
});
