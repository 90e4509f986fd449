import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { currentContents } from '../../src/main/engine/delivery/contents.js';
import { LogStore } from '../../src/main/store/log/index.js';
import { ProjectStore } from '../../src/main/store/project/index.js';
import type { JourneyDraft } from '../../src/shared/journey/schema.js';
import { inBothThemes, prepareSending } from './sending-steps.js';
import { useApp } from './support/index.js';

const app = useApp({ viewport: { width: 1280, height: 800 } });
const HOUR = 3_600_000;

const position = { x: 0, y: 0 };
const JOURNEY: JourneyDraft = {
  format: 'waypost/journey',
  version: 1,
  id: 'welcome',
  name: 'Welcome',
  settings: { reentry: { mode: 'always' }, audience: { segment: 'friends' } },
  nodes: [
    { id: 't', type: 'trigger', position, config: { kind: 'intent', on: { event: 'Signed Up' } } },
    { id: 'w', type: 'wait', position, config: { for: '1d' } },
    { id: 'e', type: 'email', name: 'Hello', position, config: { template: 'news' } },
  ],
  edges: [
    { id: '1', source: 't', sourceHandle: 'out', target: 'w' },
    { id: '2', source: 'w', sourceHandle: 'out', target: 'e' },
  ],
};

/** A live journey with somebody inside, whose e-mail and segment were edited since. */
function editedSince(project: string): void {
  const store = ProjectStore.open(project);
  store.delivery.saveSettings({ ...store.delivery.settings(), from: { name: '', address: 'shop@example.org' } });
  store.segments.put({ id: 'friends', name: 'Friends', condition: { all: [{ segment: 's' }] } });
  const { draft, revision } = store.journeys.create(JOURNEY);
  const from = Date.now() - 12 * HOUR;
  store.delivery.put({
    journey: 'welcome',
    kind: 'journey',
    name: 'Welcome',
    status: 'active',
    activatedAt: from,
    changedAt: from,
    versions: [{ from, revision, draft, contents: currentContents(store, draft) }],
  });
  const news = store.templates.get('news');
  store.templates.save({ ...news, mjml: news.mjml.replace('Dear', 'Good morning,') }, news.revision);
  store.segments.put({ id: 's', name: 'Named', condition: { trait: 'name', is: { in: ['Ana', 'Ben'] } } });
  store.close();
}

it('goes on with templates and segments as they were, says that they changed, and takes the new ones on purpose', async () => {
  const { page } = app();
  const folder = mkdtempSync(join(tmpdir(), 'waypost-contents-'));
  const project = await prepareSending(folder);
  editedSince(project);
  const events = join(folder, 'more.csv');
  writeFileSync(events, `userId,event,timestamp\nana,Signed Up,${new Date(Date.now() - HOUR).toISOString()}\n`);
  const log = await LogStore.open(project);
  await log.import({ events: [events] });
  await log.close();
  await page.evaluate(
    (hash) => {
      location.hash = hash;
    },
    `/p/${encodeURIComponent(project)}/sending`,
  );

  await page.getByText('The e-mail “News” and the segment “Named” changed since activation.').waitFor();
  await inBothThemes(page, 'sending-contents-live');
  await page.getByRole('link', { name: 'Welcome' }).click();
  await page.getByRole('link', { name: 'Live', exact: true }).waitFor();
  await page.getByRole('button', { name: 'Use the new version…' }).click();
  const last = page.getByRole('dialog', { name: 'Before the new version is used' });
  await last.getByText('1 message with “News”, not sent yet').waitFor();
  const friends = last.getByRole('term').filter({ hasText: 'In “Friends”' });
  await friends.waitFor();
  expect(await friends.locator('xpath=following-sibling::dd').innerText()).toBe(
    '0 customers more, 1 customer no more\nChanges through “Named”, asked by the journey’s settings',
  );
  await inBothThemes(page, 'sending-contents-last-page');
  await last.getByRole('checkbox', { name: 'Also for those inside' }).click();
  await last.getByText('1 message with “News”, not sent yet').waitFor({ state: 'detached' });
  await last.getByRole('checkbox', { name: 'Also for those inside' }).click();
  await last.getByText('1 message with “News”, not sent yet').waitFor();
  await last.getByRole('button', { name: 'Use the new version' }).click();
  await last.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Use the new version…' }).waitFor({ state: 'detached' });
  await page.getByRole('link', { name: /^Sending/ }).click();
  await page.getByRole('row', { name: /Welcome.*Live/ }).waitFor();
  await page.getByText('changed since activation').waitFor({ state: 'detached' });
  rmSync(folder, { recursive: true, force: true });
});
