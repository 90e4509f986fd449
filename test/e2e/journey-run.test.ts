import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { edges, node, openDemoShop, openJourney, pick, picker, settings } from './journey-steps.js';
import { accessibilityViolations, screenshot, useApp } from './support/index.js';

const app = useApp({ viewport: { width: 1440, height: 900 } });

describe('a simulated journey', () => {
  it('shows what happened on each step and connection, and follows an edit', async () => {
    const { page } = app();
    await openDemoShop(page);
    await openJourney(page, 'Cart recovery');
    await page.keyboard.press('Control+Enter');
    await node(page, /^Trigger: Left a cart.*[\d,]+ customers, [\d,]+ entries/).waitFor();
    await node(page, /^E-mail: Your cart awaits.*[\d,]+ sent, [\d,]+ held back/).waitFor();
    await expect.poll(() => edges(page).first().getAttribute('aria-label')).toMatch(/[\d,]+ entries$/);
    const entries = async () => /([\d,]+) entries/.exec((await node(page, /^Trigger:/).textContent()) ?? '')?.[1];
    const before = await entries();

    // A quick run is done again by itself after an edit; the second run is quick, because the log is loaded.
    await page.keyboard.press('Control+Enter');
    await page.getByText(/^simulated in/).waitFor();
    await node(page, /^Trigger:/).click();
    await settings(page).getByRole('textbox', { name: 'For, number' }).fill('240');
    await expect.poll(entries).not.toBe(before);
    await page.keyboard.press('Control+z');
    await expect.poll(entries).toBe(before);
  });

  it('says in the journey settings what holds for all, each with its own field', async () => {
    const { page } = app();
    await openDemoShop(page);
    await openJourney(page, 'Browse abandonment');
    await page.locator('.react-flow__pane').click({ position: { x: 400, y: 35 } });
    await settings(page).getByRole('heading', { name: 'Journey settings' }).waitFor();
    await pick(page, 'May start again', /^after they leave/);
    await picker(page, 'May start again').filter({ hasText: 'after they leave' }).waitFor();
    await pick(page, 'Consent', /^have not unsubscribed/);
    await page.getByRole('button', { name: 'Undo: change journey settings' }).click();
    await picker(page, 'Consent').filter({ hasText: 'have subscribed' }).waitFor();
  });
});

describe('the journey screen', () => {
  it('shows hostile names as text', async () => {
    const { page } = app();
    await openDemoShop(page);
    const hostile = '<img src=x onerror="window.hacked=1"><b>bold</b>';
    const journey = {
      format: 'waypost/journey',
      version: 1,
      id: 'hostile',
      name: hostile,
      nodes: [
        {
          id: 't',
          type: 'trigger',
          name: hostile,
          stage: hostile,
          position: { x: 0, y: 0 },
          config: { kind: 'intent', on: { event: hostile } },
        },
        { id: 's', type: 'split', position: { x: 320, y: 0 }, config: { arms: [{ id: hostile, weight: 1 }] } },
        { id: 'm', type: 'email', position: { x: 640, y: 0 }, config: { subject: hostile, topic: hostile } },
      ],
      edges: [
        { id: 'a', source: 't', sourceHandle: 'out', target: 's' },
        { id: 'b', source: 's', sourceHandle: hostile, target: 'm' },
      ],
    };
    const folder = await mkdtemp(join(tmpdir(), 'waypost-test-'));
    await writeFile(join(folder, 'hostile.json'), JSON.stringify(journey));
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      page.getByRole('button', { name: 'Import from file' }).click(),
    ]);
    await chooser.setFiles(join(folder, 'hostile.json'));
    await page.locator('.react-flow__node').first().waitFor();
    for (const id of ['t', 's', 'm']) {
      await page.locator(`.react-flow__node[data-id="${id}"]`).click();
      await settings(page).getByRole('textbox', { name: 'Name of the step' }).waitFor();
    }
    expect(await page.locator('.react-flow__node').first().textContent()).toContain(hostile);
    // An empty picture is how the editor of the subject marks the place of its placeholder.
    expect(await page.locator('main img:not(.cm-widgetBuffer), main b b').count()).toBe(0);
    expect(await page.evaluate(() => 'hacked' in window)).toBe(false);
    await rm(folder, { recursive: true, force: true });
  });

  it('is clean of violations of WCAG with nothing, a step and a condition open, in both schemes', async () => {
    const { page } = app();
    await openDemoShop(page);
    await openJourney(page, 'Cart recovery');
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.locator('.react-flow__pane').click({ position: { x: 400, y: 35 } });
      expect(await accessibilityViolations(page, 'main')).toEqual([]);
      for (const name of [/^Trigger:/, /^Branch:/, /^E-mail: Last call/]) {
        await node(page, name).click();
        await settings(page).getByText('Leads to').waitFor();
        expect(await accessibilityViolations(page, 'main')).toEqual([]);
      }
      await page.getByRole('button', { name: 'Simulate' }).first().click();
      await node(page, /entries/)
        .first()
        .waitFor();
      expect(await accessibilityViolations(page)).toEqual([]);
      await screenshot(page, `journey-${colorScheme}`);
    }
  });
});
