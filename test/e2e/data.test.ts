import { beforeEach, describe, expect, it } from 'vitest';
import { askSql, figures } from './import-steps.js';
import { accessibilityViolations, screenshot, useApp } from './support/index.js';

const app = useApp();

const plain = (text: string | undefined) => Number(text?.replaceAll(/\D/g, ''));

beforeEach(async () => {
  const { page } = app();
  await page.getByRole('button', { name: 'Open Demo shop' }).click();
  await page.getByRole('row', { name: /Cart recovery/ }).waitFor();
  await page.getByRole('link', { name: 'Data', exact: true }).click();
  await page.getByText('kinds of event').waitFor();
});

describe('the data screen', () => {
  it('shows the events, properties and top values of the log, as SQL counts them', async () => {
    const { page } = app();
    const shown = await figures(page);
    const viewed = await page.getByRole('button', { name: /^Product Viewed/ }).innerText();
    await page.getByRole('button', { name: /^category/ }).click();
    await page.getByRole('heading', { name: 'Values of category' }).waitFor();
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await accessibilityViolations(page)).toEqual([]);
      await screenshot(page, `data-${colorScheme}`);
    }
    const values = page.getByRole('listitem').filter({ hasText: /^Coffee/ });
    await values.waitFor();

    const [row] = await askSql(
      page,
      `select count(*) as events, count(distinct event) as kinds, count(*) filter (event = 'Product Viewed') as viewed from events`,
    );
    expect(row?.map(plain)).toEqual([plain(shown['events']), plain(shown['kinds of event']), plain(viewed)]);
    const [customers] = await askSql(page, 'select count(*) as n from customers');
    expect(plain(customers?.[0])).toBe(plain(shown['customers']));
  });

  it('narrows values to one event and to what is searched', async () => {
    const { page } = app();
    await page.getByRole('button', { name: /^Order Completed/ }).click();
    await page.getByRole('button', { name: /^price/ }).click();
    await page.getByText('No values in Order Completed.').waitFor();
    await page.getByRole('button', { name: /^country/ }).click();
    await page.getByRole('textbox', { name: 'Find a value of country' }).fill('zz-none');
    await page.getByText('No value holds that.').waitFor();
  });

  it('finds a customer and shows what they did, the latest first', async () => {
    const { page } = app();
    await page.getByRole('tab', { name: 'Customers' }).click();
    await page.getByRole('textbox', { name: 'Find a customer' }).fill('C00042');
    const found = page.getByRole('button', { name: /^C00042/ });
    const events = plain((await found.innerText()).split('\n').at(-1));
    await found.click();
    const table = page.getByRole('table', { name: 'Events of C00042' });
    await table.getByRole('row').nth(1).waitFor();
    expect(Number(await table.getAttribute('aria-rowcount'))).toBe(events + 1);
    await page.getByText('Europe/').first().waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
    await screenshot(page, 'data-customer');
    await page.getByRole('textbox', { name: 'Find a customer' }).fill(`no'body`);
    await page.getByText('No customer’s id holds').waitFor();
  });

  it('answers SQL, refuses to change anything, and says what was wrong', async () => {
    const { page } = app();
    await page.getByRole('tab', { name: 'SQL' }).click();
    for (const example of await page.getByRole('list', { name: 'Examples' }).getByRole('button').all()) {
      await example.click();
      await page.getByRole('textbox', { name: 'SQL' }).press('Control+Enter');
      await page
        .getByRole('status')
        .getByText(/rows? in /)
        .waitFor();
      await page.getByRole('table', { name: 'Answer' }).getByRole('row').nth(1).waitFor();
    }
    expect(await accessibilityViolations(page)).toEqual([]);
    await screenshot(page, 'data-sql');
    const refused = async (sql: string, words: RegExp) => {
      await page.getByRole('textbox', { name: 'SQL' }).fill(sql);
      await page.getByRole('button', { name: /^Run/ }).click();
      await page.getByRole('alert').getByText(words).waitFor();
    };
    await refused('selekt 1', /selekt/);
    await refused('drop view events', /can only be read/);
    await refused('select 1; select 2', /one SELECT/);
    await refused("copy (select 1) to 'out.csv'", /can only be read|disabled|permission/i);
    await refused("select * from read_csv('/etc/passwd')", /disabled|not allowed|permission/i);
    const [row] = await askSql(page, 'select count(*) > 100000 as whole from events');
    expect(row).toEqual(['true']);
  });
});
