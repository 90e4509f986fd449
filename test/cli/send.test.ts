import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ProjectStore } from '../../src/main/store/project/index.js';
import type { JourneyDraft } from '../../src/shared/journey/schema.js';
import { cliPlace, type CliPlace } from './support.js';

let place: CliPlace;
beforeEach(() => {
  place = cliPlace();
});
afterEach(() => {
  place.remove();
});

const HOUR = 3_600_000;
const ago = (hours: number): string => new Date(Date.now() - hours * HOUR).toISOString();
const position = { x: 0, y: 0 };
const JOURNEY: JourneyDraft = {
  format: 'waypost/journey',
  version: 1,
  id: 'welcome',
  name: 'Welcome',
  nodes: [
    { id: 't', type: 'trigger', position, config: { kind: 'intent', on: { event: 'Signed Up' } } },
    { id: 'h', type: 'webhook', position, config: { url: 'https://hooks.example.com/in' } },
    { id: 'e', type: 'email', position, config: { template: 'hello' } },
  ],
  edges: [
    { id: '1', source: 't', sourceHandle: 'out', target: 'h' },
    { id: '2', source: 'h', sourceHandle: 'out', target: 'e' },
  ],
};

/** A live journey with messages and calls that fell due too long ago. */
async function heldProject(): Promise<void> {
  const say = async (...args: string[]): Promise<void> => {
    const { exitCode, stderr } = await place.waypost([...args, '--quiet']);
    expect([exitCode, stderr]).toEqual([0, '']);
  };
  writeFileSync(join(place.folder, 'events.csv'), `userId,event,timestamp\nana,Signed Up,${ago(9)}\nben,Signed Up,${ago(9)}\n`);
  writeFileSync(
    join(place.folder, 'customers.csv'),
    'userId,email,consent\nana,ana@example.com,subscribed\nben,ben@example.com,subscribed\n',
  );
  await say('new', 'shop.waypost');
  await say('import', 'shop.waypost', '--events', 'events.csv', '--customers', 'customers.csv');
  const store = ProjectStore.open(join(place.folder, 'shop.waypost'));
  const mjml = '<mjml><mj-body><mj-section><mj-column><mj-text>Hello</mj-text></mj-column></mj-section></mj-body></mjml>';
  store.templates.create({ id: 'hello', name: 'Hello', mjml, text: null });
  store.journeys.create(JOURNEY);
  store.close();
  const activate = ['send', 'shop.waypost', '--journey', 'welcome', '--action', 'activate', '--at', ago(12)];
  await say(...activate, '--from', 'shop@example.com', '--confirm', '2');
}

const send = (...args: string[]) => place.waypost(['send', 'shop.waypost', ...args]);

it('lists what waits for a decision, and decides it only with the number', async () => {
  await heldProject();
  const { stdout: table } = await send('--list');
  expect(table).toMatch(/id +state +kind +journey +step +customer/);
  expect(table.split('\n').filter((line) => line.includes('held'))).toHaveLength(4);
  const { stdout: listed } = await send('--list', 'held', '--json');
  const rows = JSON.parse(listed) as { id: number; kind: string; userId: string; dueAt: string }[];
  expect(rows.map(({ kind, userId }) => `${kind} ${userId}`).sort()).toEqual([
    'email ana',
    'email ben',
    'webhook ana',
    'webhook ben',
  ]);
  const call = rows.find(({ kind, userId }) => kind === 'webhook' && userId === 'ana')?.id ?? 0;

  const asked = await send('--decide', 'send', '--state', 'held');
  expect(asked).toMatchObject({
    exitCode: 0,
    stdout: expect.stringMatching(/^2 messages and 2 calls .*--confirm 4\.\n$/) as string,
  });
  expect((await send('--list')).stdout).toBe(table);
  const wrong = await send('--decide', 'drop', '--state', 'held', '--confirm', '3');
  expect(wrong).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('now be 4, not 3') as string });

  expect((await send('--decide', 'drop', '--id', String(call), '--confirm', '1', '--json')).stdout).toContain('"applied": 1');
  expect(await send('--decide', 'send', '--state', 'held', '--confirm', '3')).toMatchObject({
    exitCode: 0,
    stdout: 'Done: 3.\n',
  });
  expect(JSON.parse((await send('--due', '--json')).stdout)).toMatchObject({ sent: 3, messages: { sent: 3, cancelled: 1 } });
  expect((await send('--list')).stdout).toBe('Nothing is held or doubtful.\n');
});

it('lets a person say of a doubtful one that it arrived, and of no other', async () => {
  await heldProject();
  const store = ProjectStore.open(join(place.folder, 'shop.waypost'));
  const [first] = store.outbox.all();
  const id = first?.id ?? 0;
  store.outbox.apply([{ id, from: ['held'], status: 'doubtful', reason: 'The line broke.' }]);
  store.close();
  const arrived = ['--decide', 'arrived', '--id', String(id), String(id + 1)];
  expect(JSON.parse((await send(...arrived, '--json')).stdout)).toMatchObject({ confirm: 1, ids: [id] });
  expect(await send(...arrived, '--confirm', '1')).toMatchObject({ exitCode: 0 });
  expect((await send('--list', 'sent')).stdout).toContain('A person says that it arrived.');
});

it('refuses what is not clear', async () => {
  await heldProject();
  for (const [args, words] of [
    [['--decide', 'send'], /Say which with --id/],
    [['--decide', 'send', '--id', '1', '--state', 'held'], /not both/],
    [['--decide', 'send', '--id', '999'], /no message 999/],
    [['--decide', 'burn', '--state', 'held'], /decide/],
    [['--list', 'lost'], /list/],
    [['--list', '--due'], /One step|one step/],
  ] as const) {
    const { exitCode, stderr } = await send(...args);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(words);
  }
});
