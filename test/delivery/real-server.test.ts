import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { simpleParser, type ParsedMail } from 'mailparser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Secrets } from '../../src/main/engine/delivery/secrets.js';
import { ProjectDelivery } from '../../src/main/engine/delivery/service.js';
import { smtpTransport } from '../../src/main/engine/delivery/transports/smtp.js';
import { LogCache } from '../../src/main/engine/simulations/log-cache.js';
import { Simulator } from '../../src/main/engine/simulations/simulator.js';
import { LogStore } from '../../src/main/store/log/index.js';
import { ProjectStore } from '../../src/main/store/project/index.js';
import { DEFAULT_DELIVERY, type DeliverySettings } from '../../src/shared/delivery/settings.js';
import { openSmtpd, type RealMailServer } from './open-smtpd.js';
import { outboxWith } from './outbox-fixture.js';

const found = await openSmtpd();
const missing = typeof found === 'string' ? found : undefined;
const signal = new AbortController().signal;
const call = { signal, onProgress: () => undefined };

function server(): RealMailServer {
  if (typeof found === 'string') throw new Error(found);
  return found;
}

/** The mailbox, once so many messages are in it. */
async function mailbox(messages: number): Promise<{ raw: string; mail: ParsedMail }[]> {
  await expect.poll(() => server().delivered().length, { timeout: 30_000 }).toBe(messages);
  return Promise.all(
    server()
      .delivered()
      .map(async (bytes) => ({ raw: bytes.toString('latin1'), mail: await simpleParser(bytes) })),
  );
}

const toOf = ({ mail: { to } }: { mail: ParsedMail }): string => (Array.isArray(to) ? undefined : to?.value[0]?.address) ?? '';
const text = (value: string | false | undefined): string =>
  (value === false ? '' : (value ?? '')).replaceAll('\r\n', '\n').trim();

const MJML = `<mjml><mj-head><mj-title>Grüße, {{ customer.name }} – 50 % auf alles, was im Korb liegt, nur heute und nur für Dich 🐢</mj-title></mj-head>
<mj-body><mj-section><mj-column><mj-text>Liebe/r {{ customer.name }}, ${'ein langer Satz. '.repeat(80)}</mj-text>
<mj-text show-if='{"trait":"loyal","is":{"eq":true}}'>Nur für Stammkunden: 20 %</mj-text></mj-column></mj-section></mj-body></mjml>`;
const CUSTOMERS = `userId,email,consent,name,loyal
ana,ana@example.com,subscribed,Ana,true
zoe,zoe@bücher.example,subscribed,"Żółw ""Zoe"" <b>",false
inj,inj@example.com,subscribed,"Eve
Bcc: everybody@example.com

<script>",false
not,not@example.com,unsubscribed,Not,false
`;

describe.skipIf(missing !== undefined)(`a real mail server${missing === undefined ? '' : ` (skipped: ${missing})`}`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'waypost-real-'));
  const project = join(folder, 'shop.waypost');
  const simulator = new Simulator(1);
  let store: ProjectStore;
  let log: LogStore;
  beforeAll(async () => {
    store = ProjectStore.create(project, { name: 'Shop' });
    store.templates.create({ id: 'news', name: 'News', mjml: MJML, text: null });
    const [events, customers] = [join(folder, 'events.csv'), join(folder, 'customers.csv')];
    writeFileSync(events, 'userId,event,timestamp\nana,Product Viewed,2024-01-01T09:00:00Z\n');
    writeFileSync(customers, CUSTOMERS);
    log = await LogStore.open(project);
    await log.import({ events: [events], customers });
  });
  afterAll(async () => {
    await simulator.close();
    await log.close();
    store.close();
    if (typeof found !== 'string') await found.close();
    rmSync(folder, { recursive: true, force: true });
  });

  function delivery(transport: DeliverySettings['transport']): ProjectDelivery {
    const made = new ProjectDelivery({ project, store, log, logs: new LogCache(log) }, simulator, new Secrets({}, undefined, {}));
    made.saveSettings({
      ...DEFAULT_DELIVERY,
      transport,
      from: { name: 'Łódź "shop", Ltd.', address: 'shop@example.org' },
      replyTo: 'help@example.org',
      unsubscribeUrl: 'https://example.org/u?m={id}',
      unsubscribeMailbox: 'leave@example.org',
    });
    return made;
  }

  async function send(made: ProjectDelivery, name: string): Promise<number> {
    const change = { kind: 'campaign', campaign: { name, template: 'news', consent: 'explicit' } } as const;
    const { confirm } = await made.preview(change, call);
    await made.apply(change, confirm, call);
    return (await made.sendDue(call)).sent;
  }

  it('delivers to a real mailbox what the folder of files shows beforehand', async () => {
    const preview = join(folder, 'preview');
    expect(await send(delivery({ kind: 'folder', folder: preview }), 'Dry run')).toBe(3);
    const files = readdirSync(preview).map((name) => readFileSync(join(preview, name)));
    const dry = new Map(
      await Promise.all(
        files.map(async (bytes) => {
          const mail = await simpleParser(bytes);
          return [toOf({ mail }), mail] as const;
        }),
      ),
    );
    const real = delivery({ kind: 'smtp', host: '127.0.0.1', port: server().port, security: 'none', connections: 3 });
    expect(await send(real, 'Real')).toBe(3);
    const arrived = await mailbox(3);
    expect(arrived.map(toOf).sort()).toEqual(['ana@example.com', 'inj@example.com', 'zoe@bücher.example']);
    for (const { raw, mail } of arrived) {
      const shown = dry.get(toOf({ mail }));
      expect(mail.subject).toBe(shown?.subject);
      expect(text(mail.html)).toBe(text(shown?.html));
      expect(text(mail.text)).toBe(text(shown?.text));
      expect(mail.from?.value).toEqual([{ name: 'Łódź "shop", Ltd.', address: 'shop@example.org' }]);
      expect(mail.replyTo?.text).toBe('help@example.org');
      expect(raw).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r?$/m);
      expect(raw.split(/\r?\n\r?\n/)[0]).not.toMatch(/^Bcc:/im);
      expect(raw).toMatch(/^Content-Type: multipart\/alternative;/m);
    }
    const ana = arrived.find((each) => toOf(each) === 'ana@example.com')?.mail;
    expect(ana?.subject).toMatch(/^Grüße, Ana – .*🐢$/);
    expect(text(ana?.html)).toContain('Nur für Stammkunden');
    const zoe = arrived.find((each) => toOf(each).startsWith('zoe'))?.mail;
    expect(text(zoe?.html)).not.toContain('Nur für Stammkunden');
    expect(zoe?.subject).toContain('Żółw "Zoe" <b>');
    const rows = store.outbox.all().filter(({ status }) => status === 'sent');
    for (const { mail } of arrived) expect(rows.some(({ messageId }) => `<${messageId}>` === mail.messageId)).toBe(true);
  });

  it('takes many messages over few connections, each once', { timeout: 120_000 }, async () => {
    const before = server().delivered().length;
    const fixture = outboxWith(300);
    const smtp = smtpTransport({ host: '127.0.0.1', port: server().port, security: 'none', connections: 4 });
    expect(await fixture.send(smtp).run(signal)).toEqual({ sent: 300 });
    await smtp.close();
    fixture.remove();
    const arrived = (await mailbox(before + 300)).map(toOf).filter((to) => to.startsWith('customer'));
    expect(new Set(arrived).size).toBe(300);
  });
});
