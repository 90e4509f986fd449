import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { OutboxMessage } from '../../../shared/delivery/outbox.js';
import { ProjectStore } from './index.js';
import { OutboxTable, type OutboxChange } from './outbox.js';
import { openSqlite, type SqliteDatabase } from './sqlite.js';
import { temporaryFolder } from './testing.js';

let folder: ReturnType<typeof temporaryFolder>;
let project: string;
const opened: SqliteDatabase[] = [];
beforeEach(() => {
  folder = temporaryFolder();
  project = join(folder.path, 'shop.waypost');
  const store = ProjectStore.create(project, { name: 'Shop' });
  store.outbox.add(['ana', 'ben', 'cem'].map((userId) => message(userId, 0)));
  store.close();
});
afterEach(() => {
  for (const database of opened.splice(0)) database.close();
  folder.remove();
});

const message = (userId: string, dueAt: number) => {
  const base = { kind: 'email' as const, journey: 'j', node: 'n', entry: 0, count: 0, variant: '', reason: '' };
  return { ...base, userId, dueAt, status: 'queued' as const };
};

/** The outbox as a process sees it, on one start of the machine. */
function outboxOn(boot: string, now = 1_000): OutboxTable {
  const database = openSqlite(join(project, 'project.db'));
  opened.push(database);
  return new OutboxTable(database, () => new Date(now), boot);
}

const sending = ({ id }: OutboxMessage): OutboxChange => ({ id, from: ['queued'], status: 'sending', reason: '' });
const sent = ({ id }: OutboxMessage): OutboxChange => ({ id, from: ['sending'], status: 'sent', reason: '' });
const states = (outbox: OutboxTable): string[] => outbox.all().map(({ status }) => status);

it('leaves in doubt the one message in flight when the process is killed', () => {
  const killed = outboxOn('monday');
  const [ana, ben] = killed.claim(1, 2, ['j']);
  if (!ana || !ben) throw new Error('nothing is due');
  expect(killed.step([sending(ana)])).toEqual([true]);
  expect(killed.step([sent(ana), sending(ben)])).toEqual([true, true]);
  expect(killed.step([sending(ben)])).toEqual([false]);
  const next = outboxOn('monday');
  expect(next.recover()).toBe(1);
  expect(states(next)).toEqual(['sent', 'doubtful', 'queued']);
});

it('leaves in doubt what was claimed when the machine went down, and nothing else', () => {
  const before = outboxOn('monday');
  before.claim(1, 2, ['j']);
  const after = outboxOn('tuesday');
  expect(after.recover()).toBe(2);
  expect(states(after)).toEqual(['doubtful', 'doubtful', 'queued']);
  expect(after.all()[0]?.reason).toContain('The machine went down');
  expect(after.recover()).toBe(0);
});

it('shows the steps of messages that leave to whoever looks', () => {
  const outbox = outboxOn('monday');
  const [ana] = outbox.claim(1, 1, ['j']);
  if (!ana) throw new Error('nothing is due');
  outbox.step([sending(ana)]);
  expect(outbox.counts('j')).toContainEqual({ status: 'sending', flagged: 0, messages: 1 });
  outbox.step([sent(ana)]);
  expect(outbox.page({ status: 'sent' }, 0, 10).total).toBe(1);
});

it('holds what waited too long, unless a person has released it since', () => {
  const outbox = outboxOn('monday', 5_000);
  expect(outbox.holdStale(3_000)).toBe(3);
  const [ana] = outbox.all();
  expect(outbox.decide([ana?.id ?? 0], 'send')).toBe(1);
  expect(outbox.holdStale(4_000)).toBe(0);
  expect(states(outbox)).toEqual(['queued', 'held', 'held']);
  expect(outbox.holdStale(6_000, ['other'])).toBe(0);
  expect(outbox.holdStale(6_000, ['j'])).toBe(1);
});

it('stops sending in a copy of the project, not where it was started', () => {
  const store = ProjectStore.open(project);
  store.delivery.run(true, store.place);
  store.close();
  const copy = join(folder.path, 'copy.waypost');
  cpSync(project, copy, { recursive: true });
  const again = ProjectStore.open(project);
  expect([again.delivery.settings().running, again.notes]).toEqual([true, []]);
  again.close();
  const copied = ProjectStore.open(copy);
  expect(copied.delivery.settings().running).toBe(false);
  expect(copied.notes.join(' ')).toContain('Sending was stopped');
  copied.close();
});

it('sends nothing without a question after the project was restored from an earlier state', () => {
  const store = ProjectStore.open(project);
  store.delivery.run(true, store.place);
  store.close();
  writeFileSync(join(project, 'project.db'), 'damaged');
  const restored = ProjectStore.open(project, { clock: () => new Date(9_000) });
  expect(restored.delivery.settings().running).toBe(false);
  expect(restored.delivery.heldBefore()).toBe(9_000);
  expect(restored.outbox.all().map(({ status }) => status)).toEqual(['held', 'held', 'held']);
  expect(restored.notes.join(' ')).toContain('may have left since');
  restored.close();
});
