import { readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { askSql, choose, figures, file, newProject, pick, picker, runImport } from './import-steps.js';
import { accessibilityViolations, screenshot, useApp } from './support/index.js';

const app = useApp();

const SHOP = `event_time,event_type,product_id,price,user_id
2024-03-30 09:00:00,view,7,9.50,00042
2024-03-30 09:05:00,cart,7,9.50,00042
soon,view,8,1.00,00042
2024-03-30 10:00:00,purchase,7,9.50,00042
2024-03-30 11:00:00,view,9,2.25,
2024-07-01 12:00:00,"<img src=x onerror=""alert(1)"">",9,,u2
`;

describe('importing a file', () => {
  it('guesses what it means, imports it, and shows every rejected row with its reason', async () => {
    const { page } = app();
    await newProject(page, 'Shop');
    expect(await accessibilityViolations(page)).toEqual([]);
    await choose(page, await file(app(), 'shop.csv', SHOP));
    expect(await picker(page, 'Who').inputValue()).toBe('user_id');
    expect(await picker(page, 'did what').inputValue()).toBe('event_type');
    expect(await picker(page, 'when').inputValue()).toBe('event_time');
    // Names and values of a file are text, whatever they hold.
    await page.getByRole('region', { name: 'First rows of shop.csv' }).getByText('<img src=x onerror="alert(1)">').waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await accessibilityViolations(page)).toEqual([]);
    await screenshot(page, 'import-mapping-dark');
    await page.emulateMedia({ colorScheme: 'light' });

    await picker(page, 'view is called').fill('Product Viewed');
    await runImport(page);
    expect(await figures(page)).toMatchObject({ 'rows read': '6', 'duplicates, counted once': '0', customers: '2' });
    const rejected = page.getByRole('table', { name: 'Rejected rows' });
    expect(await rejected.getByRole('row').count()).toBe(3);
    await rejected.getByRole('row', { name: /shop\.csv 4 .*soon.*/ }).waitFor();
    await rejected.getByRole('row', { name: /shop\.csv 6 .*userId.*/ }).waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
    await screenshot(page, 'import-report');

    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save rejected rows' }).click(),
    ]);
    const saved = await readFile(await download.path(), 'utf8');
    expect(saved.split('\n')[0]).toBe('file,line,reason,row');
    expect(saved).toContain('soon,view,8,1.00,00042');

    const rows = await askSql(page, `select "userId", event, price from events where event like 'Product%' order by "timestamp"`);
    expect(rows[0]).toEqual(['00042', 'Product Viewed', '9.5']);
  });

  it('reads times without an offset in the zone that is chosen, and says how', async () => {
    const { page } = app();
    await newProject(page, 'Zones');
    await choose(page, await file(app(), 'shop.csv', SHOP));
    const zone = picker(page, 'Time zone of the times');
    await zone.fill('Berlin');
    await page.getByRole('option', { name: 'Europe/Berlin' }).click();
    await page.getByText(/“2024-03-30 09:00:00” will be read as/).waitFor();
    await page.getByText(/30 Mar 2024, 08:00:00 UTC/).waitFor();
    await runImport(page);
    const rows = await askSql(page, 'select epoch_ms("timestamp") as ms from events order by ms');
    expect(rows.map(([ms]) => Number(ms?.replaceAll(',', '')))).toEqual(
      ['2024-03-30T08:00:00Z', '2024-03-30T08:05:00Z', '2024-03-30T09:00:00Z', '2024-07-01T10:00:00Z'].map(Date.parse),
    );
  });

  it('does what the person says: one event for all rows, columns left out, renamed and forced to a type', async () => {
    const { page } = app();
    await newProject(page, 'Orders');
    const text = 'customer,day,total,note,zip\nana,2024-01-02T10:00:00Z,12.5,x,00123\nbob,2024-01-03T10:00:00Z,7,,00456\n';
    await choose(page, await file(app(), 'orders.csv', text));
    // Without a column that names events it looks like a list of people.
    await page.getByText('Events', { exact: true }).click();
    await pick(page, 'did what', 'The same in every row');
    await page.getByRole('status').getByText('Name the event that every row is.').waitFor();
    await page.getByLabel('Name of the event').fill('Order Completed');
    await pick(page, 'when', 'day');
    await page.getByRole('checkbox', { name: 'note' }).uncheck();
    await page.getByLabel('total: name of the property').fill('value');
    await pick(page, 'zip: type', 'Text');
    await runImport(page);
    expect(await askSql(page, 'select "userId", event, value, zip from events order by "timestamp"')).toEqual([
      ['ana', 'Order Completed', '12.5', '00123'],
      ['bob', 'Order Completed', '7', '00456'],
    ]);
    const columns = await askSql(page, 'select column_name from (describe events)');
    expect(columns.flat()).not.toContain('note');
  });

  it('takes customers along, counts rows with the same id once, adds to a log or replaces it', async () => {
    const { page } = app();
    await newProject(page, 'Parts');
    const events = (from: number, to: number) => {
      const numbers = Array.from({ length: to - from }, (_, index) => from + index);
      return numbers
        .map((n) => JSON.stringify({ userId: `u${n % 3}`, event: 'Signed In', timestamp: 1_700_000_000 + n, messageId: `m${n}` }))
        .join('\n');
    };
    await choose(
      page,
      await file(app(), 'first.ndjson.gz', gzipSync(events(0, 10))),
      await file(app(), 'people.csv', 'customer_id,email\nu0,a@example.com\nu9,z@example.com\n'),
    );
    await page.getByText('Who the customers in people.csv are').waitFor();
    await runImport(page);
    expect(await figures(page)).toMatchObject({ 'events imported': '10', customers: '4' });

    await page.getByRole('button', { name: 'Import more' }).click();
    await choose(page, await file(app(), 'second.ndjson', events(5, 15)));
    await runImport(page);
    expect(await figures(page)).toMatchObject({ 'rows read': '10', 'duplicates, counted once': '5' });
    expect(await askSql(page, 'select count(*) as n from events')).toEqual([['15']]);

    await page.getByRole('link', { name: 'Import data' }).click();
    await choose(page, await file(app(), 'third.ndjson', events(100, 103)));
    await page.getByText('Replace the log').click();
    await page.getByText(/that are here now are replaced/).waitFor();
    await runImport(page);
    expect(await askSql(page, 'select count(*) as n from events')).toEqual([['3']]);
  });

  it('can be done by keyboard alone', async () => {
    const { page } = app();
    await newProject(page, 'Keys');
    const path = await file(app(), 'keys.csv', 'userId,event,timestamp\na,Signed In,2024-01-01T00:00:00Z\n');
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      (async () => {
        await page.locator('main').focus();
        await page.keyboard.press('Tab');
        await page.keyboard.press('Enter');
      })(),
    ]);
    await chooser.setFiles(path);
    const button = page.getByRole('button', { name: 'Import', exact: true });
    await expect.poll(() => button.isEnabled(), { timeout: 30_000 }).toBe(true);
    const isFocused = () => button.evaluate((element) => element === document.activeElement);
    for (let presses = 0; presses < 60 && !(await isFocused()); presses += 1) await page.keyboard.press('Tab');
    expect(await isFocused()).toBe(true);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Imported' }).waitFor();
  });

  it('goes on while another screen shows, and changes nothing when it is cancelled', async () => {
    const { page } = app();
    await newProject(page, 'Long');
    const lines = Array.from({ length: 1_500_000 }, (_, n) => `u${n % 50_000},Product Viewed,${1_700_000_000 + n},p${n % 997}`);
    await choose(page, await file(app(), 'long.csv', `userId,event,timestamp,product_id\n${lines.join('\n')}\n`));
    await page.getByRole('button', { name: 'Import', exact: true }).click();
    await page.getByRole('heading', { name: 'Importing' }).waitFor();
    await page.getByRole('progressbar').waitFor();
    await page.getByRole('link', { name: 'Journeys', exact: true }).click();
    await page.getByRole('link', { name: /^Importing/ }).click();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('heading', { name: 'Import data' }).waitFor();
    await page.getByRole('link', { name: 'No data yet' }).waitFor();
  });
});

describe('files that are no logs', () => {
  const bad: [name: string, content: string | Buffer, words: RegExp][] = [
    ['empty.csv', '', /empty\.csv is empty/],
    ['header.csv', 'userId,event,timestamp\n', /no rows/],
    ['picture.csv', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 1, 2, 3]), /picture/],
    ['binary.csv', Buffer.from(Array.from({ length: 4000 }, (_, index) => (index * 7919) % 256)), /binary\.csv/],
    [
      'broken.csv.gz',
      gzipSync(Array.from({ length: 20_000 }, (_, n) => `u${(n * 7919) % 9973},e,${n}`).join('\n')).subarray(0, 9_000),
      /broken\.csv\.gz/,
    ],
  ];

  it.each(bad)('%s is refused in words before anything is imported', async (name, content, words) => {
    const { page } = app();
    await newProject(page, 'Bad');
    await choose(page, await file(app(), name, content));
    await page.getByRole('list', { name: 'Files' }).getByText(words).first().waitFor();
    expect(await page.getByRole('button', { name: 'Import', exact: true }).isDisabled()).toBe(true);
    expect(await accessibilityViolations(page)).toEqual([]);
    await page.getByRole('button', { name: `Leave out ${name}` }).click();
    await page.getByText('Drop files here, or choose them').waitFor();
  });

  it('columns that mean nothing to Waypost are asked for', async () => {
    const { page } = app();
    await newProject(page, 'Foreign');
    await choose(page, await file(app(), 'foreign.csv', 'wer;was;wann\nana;gesehen;2024-01-01T00:00:00Z\n'));
    await page.getByText('Choose the column that says who did it.').waitFor();
    for (const [label, column] of [
      ['Who', 'wer'],
      ['did what', 'was'],
      ['when', 'wann'],
    ] as const) {
      await pick(page, label, column);
    }
    await runImport(page);
    expect(await figures(page)).toMatchObject({ 'events imported': '1' });
  });

  it.each([
    [
      'UTF-16',
      Buffer.concat([
        Buffer.from([0xff, 0xfe]),
        Buffer.from('userId,event,timestamp\nJürgen,Größe gewählt,2024-01-01T00:00:00Z\n', 'utf16le'),
      ]),
    ],
    ['Latin-1', Buffer.from('userId,event,timestamp\nJürgen,Größe gewählt,2024-01-01T00:00:00Z\n', 'latin1')],
  ] as const)('%s is read with its accents', async (encoding, content) => {
    const { page } = app();
    await newProject(page, 'Accents');
    await choose(page, await file(app(), 'accents.csv', content));
    await page.getByText(encoding, { exact: false }).first().waitFor();
    await runImport(page);
    expect(await askSql(page, 'select "userId", event from events')).toEqual([['Jürgen', 'Größe gewählt']]);
  });
});
