import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import { expect, it } from 'vitest';
import { LogStore } from '../../src/main/store/log/index.js';
import { ProjectStore } from '../../src/main/store/project/index.js';
import type { JourneyDraft } from '../../src/shared/journey/schema.js';
import { mailServer, smtpError } from '../delivery/mail-server.js';
import { inBothThemes, openSending as open, prepareSending as prepare } from './sending-steps.js';
import { screenshot, useApp } from './support/index.js';

const app = useApp({ viewport: { width: 1280, height: 800 } });

it('sends one e-mail to a segment: set-up, last page, typed number, outbox', async () => {
  const { page } = app();
  const folder = mkdtempSync(join(tmpdir(), 'waypost-sending-'));
  const project = await prepare(folder);
  await open(page, project);

  await page.getByRole('tab', { name: 'Set-up' }).click();
  await page.getByRole('textbox', { name: 'Address', exact: true }).fill('shop@example.org');
  await page.getByRole('button', { name: 'Store the set-up' }).click();
  await page.getByRole('button', { name: 'Test the connection' }).click();
  await page.getByText('Nobody is reached.').waitFor();
  await inBothThemes(page, 'sending-setup');

  await page.getByRole('button', { name: 'Send one e-mail…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Spring');
  await dialog.getByLabel('Template').first().click();
  await page.getByRole('option', { name: 'News' }).click();
  await dialog.getByRole('button', { name: 'Next' }).click();
  const last = page.getByRole('dialog', { name: 'Before it is sent' });
  await last.getByText('ana@example.com, ben@example.com').waitFor();
  await last.getByText('The customer has not agreed to be written to.').waitFor();
  expect(await last.getByRole('button', { name: 'Send' }).isDisabled()).toBe(true);
  await last.getByRole('textbox', { name: /^Type 2 to confirm/ }).fill('2');
  await inBothThemes(page, 'sending-last-page');
  await last.getByRole('button', { name: 'Send' }).click();
  await last.waitFor({ state: 'detached' });

  await page.getByRole('tab', { name: 'Outbox' }).click();
  await page.getByRole('row', { name: /ana.*Queued/ }).waitFor();
  await page.getByRole('button', { name: 'Start sending' }).click();
  await page.getByRole('row', { name: /ana.*News, Ana.*Sent/ }).waitFor();
  await page.getByRole('row', { name: /cem.*Suppressed/ }).waitFor();
  await inBothThemes(page, 'sending-outbox');
  await page.setViewportSize({ width: 1920, height: 1080 });
  await page.getByRole('tab', { name: 'Live' }).click();
  await page.getByRole('row', { name: /Spring.*Done/ }).waitFor();
  await screenshot(page, 'sending-live-wide');
  expect(readdirSync(join(project, 'sent'))).toHaveLength(2);
  rmSync(folder, { recursive: true, force: true });
});

it('reaches a mail server: a test message as a customer, the last page before it starts, what was refused', async () => {
  const { page } = app();
  const folder = mkdtempSync(join(tmpdir(), 'waypost-sending-'));
  const project = await prepare(folder);
  const refused = (address: string) => (address.startsWith('ben') ? smtpError(550, '5.1.1 No such user') : null);
  const server = await mailServer({
    onRcptTo: ({ address }, _session, done) => {
      done(refused(address));
    },
  });
  await open(page, project);

  await page.getByRole('tab', { name: 'Set-up' }).click();
  await page.getByRole('combobox', { name: 'Messages leave by' }).click();
  await page.getByRole('option', { name: 'SMTP server' }).click();
  await page.getByRole('textbox', { name: 'Server', exact: true }).fill('127.0.0.1');
  await page.getByRole('textbox', { name: 'Port', exact: true }).fill(String(server.port));
  await page.getByRole('combobox', { name: 'Encryption' }).click();
  await page.getByRole('option', { name: /^None/ }).click();
  await page.getByRole('textbox', { name: 'Address', exact: true }).fill('shop@example.org');
  await page.getByRole('textbox', { name: 'Unsubscribe by mail' }).fill('leave@example.org');
  await page.getByRole('button', { name: 'Store the set-up' }).click();
  await page.getByRole('button', { name: 'Test the connection' }).click();
  await page.getByText('127.0.0.1 answers').waitFor();
  await page.getByRole('textbox', { name: 'Your own address' }).fill('me@example.org');
  await page.getByRole('combobox', { name: 'What' }).click();
  await page.getByRole('option', { name: 'News' }).click();
  await page.getByRole('combobox', { name: 'As this customer' }).fill('ana');
  await page.getByRole('button', { name: 'Send a test message' }).click();
  await page.getByText('Sent to me@example.org').waitFor();
  expect((await simpleParser(server.messages[0] ?? '')).subject).toBe('Test: News, Ana');

  await page.getByRole('button', { name: 'Send one e-mail…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Summer');
  await dialog.getByLabel('Template').first().click();
  await page.getByRole('option', { name: 'News' }).click();
  await dialog.getByRole('button', { name: 'Next' }).click();
  const last = page.getByRole('dialog', { name: 'Before it is sent' });
  await last.getByText('These messages reach real people').waitFor();
  await last.getByRole('textbox', { name: /^Type 2 to confirm/ }).fill('2');
  await last.getByRole('button', { name: 'Send' }).click();
  await last.waitFor({ state: 'detached' });

  await page.getByRole('button', { name: 'Start sending' }).click();
  const start = page.getByRole('dialog', { name: 'Before sending starts' });
  await start.getByRole('textbox', { name: /^Type 2 to confirm/ }).fill('2');
  await inBothThemes(page, 'sending-start');
  await start.getByRole('button', { name: 'Start sending' }).click();
  await start.waitFor({ state: 'detached' });
  await page.getByRole('tab', { name: 'Outbox' }).click();
  await page.getByRole('row', { name: /ana.*Sent/ }).waitFor();
  await page.getByRole('row', { name: /ben.*Failed.*No such user/ }).waitFor();
  await page.getByRole('tab', { name: 'Suppression list' }).click();
  await page.getByRole('row', { name: /ben@example.com.*Refused for good/ }).waitFor();
  expect(server.messages).toHaveLength(2);
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

const JOURNEY: JourneyDraft = {
  format: 'waypost/journey',
  version: 1,
  id: 'welcome',
  name: 'Welcome',
  settings: { reentry: { mode: 'always' } },
  nodes: [
    { id: 't', type: 'trigger', position: { x: 0, y: 0 }, config: { kind: 'intent', on: { event: 'Signed Up' } } },
    { id: 'e', type: 'email', name: 'Hello', position: { x: 240, y: 0 }, config: { template: 'news' } },
  ],
  edges: [{ id: '1', source: 't', sourceHandle: 'out', target: 'e' }],
};
const HOUR = 3_600_000;

it('takes a journey live from an instant on, holds what is too late, and says everywhere that it is live', async () => {
  const { page } = app();
  const folder = mkdtempSync(join(tmpdir(), 'waypost-sending-'));
  const project = await prepare(folder);
  const store = ProjectStore.open(project);
  store.journeys.create(JOURNEY);
  store.delivery.saveSettings({ ...store.delivery.settings(), from: { name: '', address: 'shop@example.org' } });
  store.close();
  const events = join(folder, 'more.csv');
  const signedUp = (user: string, hoursAgo: number) =>
    `${user},Signed Up,${new Date(Date.now() - hoursAgo * HOUR).toISOString()}\n`;
  writeFileSync(events, `userId,event,timestamp\n${signedUp('ana', 9)}${signedUp('ben', 1)}${signedUp('cem', 1)}`);
  const log = await LogStore.open(project);
  await log.import({ events: [events] });
  await log.close();
  await open(page, project);

  await page.getByRole('link', { name: 'Journeys' }).first().click();
  await page.getByRole('link', { name: 'Welcome' }).click();
  await page.getByRole('button', { name: 'Activate…' }).click();
  const last = page.getByRole('dialog', { name: 'Before the journey goes live' });
  const since = await page.evaluate((ago) => {
    const time = new Date(Date.now() - ago);
    return new Date(time.getTime() - time.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
  }, 12 * HOUR);
  await last.getByLabel(/^Written to are those who enter from/).fill(since);
  await last.getByText('1 message, due too long ago').waitFor();
  await last.getByText('Sending is stopped: messages wait').waitFor();
  await inBothThemes(page, 'sending-activate');
  await last.getByRole('textbox', { name: /^Type 2 to confirm/ }).fill('2');
  await last.getByRole('button', { name: 'Activate' }).click();
  await last.waitFor({ state: 'detached' });
  await page.getByRole('link', { name: 'Live', exact: true }).waitFor();

  await page.getByRole('link', { name: /^Sending/ }).click();
  await page.getByRole('row', { name: /Welcome.*Live/ }).waitFor();
  await page.getByRole('button', { name: 'Start sending' }).click();
  await page.getByRole('tab', { name: 'Outbox' }).click();
  await page.getByRole('row', { name: /ben.*Hello.*Sent/ }).waitFor();
  await page.getByRole('checkbox', { name: 'Choose the message to ana' }).click();
  await page.getByRole('button', { name: 'Send…', exact: true }).click();
  const release = page.getByRole('dialog', { name: 'Before these messages are sent' });
  await release.getByRole('textbox', { name: /^Type 1 to confirm/ }).fill('1');
  await release.getByRole('button', { name: 'Send', exact: true }).click();
  await page.getByRole('row', { name: /ana.*Hello.*Sent/ }).waitFor();

  await page.getByRole('link', { name: 'Data' }).click();
  await page.getByRole('banner').getByRole('link', { name: '1 live' }).click();
  await page.getByRole('tab', { name: 'Live' }).click();
  await page.getByRole('button', { name: 'Pause…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Pause' }).click();
  await page.getByRole('row', { name: /Welcome.*Paused/ }).waitFor();
  await inBothThemes(page, 'sending-live');
  await page.setViewportSize({ width: 1920, height: 1080 });
  await page.getByRole('tab', { name: 'Set-up' }).click();
  await page.getByRole('button', { name: 'Test the connection' }).waitFor();
  await screenshot(page, 'sending-setup-wide');
  rmSync(folder, { recursive: true, force: true });
});
