import { readFileSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LogStore, previewFile } from '../index.js';
import { customersOf, eventsOf, loadAll, propertiesOf, TestFolder } from '../testing.js';

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

function ndjson(...objects: unknown[]): string {
  return objects.map((object) => `${JSON.stringify(object)}\n`).join('');
}

const AT = { userId: 'u', event: 'A', timestamp: '2024-01-01' };

describe('objects in the way of Segment', () => {
  it('keep the kind of each value', async () => {
    const objects = [
      { ...AT, userId: 's', properties: { x: '5' } },
      { ...AT, userId: 'n', properties: { x: 5 } },
      { ...AT, userId: 'b', properties: { x: true } },
      { ...AT, userId: 't', properties: { x: 'true' } },
      { ...AT, userId: 'e', properties: { x: '' } },
      { ...AT, userId: '0', properties: { x: null } },
      { ...AT, userId: 'd', event: 'D', properties: { o: { at: '2024-01-05' } } },
    ];
    const report = await store.import({ events: [folder.write('events.ndjson', ndjson(...objects))] });
    expect(report).toMatchObject({ read: 7, imported: 7, properties: { x: 'mixed', 'o.at': 'string' } });
    expect(await propertiesOf(store)).toEqual([
      { x: '5' },
      { x: 5 },
      { x: true },
      { x: 'true' },
      { x: '' },
      {},
      { 'o.at': '2024-01-05' },
    ]);
    expect(await store.propertyValues({ property: 'x', limit: 10 })).toHaveLength(5);
    expect((await store.customer('s'))?.events[0]?.properties).toEqual({ x: '5' });
  });

  it('are told apart by a messageId also where the first thousands have none', async () => {
    const without = Array.from({ length: 5_100 }, (_, place) => ({ ...AT, userId: `u${place}`, properties: {} }));
    const twice = { ...AT, userId: 'twice', messageId: 'm1', properties: { x: 1 } };
    const report = await store.import({ events: [folder.write('events.ndjson', ndjson(...without, twice, twice))] });
    expect(report).toMatchObject({ read: 5_102, imported: 5_101, duplicates: 1 });
  });

  it('flatten objects with dots and arrays by index; other keys are no properties', async () => {
    const objects = [
      {
        ...AT,
        messageId: 'm1',
        type: 'track',
        context: { ip: '::1' },
        properties: {
          a: { b: { c: 1 } },
          'a.b': { d: 2 },
          list: [1, 'two', { three: 3, deep: [[4]] }, null, true],
          empty: {},
          none: [],
          Price: 1,
          price: '1',
          __proto__x: 1,
          'sl/ash~': 1,
          '': 'no name',
          nul: 'a\0b',
          long: 12345678901234,
          tiny: 1e-7,
          huge: 1e300,
        },
      },
      { ...AT, messageId: 'm2', properties: { a: 'scalar', list: { key: 1 }, __proto__: 1 } },
      { ...AT, messageId: 'm1', properties: { a: 'duplicate' } },
      { ...AT, messageId: 'm3' },
      { ...AT, messageId: 'm4', properties: null },
    ];
    const text = ndjson(...objects).replace('"list":{"key":1}', '"list":{"key":1},"__proto__":7');
    const report = await store.import({ events: [folder.write('events.ndjson', text)] });
    expect(report).toMatchObject({ read: 5, imported: 4, duplicates: 1 });
    const [first, second, third, fourth] = await propertiesOf(store);
    expect(first).toEqual({
      'a.b.c': 1,
      'a.b.d': 2,
      'list.0': 1,
      'list.1': 'two',
      'list.2.three': 3,
      'list.2.deep.0.0': 4,
      'list.4': true,
      Price: 1,
      price: '1',
      __proto__x: 1,
      'sl/ash~': 1,
      '': 'no name',
      nul: 'a\0b',
      long: 12345678901234,
      tiny: 1e-7,
      huge: 1e300,
    });
    expect(Object.entries(second ?? {})).toEqual(
      expect.arrayContaining([
        ['a', 'scalar'],
        ['list.key', 1],
        ['__proto__', 7],
      ]),
    );
    expect([third, fourth]).toEqual([{}, {}]);
  });

  it('take the same ids and times as a CSV, ids as written', async () => {
    const text = `{"userId": 42, "event": "A", "timestamp": 1704103200, "messageId": 7}
{"userId": "00042", "event": "A", "timestamp": 1704103200000.7, "messageId": "7"}
{"userId": "u", "event": "A", "timestamp": "1704103200", "messageId": ""}
{"userId": "u", "event": "A", "timestamp": "2024-01-01T11:00:00+02:00", "messageId": null}
`;
    await store.import({ events: [folder.write('events.ndjson', text)] });
    expect(eventsOf(await loadAll(store)).map(({ userId, time }) => [userId, new Date(time).toISOString()])).toEqual([
      ['42', '2024-01-01T10:00:00.000Z'],
      ['u', '2024-01-01T09:00:00.000Z'],
      ['u', '2024-01-01T10:00:00.000Z'],
    ]);
  });

  it('are rejected one by one, with their lines', async () => {
    const text = `{"userId": "u", "event": "A", "timestamp": "2024-01-01"}

not json
[1]
{"userId": "u", "event": "A"
{"userId": null, "event": "A", "timestamp": "2024-01-01"}
   
{"userId": {"id": 1}, "event": "A", "timestamp": "2024-01-01"}
{"userId": "u", "event": "", "timestamp": "2024-01-01"}
{"userId": "u", "event": "A", "timestamp": true}
{"userId": "u", "event": "A", "timestamp": "2024-01-02"}`;
    const report = await store.import({ events: [folder.write('events.ndjson', text)] });
    expect(report).toMatchObject({ read: 9, imported: 2, rejected: 7 });
    expect((await store.rejected(0, 10)).rows.map(({ line, reason, row }) => [line, reason, row.slice(0, 16)])).toEqual([
      [3, 'not a JSON object', 'not json'],
      [4, 'JSON, but not an object', '[1]'],
      [5, 'not a JSON object', '{"userId": "u", '],
      [6, 'no userId', '{"userId": null,'],
      [8, 'no userId', '{"userId": {"id"'],
      [9, 'no event', '{"userId": "u", '],
      [10, 'timestamp is neither a date nor an epoch number: true', '{"userId": "u", '],
    ]);
  });

  it('force types', async () => {
    const objects = [
      { ...AT, properties: { x: 5, y: '7', z: 'yes' } },
      { ...AT, properties: { x: 'a', y: 'b', z: 0 } },
    ];
    await store.import({
      events: [folder.write('events.ndjson', ndjson(...objects))],
      types: { x: 'string', y: 'number', z: 'boolean' },
    });
    expect(await propertiesOf(store)).toEqual([
      { x: '5', y: 7, z: true },
      { x: 'a', z: false },
    ]);
  });

  it('can be mapped by place', async () => {
    const objects = [{ user: { id: 'u' }, name: 'view', at: 1, properties: { price: 3, color: 'red', deep: { x: 1 } } }];
    const mapping = {
      userId: 'user.id',
      event: { column: 'name', names: { view: 'Product Viewed' } },
      timestamp: 'at',
      properties: { p: { column: 'price', type: 'string' as const }, x: 'properties.deep.x' },
    };
    await store.import({ events: [folder.write('events.ndjson', ndjson(...objects))], mapping });
    expect(eventsOf(await loadAll(store))).toEqual([
      { userId: 'u', event: 'Product Viewed', time: 1000, properties: { p: '3', x: 1 } },
    ]);
  });
});

describe('other shapes', () => {
  it('flat rows have their columns as properties', async () => {
    const objects = [
      { ...AT, messageId: 'm', x: 1, y: { z: 'a' } },
      { ...AT, x: 'one' },
    ];
    await store.import({ events: [folder.write('events.ndjson', ndjson(...objects))] });
    expect(await propertiesOf(store)).toEqual([{ x: 1, 'y.z': 'a' }, { x: 'one' }]);
  });

  it('arrays, pretty-printed or not, and gzipped', async () => {
    const objects = [{ ...AT, properties: { x: 1 } }, { ...AT, userId: '', properties: { x: 2 } }, 5];
    for (const text of [JSON.stringify(objects), JSON.stringify(objects, null, 2)]) {
      for (const [name, content] of [
        ['a.json', text],
        ['a.json.gz', gzipSync(text)],
      ] as const) {
        const path = folder.write(name, content);
        expect((await previewFile(path)).format).toBe('json');
        expect(await store.import({ events: [path], replace: true })).toMatchObject({ read: 3, imported: 1, rejected: 2 });
        expect(await propertiesOf(store)).toEqual([{ x: 1 }]);
        expect((await store.rejected(0, 9)).rows).toMatchObject([
          { line: 2, reason: 'no userId' },
          { line: 3, reason: 'JSON, but not an object', row: '5' },
        ]);
      }
    }
  });

  it('traits of customers as CSV and as objects', async () => {
    const objects = [
      { type: 'identify', userId: 'a', traits: { email: 'a@x.org', address: { city: 'Ulm' }, age: 30 } },
      { userId: 'b', traits: {} },
    ];
    await store.import({ events: [], customers: folder.write('people.ndjson', ndjson(...objects)) });
    expect(customersOf(await loadAll(store))).toEqual([
      { userId: 'a', traits: { email: 'a@x.org', 'address.city': 'Ulm', age: 30 } },
      { userId: 'b', traits: {} },
    ]);
    await store.import({
      events: [],
      customers: folder.write('flat.json', JSON.stringify([{ userId: 'c', email: 'c@x.org' }])),
      replace: true,
    });
    expect(customersOf(await loadAll(store))).toEqual([{ userId: 'c', traits: { email: 'c@x.org' } }]);
  });

  it('Parquet, whose types are taken as they are', async () => {
    const path = `${folder.path}/events.parquet`;
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    await connection.run(`COPY (SELECT 'u' || i AS "userId", 'A' AS event, TIMESTAMP '2024-01-01 10:00:00.5' + INTERVAL (i) HOUR AS "timestamp", i * 1.5 AS "Price",
      '5' AS prYce, i % 2 = 0 AS flag, {a: i, l: ['x', NULL]} AS nested, DATE '2024-02-03' AS day, CASE WHEN i = 1 THEN 7::HUGEINT END AS big FROM range(2) t(i))
      TO '${path}' (FORMAT parquet)`);
    connection.closeSync();
    // DuckDB would not write two names that differ only in case; others do.
    writeFileSync(path, Buffer.from(readFileSync(path).toString('latin1').replaceAll('prYce', 'price'), 'latin1'));
    const preview = await previewFile(path);
    expect(preview.columns.map(({ name, type }) => `${name} ${type}`)).toEqual([
      'userId string',
      'event string',
      'timestamp timestamp',
      'Price number',
      'price string',
      'flag boolean',
      'nested string',
      'day timestamp',
      'big number',
    ]);
    await store.import({ events: [path] });
    expect(eventsOf(await loadAll(store))).toEqual([
      {
        userId: 'u0',
        event: 'A',
        time: Date.UTC(2024, 0, 1, 10, 0, 0, 500),
        properties: { Price: 0, price: '5', flag: true, 'nested.a': 0, 'nested.l.0': 'x', day: '2024-02-03' },
      },
      {
        userId: 'u1',
        event: 'A',
        time: Date.UTC(2024, 0, 1, 11, 0, 0, 500),
        properties: { Price: 1.5, price: '5', flag: false, 'nested.a': 1, 'nested.l.0': 'x', day: '2024-02-03', big: 7 },
      },
    ]);
  });
});
