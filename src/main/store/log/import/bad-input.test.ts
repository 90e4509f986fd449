import { rmSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EngineError } from '../../../../shared/contract/error.js';
import { LogStore, previewFile } from '../index.js';
import { eventsOf, loadAll, propertiesOf, TestFolder } from '../testing.js';

let folder: TestFolder;
let store: LogStore;

beforeEach(async () => {
  folder = new TestFolder();
  store = await LogStore.temporary();
});

afterEach(async () => {
  await store.close();
  folder.remove();
});

/** Expects an import (and a preview) to be refused with words that match. */
async function refused(path: string, words: RegExp, code = 'invalid'): Promise<void> {
  const failure: unknown = await store.import({ events: [path] }).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(EngineError);
  if (!(failure instanceof EngineError)) return;
  expect(failure.code).toBe(code);
  expect(failure.message).toMatch(words);
  expect(await store.summary()).toMatchObject({ events: 0 });
}

async function lines(): Promise<string[]> {
  return (await store.rejected(0, 100)).rows.map(({ line, reason, row }) => `${line} | ${reason} | ${row}`);
}

const HEADER = 'userId,event,timestamp,x\n';

describe('files that cannot be a log', () => {
  it('refuses an empty file and one of blank lines', async () => {
    await refused(folder.write('a.csv', ''), /a\.csv is empty/);
    await refused(folder.write('b.csv', '\n\n  \n'), /nothing but blank lines/);
    await refused(folder.write('c.csv.gz', gzipSync('')), /c\.csv\.gz is empty/);
  });

  it('imports a header without rows as nothing', async () => {
    const path = folder.write('a.csv', 'userId,event,timestamp,x\n');
    expect(await store.import({ events: [path] })).toMatchObject({ read: 0, imported: 0, properties: {} });
    expect((await previewFile(path)).warnings).toContainEqual(expect.stringMatching(/header and no rows/));
    await store.import({ events: [folder.write('b.csv', 'userId,event,timestamp')], replace: true });
  });

  it('names the columns that are missing and those that are there', async () => {
    await refused(
      folder.write('a.csv', 'user,event,timestamp\nu,A,2024-01-01\n'),
      /a\.csv has no column "userId".*"user", "event", "timestamp"/,
    );
    await refused(
      folder.write('b.csv', 'just some prose, as it happens\nand more of it\n'),
      /no column "userId", "event", "timestamp"/,
    );
    await refused(folder.write('c.ndjson', '{"user":"u","event":"A"}\n'), /no column "userId", "timestamp"/);
  });

  it('points into the mapping that asks for what is not there, and refuses an unknown zone', async () => {
    const path = folder.write('a.csv', `${HEADER}u,A,2024-01-01,1\n`);
    const mapping = { userId: 'userId', event: { column: 'what' }, timestamp: 'when', properties: { 'a/b': { column: 'y' } } };
    await expect(store.import({ events: [path], mapping })).rejects.toMatchObject({
      code: 'invalid',
      problems: [{ path: '/event/column' }, { path: '/timestamp' }],
    });
    await expect(
      store.import({ events: [path], mapping: { ...mapping, event: 'event', timestamp: 'timestamp' } }),
    ).rejects.toMatchObject({
      problems: [{ path: '/properties/a~1b', message: 'a.csv has no column "y".' }],
    });
    await expect(store.import({ events: [path], timezone: 'Mars/Olympus' })).rejects.toMatchObject({ code: 'badRequest' });
    await expect(store.import({ events: [] })).rejects.toMatchObject({ code: 'badRequest' });
  });

  it('refuses a column name that comes twice', async () => {
    await refused(
      folder.write('a.csv', 'userId,event,timestamp,x,x\nu,A,2024-01-01,1,2\n'),
      /two columns named "x" \(columns 4 and 5\)/,
    );
  });

  it('refuses binary data, workbooks and pictures by name', async () => {
    const noise = Buffer.from(Array.from({ length: 5000 }, (_, index) => (index * 7919 + (index >> 3)) & 0xff));
    await refused(folder.write('a.csv', noise), /a\.csv is binary data/);
    await refused(folder.write('b.csv', Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), noise])), /Excel workbook/);
    await refused(folder.write('c.csv', Buffer.concat([Buffer.from('\x89PNG\r\n', 'latin1'), noise])), /picture/);
  });

  it('refuses a broken gzip, at its beginning or in its middle', async () => {
    const rows = Array.from({ length: 200_000 }, (_, index) => `u${index},A,2024-01-01,${(index * 7919) % 1013}`).join('\n');
    const whole = gzipSync(HEADER + rows);
    await refused(
      folder.write('a.csv.gz', Buffer.concat([whole.subarray(0, 10), Buffer.alloc(500, 0x55)])),
      /a\.csv\.gz is a broken gzip/,
    );
    await refused(folder.write('b.csv.gz', whole.subarray(0, whole.length - 100)), /b\.csv\.gz is a broken gzip/);
    await refused(folder.write('c.csv.gz', whole.subarray(0, whole.length >> 1)), /c\.csv\.gz is a broken gzip/);
    const flipped = Buffer.from(whole);
    flipped.fill(0x55, whole.length >> 1, (whole.length >> 1) + 200);
    await refused(folder.write('d.csv.gz', flipped), /d\.csv\.gz is a broken gzip/);
  });

  it('refuses a file that is not there, a folder, and one that vanishes after the preview', async () => {
    await refused(`${folder.path}/none.csv`, /none\.csv is not there/, 'notFound');
    await refused(folder.path, /is a folder/);
    const path = folder.write('gone.csv', `${HEADER}u,A,2024-01-01,1\n`);
    await previewFile(path);
    rmSync(path);
    await refused(path, /gone\.csv is not there/, 'notFound');
  });

  it('refuses broken Parquet and broken JSON', async () => {
    await refused(folder.write('a.parquet', `PAR1${'x'.repeat(200)}`), /a\.parquet/);
    await refused(
      folder.write('a.json', '[{"userId": "u", "event": "A", "timestamp": 1}, {"userId": '),
      /^a\.json is broken JSON near record \d: .+\. Export/,
    );
  });
});

describe('encodings', () => {
  const text = `${HEADER}josé,Größe,2024-01-01,café 🎈\n`;

  it('reads UTF-8 with a byte order mark', async () => {
    await store.import({ events: [folder.write('a.csv', `\ufeff${text}`)] });
    expect(eventsOf(await loadAll(store))).toMatchObject([{ userId: 'josé', event: 'Größe', properties: { x: 'café 🎈' } }]);
  });

  it('reads UTF-16 of both byte orders, with and without a byte order mark, gzipped too', async () => {
    const little = Buffer.from(`\ufeff${text}`, 'utf16le');
    for (const bytes of [little, Buffer.from(text, 'utf16le'), Buffer.from(little).swap16(), gzipSync(little)]) {
      const path = folder.write('a.csv', bytes);
      expect((await previewFile(path)).encoding).toMatch(/^utf-16/);
      await store.import({ events: [path], replace: true });
      expect(eventsOf(await loadAll(store))).toMatchObject([{ userId: 'josé', event: 'Größe', properties: { x: 'café 🎈' } }]);
    }
    const json = folder.write('a.ndjson', Buffer.from('\ufeff{"userId":"josé","event":"A","timestamp":1,"x":"é"}\n', 'utf16le'));
    await store.import({ events: [json], replace: true });
    expect(eventsOf(await loadAll(store))).toMatchObject([{ userId: 'josé', properties: { x: 'é' } }]);
  });

  it('reads Latin-1 and says so', async () => {
    const path = folder.write('a.csv', Buffer.from(`${HEADER}josé,Größe,2024-01-01,\x80 5\n`, 'latin1'));
    const preview = await previewFile(path);
    expect(preview).toMatchObject({ encoding: 'latin-1', rows: [['josé', 'Größe', '2024-01-01', '€ 5']] });
    expect(preview.warnings).toContainEqual(expect.stringMatching(/Latin-1/));
    await store.import({ events: [path] });
    expect(eventsOf(await loadAll(store))).toMatchObject([{ userId: 'josé', event: 'Größe', properties: { x: '€ 5' } }]);
  });

  it('reads Latin-1 that begins with a megabyte of plain letters', async () => {
    const plain = Array.from({ length: 60_000 }, (_, index) => `user${index},Event,2024-01-01,1`).join('\n');
    await store.import({
      events: [folder.write('a.csv', Buffer.from(`${HEADER}${plain}\njosé,Größe,2024-01-01,1\n`, 'latin1'))],
    });
    expect((await store.customer('josé'))?.events).toMatchObject([{ event: 'Größe' }]);
  });

  it('rejects single rows that are not UTF-8 in a file that otherwise is', async () => {
    const rows = Buffer.concat([
      Buffer.from(`${HEADER}josé,A,2024-01-01,1\n${'u,A,2024-01-01,ü\n'.repeat(80_000)}`),
      Buffer.from('x\xe9,A,2024-01-01,1\nu,A,2024-01-01,2\n', 'latin1'),
    ]);
    const report = await store.import({ events: [folder.write('a.csv', rows)] });
    expect(report).toMatchObject({ read: 80_003, imported: 80_002, rejected: 1 });
    expect((await lines())[0]).toMatch(/^80003 \| characters that are no UTF-8/);
  });
});

describe('tables that are not quite tables', () => {
  it('pads short rows and rejects long and badly quoted ones, with their lines', async () => {
    const csv = folder.write(
      'a.csv',
      `${HEADER}u1,A,2024-01-01\nu2,A,2024-01-01,1,2,3\nu3,A,2024-01-01,"two\nlines"\n\nu4,A,never,1\nu5,A,2024-01-01,"x"y\nu6,A,2024-01-01,5" screen\nu7\nu8,A,2024-01-01,2,\n`,
    );
    const report = await store.import({ events: [csv] });
    expect(eventsOf(await loadAll(store)).map(({ userId, properties }) => [userId, properties])).toEqual([
      ['u1', {}],
      ['u3', { x: 'two\nlines' }],
      ['u6', { x: '5" screen' }],
      ['u8', { x: 2 }],
    ]);
    expect((await lines()).sort()).toEqual([
      '10 | no event | u7',
      '3 | more cells than the header has | u2,A,2024-01-01,1,2,3',
      '7 | timestamp is neither a date nor an epoch number: never | u4,A,never,1',
      '8 | text after the closing quotation mark of a cell | u5,A,2024-01-01,"x"y',
    ]);
    expect(report).toMatchObject({ read: 8, imported: 4, rejected: 4 });
  });

  it('names the place of a quote that never closes', async () => {
    await refused(
      folder.write('a.csv', `${HEADER}\nu1,A,"2024-01-01",1\nu2,A,2024-01-01,"open\nu3,A,2024-01-01,1\n`),
      /a\.csv, line 4.*never closed/,
    );
  });

  it('reads semicolons, tabs, bars, CR LF, lone CR and a mix of line ends', async () => {
    const rows = [
      ['userId', 'event', 'timestamp', 'x'],
      ['u1', 'A', '2024-01-01', '1'],
      ['u2', 'A', '2024-01-01', '2'],
    ];
    const written = (delimiter: string, ends: readonly string[]): string =>
      rows.map((row, index) => row.join(delimiter) + (ends[index % ends.length] ?? '')).join('');
    for (const text of [
      written(';', ['\n']),
      written('\t', ['\n']),
      written('|', ['\r\n']),
      written(',', ['\r\n']),
      written(',', ['\r']),
      written(',', ['\r\n', '\n']),
      written(',', ['\n', '\r\n', '\r']),
    ]) {
      await store.import({ events: [folder.write('a.csv', text)], replace: true });
      expect(await propertiesOf(store), JSON.stringify(text)).toEqual([{ x: 1 }, { x: 2 }]);
    }
  });

  it('reads blank lines before the header, line breaks of either kind inside quotes, columns without a name, a file without a last line end', async () => {
    const cases: [string, unknown[]][] = [
      [`\n\n${HEADER}u,A,2024-01-01,1\n`, [{ x: 1 }]],
      [
        `\r\n${HEADER.replace('\n', '\r\n')}u,A,2024-01-01,"a\nb"\r\nu,A,2024-01-01,"a\r\nb"\r\n`,
        [{ x: 'a\nb' }, { x: 'a\r\nb' }],
      ],
      [`${HEADER}u,A,2024-01-01,"a\r\nb"\nu,A,2024-01-01,"a\rb"`, [{ x: 'a\r\nb' }, { x: 'a\rb' }]],
      ['userId,event,timestamp,x,,\nu,A,2024-01-01,1,,\nu,A,2024-01-01,2\n', [{ x: 1 }, { x: 2 }]],
      ['userId,event,timestamp,,x\nu,A,2024-01-01,lost,1\n', [{ x: 1 }]],
      ['"userId","event","timestamp","x"\n"u","A","2024-01-01","1"', [{ x: 1 }]],
      [`\ufeff\n${HEADER}u,A,2024-01-01,1\n`, [{ x: 1 }]],
      [HEADER + 'u,A,2024-01-01,1\n\n\n', [{ x: 1 }]],
    ];
    for (const [text, expected] of cases) {
      const report = await store.import({ events: [folder.write('a.csv', text)], replace: true });
      expect(await propertiesOf(store), JSON.stringify(text)).toEqual(expected);
      expect(report.rejected, JSON.stringify(text)).toBe(0);
    }
  });

  it('reads a 10 MB cell', async () => {
    const long = 'lorem "" ipsum\n'.repeat(700_000);
    await store.import({ events: [folder.write('a.csv', `${HEADER}u1,A,2024-01-01,"${long}"\nu2,A,2024-01-01,2\n`)] });
    const [first, second] = await propertiesOf(store);
    expect(String(first?.['x']).length).toBe(long.length - 700_000);
    expect(second).toEqual({ x: 2 });
    await previewFile(`${folder.path}/a.csv`);
  });

  it('keeps NUL bytes in cells', async () => {
    await store.import({ events: [folder.write('a.csv', `${HEADER}u\0v,A,2024-01-01,x\0y\nu\0w,A,never,x\0z\n`)] });
    expect(eventsOf(await loadAll(store))).toMatchObject([{ userId: 'u\0v', properties: { x: 'x\0y' } }]);
    expect(await store.customer('u\0v')).toMatchObject({ events: [{ properties: { x: 'x\0y' } }] });
    expect((await store.rejected(0, 1)).rows).toMatchObject([{ line: 3, row: 'u\0w,A,never,x\0z' }]);
  });

  it('takes hostile names for what they are: names', async () => {
    const names = [
      "a'b",
      'c"d',
      '"); DROP TABLE store.events; --',
      '__proto__',
      'constructor',
      '🎈 é',
      'Price',
      'price',
      'PRICE',
      'a.b',
      'rowid',
      'n0',
      't0',
      'time',
      'reason',
      'row',
      'Timestamp',
      '${x}',
      '<img src=x onerror=alert(1)>',
      ' ',
      'x\ny',
      'a\0b',
      'select',
      'userid',
    ];
    const csv = `userId,event,timestamp,${names.map((name) => `"${name.replaceAll('"', '""')}"`).join(',')}\nu,A,2024-01-01,${names.map((_, index) => index).join(',')}\n`;
    await store.import({ events: [folder.write('a.csv', csv)] });
    const [properties] = await propertiesOf(store);
    expect(Object.entries(properties ?? {})).toEqual(names.map((name, index) => [name, index]));
    const { columns, rows } = await store.sql('SELECT * FROM events');
    expect(rows).toEqual([['u', 'A', '2024-01-01 00:00:00', null, ...names.map((_, index) => index)]]);
    expect(columns.slice(10, 13)).toEqual(['Price', 'price (2)', 'PRICE (3)']);
    expect(new Set(columns.map((name) => name.toLowerCase())).size).toBe(columns.length);
    for (const name of names) expect(await store.propertyValues({ property: name, limit: 5 })).toHaveLength(1);
  });

  it('takes file names with wildcards and quotes literally', async () => {
    folder.write('ab.csv', `${HEADER}wrong,A,2024-01-01,1\n`);
    for (const name of ["[a]b'*?.csv", "[a]b'*?.ndjson"]) {
      const content = name.endsWith('csv') ? `${HEADER}u,A,2024-01-01,1\n` : '{"userId":"u","event":"A","timestamp":1,"x":1}\n';
      const path = folder.write(name, content);
      expect((await previewFile(path)).rows).toHaveLength(1);
      await store.import({ events: [path], replace: true });
      expect(eventsOf(await loadAll(store))).toMatchObject([{ userId: 'u' }]);
    }
  });

  it('refuses more event names than can be told apart', async () => {
    const rows = Array.from({ length: 65_536 }, (_, index) => `u,event ${index},2024-01-01,`).join('\n');
    await refused(folder.write('a.csv', HEADER + rows), /65,536 different event names; at most 65,535/);
  });
});
