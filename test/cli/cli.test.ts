import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SMALL_CUSTOMERS, SMALL_LOG } from '../../src/main/engine/testing.js';
import { ProjectStore } from '../../src/main/store/project/index.js';
import type { JourneyDraft } from '../../src/shared/journey/schema.js';
import { draftOf } from '../../src/main/store/project/testing.js';
import { cliPlace, root, waypostProcess, type CliPlace } from './support.js';

let place: CliPlace;
beforeEach(() => {
  place = cliPlace();
});
afterEach(() => {
  expect(readdirSync(place.temporaryFolder)).toEqual([]);
  place.remove();
});

const COMMANDS = [
  'new',
  'import',
  'lint',
  'simulate',
  'compare',
  'sweep',
  'explain',
  'segment',
  'sql',
  'export',
  'render',
  'serve',
  'help',
];

function write(name: string, content: unknown): string {
  writeFileSync(join(place.folder, name), typeof content === 'string' ? content : JSON.stringify(content));
  return name;
}

/** Somebody who adds to the cart gets a mail. */
function cartJourney(id = 'cart'): object {
  const draft = draftOf(id);
  const [trigger, ...others] = draft.nodes;
  return { ...draft, nodes: [{ ...trigger, config: { kind: 'intent', on: { event: 'Product Added' } } }, ...others] };
}

/** The same with another event to start it, for everybody. */
function draftWith(event: string, id: string): JourneyDraft {
  const draft = draftOf(id);
  const nodes = draft.nodes.map((node) =>
    node.type === 'trigger' ? { ...node, config: { kind: 'intent', on: { event } } } : node,
  );
  return { ...draft, nodes, settings: { consent: 'none' } };
}

async function smallProject(): Promise<string> {
  write('events.csv', SMALL_LOG);
  write('customers.csv', SMALL_CUSTOMERS);
  await place.waypost(['new', 'shop.waypost']);
  expect(
    await place.waypost(['import', 'shop.waypost', '--events', 'events.csv', '--customers', 'customers.csv', '--quiet']),
  ).toMatchObject({ exitCode: 0, stderr: '' });
  return 'shop.waypost';
}

describe('help and usage', () => {
  it('lists the commands there are', async () => {
    const { exitCode, stdout } = await place.waypost(['help']);
    expect(exitCode).toBe(0);
    for (const command of COMMANDS) expect(stdout).toMatch(new RegExp(`^ {2}${command} `, 'm'));
    expect(await place.waypost(['--help'])).toEqual({ exitCode: 0, stdout, stderr: '' });
  });

  it.each(COMMANDS)('tells about %s', async (command) => {
    const { exitCode, stdout } = await place.waypost(['help', command]);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(new RegExp(`^Usage: waypost ${command}`));
  });

  it('prints the version', async () => {
    expect(await place.waypost(['--version'])).toEqual({ exitCode: 0, stdout: '1.2.3\n', stderr: '' });
  });

  it.each([
    [['render', 'a.mjml']],
    [['help', 'draw']],
    [['no-such']],
    [['simulate']],
    [['lint']],
    [['new']],
    [['lint', 'a.json', '--no-such']],
    [[]],
    [['export', 'a.waypost', '--journey', 'a', '--format', 'docx']],
    [['import', 'a.waypost']],
    [['lint', 'a.json', '--progress', 'loud']],
    [['simulate', 'a.json']],
    [['simulate', 'a.waypost', 'a.json', '--events', 'e.csv']],
    [['simulate', 'a.waypost']],
    [['simulate', 'a.json', '--events', 'e.csv', '--seed', '-1']],
    [['import', 'a.waypost', '--events', 'e.csv', '--type', 'price']],
    [['new', 'shop']],
    [['sql', 'a.waypost', 'select 1', '--csv', '--json']],
  ])('%j is wrong usage', async (args) => {
    const { exitCode, stdout, stderr } = await place.waypost(args);
    expect({ exitCode, hasWords: (stdout + stderr).length > 10 }).toEqual({ exitCode: 2, hasWords: true });
    if (!args.includes('--json')) expect(stdout).toBe('');
  });

  it('names what is missing', async () => {
    expect((await place.waypost(['lint', 'gone.json'])).stderr).toContain('gone.json');
    expect((await place.waypost(['sql', 'gone.waypost', 'select 1'])).stderr).toContain('gone.waypost');
    const { exitCode, stdout, stderr } = await place.waypost(['simulate', 'gone.json', '--events', 'gone.csv', '--json']);
    expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: '' });
    expect(JSON.parse(stdout)).toEqual({
      errors: [{ code: 'io', message: expect.stringContaining('gone.json') as string, path: '' }],
    });
  });
});

describe('new', () => {
  it('makes an empty project, and never over another', async () => {
    expect(await place.waypost(['new', 'a/shop.waypost'])).toMatchObject({
      exitCode: 0,
      stdout: `${join(place.folder, 'a/shop.waypost')}\n`,
    });
    const { exitCode, stderr } = await place.waypost(['new', 'a/shop.waypost']);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('exists already');
  });

  it('--sample fills it', { timeout: 60_000 }, async () => {
    expect(await place.waypost(['new', 'demo.waypost', '--sample'])).toMatchObject({ exitCode: 0 });
    const { stdout } = await place.waypost(['sql', 'demo.waypost', 'select count(*) as n from events', '--json']);
    expect(JSON.parse(stdout)).toEqual([{ n: expect.any(Number) as number }]);
    expect(await place.waypost(['new', 'demo.waypost', '--sample'])).toMatchObject({ exitCode: 2 });
  });
});

describe('import', () => {
  it('reports what it did', async () => {
    write('events.csv', `${SMALL_LOG},Product Viewed,2024-01-01T09:00:00Z,,\n`);
    write('customers.csv', SMALL_CUSTOMERS);
    await place.waypost(['new', 'shop.waypost']);
    const args = ['import', 'shop.waypost', '--events', 'events.csv', '--customers', 'customers.csv', '--json'];
    const { exitCode, stdout } = await place.waypost(args);
    const report = JSON.parse(stdout) as { rejectedFile: string };
    expect({ exitCode, report }).toMatchObject({
      exitCode: 0,
      report: {
        read: 7,
        imported: 6,
        duplicates: 0,
        rejected: 1,
        customers: 4,
        from: '2024-01-01T09:00:00.000Z',
        to: '2024-01-04T09:00:00.000Z',
        events: { 'Product Viewed': 3, 'Product Added': 2, 'Order Completed': 1 },
      },
    });
    expect(readFileSync(report.rejectedFile, 'utf8')).toMatch(/^file,line,reason,row\n/);
    expect(await place.waypost([...args, '--strict', '--replace'])).toMatchObject({ exitCode: 1 });
  });

  it('takes a mapping, names, a zone and types', async () => {
    write('log.csv', 'user_id,event_type,event_time,price,extra\n1,view,2024-07-01 12:00:00,007,x\n');
    write('map.json', {
      userId: 'user_id',
      event: { column: 'event_type', names: { view: 'Product Viewed' } },
      timestamp: 'event_time',
      properties: { cost: { column: 'price', type: 'string' } },
    });
    await place.waypost(['new', 'shop.waypost']);
    await place.waypost(['import', 'shop.waypost', '--events', 'log.csv', '--map', 'map.json', '--timezone', 'Europe/Berlin']);
    const { stdout } = await place.waypost(['sql', 'shop.waypost', 'select * from events', '--json']);
    expect(stdout).toContain('Product Viewed');
    expect(stdout).toContain('007');
    expect(stdout).not.toContain('extra');
    expect(stdout).toContain('10:00:00');
  });

  it.each([
    [['--timezone', 'Mars/Base'], 'Mars/Base'],
    [['--format', 'xlsx'], 'xlsx'],
    [['--customers', 'gone.csv'], 'gone.csv'],
  ])('refuses %j', async (further, named) => {
    write('events.csv', SMALL_LOG);
    await place.waypost(['new', 'shop.waypost']);
    const { exitCode, stderr } = await place.waypost(['import', 'shop.waypost', '--events', 'events.csv', ...further]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(named);
  });

  it('refuses a mapping with its faults', async () => {
    write('events.csv', SMALL_LOG);
    write('map.json', { userId: 7, event: 'event', colour: 'red' });
    await place.waypost(['new', 'shop.waypost']);
    const { exitCode, stdout } = await place.waypost([
      'import',
      'shop.waypost',
      '--events',
      'events.csv',
      '--map',
      'map.json',
      '--json',
    ]);
    expect(exitCode).toBe(2);
    const { errors } = JSON.parse(stdout) as { errors: { path: string }[] };
    expect(errors.map(({ path }) => path).sort()).toEqual(['/colour', '/timestamp', '/userId']);
  });

  it('says so when there are no rows', async () => {
    write('events.csv', 'userId,event,timestamp\n');
    await place.waypost(['new', 'shop.waypost']);
    const { exitCode, stderr } = await place.waypost(['import', 'shop.waypost', '--events', 'events.csv']);
    expect(exitCode).toBe(0);
    expect(stderr).toMatch(/no rows in events\.csv/);
  });

  it('takes all of a failing import back', async () => {
    const project = await smallProject();
    write('broken.parquet', 'this is no parquet');
    const { exitCode } = await place.waypost([
      'import',
      project,
      '--events',
      'events.csv',
      'broken.parquet',
      '--format',
      'parquet',
    ]);
    expect(exitCode).toBe(2);
    expect((await place.waypost(['sql', project, 'select count(*) as n from events', '--csv'])).stdout).toBe('n\n6\n');
  });
});

describe('lint', () => {
  it('works on a project that is open elsewhere', async () => {
    const project = await smallProject();
    const elsewhere = ProjectStore.open(join(place.folder, project));
    write('cart.json', cartJourney());
    expect(await place.waypost(['lint', 'cart.json', '--project', project])).toMatchObject({ exitCode: 0 });
    expect(await place.waypost(['simulate', project, 'cart.json'])).toMatchObject({ exitCode: 0 });
    expect(await place.waypost(['sql', project, 'select 1 as x', '--csv'])).toMatchObject({ exitCode: 0, stdout: 'x\n1\n' });
    const { exitCode, stderr } = await place.waypost(['import', project, '--events', 'events.csv']);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('Close it there first');
    elsewhere.close();
  });

  it('is content with a sound journey', async () => {
    write('cart.json', cartJourney());
    const { exitCode, stdout } = await place.waypost(['lint', 'cart.json', '--json']);
    expect({ exitCode, errors: (JSON.parse(stdout) as { errors: unknown }).errors }).toEqual({ exitCode: 0, errors: [] });
  });

  it('runs on the log of a project, beside its journeys and the other files', async () => {
    const project = await smallProject();
    const elsewhere = ProjectStore.open(join(place.folder, project));
    elsewhere.journeys.create(draftWith('Product Added', 'stored'));
    elsewhere.close();
    write('mine.json', draftWith('Product Added', 'mine'));
    write('never.json', draftWith('Nobody Did', 'never'));
    const { exitCode, stdout } = await place.waypost(['lint', 'mine.json', 'never.json', '--project', project, '--json']);
    expect(exitCode).toBe(0);
    const { warnings } = JSON.parse(stdout) as { warnings: { code: string; file: string; message: string; node: string }[] };
    const ofLog = warnings.filter(({ code }) => ['neverFires', 'overlappingJourneys'].includes(code));
    expect(ofLog.map(({ code, file, node }) => [code, file, node])).toEqual([
      ['overlappingJourneys', 'mine.json', 'e1'],
      ['neverFires', 'never.json', 't1'],
    ]);
    expect(ofLog[0]?.message).toContain('messages 2 customers');
  });

  it('names node, edge and path of each fault', async () => {
    write('bad.json', { ...cartJourney(), edges: [{ id: 'x', source: 't1', sourceHandle: 'out', target: 'gone' }], extra: true });
    const { exitCode, stdout } = await place.waypost(['lint', 'bad.json', '--json']);
    expect(exitCode).toBe(1);
    expect((JSON.parse(stdout) as { errors: unknown[] }).errors).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ code: 'edgeToNowhere', edge: 'x', path: '/edges/0/target' }),
        expect.objectContaining({ path: '/extra' }),
      ]),
    );
    const lines = (await place.waypost(['lint', 'bad.json'])).stdout;
    expect(lines).toMatch(/^error: edgeToNowhere at \/edges\/0\/target/m);
  });

  it('tells which of several files is at fault', async () => {
    write('cart.json', cartJourney());
    write('bad.json', '{ not JSON');
    const { exitCode, stdout } = await place.waypost(['lint', 'cart.json', 'bad.json', '--json']);
    expect(exitCode).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ errors: [{ code: 'notJson', file: 'bad.json', path: '' }] });
  });

  it('knows the log of a project', async () => {
    const project = await smallProject();
    write('typo.json', {
      ...cartJourney(),
      nodes: [{ id: 't1', type: 'trigger', config: { kind: 'intent', on: { event: 'Produkt Added' } } }],
      edges: [],
    });
    const { exitCode, stdout } = await place.waypost(['lint', 'typo.json', '--project', project, '--json']);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('Produkt Added');
  });
});

describe('compare and sweep', () => {
  const shop = ['--events', 'events.csv', '--customers', 'customers.csv'];
  const withWait = (wait: string): object => {
    const draft = draftWith('Product Added', 'cart');
    const [trigger, mail] = draft.nodes;
    return {
      ...draft,
      nodes: [trigger, { id: 'w', type: 'wait', config: { for: wait } }, mail],
      edges: [
        { id: 'a', source: trigger?.id, sourceHandle: 'out', target: 'w' },
        { id: 'b', source: 'w', sourceHandle: 'out', target: mail?.id },
      ],
    };
  };

  it('tell which figures differ and who is treated differently', async () => {
    write('events.csv', SMALL_LOG);
    write('customers.csv', SMALL_CUSTOMERS);
    write('before.json', withWait('1h'));
    write('after.json', withWait('3h'));
    const text = await place.waypost(['compare', 'before.json', 'after.json', ...shop, '--treated', 'treated.csv']);
    expect(text).toMatchObject({ exitCode: 0 });
    // Only Ben has bought, an hour after: not yet an hour later, but two hours before the later message.
    expect(text.stdout).toMatch(/^bought +1 +1 +0$/m);
    expect(text.stdout).toMatch(/^Gets them at other times +2$/m);
    expect(readFileSync(join(place.folder, 'treated.csv'), 'utf8').split('\n').slice(0, 2)).toEqual([
      'userId,treatment,sentBefore,sentAfter,changes',
      expect.stringMatching(/^ana,Gets them at other times,1,1,.* comes 2 hours later$/),
    ]);
    const json = await place.waypost(['compare', 'before.json', 'before.json', ...shop, '--json']);
    expect(JSON.parse(json.stdout)).toMatchObject({ lookBack: '30d', treatedDifferently: { times: 0, gained: 0, lost: 0 } });
    expect(await place.waypost(['compare', 'before.json', ...shop])).toMatchObject({ exitCode: 2 });
    expect(await place.waypost(['compare', 'before.json', 'after.json', ...shop, '--look-back', 'soon'])).toMatchObject({
      exitCode: 2,
    });
  });

  it('list the numbers there are, and try values of one or two', async () => {
    write('events.csv', SMALL_LOG);
    write('customers.csv', SMALL_CUSTOMERS);
    write('cart.json', withWait('1h'));
    expect((await place.waypost(['sweep', 'cart.json', ...shop])).stdout).toContain('/nodes/1/config/for  Wait for 60 minutes');
    const swept = await place.waypost(['sweep', 'cart.json', ...shop, '--number', '/nodes/1/config/for=60,4260', '--json']);
    expect(JSON.parse(swept.stdout)).toMatchObject({
      points: [
        { values: [60], entries: 2, sent: 2 },
        { values: [4260], entries: 2, sent: 1 },
      ],
    });
    expect((await place.waypost(['sweep', 'cart.json', ...shop, '--number', '/nodes/1/config/for'])).stdout).toMatch(
      /^60 minutes +2 +2/m,
    );
    expect(await place.waypost(['sweep', 'cart.json', ...shop, '--number', '/nodes/9=1'])).toMatchObject({ exitCode: 2 });
  });
});

describe('simulate', () => {
  it('gives the same with a project and without', async () => {
    const project = await smallProject();
    write('cart.json', cartJourney());
    const direct = await place.waypost([
      'simulate',
      'cart.json',
      '--events',
      'events.csv',
      '--customers',
      'customers.csv',
      '--messages',
      'out/m.csv',
      '--json',
    ]);
    const stored = await place.waypost(['simulate', project, 'cart.json', '--result', 'r.json', '--json']);
    expect(stored).toEqual(direct);
    expect(JSON.parse(readFileSync(join(place.folder, 'r.json'), 'utf8'))).toEqual(JSON.parse(stored.stdout));
    expect(JSON.parse(stored.stdout)).toMatchObject({
      log: { customers: 4, events: 6 },
      journeys: [{ id: 'cart', entries: 2, messages: { sent: 2 } }],
    });
    expect(readFileSync(join(place.folder, 'out/m.csv'), 'utf8')).toBe(
      'time,userId,journey,node,entry,variant,status,reason\n2024-01-01T10:00:00.000Z,ana,cart,e1,0,,sent,\n2024-01-01T11:00:00.000Z,ben,cart,e1,0,,sent,\n',
    );
  });

  it('prints a table for people', async () => {
    const project = await smallProject();
    write('cart.json', cartJourney());
    expect((await place.waypost(['simulate', project, 'cart.json'])).stdout).toMatch(/^cart +2 +0 +2 +0 +0$/m);
  });

  it('tells of rejected rows, but not quietly', async () => {
    write('events.csv', `${SMALL_LOG}ana,,2024-01-01T09:00:00Z,,\n`);
    write('cart.json', cartJourney());
    const args = ['simulate', 'cart.json', '--events', 'events.csv'];
    expect((await place.waypost(args)).stderr).toMatch(/1 rows were rejected:\n.*events\.csv:8/);
    expect((await place.waypost([...args, '--quiet'])).stderr).toBe('');
  });

  it('refuses faulty journeys and writes nothing', async () => {
    write('events.csv', SMALL_LOG);
    write('cart.json', cartJourney());
    write('bad.json', { ...cartJourney('bad'), nodes: [] });
    const { exitCode, stdout, stderr } = await place.waypost([
      'simulate',
      'cart.json',
      'bad.json',
      '--events',
      'events.csv',
      '--result',
      'r.json',
    ]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toMatch(/^bad\.json was refused\.\nbad\.json: /);
    expect(existsSync(join(place.folder, 'r.json'))).toBe(false);
  });

  it('refuses two journeys of one id, and unknown segments', async () => {
    write('events.csv', SMALL_LOG);
    write('a.json', cartJourney('same'));
    write('b.json', { ...cartJourney('same'), settings: { consent: 'none', audience: { segment: 'vip' } } });
    const both = await place.waypost(['simulate', 'a.json', 'a.json', '--events', 'events.csv', '--json']);
    expect(JSON.parse(both.stdout)).toMatchObject({ errors: [{ code: 'duplicateJourney' }] });
    const unknown = await place.waypost(['simulate', 'b.json', '--events', 'events.csv', '--json']);
    expect(JSON.parse(unknown.stdout)).toMatchObject({
      errors: [{ code: 'unknownSegment', path: '/settings/audience/segment' }],
    });
    write('segments.json', { vip: { did: 'Order Completed' } });
    expect(await place.waypost(['simulate', 'b.json', '--events', 'events.csv', '--segments', 'segments.json'])).toMatchObject({
      exitCode: 0,
    });
  });

  it.skipIf(process.platform === 'win32')('writes into a pipe and leaves it one', async () => {
    write('events.csv', SMALL_LOG);
    write('cart.json', cartJourney());
    const pipe = join(place.folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    const reader = text(spawn('cat', [pipe]).stdout);
    expect(await place.waypost(['simulate', 'cart.json', '--events', 'events.csv', '--messages', pipe])).toMatchObject({
      exitCode: 0,
    });
    expect(await reader).toMatch(/^time,userId,journey,node,entry,variant,status,reason\n2024-/);
    expect(statSync(pipe).isFIFO()).toBe(true);
  });

  it('takes the period, the seed and responses', async () => {
    const project = await smallProject();
    write('cart.json', cartJourney());
    write('responses.json', { mode: 'rates', open: 1, click: 1 });
    const args = [
      'simulate',
      project,
      'cart.json',
      '--from',
      '2024-01-01T10:30',
      '--to',
      '2024-01-02',
      '--seed',
      '7',
      '--responses',
      'responses.json',
      '--json',
    ];
    const { stdout } = await place.waypost(args);
    expect(JSON.parse(stdout)).toMatchObject({
      seed: 7,
      from: '2024-01-01T10:30:00.000Z',
      to: '2024-01-02T00:00:00.000Z',
      journeys: [{ entries: 1, messages: { sent: 1, opened: 1, clicked: 1 } }],
    });
    expect(await place.waypost(['simulate', project, 'cart.json', '--from', 'yesterday'])).toMatchObject({ exitCode: 2 });
    write('responses.json', { mode: 'rates', open: 2 });
    const refused = await place.waypost([...args]);
    expect(JSON.parse(refused.stdout)).toMatchObject({
      errors: [{ code: 'invalid', path: '/open', message: '“open” must be at most 1.' }],
    });
  });

  it('prints progress as JSON lines', async () => {
    const project = await smallProject();
    write('cart.json', cartJourney());
    const { stderr } = await place.waypost(['simulate', project, 'cart.json', '--progress', 'json', '--quiet']);
    const lines = stderr
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { stage: string; fraction?: number });
    expect(lines.length).toBeGreaterThan(1);
    for (const { stage } of lines) expect(stage).not.toBe('');
    expect(lines.at(-1)).toMatchObject({ fraction: 1 });
  });
});

describe('explain', () => {
  it('tells a customer’s story', async () => {
    const project = await smallProject();
    write('cart.json', cartJourney());
    const { stdout } = await place.waypost(['explain', project, 'cart.json', '--customer', 'ana']);
    expect(stdout).toMatch(/^Customer ana/);
    expect(stdout).toContain('2024-01-01T10:00:00.000Z  Product Added');
    const story = JSON.parse((await place.waypost(['explain', project, 'cart.json', '--customer', 'ana', '--json'])).stdout) as {
      steps: { kind: string }[];
    };
    expect(story.steps.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['event', 'entered', 'message']));
  });

  it('knows who is not in the log', async () => {
    write('events.csv', SMALL_LOG);
    write('cart.json', cartJourney());
    const { exitCode, stderr } = await place.waypost(['explain', 'cart.json', '--events', 'events.csv', '--customer', 'zoe']);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('zoe');
  });
});

describe('segment', () => {
  it('counts customers and writes who they are', async () => {
    const project = await smallProject();
    write('viewed.json', { did: 'Product Viewed', within: '2d' });
    const { stdout } = await place.waypost(['segment', project, 'viewed.json', '--customers-out', 'who.csv', '--json']);
    expect(JSON.parse(stdout)).toEqual({ at: '2024-01-04T09:00:00.000Z', matching: 1, ever: 2, customers: 4 });
    expect(readFileSync(join(place.folder, 'who.csv'), 'utf8')).toBe('userId\ncem\n');
    const earlier = await place.waypost(['segment', project, 'viewed.json', '--at', '2024-01-02T00:00:00Z', '--json']);
    expect(JSON.parse(earlier.stdout)).toMatchObject({ matching: 1, ever: 1 });
  });

  it('asks nobody who is not known yet', async () => {
    const project = await smallProject();
    write('nobody.json', { none: [{ did: 'Order Completed' }] });
    const { stdout } = await place.waypost(['segment', project, 'nobody.json', '--at', '2024-01-01T10:30:00Z', '--json']);
    expect(JSON.parse(stdout)).toMatchObject({ matching: 4 });
    const direct = await place.waypost([
      'segment',
      'nobody.json',
      '--events',
      'events.csv',
      '--at',
      '2024-01-01T10:30:00Z',
      '--json',
    ]);
    expect(JSON.parse(direct.stdout)).toMatchObject({ matching: 1, customers: 3 });
  });

  it('refuses what means nothing here', async () => {
    const project = await smallProject();
    write('property.json', { all: [{ property: 'price', is: { gt: 5 } }] });
    const { exitCode, stdout } = await place.waypost(['segment', project, 'property.json', '--json']);
    expect(exitCode).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({ errors: [{ path: '/all/0/property' }] });
  });
});

describe('sql', () => {
  it('prints a table, CSV or JSON', async () => {
    const project = await smallProject();
    const query = 'select "userId", count(*) as n, \'a,"b"\' as t from events group by 1 order by 1 limit 1';
    expect((await place.waypost(['sql', project, query])).stdout).toBe('userId  n  t\n------  -  -----\nana     2  a,"b"\n');
    expect((await place.waypost(['sql', project, query, '--csv'])).stdout).toBe('userId,n,t\nana,2,"a,""b"""\n');
    expect(JSON.parse((await place.waypost(['sql', project, query, '--json'])).stdout)).toEqual([
      { userId: 'ana', n: 2, t: 'a,"b"' },
    ]);
  });

  it.each([
    'drop table events',
    'delete from events',
    "copy events to 'out.csv'",
    "select * from read_csv('/etc/passwd')",
    'selekt 1',
  ])('refuses %s', async (query) => {
    const project = await smallProject();
    const { exitCode, stdout } = await place.waypost(['sql', project, query]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect((await place.waypost(['sql', project, 'select count(*) as n from events', '--csv'])).stdout).toBe('n\n6\n');
  });
});

describe('export', () => {
  it('writes a journey of the project', async () => {
    await place.waypost(['new', 'shop.waypost']);
    const store = ProjectStore.open(join(place.folder, 'shop.waypost'));
    store.journeys.create(draftOf('cart'));
    store.close();
    const { stdout } = await place.waypost(['export', 'shop.waypost', '--journey', 'cart', '--format', 'json']);
    expect(JSON.parse(stdout)).toEqual(draftOf('cart'));
    await place.waypost(['export', 'shop.waypost', '--journey', 'cart', '--format', 'svg', '--out', 'cart.svg']);
    expect(readFileSync(join(place.folder, 'cart.svg'), 'utf8')).toMatch(/^<svg|^<\?xml/);
    expect((await place.waypost(['export', 'shop.waypost', '--journey', 'cart', '--format', 'mermaid'])).stdout).toMatch(
      /^flowchart/,
    );
    expect(await place.waypost(['export', 'shop.waypost', '--journey', 'gone', '--format', 'json'])).toMatchObject({
      exitCode: 2,
    });
  });
});

describe('cancelling', () => {
  it('ends with 130 and leaves the project whole', async () => {
    const project = await smallProject();
    const controller = new AbortController();
    const cancelled = place.waypost(['import', project, '--events', 'events.csv', '--replace', '--progress', 'json'], {
      signal: controller.signal,
      stderr: {
        write: () => {
          controller.abort();
        },
      },
    });
    expect(await cancelled).toMatchObject({ exitCode: 130 });
    expect((await place.waypost(['sql', project, 'select count(*) as n from events', '--csv'])).stdout).toBe('n\n6\n');
  });

  it('of a simulation leaves no file and no temporary store', async () => {
    write('events.csv', SMALL_LOG);
    write('cart.json', cartJourney());
    const controller = new AbortController();
    const cancelled = place.waypost(
      ['simulate', 'cart.json', '--events', 'events.csv', '--result', 'r.json', '--progress', 'json'],
      {
        signal: controller.signal,
        stderr: {
          write: (text) => {
            if (text.includes('Loading')) controller.abort();
          },
        },
      },
    );
    expect(await cancelled).toMatchObject({ exitCode: 130, stdout: '' });
    expect(existsSync(join(place.folder, 'r.json'))).toBe(false);
  });

  it('Ctrl-C ends a process with 130', { timeout: 60_000 }, async () => {
    const rows = Array.from({ length: 300_000 }, (_, index) => `u${String(index % 1000)},A,2024-01-01T00:00:00Z`);
    write('big.csv', `userId,event,timestamp\n${rows.join('\n')}\n`);
    await place.waypost(['new', 'shop.waypost']);
    const { exitCode } = await waypostProcess(
      ['import', 'shop.waypost', '--events', 'big.csv', '--progress', 'json'],
      place.folder,
      'SIGINT',
    );
    expect(exitCode).toBe(130);
    expect((await place.waypost(['sql', 'shop.waypost', 'select count(*) as n from events', '--csv'])).stdout).toBe('n\n0\n');
  });
});

describe('serve', () => {
  it('says what to do where nothing is built', async () => {
    const { exitCode, stderr } = await place.waypost(['serve'], { webHost: join(root, 'no', 'such', 'main.js') });
    expect(exitCode).toBe(2);
    expect(stderr).toContain('npm run setup');
  });

  it('runs the web host with the project and the port, and ends with it', async () => {
    mkdirSync(join(place.folder, 'web'));
    const webHost = join(
      place.folder,
      write(
        'web/host.mjs',
        "import { writeFileSync } from 'node:fs'; writeFileSync('args.json', JSON.stringify(process.argv.slice(2))); process.exitCode = 3;",
      ),
    );
    expect(await place.waypost(['serve', 'shop.waypost', '--port', '8123'], { webHost })).toMatchObject({ exitCode: 3 });
    expect(JSON.parse(readFileSync(join(place.folder, 'args.json'), 'utf8'))).toEqual([
      join(place.folder, 'shop.waypost'),
      '--port',
      '8123',
    ]);
  });
});

describe('render', () => {
  const MJML = `<mjml><mj-head><mj-title>Hello {{ customer.first_name }}</mj-title></mj-head><mj-body><mj-section><mj-column>
<mj-text>Dear {{ customer.first_name }}, {{ points | default: 0 }} points</mj-text><mj-text show-if='{"did":"A"}'>For some</mj-text>
</mj-column></mj-section></mj-body></mjml>`;
  const put = (name: string, text: string) => {
    writeFileSync(join(place.folder, name), text);
  };

  it('writes the HTML and the text of a template', async () => {
    put('a.mjml', MJML);
    write('ana.json', { customer: { first_name: '<Ana>' }, points: null });
    const { exitCode, stdout, stderr } = await place.waypost(['render', 'a.mjml', '--data', 'ana.json']);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^<!doctype html>/i);
    expect(stdout).toContain('Dear &lt;Ana&gt;, 0 points');
    expect(stderr).toContain('Subject: Hello <Ana>');
    expect(stderr).toContain('All conditional blocks are shown (1)');
    const files = await place.waypost([
      'render',
      'a.mjml',
      '--data',
      'ana.json',
      '--out',
      'a.html',
      '--text',
      'a.txt',
      '--quiet',
    ]);
    expect(files).toEqual({ exitCode: 0, stdout: '', stderr: '' });
    expect(readFileSync(join(place.folder, 'a.html'), 'utf8')).toBe(stdout);
    expect(readFileSync(join(place.folder, 'a.txt'), 'utf8')).toBe('Dear <Ana>, 0 points\n\nFor some\n');
  });

  it('tells what is missing', async () => {
    put('a.mjml', MJML);
    const { exitCode, stdout } = await place.waypost(['render', 'a.mjml', '--json', '--strict']);
    expect(exitCode).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      subject: 'Hello',
      text: 'Dear , 0 points\n\nFor some\n',
      missing: [
        { token: 'customer.first_name', part: 'subject' },
        { token: 'customer.first_name', part: 'html' },
      ],
    });
    const { exitCode: lenient, stderr } = await place.waypost(['render', 'a.mjml', '--out', 'a.html']);
    expect([lenient, stderr]).toEqual([0, expect.stringContaining('missing: {{ customer.first_name }} in the subject')]);
  });

  it('refuses faulty templates and data, and reads no other file', async () => {
    put('include.mjml', '<mjml><mj-body><mj-include path="/etc/passwd" /></mj-body></mjml>');
    put('liquid.mjml', MJML.replace('{{ points', '{% if points %}{{ points'));
    put('loop.mjml', MJML.replace('Dear', '{% for a in (1..99999999) %}{{ a }}{% endfor %}'));
    put('a.mjml', MJML);
    put('list.json', '[1]');
    const included = await place.waypost(['render', 'include.mjml', '--json']);
    expect(included.exitCode).toBe(2);
    expect(JSON.parse(included.stdout)).toMatchObject({
      errors: [{ message: expect.stringMatching(/^Line 1: .*mj-include/) as unknown }],
    });
    for (const [args, words] of [
      [['liquid.mjml'], /Line 2: Liquid.*not closed/],
      [['loop.mjml'], /limit/],
      [['none.mjml'], /no file none.mjml/],
      [['a.mjml', '--data', 'list.json'], /must hold an object/],
      [['a.mjml', '--data', 'a.mjml'], /not JSON/],
      [[], /missing required argument/],
    ] as const) {
      const { exitCode, stdout, stderr } = await place.waypost(['render', ...args]);
      expect([exitCode, stdout]).toEqual([2, '']);
      expect(stderr).toMatch(words);
    }
  });
});
