import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LogStore } from '../index.js';
import { TestFolder } from '../testing.js';

const folder = new TestFolder();
let store: LogStore;

beforeAll(async () => {
  store = await LogStore.temporary();
  const csv = folder.write(
    'events.csv',
    `userId,event,timestamp,price,code,flag,messageId
u1,B,2024-01-02T00:00:00.5Z,2.5,007,true,m1
u1,A,2024-01-01,,7,false,
u2,A,2024-01-01,10,x,,
`,
  );
  await store.import({ events: [csv], customers: folder.write('customers.csv', 'userId,email,age\nu2,a@x.org,30\nu3,,\n') });
});

afterAll(async () => {
  await store.close();
  folder.remove();
});

describe('SQL for analysts', () => {
  it('reads events and customers with a column for each property and trait', async () => {
    expect(await store.sql('SELECT * FROM events ORDER BY userId, "timestamp"')).toEqual({
      columns: ['userId', 'event', 'timestamp', 'messageId', 'price', 'code', 'flag'],
      rows: [
        ['u1', 'A', '2024-01-01 00:00:00', null, null, '7', false],
        ['u1', 'B', '2024-01-02 00:00:00.5', 'm1', 2.5, '007', true],
        ['u2', 'A', '2024-01-01 00:00:00', null, 10, 'x', null],
      ],
      truncated: false,
    });
    expect((await store.sql('FROM customers ORDER BY 1')).rows).toEqual([
      ['u1', null, null],
      ['u2', 'a@x.org', 30],
      ['u3', null, null],
    ]);
    const sums = await store.sql(
      `WITH e AS (SELECT sum(price) AS total, count(*) AS n, [1] AS list, 12345678901234567890::UBIGINT AS big FROM events) FROM e`,
    );
    expect(sums.rows).toEqual([[12.5, 3, '[1]', '12345678901234567890']]);
    expect((await store.sql(`SELECT 'nan'::DOUBLE, 1.0 / 0, INTERVAL 2 DAY, DATE '2024-01-01'`)).rows).toEqual([
      ['NaN', 'Infinity', '2 days', '2024-01-01'],
    ]);
    expect((await store.sql(`SELECT date_diff('hour', min("timestamp"), max("timestamp")) FROM events`)).rows).toEqual([[24]]);
  });

  it('ends at the limit and says so', async () => {
    expect(await store.sql('SELECT * FROM range(3)', { limit: 3 })).toMatchObject({ rows: [[0], [1], [2]], truncated: false });
    expect(await store.sql('SELECT * FROM range(30000)')).toMatchObject({ truncated: true });
    expect((await store.sql('SELECT * FROM range(30000)')).rows).toHaveLength(10_000);
  });

  it('tells what is wrong with a query', async () => {
    await expect(store.sql('SELECT nonsense FROM events')).rejects.toMatchObject({
      code: 'invalid',
      message: expect.stringMatching(/nonsense/) as unknown,
    });
    await expect(store.sql('SELEC 1')).rejects.toMatchObject({ code: 'invalid' });
    await expect(store.sql('')).rejects.toMatchObject({ code: 'invalid' });
    await expect(store.sql('SELECT 1; SELECT 2')).rejects.toMatchObject({
      code: 'invalid',
      message: 'Write one SELECT statement.',
    });
  });

  it('is cancelled', async () => {
    const abort = new AbortController();
    const query = store.sql('SELECT count(*) FROM range(10000000000) a, range(1000) b WHERE a.range + b.range = 5', {
      signal: abort.signal,
    });
    setTimeout(() => abort.abort(), 100);
    await expect(query).rejects.toMatchObject({ code: 'cancelled' });
  });

  it('changes nothing and reaches no file', async () => {
    const secret = folder.write('secret.csv', 'a\n1\n');
    const written = join(folder.path, 'written');
    const attempts = [
      'DELETE FROM store.events',
      'DROP VIEW events',
      'CREATE TABLE x (a INTEGER)',
      'CREATE TEMP TABLE x AS SELECT 1',
      "UPDATE store.events SET event = 'x'",
      'WITH a AS (SELECT 1) DELETE FROM store.users',
      'SET threads = 1',
      'RESET memory_limit',
      'PRAGMA enable_profiling',
      'CHECKPOINT',
      'VACUUM',
      'BEGIN',
      'INSTALL httpfs',
      'LOAD json',
      'CALL enable_logging()',
      `ATTACH '${written}' AS x`,
      `COPY events TO '${written}'`,
      `COPY (SELECT 1) TO '${written}'`,
      `EXPORT DATABASE '${written}'`,
      `IMPORT DATABASE '${folder.path}'`,
      `SELECT * FROM '${secret}'`,
      `SELECT * FROM read_csv('${secret}')`,
      `SELECT * FROM read_text('${secret}')`,
      `SELECT * FROM read_blob('${secret}')`,
      `SELECT * FROM read_json('${secret}')`,
      `SELECT * FROM read_parquet('${secret}')`,
      `SELECT * FROM sniff_csv('${secret}')`,
      `SELECT * FROM glob('${folder.path}/*')`,
      `SELECT * FROM query('SELECT * FROM read_text(''${secret}'')')`,
      `SELECT * FROM query_table('${secret}')`,
      `EXPLAIN ANALYZE COPY (SELECT 1) TO '${written}'`,
      `EXPLAIN ANALYZE DELETE FROM store.events`,
      "SELECT getenv('HOME')",
    ];
    for (const sql of attempts) await expect(store.sql(sql), sql).rejects.toMatchObject({ code: 'invalid' });
    // Some of what a SELECT may call has effects in its own instance; none outlasts it.
    const poison = `SELECT * FROM enable_logging(storage := 'file', storage_config := {'path': '${written}'})`;
    await store.sql(poison).catch(() => undefined);
    expect(existsSync(written)).toBe(false);
    expect((await store.sql('SELECT count(*) FROM events')).rows).toEqual([[3]]);
    expect(await store.customer('u1')).toMatchObject({ userId: 'u1' });
  });
});
