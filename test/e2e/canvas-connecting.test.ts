/** Adding and connecting on the canvas by the mouse: what comes next, illegal targets, steps put into connections, alignment. */
import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { canvas, drag, dragStep, edges, middleOf, node, openDemoShop, openJourney } from './journey-steps.js';
import { accessibilityViolations, screenshot, useApp } from './support/index.js';

const app = useApp({ viewport: { width: 1440, height: 900 } });

async function boxOf(target: Locator) {
  const box = await target.boundingBox();
  if (!box) throw new Error('That is not on the screen');
  return box;
}

const wayOut = (from: Locator, handle: string) => from.locator(`.react-flow__handle.source[data-handleid="${handle}"]`);

/** Takes hold of something and moves to a place without letting go. */
async function hold(page: Page, from: Locator, to: { x: number; y: number }): Promise<void> {
  const { x, y, width, height } = await boxOf(from);
  await page.mouse.move(x + width / 2, y + height / 2);
  await page.mouse.down();
  await page.mouse.move((x + to.x) / 2, (y + to.y) / 2, { steps: 4 });
  await page.mouse.move(to.x, to.y, { steps: 4 });
}

/** The middle of the part of a connection that nothing covers. */
async function onEdge(page: Page, name: RegExp): Promise<{ x: number; y: number }> {
  return middleOf(page.getByRole('img', { name }).or(page.getByRole('group', { name })));
}

describe('drawing a connection', () => {
  it('says what would happen while it is drawn, and why not where it may not end', async () => {
    const { page } = app();
    await openDemoShop(page);
    await openJourney(page, 'Cart recovery');
    const before = await edges(page).count();
    const trigger = await boxOf(node(page, /^Trigger:/));
    const mail = node(page, /^E-mail: Thank you/);
    const out = wayOut(mail, 'out');
    const free = await boxOf(out);

    await hold(page, out, { x: free.x - 60, y: free.y + 110 });
    await page.getByText('Let go to choose what comes next').waitFor();
    await page.mouse.move(trigger.x + trigger.width / 2, trigger.y + trigger.height / 2, { steps: 5 });
    await page.getByText('Nothing leads into a trigger').waitFor();
    await screenshot(page, 'canvas-refusal');
    const exit = await boxOf(node(page, /^Exit:/));
    await page.mouse.move(exit.x + exit.width / 2, exit.y + exit.height / 2, { steps: 5 });
    await page.getByText('Lead to “Let them be”').waitFor();
    await page.mouse.up();
    await expect.poll(() => edges(page).count()).toBe(before + 1);
    await page.getByRole('button', { name: 'Undo: connect' }).waitFor();
  });

  it('offers over nothing the steps to add and those that are there, found by typing', async () => {
    const { page } = app();
    await openDemoShop(page);
    await openJourney(page, 'Cart recovery');
    const before = await page.locator('.react-flow__node').count();
    const mail = node(page, /^E-mail: Thank you/);
    const free = await boxOf(wayOut(mail, 'out'));
    await drag(page, wayOut(mail, 'out'), { x: free.x - 60, y: free.y + 90 });
    await page.getByRole('option', { name: /Let them be/ }).waitFor();
    await page
      .getByRole('combobox', { name: 'Find a step to add' })
      .or(page.getByRole('textbox', { name: 'Find a step to add' }))
      .waitFor();
    await page.keyboard.type('chance');
    await page.getByRole('option', { name: /^A\/B split/ }).waitFor();
    await page.keyboard.press('Enter');
    await node(page, /^A\/B split/).waitFor();
    expect(await page.locator('.react-flow__node').count()).toBe(before + 1);
  });

  it('moves the end of a connection to another step, or over nothing to a new one', async () => {
    const { page } = app();
    await openDemoShop(page);
    await openJourney(page, 'Win back');
    await page.getByRole('button', { name: /show the whole journey/ }).click();
    const [first] = await edges(page).all();
    if (!first) throw new Error('no connection');
    const before = await page.locator('.react-flow__node').count();
    const lines = await edges(page).count();
    // The ends of a connection can be taken hold of where it is pointed at.
    const line = await middleOf(first);
    await page.mouse.move(line.x, line.y);
    const end = await boxOf(first.locator('.react-flow__edgeupdater-target'));
    const box = await boxOf(canvas(page));
    await page.mouse.move(end.x + end.width / 2, end.y + end.height / 2);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 2, box.y + box.height - 90, { steps: 4 });
    await page.mouse.move(box.x + box.width / 2 + 20, box.y + box.height - 80, { steps: 4 });
    await page.mouse.up();
    await page.getByRole('option', { name: /^Exit/ }).click();
    await expect.poll(() => page.locator('.react-flow__node').count()).toBe(before + 1);
    expect(await edges(page).count()).toBe(lines);
    await page.getByRole('button', { name: 'Undo: add exit' }).click();
    await expect.poll(() => page.locator('.react-flow__node').count()).toBe(before);
  });
});

describe('steps on the canvas', () => {
  it('go into a connection when they are dropped on it, from the palette or loose on the canvas', async () => {
    const { page } = app();
    await openDemoShop(page);
    await openJourney(page, 'Cart recovery');
    const before = await edges(page).count();
    const box = await boxOf(canvas(page));
    const line = await onEdge(page, /^From Left a cart for 24 hours to Your cart awaits/);
    await dragStep(page, 'Wait', { x: line.x - box.x, y: line.y - box.y });
    await node(page, /^Wait: Wait 1 day/).waitFor();
    await expect.poll(() => edges(page).count()).toBe(before + 1);

    await dragStep(page, 'Update customer', { x: 160, y: 420 });
    const loose = node(page, /^Update customer/);
    await loose.waitFor();
    expect(await edges(page).count()).toBe(before + 1);
    await page.getByRole('button', { name: /show the whole journey/ }).click();
    const target = await onEdge(page, /^From Wait 1 day to Your cart awaits/);
    await hold(page, loose, target);
    await page.locator('.react-flow__edge[data-drop]').waitFor({ state: 'attached' });
    await page.mouse.up();
    await expect.poll(() => edges(page).count()).toBe(before + 2);
    await page.getByRole('button', { name: /^Undo: insert/ }).click();
    await expect.poll(() => edges(page).count()).toBe(before + 1);
  });

  it('snap into line with their neighbours and show along which line, with the distance', async () => {
    const { page } = app();
    await openDemoShop(page);
    await openJourney(page, 'Cart recovery');
    const moving = node(page, /^Exit: Let them be/);
    await moving.hover();
    const above = await boxOf(node(page, /^E-mail: Last call/));
    const { width, height } = await boxOf(moving);
    const below = { x: above.x + width / 2, y: above.y + above.height + height / 2 + 44 };
    await hold(page, moving, below);
    const distance = page.locator('svg text').filter({ hasText: /^\d+$/ });
    // About there, as a hand would, until the line shows.
    let aside = 0;
    await expect
      .poll(async () => {
        await page.mouse.move(below.x + aside, below.y);
        aside = aside > 0 ? -aside : 3 - aside;
        return distance.count();
      })
      .toBeGreaterThan(0);
    await screenshot(page, 'canvas-guides');
    await page.mouse.up();
    await distance.first().waitFor({ state: 'detached' });
    await expect
      .poll(async () => Math.round((await boxOf(moving)).x - (await boxOf(node(page, /^E-mail: Last call/))).x))
      .toBe(0);
  });

  it('are chosen with a box and moved together', async () => {
    const { page } = app();
    await openDemoShop(page);
    await openJourney(page, 'Cart recovery');
    const box = await boxOf(canvas(page));
    await page.keyboard.down('Shift');
    await page.mouse.move(box.x + 90, box.y + 30);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 6 });
    await page.mouse.up();
    await page.keyboard.up('Shift');
    await page.getByRole('heading', { name: /^\d steps selected/ }).waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
  });

  it('are cut and pasted across journeys, and from JSON of the clipboard', async () => {
    const { page } = app();
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await openDemoShop(page);
    await openJourney(page, 'Cart recovery');
    const count = () => page.locator('.react-flow__node').count();
    const before = await count();
    await node(page, /^E-mail: Last call/).click();
    await page.keyboard.press('Control+x');
    await expect.poll(count).toBe(before - 1);
    await page.getByRole('link', { name: 'Journeys', exact: true }).first().click();
    await openJourney(page, 'Win back');
    const there = await count();
    await node(page, /^Trigger:/).click();
    await page.keyboard.press('Control+v');
    await node(page, /^E-mail: Last call/).waitFor();
    expect(await count()).toBe(there + 1);
    await page.evaluate(() =>
      navigator.clipboard.writeText(
        JSON.stringify({
          format: 'waypost/clip',
          version: 1,
          nodes: [{ id: 'z', type: 'wait', name: 'From elsewhere', config: { for: '3d' } }],
          edges: [],
        }),
      ),
    );
    await page.keyboard.press('Control+v');
    await node(page, /^Wait: From elsewhere/).waitFor();
  });
});
