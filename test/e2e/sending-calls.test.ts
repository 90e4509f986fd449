import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { LogStore } from '../../src/main/store/log/index.js';
import { ProjectStore } from '../../src/main/store/project/index.js';
import type { JourneyDraft } from '../../src/shared/journey/schema.js';
import { hookServer } from '../delivery/hook-server.js';
import { mailServer } from '../delivery/mail-server.js';
import { inBothThemes, openSending, prepareSending } from './sending-steps.js';
import { screenshot, useApp } from './support/index.js';

const app = useApp({ viewport: { width: 1280, height: 800 } });
const HOUR = 3_600_000;

const position = { x: 0, y: 0 };
const journeyTo = (url: string): JourneyDraft => ({
  format: 'waypost/journey',
  version: 1,
  id: 'tell',
  name: 'Tell the shop',
  settings: { reentry: { mode: 'always' } },
  nodes: [
    { id: 't', type: 'trigger', position, config: { kind: 'intent', on: { event: 'Signed Up' } } },
    { id: 'h', type: 'webhook', name: 'Tell it', position, config: { url, body: { who: '{{ customer.name }}' } } },
    { id: 'e', type: 'email', name: 'Hello', position, config: { template: 'news' } },
  ],
  edges: [
    { id: '1', source: 't', sourceHandle: 'out', target: 'h' },
    { id: '2', source: 'h', sourceHandle: 'out', target: 'e' },
  ],
});

it('calls webhooks: counted by host before anything leaves, shown in the outbox, made once more only on a person’s word', async () => {
  const { page } = app();
  const folder = mkdtempSync(join(tmpdir(), 'waypost-calls-'));
  const hook = await hookServer(({ body }, response) => {
    response.writeHead(body.includes('Ben') && hook.taken.length < 4 ? 404 : 200).end('<b>No such order</b>');
  });
  const mail = await mailServer();
  const project = await prepareSending(folder);
  const store = ProjectStore.open(project);
  store.journeys.create(journeyTo(`http://${hook.host}/in`));
  store.delivery.saveSettings({
    ...store.delivery.settings(),
    from: { name: '', address: 'shop@example.org' },
    unsubscribeMailbox: 'leave@example.org',
    transport: { kind: 'smtp', host: '127.0.0.1', port: mail.port, security: 'none', connections: 1 },
    webhooks: { loopback: true, authorizedHost: '' },
  });
  store.close();
  const events = join(folder, 'more.csv');
  const signedUp = (user: string, hoursAgo: number) =>
    `${user},Signed Up,${new Date(Date.now() - hoursAgo * HOUR).toISOString()}\n`;
  writeFileSync(events, `userId,event,timestamp\n${signedUp('ana', 1)}${signedUp('ben', 1)}${signedUp('cem', 9)}`);
  const log = await LogStore.open(project);
  await log.import({ events: [events] });
  await log.close();
  await openSending(page, project);

  await page.getByRole('link', { name: 'Journeys' }).first().click();
  await page.getByRole('link', { name: 'Tell the shop' }).click();
  await page.getByRole('button', { name: 'Activate…' }).click();
  const last = page.getByRole('dialog', { name: 'Before the journey goes live' });
  await last.getByText(`nothing yet; later ${hook.host}`).waitFor();
  const since = await page.evaluate((ago) => {
    const time = new Date(Date.now() - ago);
    return new Date(time.getTime() - time.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
  }, 12 * HOUR);
  await last.getByLabel(/^Written to are those who enter from/).fill(since);
  await last.getByText(`2 to ${hook.host}`).waitFor();
  await last.getByText('These messages and calls reach real people and systems').waitFor();
  await inBothThemes(page, 'sending-calls-activate');
  await last.getByRole('textbox', { name: /^Type 2 to confirm/ }).fill('2');
  await last.getByRole('button', { name: 'Activate' }).click();
  await last.waitFor({ state: 'detached' });

  await page.getByRole('link', { name: /^Sending/ }).click();
  await page.getByRole('tab', { name: 'Outbox' }).click();
  await page.getByRole('button', { name: 'Start sending' }).click();
  const start = page.getByRole('dialog', { name: 'Before sending starts' });
  await start.getByText(`2 to ${hook.host}`).waitFor();
  await start.getByRole('textbox', { name: /^Type 4 to confirm: 2 messages and 2 calls/ }).fill('4');
  await start.getByRole('button', { name: 'Start sending' }).click();
  await start.waitFor({ state: 'detached' });
  await page.getByRole('combobox', { name: 'Kind' }).click();
  await page.getByRole('option', { name: 'Calls of webhooks' }).click();
  await page.getByRole('row', { name: /ana.*Call.*Tell it.*Sent/ }).waitFor();
  // What a host says is text, whatever it looks like.
  await page.getByRole('row', { name: /ben.*Call.*Failed.*HTTP 404: <b>No such order<\/b>/ }).waitFor();
  await page.getByRole('row', { name: /cem.*Call.*Held/ }).waitFor();
  await inBothThemes(page, 'sending-calls-outbox');
  expect(hook.taken.map(({ body }) => body)).toEqual(['{"who":"Ana"}', '{"who":"Ben"}']);

  await page.getByRole('checkbox', { name: 'Choose the call about cem' }).click();
  await page.getByRole('button', { name: 'Send…', exact: true }).click();
  const release = page.getByRole('dialog', { name: 'Before these messages are sent' });
  await release.getByText(`1 to ${hook.host}`).waitFor();
  await release.getByRole('textbox', { name: /^Type 1 to confirm: 1 call/ }).fill('1');
  await release.getByRole('button', { name: 'Send', exact: true }).click();
  await page.getByRole('row', { name: /cem.*Call.*Sent/ }).waitFor();
  expect(hook.taken).toHaveLength(3);

  await page.setViewportSize({ width: 1920, height: 1080 });
  await page.getByRole('tab', { name: 'Set-up' }).click();
  await page.getByRole('checkbox', { name: /^Allow calls to this machine/ }).waitFor();
  await screenshot(page, 'sending-calls-setup-wide');
  await hook.close();
  await mail.close();
  rmSync(folder, { recursive: true, force: true });
});
