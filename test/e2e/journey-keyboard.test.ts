import { describe, expect, it } from 'vitest';
import { edges, focused, makeJourney, node, openDemoShop, openJourney, untilSaved } from './journey-steps.js';
import { useApp } from './support/index.js';

const app = useApp({ viewport: { width: 1440, height: 900 } });

describe('a journey by keyboard alone', () => {
  it('is built, filled in, connected and undone', async () => {
    const { page } = app();
    await openDemoShop(page);
    await makeJourney(page, 'By keys');
    const press = (key: string) => page.keyboard.press(key);
    const untilFocused = (name: RegExp) => expect.poll(() => focused(page)).toMatch(name);

    // Into the canvas by Tab; Enter goes to the settings, Escape back.
    for (let tabs = 0; tabs < 40 && !/^Trigger:/.test(await focused(page)); tabs += 1) await press('Tab');
    await untilFocused(/^Trigger:/);
    await press('Enter');
    await untilFocused(/^Event:/);
    await press('Enter');
    await page.keyboard.type('added a product to the cart');
    await press('Enter');
    await node(page, /^Trigger: Added a product to the cart/).waitFor();
    await untilFocused(/^Event: added a product to the cart/);
    await press('Escape');
    await untilFocused(/^Trigger:/);

    // Steps go on from the one that has the focus.
    await press('e');
    await untilFocused(/^E-mail:/);
    await press('w');
    await untilFocused(/^Wait:/);
    await press('b');
    await untilFocused(/^Branch:/);
    await press('x');
    await untilFocused(/^Exit:/);
    expect(await edges(page).count()).toBe(4);

    // Arrows walk along; Delete joins what was before with what came after.
    await press('ArrowLeft');
    await untilFocused(/^Branch:/);
    await press('ArrowLeft');
    await untilFocused(/^Wait:/);
    await press('Delete');
    await expect.poll(() => edges(page).count()).toBe(3);
    await press('Control+z');
    await node(page, /^Wait:/).waitFor();
    await press('Control+Shift+z');
    await node(page, /^Wait:/).waitFor({ state: 'detached' });
    await press('Control+z');
    await node(page, /^Wait:/).waitFor();
    await expect.poll(() => edges(page).count()).toBe(4);
    await untilSaved(page);
  });

  it('copies, pastes, duplicates and moves steps', async () => {
    const { page } = app();
    await openDemoShop(page);
    await openJourney(page, 'Cart recovery');
    const count = () => page.locator('.react-flow__node').count();
    const before = await count();
    await node(page, /^E-mail: Last call/).click();
    await page.keyboard.press('Control+d');
    await expect.poll(count).toBe(before + 1);
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Control+c');
    await page.mouse.move(5, 5);
    await page.keyboard.press('Control+v');
    await expect.poll(count).toBe(2 * (before + 1));
    await page.keyboard.press('Control+z');
    await page.keyboard.press('Control+z');
    await expect.poll(count).toBe(before);

    const wait = node(page, /^Wait: Wait 2 days/);
    await wait.click();
    const place = () => wait.evaluate((element) => (element as HTMLElement).style.transform);
    const start = await place();
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Shift+ArrowDown');
    await expect.poll(place).not.toBe(start);
    await page.keyboard.press('Control+z');
    await expect.poll(place).toBe(start);
  });

  it('leads a way out to another step without drawing', async () => {
    const { page } = app();
    await openDemoShop(page);
    await openJourney(page, 'Cart recovery');
    const before = await edges(page).count();
    await node(page, /^E-mail: Thank you/).click();
    await page.getByRole('button', { name: /^Leads to:/ }).focus();
    // Faster than any list can follow: no key waits for what the one before did.
    await Promise.all(['Enter', 'L', 'e', 't', 'Space', 't', 'h', 'e', 'm', 'Enter'].map((key) => page.keyboard.press(key)));
    await expect.poll(() => edges(page).count()).toBe(before + 1);
    await page.getByRole('button', { name: 'Leads to: Let them be' }).waitFor();
  });

  it('finds its keys in the sheet of shortcuts and its commands in the palette', async () => {
    const { page } = app();
    await openDemoShop(page);
    await openJourney(page, 'Cart recovery');
    await node(page, /^Trigger:/).click();
    await page.keyboard.press('Control+k');
    await page.keyboard.press('Escape');
    await expect.poll(() => focused(page)).toMatch(/^Trigger:/);
    await page.keyboard.press('Shift+?');
    await page.getByRole('dialog').getByText('Add E-mail').waitFor();
    // Faster than anything can fade away: what is closed takes no key any more, what opens takes the next one.
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+k');
    await page.keyboard.type('tidy up the canvas');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Undo: tidy up' }).waitFor();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('bottom top arrange');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Undo: arrange top-down' }).waitFor();
  });
});
