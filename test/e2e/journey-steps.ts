import { readFile } from 'node:fs/promises';
import type { Locator, Page } from 'playwright-core';

/** What a person does on the journey screen, for its tests. */

/** Opens the Demo shop from the start screen. */
export async function openDemoShop(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Open Demo shop' }).click();
  await page.getByRole('heading', { name: 'Journeys' }).waitFor();
}

/** Opens a journey of the list. */
export async function openJourney(page: Page, name: string): Promise<void> {
  await page.getByText(name, { exact: true }).first().click();
  // Steps show once they are measured and all of them are in sight.
  await page.locator('.react-flow__node').first().waitFor();
}

/** Makes a journey under a name of its own and opens it. */
export async function makeJourney(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'New journey' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox').fill(name);
  await dialog.getByRole('button', { name: /Create/ }).click();
  await node(page, /^Trigger:/).waitFor();
}

export function canvas(page: Page): Locator {
  return page.locator('.react-flow');
}

/** A step on the canvas by its accessible name: “E-mail: Your cart awaits. …”. */
export function node(page: Page, name: RegExp): Locator {
  return page.locator('.react-flow__node').and(page.getByRole('button', { name }));
}

export function edges(page: Page): Locator {
  return page.locator('.react-flow__edge');
}

export function settings(page: Page): Locator {
  return page.getByRole('complementary', { name: 'Settings' });
}

/** A picker of the settings: its button says “Event: viewed a product”. */
export function picker(page: Page, label: string): Locator {
  return settings(page).getByRole('button', { name: new RegExp(`^${label}:`) });
}

/** Chooses in a picker with a search. */
export async function pickBySearch(page: Page, label: string, search: string, option: RegExp | string): Promise<void> {
  await picker(page, label).click();
  await page.getByPlaceholder(/^Search/).fill(search);
  await page.getByRole('option', { name: option }).first().click();
}

/** Chooses in a picker of a few. */
export async function pick(page: Page, label: string, option: RegExp | string): Promise<void> {
  await picker(page, label).click();
  await page.getByRole('option', { name: option }).first().click();
}

async function centre(target: Locator): Promise<{ x: number; y: number }> {
  const box = await target.boundingBox();
  if (!box) throw new Error('What should be dragged is not on the screen');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** Drags with the mouse, slowly enough for the page to follow. */
export async function drag(page: Page, from: Locator, to: { x: number; y: number }): Promise<void> {
  const start = await centre(from);
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  await page.mouse.move(start.x + (to.x - start.x) / 3, start.y + (to.y - start.y) / 3, { steps: 3 });
  await page.mouse.move(to.x, to.y, { steps: 6 });
  await page.mouse.up();
}

/** Drags a step of the palette to a place of the canvas, counted from its upper left corner. */
export async function dragStep(page: Page, name: string, at: { x: number; y: number }): Promise<void> {
  const box = await canvas(page).boundingBox();
  if (!box) throw new Error('There is no canvas');
  const step = page.getByRole('toolbar', { name: 'Steps to add' }).getByRole('button', { name: `Add ${name}`, exact: true });
  await drag(page, step, { x: box.x + at.x, y: box.y + at.y });
}

/** Draws a connection from a way out (`out`, `yes`, …) to a step. */
export async function connect(page: Page, from: Locator, handle: string, to: Locator): Promise<void> {
  const way = from.locator(`.react-flow__handle.source[data-handleid="${handle}"]`);
  await drag(page, way, await centre(to.locator('.react-flow__handle.target')));
}

/** Waits until the state pill says that everything is on the disk. */
export async function untilSaved(page: Page): Promise<void> {
  await page.getByText(/^version \d+ · saved$/).waitFor();
}

/** The accessible name of what has the focus. */
export function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement;
    return element?.getAttribute('aria-label') ?? element?.textContent ?? '';
  });
}

/** The text of the open journey as a file of a format. */
export async function exported(page: Page, format: string): Promise<string> {
  await page.getByRole('button', { name: 'Export' }).click();
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name: format }).click()]);
  return readFile(await download.path(), 'utf8');
}

/** The middle of a connection on the screen, which as a level line has no height to point at otherwise. */
export async function middleOf(edge: Locator): Promise<{ x: number; y: number }> {
  const line = edge.locator('path.react-flow__edge-path').first();
  return line.evaluate((path) => {
    const place = (path as SVGPathElement).getPointAtLength((path as SVGPathElement).getTotalLength() / 2);
    const matrix = (path as SVGPathElement).getScreenCTM();
    if (!matrix) throw new Error('The connection is not drawn');
    return { x: place.x * matrix.a + matrix.e, y: place.y * matrix.d + matrix.f };
  });
}
