import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, describe, expect, it } from 'vitest';
import { LogStore, previewFile } from '../index.js';
import { eventsOf, loadAll, TestFolder } from '../testing.js';

const folder = new TestFolder();

afterAll(() => folder.remove());

describe('the preview of a file', () => {
  it('tells columns, first rows, mapping and times', async () => {
    const path = folder.write(
      'log.csv',
      `userId,event,timestamp,price,note\nu1,A,2024-01-01T10:00:00Z,1.5,\nu2,B,2024-01-02T10:00:00Z,,\nu3,B,2024-01-02T10:00:00Z,x,\n`,
    );
    expect(await previewFile(path)).toEqual({
      path,
      fileName: 'log.csv',
      bytes: 122,
      format: 'csv',
      gzipped: false,
      encoding: 'utf-8',
      kind: 'events',
      columns: [
        { name: 'userId', type: 'string', empty: 0, samples: ['u1', 'u2', 'u3'] },
        { name: 'event', type: 'string', empty: 0, samples: ['A', 'B'] },
        { name: 'timestamp', type: 'timestamp', empty: 0, samples: ['2024-01-01T10:00:00Z', '2024-01-02T10:00:00Z'] },
        { name: 'price', type: 'mixed', empty: 1 - 2 / 3, samples: ['1.5', 'x'] },
        { name: 'note', type: 'empty', empty: 1, samples: [] },
      ],
      rows: [
        ['u1', 'A', '2024-01-01T10:00:00Z', '1.5', null],
        ['u2', 'B', '2024-01-02T10:00:00Z', null, null],
        ['u3', 'B', '2024-01-02T10:00:00Z', 'x', null],
      ],
      mapping: { userId: 'userId', event: 'event', timestamp: 'timestamp' },
      timestamps: { style: 'ISO 8601 with offset', needsZone: false },
      warnings: [],
    });
  });

  it.each([
    ['2024-01-01 10:00:00', 'local time without offset', true],
    ['2024-01-01', 'date without time', true],
    ['1704103200', 'epoch seconds', false],
    ['1704103200.5', 'epoch seconds with a fraction', false],
    ['1704103200000', 'epoch milliseconds', false],
    ['2024-01-01T10:00+02:00', 'ISO 8601 with offset', false],
    ['soon', 'no time that can be read', false],
  ])('says how the time %s is written', async (text, style, needsZone) => {
    const preview = await previewFile(folder.write('t.csv', `userId,event,timestamp\nu,A,${text}\n`));
    expect(preview.timestamps).toEqual({ style, needsZone });
  });

  it('unpacks gzipped Parquet, and the import takes it', async () => {
    const plain = `${folder.path}/log.parquet`;
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    await connection.run(
      `COPY (SELECT 'u' AS "userId", 'A' AS event, '2024-01-01' AS "timestamp", 1.5 AS price) TO '${plain}' (FORMAT parquet)`,
    );
    connection.closeSync();
    const path = folder.write('log.parquet.gz', gzipSync(readFileSync(plain)));
    const { format, gzipped, columns } = await previewFile(path);
    expect({ format, gzipped, names: columns.map(({ name }) => name) }).toEqual({
      format: 'parquet',
      gzipped: true,
      names: ['userId', 'event', 'timestamp', 'price'],
    });
    const store = await LogStore.open(folder.path);
    await store.import({ events: [path] });
    expect(eventsOf(await loadAll(store))).toEqual([
      { userId: 'u', event: 'A', time: Date.UTC(2024, 0, 1), properties: { price: 1.5 } },
    ]);
    await store.close();
  });

  it('warns of mixed and unreadable times, missing fields, twins in capitals', async () => {
    const mixed = await previewFile(
      folder.write('m.csv', 'userId,event,timestamp,Price,price\nu,A,2024-01-01,1,2\nu,A,1704103200,1,2\nu,A,never,1,2\n'),
    );
    expect(mixed.warnings).toEqual([
      'The times are written in several ways; each row is read by its own.',
      '1 of the first 3 rows have no time that can be read and would be rejected.',
      'Some columns differ only in capital letters (price); they are kept apart.',
    ]);
    expect((await previewFile(folder.write('n.csv', 'user_id,event_name,foo\nu,A,1\n'))).warnings[0]).toMatch(/timestamp/);
  });

  it('tells customers from events', async () => {
    expect(await previewFile(folder.write('c.csv', 'customer_id,email,city\n1,a@x.org,Ulm\n'))).toMatchObject({
      kind: 'customers',
    });
    expect(await previewFile(folder.write('c.ndjson', '{"userId":"u","traits":{"email":"a@x.org"}}\n'))).toMatchObject({
      kind: 'customers',
    });
    const both =
      '{"userId":"u","event":"A","timestamp":1}\n{"userId":"u","type":"identify","timestamp":1,"traits":{"email":"a@x.org"}}\n';
    expect(await previewFile(folder.write('b.ndjson', both))).toMatchObject({
      kind: 'events',
      mapping: { userId: 'userId', event: 'event', timestamp: 'timestamp' },
    });
  });

  it('reads only the head of a large or packed file', async () => {
    const rows = `userId,event,timestamp\n${'u,A,2024-01-01\n'.repeat(300_000)}`;
    for (const path of [
      folder.write('large.csv', rows),
      folder.write('large.csv.gz', gzipSync(rows)),
      folder.write('large.bin', Buffer.from(rows, 'utf16le')),
    ]) {
      const preview = await previewFile(path);
      expect(preview.rows).toHaveLength(50);
      expect(preview.warnings).toEqual([]);
    }
  });
});

describe('known formats', () => {
  const cases: [string, string, unknown[]][] = [
    [
      'REES46 eCommerce events',
      'event_time,event_type,product_id,category_id,category_code,brand,price,user_id,user_session\n' +
        '2019-10-01 00:00:00 UTC,view,44600062,2103807459595387724,,shiseido,35.79,541312140,72d76fde\n' +
        '2019-10-01 00:00:01 UTC,purchase,3900821,2053013552326770905,a.b,aqua,33.20,541312140,9333dfbd\n',
      [
        {
          userId: '541312140',
          event: 'Product Viewed',
          time: Date.UTC(2019, 9, 1),
          properties: {
            product_id: 44600062,
            category_id: Number('2103807459595387724'),
            brand: 'shiseido',
            price: 35.79,
            user_session: '72d76fde',
          },
        },
        {
          userId: '541312140',
          event: 'Order Completed',
          time: Date.UTC(2019, 9, 1, 0, 0, 1),
          properties: {
            product_id: 3900821,
            category_id: Number('2053013552326770905'),
            category_code: 'a.b',
            brand: 'aqua',
            price: 33.2,
            user_session: '9333dfbd',
          },
        },
      ],
    ],
    [
      'Google Analytics 4 export',
      'event_timestamp,event_name,user_pseudo_id,value\n1704103200500999,add_to_cart,1.2,3\n',
      [{ userId: '1.2', event: 'Product Added', time: Date.UTC(2024, 0, 1, 10, 0, 0, 500), properties: { value: 3 } }],
    ],
    [
      'Mixpanel export',
      '{"event":"Viewed","properties":{"distinct_id":"d","time":1704103200,"$insert_id":"i","plan":"pro"}}\n{"event":"Viewed","properties":{"distinct_id":"d","time":1704103200,"$insert_id":"i"}}\n',
      [{ userId: 'd', event: 'Viewed', time: Date.UTC(2024, 0, 1, 10), properties: { plan: 'pro' } }],
    ],
    [
      'Amplitude export',
      'user_id,event_type,event_time,amplitude_id,$insert_id,x\nd,Viewed,2024-01-01 10:00:00.123000,5,i,1\n',
      [{ userId: 'd', event: 'Viewed', time: Date.UTC(2024, 0, 1, 10, 0, 0, 123), properties: { amplitude_id: 5, x: 1 } }],
    ],
    [
      'Segment warehouse',
      'id,user_id,event,timestamp,revenue\nm,u,Order Completed,2024-01-01 10:00:00+00,9.5\n',
      [{ userId: 'u', event: 'Order Completed', time: Date.UTC(2024, 0, 1, 10), properties: { revenue: 9.5 } }],
    ],
  ];

  it.each(cases)('%s is recognised and mapped', async (name, text, expected) => {
    const path = folder.write(text.startsWith('{') ? 'known.ndjson' : 'known.csv', text);
    const preview = await previewFile(path);
    expect(preview.knownFormat).toBe(name);
    const store = await LogStore.temporary();
    await store.import({ events: [path] });
    expect(eventsOf(await loadAll(store))).toEqual(expected);
    // The mapping that the preview shows does the same when it is handed back.
    const { userId, event, timestamp, messageId } = preview.mapping;
    if (userId === undefined || event === undefined || timestamp === undefined) throw new Error('no whole mapping');
    await store.import({
      events: [path],
      mapping: { userId, event, timestamp, ...(messageId === undefined ? {} : { messageId }) },
      replace: true,
    });
    expect(eventsOf(await loadAll(store))).toEqual(expected);
    await store.close();
  });
});
