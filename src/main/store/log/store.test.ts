import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LogStore } from './index.js';
import { customersOf, eventsOf, loadAll, propertiesOf, TestFolder } from './testing.js';

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

async function events(): Promise<string[]> {
  return eventsOf(await loadAll(store)).map(({ userId, event, time }) => `${userId} ${event} ${new Date(time).toISOString()}`);
}

describe('times and ids (semantics §1)', () => {
  it('reads epoch numbers and offsets, and keeps the first of a messageId', async () => {
    const csv = folder.write(
      'events.csv',
      `userId,event,timestamp,messageId
u1,A,1704103200,m1
u1,A,2024-01-01T08:00:00Z,m1
u2,A,1704103200000,
u3,A,2024-01-01T11:00:00+02:00,
u4,A,2024-01-01 10:00:00.5,m4
u4,A,2024-01-01T10:00:00.501Z,m5
`,
    );
    const report = await store.import({ events: [csv] });
    expect(report).toEqual({
      read: 6,
      imported: 5,
      duplicates: 1,
      rejected: 0,
      rejectedFile: null,
      customers: 4,
      from: '2024-01-01T09:00:00.000Z',
      to: '2024-01-01T10:00:00.501Z',
      events: { A: 5 },
      properties: {},
    });
    expect(await events()).toEqual([
      'u1 A 2024-01-01T10:00:00.000Z',
      'u2 A 2024-01-01T10:00:00.000Z',
      'u3 A 2024-01-01T09:00:00.000Z',
      'u4 A 2024-01-01T10:00:00.500Z',
      'u4 A 2024-01-01T10:00:00.501Z',
    ]);
  });

  it('rejects rows without customer, event or time; a rejected row does not use up its messageId; ids stay as written', async () => {
    const csv = folder.write(
      'events.csv',
      `userId,event,timestamp,messageId
,A,2024-01-01T10:00:00Z,
u1,,2024-01-01T10:00:00Z,
u1,A,yesterday,m1
u1,A,2024-02-30T10:00:00Z,
u1,A,,
u1,A,2024-01-01T11:00:00Z,m1
00042,A,2024-01-01,007
00042,A,2024-01-01T12:00:00Z,7
`,
    );
    const report = await store.import({ events: [csv] });
    expect(report).toMatchObject({ read: 8, imported: 3, duplicates: 0, rejected: 5, customers: 2 });
    expect(await events()).toEqual([
      'u1 A 2024-01-01T11:00:00.000Z',
      '00042 A 2024-01-01T00:00:00.000Z',
      '00042 A 2024-01-01T12:00:00.000Z',
    ]);
    const rejected = await store.rejected(0, 10);
    expect(rejected.total).toBe(5);
    expect(rejected.rows).toEqual([
      { file: 'events.csv', line: 2, reason: 'no userId', row: ',A,2024-01-01T10:00:00Z,' },
      { file: 'events.csv', line: 3, reason: 'no event', row: 'u1,,2024-01-01T10:00:00Z,' },
      {
        file: 'events.csv',
        line: 4,
        reason: 'timestamp is neither a date nor an epoch number: yesterday',
        row: 'u1,A,yesterday,m1',
      },
      {
        file: 'events.csv',
        line: 5,
        reason: 'timestamp is neither a date nor an epoch number: 2024-02-30T10:00:00Z',
        row: 'u1,A,2024-02-30T10:00:00Z,',
      },
      { file: 'events.csv', line: 6, reason: 'no timestamp', row: 'u1,A,,' },
    ]);
    expect((await store.rejected(3, 1)).rows).toHaveLength(1);
  });

  it('sorts by time whatever the input order, and keeps the input order of equal times', async () => {
    const csv = folder.write(
      'events.csv',
      `userId,event,timestamp
u1,late,2024-01-01T11:00
u2,A,2024-01-01T10:00
u1,B,2024-01-01T10:00
u2,B,2024-01-01T10:00
u1,A,2024-01-01T10:00
`,
    );
    await store.import({ events: [csv] });
    expect(await events()).toEqual([
      'u1 B 2024-01-01T10:00:00.000Z',
      'u1 A 2024-01-01T10:00:00.000Z',
      'u1 late 2024-01-01T11:00:00.000Z',
      'u2 A 2024-01-01T10:00:00.000Z',
      'u2 B 2024-01-01T10:00:00.000Z',
    ]);
  });

  it('takes several files in the order given', async () => {
    const second = folder.write('b.csv', 'timestamp,event,userId,x\n2024-01-01,second,u,2\n');
    const first = folder.write('a.csv', 'userId,event,timestamp,y\nu,first,2024-01-01,1\n');
    await store.import({ events: [second, first] });
    expect(eventsOf(await loadAll(store)).map(({ event, properties }) => [event, properties])).toEqual([
      ['second', { x: 2 }],
      ['first', { y: 1 }],
    ]);
  });

  it('reads each way of writing an instant and refuses what is none', async () => {
    const good: [string, string][] = [
      ['2024-01-01', '2024-01-01T00:00:00.000Z'],
      ['2024-01-01T10:00', '2024-01-01T10:00:00.000Z'],
      ['2024-01-01T10:00Z', '2024-01-01T10:00:00.000Z'],
      ['2024-01-01T10:00+0530', '2024-01-01T04:30:00.000Z'],
      ['2024-01-01 10:00:00 UTC', '2024-01-01T10:00:00.000Z'],
      ['2024-01-01 10:00:00 GMT', '2024-01-01T10:00:00.000Z'],
      ['2024-01-01 10:00:00,123', '2024-01-01T10:00:00.123Z'],
      ['2024-01-01T10:00:00,5+02:00', '2024-01-01T08:00:00.500Z'],
      ['2024-01-01 10:00:00 -0330', '2024-01-01T13:30:00.000Z'],
      ['2024-01-01t10:00:00z', '2024-01-01T10:00:00.000Z'],
      ['2024-01-01T10:00:00-03', '2024-01-01T13:00:00.000Z'],
      ['2024-01-01T10:00:00.1239999Z', '2024-01-01T10:00:00.123Z'],
      ['2024-01-01T10:00:00.9999999', '2024-01-01T10:00:00.999Z'],
      ['1969-12-31T23:59:59.9999Z', '1969-12-31T23:59:59.999Z'],
      [' 2024-01-01T10:00:00Z ', '2024-01-01T10:00:00.000Z'],
      ['2300-01-01T00:00:00.999999Z', '2300-01-01T00:00:00.999Z'],
      ['9999-12-31T23:59:59.999999Z', '9999-12-31T23:59:59.999Z'],
      ['0001-01-01', '0001-01-01T00:00:00.000Z'],
      ['1704103200.5', '2024-01-01T10:00:00.500Z'],
      ['1704103200.0019999', '2024-01-01T10:00:00.001Z'],
      ['1704103200001.9', '2024-01-01T10:00:00.001Z'],
      ['1.7041032e9', '2024-01-01T10:00:00.000Z'],
      ['100000000000', '1973-03-03T09:46:40.000Z'],
      ['99999999999', '5138-11-16T09:46:39.000Z'],
      ['0', '1970-01-01T00:00:00.000Z'],
      ['-1.5', '1969-12-31T23:59:58.500Z'],
      ['2024-02-29', '2024-02-29T00:00:00.000Z'],
    ];
    const bad = [
      '2023-02-29',
      '2024-13-01',
      '2024-1-1',
      '24-01-01',
      '2024-01-01T25:00',
      '2024-01-01T10:61',
      '2024-01-01T10',
      'epoch',
      'infinity',
      'NaN',
      '0x10',
      '2024-01-01T10:00:00+25:00',
      '2024-01-01Z',
      '01/02/2024',
      '1_000',
      '+5',
      '2024-01-01 (BC)',
      '1704103200000000',
      '1e300',
      '2024-01-01T10:00:00 Europe/Berlin',
    ];
    const rows = [...good.map(([text]) => text), ...bad].map((text, index) => `u${index},A,"${text}"`);
    const report = await store.import({ events: [folder.write('events.csv', `userId,event,timestamp\n${rows.join('\n')}\n`)] });
    const read = eventsOf(await loadAll(store)).map(({ userId, time }) => [userId, new Date(time).toISOString()]);
    expect(read).toEqual(good.map(([, iso], index) => [`u${index}`, iso]));
    expect(report.rejected).toBe(bad.length);
    expect((await store.rejected(0, 100)).rows.map(({ row }) => row)).toEqual(rows.slice(good.length));
  });

  it('reads local times in the zone of the import: a skipped time moves on, a doubled one is the first', async () => {
    const rows: [string, string][] = [
      ['2024-01-15T12:00', '2024-01-15T11:00:00.000Z'],
      ['2024-03-31T01:59:59.999', '2024-03-31T00:59:59.999Z'],
      ['2024-03-31T02:00', '2024-03-31T01:00:00.000Z'],
      ['2024-03-31T02:30', '2024-03-31T01:00:00.000Z'],
      ['2024-03-31T03:00', '2024-03-31T01:00:00.000Z'],
      ['2024-07-15', '2024-07-14T22:00:00.000Z'],
      ['2024-10-27T02:30', '2024-10-27T00:30:00.000Z'],
      ['2024-10-27T03:00', '2024-10-27T02:00:00.000Z'],
      ['2024-10-27T02:30:00Z', '2024-10-27T02:30:00.000Z'],
      ['2024-10-27T02:30:00+01:00', '2024-10-27T01:30:00.000Z'],
      ['1704103200', '2024-01-01T10:00:00.000Z'],
    ];
    const csv = folder.write(
      'events.csv',
      `userId,event,timestamp\n${rows.map(([text], index) => `u${index},A,${text}`).join('\n')}\n`,
    );
    await store.import({ events: [csv], timezone: 'Europe/Berlin' });
    expect(eventsOf(await loadAll(store)).map(({ time }) => new Date(time).toISOString())).toEqual(rows.map(([, iso]) => iso));
  });
});

describe('messageIds over several imports', () => {
  it('keeps what the log has, never clashes empty ids, and adds or replaces', async () => {
    const first = folder.write('a.csv', 'userId,event,timestamp,messageId\nu1,A,2024-01-02,m1\nu1,A,2024-01-02,\n');
    const second = folder.write(
      'b.csv',
      'userId,event,timestamp,messageId\nu1,B,2024-01-01,m1\nu2,B,2024-01-01,\nu2,B,2024-01-01,""\nu2,C,2024-01-01,m2\n',
    );
    await store.import({ events: [first] });
    const before = await store.generation();
    const report = await store.import({ events: [second] });
    expect(report).toMatchObject({ read: 4, imported: 3, duplicates: 1, events: { A: 2, B: 2, C: 1 } });
    expect(await store.generation()).not.toBe(before);
    expect(await store.import({ events: [second], replace: true })).toMatchObject({
      read: 4,
      imported: 4,
      duplicates: 0,
      events: { B: 3, C: 1 },
    });
    expect(await store.range()).toEqual({ from: Date.UTC(2024, 0, 1), to: Date.UTC(2024, 0, 1) });
  });

  it('changes nothing when the same file is imported again', async () => {
    const csv = folder.write('a.csv', 'userId,event,timestamp,messageId,x\nu1,A,2024-01-02,m1,1\nu2,B,2024-01-01,m2,2\n');
    await store.import({ events: [csv] });
    const before = eventsOf(await loadAll(store));
    expect(await store.import({ events: [csv] })).toMatchObject({ read: 2, imported: 0, duplicates: 2 });
    expect(eventsOf(await loadAll(store))).toEqual(before);
  });
});

describe('property types (semantics §1)', () => {
  it('types each cell by its spelling', async () => {
    const cells: [string, unknown][] = [
      ['5', 5],
      ['-1.50', -1.5],
      ['1e3', 1000],
      ['-0', 0],
      ['00042', '00042'],
      ['+5', '+5'],
      [' 5', ' 5'],
      ['5.', '5.'],
      ['.5', '.5'],
      ['1_000', '1_000'],
      ['0x1F', '0x1F'],
      ['NaN', 'NaN'],
      ['Infinity', 'Infinity'],
      ['1e999', '1e999'],
      ['true', true],
      ['false', false],
      ['True', 'True'],
      ['null', 'null'],
      ['\u0001x', '\u0001x'],
      ['\u00015', '\u00015'],
      ['"5"', 5],
      ['"a ""b"""', 'a "b"'],
      ['', undefined],
      ['""', undefined],
      ['" "', ' '],
      ['é 🎈', 'é 🎈'],
    ];
    const csv = folder.write(
      'events.csv',
      `userId,event,timestamp,x\n${cells.map(([text], index) => `u${index},A,2024-01-01,${text}`).join('\n')}\n`,
    );
    const report = await store.import({ events: [csv] });
    expect(report.properties).toEqual({ x: 'mixed' });
    const expected = cells.map(([, value]) => (value === undefined ? {} : { x: value }));
    expect(await propertiesOf(store)).toEqual(expected);
  });

  it('keeps a column of numbers as numbers even where the head of the file was misleading', async () => {
    const rows = [...Array.from({ length: 12_000 }, (_, index) => `u,A,2024-01-01,${index},`), 'u,A,2024-01-01,x,7'];
    const report = await store.import({
      events: [folder.write('events.csv', `userId,event,timestamp,a,b\n${rows.join('\n')}\n`)],
    });
    expect(report.properties).toEqual({ a: 'mixed', b: 'number' });
    const log = await loadAll(store);
    expect(log.properties['b']?.kind).toBe('number');
    const events = eventsOf(log);
    expect(events[11_999]?.properties).toEqual({ a: 11_999 });
    expect(events[12_000]?.properties).toEqual({ a: 'x', b: 7 });
  });

  it('gives equal values one code however they are spelled', async () => {
    const csv = folder.write(
      'events.csv',
      'userId,event,timestamp,x\nu,A,2024-01-01,1\nu,A,2024-01-01,1.0\nu,A,2024-01-01,a\nu,A,2024-01-01,1e0\n',
    );
    await store.import({ events: [csv] });
    const column = (await loadAll(store)).properties['x'];
    expect(column?.kind === 'coded' && new Set(column.codes).size).toBe(2);
  });

  it('forces a type where the import or the mapping says so', async () => {
    const csv = folder.write(
      'events.csv',
      'userId,event,timestamp,sku,n,flag\nu,A,2024-01-01,007,+5,yes\nu,A,2024-01-01,7,abc,0\nu,A,2024-01-01,true, 2 ,maybe\n',
    );
    await store.import({ events: [csv], types: { sku: 'string', n: 'number', flag: 'boolean' } });
    expect(await propertiesOf(store)).toEqual([
      { sku: '007', n: 5, flag: true },
      { sku: '7', flag: false },
      { sku: 'true', n: 2 },
    ]);
    expect((await store.sql('SELECT sku, n, flag FROM events')).rows).toEqual([
      ['007', 5, true],
      ['7', null, false],
      ['true', 2, null],
    ]);
  });

  it('uses a mapping: renamed events, chosen properties, a constant event', async () => {
    const csv = folder.write('events.csv', 'who,what,at,p,q\nu,view,2024-01-01,1,x\nu,other,2024-01-02,2,y\n');
    const mapping = {
      userId: 'who',
      event: { column: 'what', names: { view: 'Product Viewed' } },
      timestamp: 'at',
      properties: { price: { column: 'p', type: 'string' as const }, kind: 'q' },
    };
    await store.import({ events: [csv], mapping });
    expect(eventsOf(await loadAll(store)).map(({ event, properties }) => [event, properties])).toEqual([
      ['Product Viewed', { price: '1', kind: 'x' }],
      ['other', { price: '2', kind: 'y' }],
    ]);
    await store.import({
      events: [csv],
      mapping: { userId: 'who', event: { constant: "It's" }, timestamp: 'at' },
      replace: true,
    });
    expect(eventsOf(await loadAll(store)).map(({ event, properties }) => [event, properties])).toEqual([
      ["It's", { what: 'view', p: 1, q: 'x' }],
      ["It's", { what: 'other', p: 2, q: 'y' }],
    ]);
  });
});

describe('customers', () => {
  it('are the union of users and records; a later record adds to an earlier one', async () => {
    const log = folder.write('events.csv', 'userId,event,timestamp\nb,A,2024-01-01\na,A,2024-01-02\n');
    const people = folder.write(
      'customers.csv',
      'userId,email,vip,age\na,a@x.org,true,\nc,c@x.org,false,30\na,,,41\n,lost@x.org,,\n',
    );
    const report = await store.import({ events: [log], customers: people });
    expect(report).toMatchObject({ read: 3, imported: 2, rejected: 1, customers: 3 });
    expect(customersOf(await loadAll(store))).toEqual([
      { userId: 'b' },
      { userId: 'a', traits: { email: 'a@x.org', vip: true, age: 41 } },
      { userId: 'c', traits: { email: 'c@x.org', vip: false, age: 30 } },
    ]);
    expect((await store.summary()).traits).toEqual([
      { name: 'email', type: 'string' },
      { name: 'vip', type: 'boolean' },
      { name: 'age', type: 'number' },
    ]);
    await store.import({ events: [], customers: folder.write('more.csv', 'id,age\nb,unknown\nd,5\n'), customerIdColumn: 'id' });
    expect(customersOf(await loadAll(store))).toEqual([
      { userId: 'b', traits: { age: 'unknown' } },
      { userId: 'a', traits: { email: 'a@x.org', vip: true, age: 41 } },
      { userId: 'c', traits: { email: 'c@x.org', vip: false, age: 30 } },
      { userId: 'd', traits: { age: 5 } },
    ]);
    expect(await store.traitValues({ trait: 'age', limit: 10 })).toHaveLength(4);
  });

  it('are found and told in full', async () => {
    const log = folder.write(
      'events.csv',
      "userId,event,timestamp,x,messageId\nAna's,B,2024-01-02,5,m\nAna's,A,2024-01-01,,\nbob,A,2024-01-01,true,\n",
    );
    await store.import({ events: [log], customers: folder.write('c.csv', "userId,email\nAna's,a@x.org\n") });
    expect(await store.findCustomers('an', 10)).toEqual([{ userId: "Ana's", events: 2 }]);
    expect(await store.customer("Ana's")).toEqual({
      userId: "Ana's",
      hasTraits: true,
      traits: { email: 'a@x.org' },
      events: [
        { event: 'A', timestamp: Date.UTC(2024, 0, 1), messageId: null, properties: {} },
        { event: 'B', timestamp: Date.UTC(2024, 0, 2), messageId: 'm', properties: { x: 5 } },
      ],
    });
    expect(await store.customer('nobody')).toBeUndefined();
    expect(await store.propertyValues({ property: 'x', limit: 10 })).toEqual([
      { value: 5, count: 1 },
      { value: true, count: 1 },
    ]);
    expect(await store.propertyValues({ property: 'x', event: 'A', search: 'TR', limit: 10 })).toEqual([
      { value: true, count: 1 },
    ]);
  });
});

describe('an empty log', () => {
  it('answers everything', async () => {
    expect(await store.summary()).toEqual({
      events: 0,
      customers: 0,
      from: null,
      to: null,
      eventNames: [],
      properties: [],
      traits: [],
    });
    expect(await store.range()).toBeNull();
    expect(eventsOf(await store.load({ properties: ['x'], traits: ['y'] }))).toEqual([]);
    expect(await store.rejected(0, 10)).toEqual({ total: 0, rows: [], file: null });
    expect((await store.sql('SELECT * FROM events')).rows).toEqual([]);
  });
});
