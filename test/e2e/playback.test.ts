import { describe, expect, it } from 'vitest';
import { node, openDemoShop, openJourney } from './journey-steps.js';
import { accessibilityViolations, screenshot, useApp } from './support/index.js';

const app = useApp({ viewport: { width: 1440, height: 900 } });

describe('a run on the canvas', () => {
  it('is played, scrubbed, stopped and looked into, by mouse and keyboard', async () => {
    const { page } = app();
    await openDemoShop(page);
    await openJourney(page, 'Cart recovery');
    await page.keyboard.press('Control+Enter');
    await node(page, /^Trigger: .*[\d,]+ entries/).waitFor();
    const bar = page.getByRole('region', { name: 'Playback' });

    // Who was counted: entries, customers, messages.
    const measures = page.getByRole('radiogroup', { name: 'What the numbers count' });
    await measures.getByText('Customers').click();
    await node(page, /^E-mail: Your cart awaits.*[\d,]+ customers?, [\d.]+% of all/).waitFor();
    await measures.getByText('Messages').click();
    await node(page, /^E-mail: Your cart awaits.*[\d,]+ sent, [\d,]+ held back/).waitFor();
    await measures.getByText('Entries').click();
    await page.getByRole('button', { name: 'Heat' }).click();
    await screenshot(page, 'canvas-heat');
    await page.getByRole('button', { name: 'Heat' }).click();

    // What is looked at shows how long customers stay there, by pointer and by keyboard, with its numbers as text.
    const card = page.getByRole('tooltip').filter({ hasText: 'Hour of day' });
    await node(page, /^Wait: Wait 2 days/).hover();
    await card.getByText(/^Half within 2 d/).waitFor();
    await screenshot(page, 'dwell');
    await page.keyboard.press('Escape');
    await page.mouse.move(1200, 300);
    await card.waitFor({ state: 'hidden' });

    // At the beginning nobody is anywhere; time passes while it plays.
    await page.getByRole('button', { name: 'Play', exact: true }).click();
    const slider = bar.getByRole('slider', { name: 'Instant' });
    await slider.waitFor();
    await node(page, /^Trigger: .*0 here now, 0 arrived/).waitFor();
    const instant = async () => Number(await slider.getAttribute('aria-valuenow'));
    const begin = await instant();
    await bar.getByRole('button', { name: 'Play', exact: true }).click();
    await expect.poll(instant).toBeGreaterThan(begin);
    await node(page, /^Trigger: .*here now, [1-9][\d,]* arrived/).waitFor();
    await screenshot(page, 'playback');
    await bar.getByRole('button', { name: 'Pause' }).click();

    // By keyboard: on the bar, a step to the next event, then the slider to the end and to the beginning.
    await page.keyboard.press('.');
    const stepped = await instant();
    await page.keyboard.press('.');
    expect(await instant()).toBeGreaterThan(stepped);
    await page.keyboard.press(',');
    expect(await instant()).toBe(stepped);
    await slider.focus();
    await page.keyboard.press('Home');
    expect(await instant()).toBe(begin);

    // A breakpoint stops at the first who comes, and says so; the list names them and opens the story.
    await node(page, /^E-mail: Your cart awaits/).click();
    await bar.getByRole('button', { name: /^Stop here when somebody comes/ }).click();
    await bar.getByRole('button', { name: 'Play', exact: true }).click();
    await bar.getByText(/^Stopped: somebody came to “Your cart awaits”/).waitFor();
    await node(page, /^E-mail: Your cart awaits.*1 arrived/).waitFor();
    await node(page, /^Trigger:/)
      .first()
      .click();
    expect(await accessibilityViolations(page)).toEqual([]);
    await node(page, /^Wait/).first().click();
    const here = page.getByRole('complementary', { name: /now$/ });
    await here.getByText(/here/).first().waitFor();
    await screenshot(page, 'playback-here');
    await bar.getByRole('button', { name: 'Close the playback' }).click();
    await node(page, /^Trigger: .*[\d,]+ customers, [\d,]+ entries/).waitFor();
  });
});
