import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { file, newProject } from './import-steps.js';
import { accessibilityViolations, screenshot, useApp } from './support/index.js';

const app = useApp();

describe('the start screen', () => {
  it('says what Waypost does and offers samples, in both themes', async () => {
    const { page } = app();
    await page.getByRole('heading', { level: 1, name: /Know what a journey will do/ }).waitFor();
    await page.getByRole('button', { name: 'Open Demo shop' }).waitFor();
    await page.getByText(/^Generated data/).waitFor();
    await page.getByText('No projects yet').waitFor();
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.locator(`html[data-mantine-color-scheme="${colorScheme}"]`).waitFor();
      expect(await accessibilityViolations(page)).toEqual([]);
      await screenshot(page, `start-${colorScheme}`);
    }
  });

  it('opens a sample by one click, says that its data is generated, and keeps the place on reload', async () => {
    const { page } = app();
    await page.getByRole('button', { name: 'Open Demo shop' }).click();
    await page.getByRole('heading', { name: 'Journeys' }).waitFor();
    await page.getByRole('banner').getByText('Generated data').waitFor();
    await page.getByRole('row', { name: /Cart recovery/ }).waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);

    await page.getByRole('link', { name: 'Data', exact: true }).click();
    await page.getByText('kinds of event').waitFor();
    await page.reload();
    await page.getByText('kinds of event').waitFor();

    await page.getByRole('link', { name: 'Waypost: start screen' }).click();
    await page.getByRole('button', { name: /^Demo shop sample/ }).waitFor();
  });

  it('makes a project, opens it by its path, and says so when there is none', async () => {
    const { page, dataFolder } = app();
    await newProject(page, 'Spring campaign');
    await page.getByRole('link', { name: 'No data yet' }).waitFor();
    const address = decodeURIComponent(page.url());
    const path = /\/p\/(.*\.waypost)\//.exec(address)?.[1] ?? '';
    expect(path).toContain('Spring campaign.waypost');

    await page.getByRole('link', { name: 'Waypost: start screen' }).click();
    await page.getByRole('button', { name: 'Open project' }).click();
    const field = page.getByLabel('Project folder');
    await field.fill(join(dataFolder, 'nowhere.waypost'));
    await page.getByRole('button', { name: 'Open', exact: true }).click();
    await page.getByRole('dialog').getByRole('alert').waitFor();
    await field.fill(path);
    await page.getByRole('button', { name: 'Open', exact: true }).click();
    await page.getByRole('heading', { name: 'Journeys' }).waitFor();
    await page.getByText('No journey yet').waitFor();

    // A second one of the same name is refused in words, and the dialog keeps what was typed.
    await page.getByRole('link', { name: 'Waypost: start screen' }).click();
    await page.getByRole('button', { name: 'New project' }).click();
    await page.getByRole('textbox', { name: 'Name' }).fill('Spring campaign');
    await page.getByRole('button', { name: 'Create project' }).click();
    await page.getByRole('dialog').getByRole('alert').waitFor();
    expect(await page.getByRole('textbox', { name: 'Name' }).inputValue()).toBe('Spring campaign');
  });

  it('shows projects that are gone as such and takes them off the list', async () => {
    const { page, dataFolder } = app();
    await newProject(page, 'Short lived');
    const path = /\/p\/(.*\.waypost)\//.exec(decodeURIComponent(page.url()))?.[1] ?? '';
    await newProjectElsewhere();
    await rm(path, { recursive: true });
    await page.getByRole('link', { name: 'Waypost: start screen' }).click();
    await page.reload();
    await page.getByText(`Not found at ${path}`).waitFor();
    await page.getByRole('button', { name: 'Remove Short lived from the list' }).click();
    await page.getByRole('button', { name: 'Remove Short lived from the list' }).waitFor({ state: 'detached' });
    await page.getByText('Long lived', { exact: true }).waitFor();

    const nowhere = encodeURIComponent(join(dataFolder, 'nowhere.waypost'));
    await page.goto(`${page.url().split('#')[0] ?? ''}#/p/${nowhere}/journeys`);
    await page.getByRole('heading', { name: 'This project could not be opened' }).waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Choose another project' }).click();
    await page.getByRole('heading', { name: 'Your projects' }).waitFor();

    async function newProjectElsewhere(): Promise<void> {
      await page.getByRole('link', { name: 'Waypost: start screen' }).click();
      await newProject(page, 'Long lived');
    }
  });
});

describe('the palette, the shortcuts and the settings', () => {
  it('lead everywhere by keyboard, and the theme stays chosen', async () => {
    const { page } = app();
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.keyboard.press('Control+k');
    await page.getByRole('textbox', { name: 'Find a command' }).fill('settings');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Settings' }).waitFor();
    await page.getByText('Dark', { exact: true }).click();
    await page.locator('html[data-mantine-color-scheme="dark"]').waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
    await page.reload();
    await page.locator('html[data-mantine-color-scheme="dark"]').waitFor();

    await page.keyboard.press('Shift+?');
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).getByText('Find a command').waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
  });
});

describe('the list of journeys', () => {
  it('makes, renames, duplicates and deletes, and brings back what was deleted', async () => {
    const { page } = app();
    await page.getByRole('button', { name: 'Open Demo shop' }).click();
    await page.getByRole('row', { name: /Cart recovery/ }).waitFor();

    await page.getByRole('button', { name: 'Actions for Cart recovery' }).click();
    await page.getByRole('menuitem', { name: 'Duplicate' }).click();
    await page.getByRole('row', { name: /Copy of Cart recovery/ }).waitFor();

    await page.getByRole('button', { name: 'Actions for Copy of Cart recovery' }).click();
    await page.getByRole('menuitem', { name: 'Rename…' }).click();
    await page.getByRole('textbox', { name: 'Name' }).fill('<b>Second</b> try');
    await page.getByRole('button', { name: 'Rename', exact: true }).click();
    await page.getByRole('link', { name: '<b>Second</b> try' }).waitFor();

    await page.getByRole('button', { name: 'Actions for <b>Second</b> try' }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await page.getByRole('link', { name: '<b>Second</b> try' }).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('link', { name: '<b>Second</b> try' }).waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);

    await page.locator('main').focus();
    await page.keyboard.press('n');
    await page.getByRole('textbox', { name: 'Name' }).fill('By keyboard');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/journey\/by-keyboard$/);
  });

  it('takes journeys from files and says why it does not', async () => {
    const { page } = app();
    await page.getByRole('button', { name: 'Open Demo shop' }).click();
    await page.getByRole('row', { name: /Cart recovery/ }).waitFor();
    const picker = page.locator('input[type="file"]');
    await picker.setInputFiles(await file(app(), 'broken.json', '{"format": "waypost/journey", '));
    await page
      .getByRole('alert')
      .getByText(/broken\.json is not JSON/)
      .waitFor();
    await picker.setInputFiles(await file(app(), 'newer.json', JSON.stringify({ ...journey('next'), version: 99 })));
    await page
      .getByRole('alert')
      .getByText(/newer\.json/)
      .first()
      .waitFor();

    await picker.setInputFiles(await file(app(), 'welcome.json', JSON.stringify(journey('Welcome back'))));
    await page.waitForURL(/\/journey\/welcome$/);
    await page.getByRole('link', { name: 'Journeys', exact: true }).first().click();
    await page.getByRole('row', { name: /Welcome back/ }).waitFor();
  });
});

function journey(name: string): object {
  return {
    format: 'waypost/journey',
    version: 1,
    id: 'welcome',
    name,
    nodes: [
      { id: 't', type: 'trigger', position: { x: 0, y: 0 }, config: { kind: 'purchase', on: { event: 'Order Completed' } } },
    ],
    edges: [],
  };
}
