import { describe, expect, it } from 'vitest';
import {
  canvas,
  connect,
  drag,
  dragStep,
  edges,
  makeJourney,
  middleOf,
  node,
  openDemoShop,
  openJourney,
  pick,
  pickBySearch,
  settings,
  untilSaved,
} from './journey-steps.js';
import { useApp } from './support/index.js';

const app = useApp({ viewport: { width: 1440, height: 900 } });

describe('a journey by mouse', () => {
  it('is built from nothing, simulated, and still there after a reload', async () => {
    const { page } = app();
    await openDemoShop(page);
    await makeJourney(page, 'Browsers');

    // What is missing shows at once, on the step and in the bar.
    await node(page, /^Trigger: Choose an event.* 1 to mend/).click();
    await page
      .getByRole('banner')
      .getByRole('button', { name: /1 to mend/ })
      .waitFor();
    await pickBySearch(page, 'Event', 'viewed', /^viewed a product Product Viewed/);
    await node(page, /^Trigger: Viewed a product/).waitFor();

    await dragStep(page, 'E-mail', { x: 560, y: 140 });
    await node(page, /^E-mail:/).waitFor();
    expect(await edges(page).count()).toBe(0);
    await connect(page, node(page, /^Trigger:/), 'out', node(page, /^E-mail:/));
    await expect.poll(() => edges(page).count()).toBe(1);
    await settings(page).getByRole('textbox', { name: 'Subject' }).fill('Still looking?');
    await node(page, /^E-mail: “Still looking\?”/).waitFor();
    await expect
      .poll(() =>
        page
          .getByRole('banner')
          .getByRole('button', { name: /to mend/ })
          .count(),
      )
      .toBe(0);

    await page.getByRole('button', { name: 'Simulate' }).first().click();
    await node(page, /customers, [\d,]+ entries/).waitFor();
    await untilSaved(page);
    await page.reload();
    await node(page, /^E-mail: “Still looking\?”/).waitFor();
    expect(await edges(page).count()).toBe(1);
  });

  it('refuses connections that cannot be, and says why', async () => {
    const { page } = app();
    await openDemoShop(page);
    await openJourney(page, 'Cart recovery');
    const trigger = node(page, /^Trigger:/);
    const before = await edges(page).count();
    const box = await trigger.boundingBox();
    if (!box) throw new Error('no trigger');

    const branchYes = node(page, /^Branch:/).locator('.react-flow__handle.source[data-handleid="yes"]');
    await drag(page, branchYes, { x: box.x + box.width / 2, y: box.y + box.height / 2 });
    await page.getByText('Nothing leads into a trigger').waitFor();

    await connect(page, trigger, 'out', node(page, /^Exit:/));
    await page.getByText('already leads to “Your cart awaits”').waitFor();
    expect(await edges(page).count()).toBe(before);
  });

  it('goes on from a way out by a click, and puts a step into a connection', async () => {
    const { page } = app();
    await openDemoShop(page);
    await makeJourney(page, 'Grown');
    await node(page, /^Trigger:/)
      .locator('.react-flow__handle.source')
      .click();
    await page.getByRole('option', { name: /^E-mail/ }).click();
    await expect.poll(() => edges(page).count()).toBe(1);
    const line = await middleOf(edges(page).first());
    await page.mouse.move(line.x, line.y);
    await edges(page).first().getByText('Add a step here').locator('..').click();
    await page.getByRole('option', { name: /^Wait Goes on after/ }).click();
    await node(page, /^Wait: Wait 1 day/).waitFor();
    await expect.poll(() => edges(page).count()).toBe(2);
    // One undo takes the step and the room it made away together.
    await page.getByRole('button', { name: 'Undo: add wait' }).click();
    await expect.poll(() => edges(page).count()).toBe(1);
    expect(await page.locator('.react-flow__node').count()).toBe(2);
  });

  it('undoes and redoes a drag as one step', async () => {
    const { page } = app();
    await openDemoShop(page);
    await openJourney(page, 'Cart recovery');
    const wait = node(page, /^Wait: Wait 2 days/);
    const place = () => wait.evaluate((element) => (element as HTMLElement).style.transform);
    const before = await place();
    const box = await wait.boundingBox();
    if (!box) throw new Error('no wait');
    await drag(page, wait, { x: box.x + 160, y: box.y + 90 });
    await expect.poll(place).not.toBe(before);
    const after = await place();
    await page.getByRole('button', { name: 'Undo: move “Wait 2 days”' }).click();
    await expect.poll(place).toBe(before);
    await page.getByRole('button', { name: 'Redo: move “Wait 2 days”' }).click();
    await expect.poll(place).toBe(after);
  });

  it('says a condition of groups in words, counts it live, and moves its parts', async () => {
    const { page } = app();
    await openDemoShop(page);
    await makeJourney(page, 'Conditions');
    await node(page, /^Trigger:/).click();
    await pick(page, 'What starts the journey', /becomes true/);
    await settings(page).getByRole('button', { name: 'condition', exact: true }).click();
    await page.getByRole('menuitem', { name: /^Did something/ }).click();
    await pickBySearch(page, 'Event', 'completed an order', /^completed an order/);
    await pick(page, 'How often', 'more than');
    await settings(page).getByRole('textbox', { name: 'How often' }).fill('3');
    await pick(page, 'Time frame', 'in the last');
    await settings(page).getByRole('textbox', { name: 'Time frame, number' }).fill('30');
    await settings(page)
      .getByText('Starts as soon as this is true: completed an order more than 3 times in the last 30 days.')
      .waitFor();
    await settings(page).getByText('satisfy it at the end of the log').waitFor();

    await settings(page).getByRole('button', { name: '+ group' }).click();
    const inner = settings(page).getByRole('group', { name: 'any of these' });
    await inner.getByRole('button', { name: 'condition', exact: true }).click();
    await page.getByRole('menuitem', { name: /^The latest e-mails/ }).click();
    await settings(page)
      .getByText(/3 times in the last 30 days and opened none of the last 3 e-mails/)
      .waitFor();

    // The first condition goes into the group, by dragging its grip there, and out again by keys.
    const grip = settings(page).getByRole('button', { name: /^Move this condition/ });
    const from = await grip.first().boundingBox();
    const to = await inner.getByRole('button', { name: 'condition', exact: true }).boundingBox();
    if (!from || !to) throw new Error('no conditions');
    await page.mouse.move(from.x + 7, from.y + 14);
    await page.mouse.down();
    await page.mouse.move(from.x + 20, from.y + 40, { steps: 4 });
    await settings(page).locator('[data-dragging]').first().waitFor();
    await page.mouse.move(to.x + 10, to.y - 4, { steps: 8 });
    await inner.locator('[data-target]').waitFor({ state: 'attached' });
    await page.mouse.up();
    const either = settings(page).getByText(
      /^Starts as soon as this is true: (?=.*in the last 30 days)(?=.*last 3 e-mails).* or /,
    );
    await either.waitFor();
    expect(await inner.getByRole('button', { name: /^Event:/ }).count()).toBe(1);
    for (let moves = 0; moves < 3 && (await either.count()) > 0; moves += 1) {
      await inner
        .getByRole('button', { name: /^Move this condition/ })
        .first()
        .press('Alt+ArrowUp');
    }
    await either.waitFor({ state: 'detached' });
  });

  it('shows the whole journey, tidies it up and hides the map that nobody needs', async () => {
    const { page } = app();
    await openDemoShop(page);
    await openJourney(page, 'Win back');
    const map = page.getByRole('img', { name: 'Map of the journey' });
    expect(await map.count()).toBe(0);
    await page.getByRole('button', { name: /zoom to 100 %/ }).click();
    for (let i = 0; i < 3; i += 1) await page.getByRole('button', { name: 'Zoom in' }).click();
    await map.waitFor();
    await page.getByRole('button', { name: /show the whole journey/ }).click();
    await map.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: /^Tidy up/ }).click();
    await page.getByRole('button', { name: 'Undo: tidy up' }).waitFor();
    expect(await canvas(page).isVisible()).toBe(true);
  });
});
