import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DeliveryChange } from '../../../shared/contract/delivery.js';
import { DEFAULT_DELIVERY, type DeliverySettings } from '../../../shared/delivery/settings.js';
import type { JourneyDraft } from '../../../shared/journey/schema.js';
import { LogStore } from '../../store/log/index.js';
import { ProjectStore } from '../../store/project/index.js';
import { LogCache } from '../simulations/log-cache.js';
import type { Simulator } from '../simulations/simulator.js';
import { Secrets } from './secrets.js';
import { ProjectDelivery } from './service.js';

export const HOUR = 3_600_000;
export const START = Date.parse('2024-05-01T10:00:00Z');
/** So many hours after the start, as an ISO instant. */
export const at = (hours: number): string => new Date(START + hours * HOUR).toISOString();
export const call = { signal: new AbortController().signal, onProgress: () => undefined };

const CUSTOMERS = `userId,email,consent,name
ana,ana@example.com,subscribed,Ana
ben,ben@example.com,subscribed,Ben
cem,cem@example.com,unsubscribed,Cem
dot,,subscribed,Dot
eva,eva@example.com,subscribed,Eva
`;
const TEMPLATE =
  '<mjml><mj-head><mj-title>Hello {{ customer.name }}</mj-title></mj-head><mj-body><mj-section><mj-column><mj-text>Dear {{ customer.name }}</mj-text></mj-column></mj-section></mj-body></mjml>';

/** On `A` one e-mail at once and another one day later. */
export function draft(settings: JourneyDraft['settings'] = {}, wait = '1d'): JourneyDraft {
  return {
    format: 'waypost/journey',
    version: 1,
    id: 'j',
    name: 'Welcome',
    settings: { reentry: { mode: 'always' }, consent: 'explicit', ...settings },
    nodes: [
      { id: 't', type: 'trigger', position: { x: 0, y: 0 }, config: { kind: 'intent', on: { event: 'A' } } },
      { id: 'e1', type: 'email', position: { x: 0, y: 0 }, config: { template: 'hello' } },
      { id: 'w', type: 'wait', position: { x: 0, y: 0 }, config: { for: wait } },
      {
        id: 'e2',
        type: 'email',
        position: { x: 0, y: 0 },
        config: { template: 'hello', subject: 'Still there, {{ customer.name }}?' },
      },
    ],
    edges: [
      { id: '1', source: 't', sourceHandle: 'out', target: 'e1' },
      { id: '2', source: 'e1', sourceHandle: 'out', target: 'w' },
      { id: '3', source: 'w', sourceHandle: 'out', target: 'e2' },
    ],
  };
}

/** A project with five customers and a template, whose clock stands until it is set. */
export class LiveProject {
  private files = 0;

  private constructor(
    readonly folder: string,
    readonly project: string,
    readonly store: ProjectStore,
    readonly log: LogStore,
    readonly logs: LogCache,
    private readonly simulator: Simulator,
    private readonly clock: { now: number },
  ) {}

  /** UTC ms. */
  get now(): number {
    return this.clock.now;
  }

  set now(at: number) {
    this.clock.now = at;
  }

  static async create(simulator: Simulator): Promise<LiveProject> {
    const folder = mkdtempSync(join(tmpdir(), 'waypost-delivery-'));
    const project = join(folder, 'p.waypost');
    const clock = { now: START };
    const store = ProjectStore.create(project, { name: 'p' }, { clock: () => new Date(clock.now) });
    const log = await LogStore.open(project);
    const made = new LiveProject(folder, project, store, log, new LogCache(log), simulator, clock);
    made.store.templates.create({ id: 'hello', name: 'Hello', mjml: TEMPLATE, text: null });
    made.settings({});
    await made.importEvents('eva,X,2024-04-01T10:00:00Z\n', CUSTOMERS);
    return made;
  }

  readonly secrets = new Secrets({}, undefined, {});
  private made: ProjectDelivery | undefined;

  get delivery(): ProjectDelivery {
    this.made ??= new ProjectDelivery(this, this.simulator, this.secrets, { now: () => this.now });
    return this.made;
  }

  settings(more: Partial<DeliverySettings>): void {
    this.delivery.saveSettings({ ...DEFAULT_DELIVERY, from: { name: 'The shop', address: 'shop@example.org' }, ...more });
  }

  async importEvents(rows: string, customers?: string): Promise<void> {
    const events = join(this.folder, `events-${String(this.files++)}.csv`);
    writeFileSync(events, `userId,event,timestamp\n${rows}`);
    const file = join(this.folder, 'customers.csv');
    if (customers !== undefined) writeFileSync(file, customers);
    await this.log.import({ events: [events], ...(customers !== undefined && { customers: file }) });
  }

  async apply(change: DeliveryChange): Promise<void> {
    const { confirm } = await this.delivery.preview(change, call);
    await this.delivery.apply(change, confirm, call);
  }

  /** Goes on to an instant, sends what is due, and tells what the outbox holds. */
  async goTo(hours: number): Promise<string[]> {
    this.now = START + hours * HOUR;
    await this.delivery.sync(call);
    await this.delivery.sendDue(call);
    return this.outbox();
  }

  /** "ana e1 0 sent !", flagged ones with the mark. */
  outbox(): string[] {
    return this.store.outbox
      .all()
      .map(({ userId, node, entry, status, flag }) => `${userId} ${node} ${String(entry)} ${status}${flag === '' ? '' : ' !'}`);
  }

  async remove(): Promise<void> {
    await this.log.close();
    this.store.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
