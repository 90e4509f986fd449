/** What lies around the steps: notes, stages, finding, arranging. */
import { describe, expect, it } from 'vitest';
import { canvas, focused, node, openDemoShop, openJourney, settings, untilSaved } from './journey-steps.js';
import { accessibilityViolations, screenshot, useApp } from './support/index.js';

const app = useApp({ viewport: { width: 1440, height: 900 } });

describe('notes', () => {
  it('are written on the canvas, kept through a reload, and undone', async () => {
    const { page } = app();
    await openDemoShop(page);
    await openJourney(page, 'Cart recovery');
    await page.getByRole('button', { name: 'Add a note' }).click();
    await expect.poll(() => focused(page)).toBe('Text of the note');
    await page.keyboard.type('Ask Ana about <b>the discount</b>');
    await page.keyboard.press('Escape');
    const note = node(page, /^Note: Ask Ana about <b>the discount<\/b>/);
    await note.waitFor();
    await settings(page).getByRole('radio', { name: 'Blue' }).check();
    expect(await accessibilityViolations(page)).toEqual([]);
    await screenshot(page, 'canvas-note');
    await untilSaved(page);
    await page.reload();
    await note.waitFor();
    await note.click();
    await page.keyboard.press('Delete');
    await note.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Undo: delete note' }).click();
    await note.waitFor();
  });
});

describe('stages', () => {
  it('are made of what is selected, renamed, moved and dissolved', async () => {
    const { page } = app();
    await openDemoShop(page);
    await openJourney(page, 'Cart recovery');
    await node(page, /^Trigger:/).click();
    await page.keyboard.press('g');
    const dialog = page.getByRole('dialog', { name: 'Put the selected steps into a stage' });
    await dialog
      .getByRole('textbox', { name: 'Stage' })
      .or(dialog.getByRole('combobox', { name: 'Stage' }))
      .fill('Warm-up');
    await dialog.getByRole('button', { name: 'Put in' }).click();
    const stage = page.getByRole('button', { name: 'Stage Warm-up' });
    await stage.click();
    await page.getByRole('menuitem', { name: 'Move behind the next stage' }).click();
    const place = async () => (await node(page, /^Trigger:/).boundingBox())?.x ?? 0;
    await expect.poll(place).toBeGreaterThan((await node(page, /^E-mail: Your cart awaits/).boundingBox())?.x ?? 0);
    await stage.click();
    await page.getByRole('menuitem', { name: 'Rename…' }).click();
    const rename = page.getByRole('dialog', { name: 'Rename the stage' });
    await rename
      .getByRole('textbox', { name: 'Stage' })
      .or(rename.getByRole('combobox', { name: 'Stage' }))
      .fill('First');
    await rename.getByRole('button', { name: 'Rename' }).click();
    await page.getByRole('button', { name: 'Stage First' }).click();
    await page.getByRole('menuitem', { name: 'Dissolve the stage' }).click();
    await page.getByRole('button', { name: 'Stage First' }).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Undo: dissolve stage “First”' }).click();
    await page.getByRole('button', { name: 'Stage First' }).waitFor();
  });
});

describe('finding', () => {
  it('jumps from one hit to the next and leads to the step', async () => {
    const { page } = app();
    await openDemoShop(page);
    await openJourney(page, 'Cart recovery');
    await node(page, /^Trigger:/).click();
    await page.keyboard.press('Control+f');
    await page.keyboard.type('wait');
    await page
      .getByRole('search')
      .getByText(/^1 of \d$/)
      .waitFor();
    await page.keyboard.press('Enter');
    await page
      .getByRole('search')
      .getByText(/^2 of \d$/)
      .waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
    await screenshot(page, 'canvas-find');
    await page.keyboard.press('Escape');
    await page.getByRole('search').waitFor({ state: 'detached' });
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-roledescription'))).toBe('step');
    // What is found is what is selected; the view goes there.
    await page.keyboard.press('2');
    await expect.poll(() => page.getByRole('button', { name: /zoom to 100 %/ }).innerText()).toBe('100%');
  });
});

describe('arranging', () => {
  it('goes top-down and back, and keeps what was placed by hand when asked to', async () => {
    const { page } = app();
    await openDemoShop(page);
    await openJourney(page, 'Cart recovery');
    const arrange = page.getByRole('button', { name: 'How to arrange the steps' });
    await arrange.click();
    await page.getByRole('menuitem', { name: 'Top-down' }).click();
    await page.getByRole('button', { name: 'Undo: arrange top-down' }).waitFor();
    const placeOf = (name: RegExp) => node(page, name).evaluate((element) => (element as HTMLElement).style.transform);
    await expect
      .poll(async () => {
        const [trigger, mail] = [
          await node(page, /^Trigger:/).boundingBox(),
          await node(page, /^E-mail: Your cart/).boundingBox(),
        ];
        return trigger && mail ? mail.y > trigger.y + trigger.height : false;
      })
      .toBe(true);
    expect(await accessibilityViolations(page)).toEqual([]);
    await screenshot(page, 'canvas-top-down');

    await node(page, /^E-mail: Thank you/).click();
    for (let moves = 0; moves < 6; moves += 1) await page.keyboard.press('Shift+ArrowRight');
    const byHand = await placeOf(/^E-mail: Thank you/);
    await arrange.click();
    await page.getByRole('menuitemcheckbox', { name: 'Keep what I placed by hand' }).click();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: /^Tidy up/ }).click();
    await page.getByRole('button', { name: 'Undo: tidy up' }).waitFor();
    expect(await placeOf(/^E-mail: Thank you/)).toBe(byHand);
    await arrange.click();
    await page.getByRole('menuitem', { name: 'Left to right' }).click();
    await page.getByRole('button', { name: 'Undo: arrange left to right' }).waitFor();
    expect(await canvas(page).isVisible()).toBe(true);
  });
});
