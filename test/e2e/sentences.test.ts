import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { exported, makeJourney, node, openDemoShop, pick, settings } from './journey-steps.js';
import { useApp } from './support/index.js';

/** The sentences of the gallery, each built in the settings of a trigger by clicks alone: the result must be the recipe's own trigger. */

const app = useApp({ viewport: { width: 1440, height: 900 } });

const journeySchema = z.looseObject({
  nodes: z.array(z.looseObject({ type: z.string(), config: z.looseObject({ on: z.unknown().optional() }) })),
});
const recipeSchema = z.looseObject({ journey: journeySchema });

const groupOfOne = z.strictObject({ all: z.tuple([z.unknown()]) });

/** Triggers, with a condition that stands alone in a group taken out of it: that is how the editor writes it down. */
function triggersOf({ nodes }: z.infer<typeof journeySchema>): unknown[] {
  return nodes
    .filter(({ type }) => type === 'trigger')
    .map(({ config: { on } }) => z.record(z.string(), z.unknown()).parse(on))
    .map((on) =>
      Object.fromEntries(Object.entries(on).map(([key, value]) => [key, groupOfOne.safeParse(value).data?.all[0] ?? value])),
    );
}

async function recipeTriggers(file: string): Promise<unknown[]> {
  const text = await readFile(join(import.meta.dirname, '../../resources/recipes', `${file}.json`), 'utf8');
  return triggersOf(recipeSchema.parse(JSON.parse(text)).journey);
}

async function builtTriggers(page: Page): Promise<unknown[]> {
  return triggersOf(journeySchema.parse(JSON.parse(await exported(page, 'JSON'))));
}

async function newTrigger(page: Page): Promise<void> {
  await openDemoShop(page);
  await makeJourney(page, 'A sentence');
  await node(page, /^Trigger:/).click();
  await picker(settings(page), 'What starts the journey').waitFor();
}

function picker(within: Locator, label: string): Locator {
  return within.getByRole('button', { name: new RegExp(`^${label}:`) });
}

/** Opens a picker of a part of the settings and takes an option of it. */
async function choose(within: Locator, label: string, option: RegExp | string): Promise<void> {
  const page = within.page();
  await picker(within, label).click();
  await page
    .getByRole('option', { name: option, exact: typeof option === 'string' })
    .first()
    .click();
}

async function set(within: Locator, label: string, value: string): Promise<void> {
  await within.getByRole('textbox', { name: label, exact: true }).fill(value);
}

async function chooseDuration(within: Locator, label: string, number: string, unit: string): Promise<void> {
  await set(within, `${label}, number`, number);
  await choose(within, `${label}, unit`, unit);
}

/** Adds a condition to a group and gives its part of the settings. */
async function add(group: Locator, kind: RegExp): Promise<Locator> {
  const page = group.page();
  const grips = group.getByRole('button', { name: /^Move this condition/ });
  const before = await grips.count();
  await group.getByRole('button', { name: 'condition', exact: true }).last().click();
  await page.getByRole('menuitem', { name: kind }).click();
  await expect.poll(() => grips.count()).toBe(before + 1);
  return grips.nth(before).locator('..');
}

/** The outermost group, as soon as there is one. */
async function outerGroup(page: Page, first: RegExp): Promise<{ group: Locator; leaf: Locator }> {
  const panel = settings(page);
  await panel
    .getByRole('button', { name: /^(Add a )?condition$/ })
    .first()
    .click();
  await page.getByRole('menuitem', { name: first }).click();
  const group = panel.getByRole('group', { name: /of these$/ }).first();
  return {
    group,
    leaf: group
      .getByRole('button', { name: /^Move this condition/ })
      .first()
      .locator('..'),
  };
}

async function viewedMoreThan(leaf: Locator, times: string, comparison: string): Promise<void> {
  await choose(leaf, 'Event', /^viewed a product/);
  await choose(leaf, 'How often', comparison);
  await set(leaf, 'How often', times);
}

describe('a sentence built by clicks', () => {
  it('viewed the same product 3 or more times in one session', async () => {
    const { page } = app();
    await newTrigger(page);
    await choose(settings(page), 'Event', /^viewed a product/);
    const { leaf } = await outerGroup(page, /^Did the same/);
    await choose(leaf, 'Time frame', 'in this session');
    await settings(page)
      .getByText(/viewed the same product at least 3 times in (this|the) session/)
      .first()
      .waitFor();
    expect(await builtTriggers(page)).toEqual(await recipeTriggers('1-browsers'));
  });

  it('added to the cart and did not check out within 24 hours', async () => {
    const { page } = app();
    await newTrigger(page);
    await pick(page, 'What starts the journey', /left unfinished/);
    await choose(settings(page), 'Event', /Product Added/);
    await choose(settings(page), 'What does not follow', /Order Completed/);
    expect(await builtTriggers(page)).toEqual(await recipeTriggers('2-cart-abandoners'));
  });

  it('more than three purchases in the past month', async () => {
    const { page } = app();
    await newTrigger(page);
    await pick(page, 'What starts the journey', /becomes true/);
    const { leaf } = await outerGroup(page, /^Did something/);
    await choose(leaf, 'Event', /^completed an order/);
    await choose(leaf, 'How often', 'more than');
    await set(leaf, 'How often', '3');
    await choose(leaf, 'Time frame', 'in the last');
    await chooseDuration(leaf, 'Time frame', '30', 'days');
    expect(await builtTriggers(page)).toEqual(await recipeTriggers('3-repeat-buyers'));
  });

  it('viewed more than 3 times in a week, opened none of the last 3 promotions, left a cart for 48 hours', async () => {
    const { page } = app();
    await newTrigger(page);
    await pick(page, 'What starts the journey', /becomes true/);
    const { group, leaf } = await outerGroup(page, /^Did something/);
    await viewedMoreThan(leaf, '3', 'more than');
    await choose(leaf, 'Time frame', 'in the last');
    const mails = await add(group, /^The latest e-mails/);
    await mails.getByRole('button', { name: 'Add a filter on properties' }).click();
    await choose(mails, 'Property', /^topic/);
    await choose(mails, 'Value', /^promotion/);
    const cart = await add(group, /^Began and did not finish/);
    await choose(cart, 'Event', /Product Added/);
    await choose(cart, 'What did not follow', /Order Completed/);
    await settings(page).getByText('satisfy it at the end of the log').waitFor();
    expect(await builtTriggers(page)).toEqual(await recipeTriggers('4-re-engagement'));
  });

  it('left a cart after a session longer than 5 minutes', async () => {
    const { page } = app();
    await newTrigger(page);
    await pick(page, 'What starts the journey', /left unfinished/);
    await choose(settings(page), 'Event', /Product Added/);
    await choose(settings(page), 'What does not follow', /Order Completed/);
    await chooseDuration(settings(page), 'For', '30', 'minutes');
    await outerGroup(page, /^The length of the session/);
    expect(await builtTriggers(page)).toEqual(await recipeTriggers('5-engaged-cart'));
  });

  it('at least 3 views, and the last interaction more than 24 hours ago', async () => {
    const { page } = app();
    await newTrigger(page);
    await pick(page, 'What starts the journey', /becomes true/);
    const { group, leaf } = await outerGroup(page, /^Did something/);
    await viewedMoreThan(leaf, '3', 'at least');
    const last = await add(group, /^When they last did it/);
    await choose(last, 'Event', /^did anything|^any/);
    await chooseDuration(last, 'How long ago', '24', 'hours');
    expect(await builtTriggers(page)).toEqual(await recipeTriggers('6-cooling-interest'));
  });

  it('viewed one product over several days without a purchase, and a purchase', async () => {
    const { page } = app();
    await newTrigger(page);
    await choose(settings(page), 'Event', /^viewed a product/);
    const { group, leaf } = await outerGroup(page, /^Did the same/);
    await choose(leaf, 'Same value of', /^name/);
    await group.getByRole('button', { name: '+ group' }).click();
    const none = group.getByRole('group', { name: /of these$/ });
    await none.getByRole('radio', { name: 'none' }).click();
    const today = await add(none, /^Did the same/);
    await choose(today, 'Same value of', /^name/);
    await chooseDuration(today, 'Time frame', '24', 'hours');
    const bought = await add(none, /^Did something/);
    await choose(bought, 'Event', /^completed an order/);
    await choose(bought, 'Time frame', 'in the last');
    const offered = await add(none, /^Did something/);
    await choose(offered, 'Event', /Email Sent/);
    await offered.getByRole('button', { name: 'Add a filter on properties' }).click();
    await choose(offered, 'Property', /^topic/);
    await picker(offered, 'Value').click();
    await page.getByPlaceholder(/^Search/).fill('offer');
    await page.getByRole('option', { name: /“?offer”?$/ }).click();
    await choose(offered, 'Time frame', 'in the last');
    await chooseDuration(offered, 'Time frame', '14', 'days');
    const [wanted] = await recipeTriggers('7-offer-and-review');
    expect(await builtTriggers(page)).toEqual([wanted]);
  });
});
