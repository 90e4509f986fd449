import { randomUUID } from 'node:crypto';
import { durationMs } from '../../../shared/condition/duration.js';
import { EngineError } from '../../../shared/contract/error.js';
import type { DeliveryChange, DeliveryPreview, DeliveryState } from '../../../shared/contract/delivery.js';
import type { Activation } from '../../../shared/delivery/activation.js';
import type { Decision, OutboxState } from '../../../shared/delivery/outbox.js';
import type { DeliverySettings } from '../../../shared/delivery/settings.js';
import type { ProjectSession } from '../projects/sessions.js';
import type { Call } from '../registry.js';
import type { Simulator } from '../simulations/simulator.js';
import { Turns } from '../turns.js';
import { ended, propose } from './changes.js';
import { resorted } from './resorted.js';
import { connect, connectCaller, transportLabel } from './connect.js';
import { planOutbox } from './plan.js';
import { Preparer } from './prepare.js';
import { insideOf, PREVIEW_AHEAD_MS, previewOf } from './preview.js';
import { replay, type Replayed } from './replay.js';
import type { Secrets } from './secrets.js';
import { Pace } from './pace.js';
import { Sender, type SenderEnd } from './sender.js';
import { summaryOf } from './summary.js';
import { CallPreparer } from './webhooks/prepare.js';
import { HostRests } from './webhooks/rests.js';
import { callsByHost } from './webhooks/steps.js';
import { templateFaults, writerFor } from './writer.js';

/** How far a replay looks ahead for the next instant at which something falls due. */
const AHEAD_MS = 86_400_000;
const UNFINISHED: ReadonlySet<OutboxState> = new Set(['queued', 'held', 'sending', 'doubtful']);
/** While messages leave, screens are told at most so often. */
const TELL_MS = 1_000;

/** What a preview counts, in words. */
export const COUNT_WORDS: Readonly<Record<DeliveryPreview['counts'], string>> = {
  messages: 'messages',
  customers: 'customers',
  messagesAndCalls: 'messages and calls',
};

export interface DeliveryOptions {
  now?: () => number;
  /** Told when something changed that a screen may show. */
  onChange?: () => void;
}

/**
 * Sending for one project: keeps the outbox in step with the live journeys and hands over what is due. It keeps nothing of its
 * own: what is live, what is due and what was sent lie in the project, so it can be ended at any point.
 */
export class ProjectDelivery {
  private readonly turns = new Turns();
  private readonly now: () => number;
  private sending: { stop: AbortController; done: Promise<SenderEnd> } | undefined;
  private trouble = '';
  private nextDue: number | undefined;
  /** Journeys of which messages fall due later; unknown before the first replay. */
  private ahead: ReadonlySet<string> | undefined;
  private readonly pace: Pace;
  private readonly rests: HostRests;
  private toldAt = 0;

  constructor(
    private readonly session: Pick<ProjectSession, 'project' | 'store' | 'log' | 'logs'>,
    private readonly simulator: Simulator,
    private readonly secrets: Secrets,
    private readonly options: DeliveryOptions = {},
  ) {
    this.now = options.now ?? Date.now;
    this.pace = new Pace(this.now);
    this.rests = new HostRests(this.now);
  }

  settings(): DeliverySettings {
    return this.session.store.delivery.settings();
  }

  /** Another way is not gone by itself: what waited for the folder must not reach people unasked. */
  saveSettings(settings: Omit<DeliverySettings, 'running' | 'secret'>): void {
    const { store } = this.session;
    const before = this.settings();
    const isOtherWay = JSON.stringify(before.transport) !== JSON.stringify(settings.transport);
    store.delivery.saveSettings({ ...settings, running: before.running && !isOtherWay, secret: this.owner() });
    if (before.running && isOtherWay)
      this.trouble = 'Sending stopped, because messages would now leave another way. Start it when you are ready.';
  }

  /** The name under which this project's credentials are kept. */
  owner(): string {
    const settings = this.settings();
    if (settings.secret !== '') return settings.secret;
    const secret = randomUUID();
    this.session.store.delivery.saveSettings({ ...settings, secret });
    return secret;
  }

  state(): DeliveryState {
    const { store, project } = this.session;
    const settings = this.settings();
    const counts = store.outbox.counts();
    return {
      settings,
      secrets: settings.secret === '' ? [] : this.secrets.names(settings.secret),
      keeps: this.secrets.keeps,
      transport: transportLabel(settings, project),
      reachesPeople: settings.transport.kind !== 'folder',
      busy: this.sending !== undefined,
      trouble: this.trouble,
      messages: Object.fromEntries(counts.map(({ status, messages }) => [status, messages])),
      calls: callsByHost(store.outbox.calls({ status: 'queued' })),
      flagged: counts.reduce((sum, { flagged }) => sum + flagged, 0),
      nextAt: this.nextAt() ?? null,
      templates: store.templates.list().map(({ id, name }) => ({ id, name })),
      activations: store.delivery.activations().map((activation) => summaryOf(store, activation, this.now())),
    };
  }

  /** Says what a change would do. @throws EngineError as `propose` and `replay` do. */
  preview(change: DeliveryChange, call: Call): Promise<DeliveryPreview> {
    return this.turns.take(() => this.previewNow(change, call));
  }

  private async previewNow(change: DeliveryChange, call: Call): Promise<DeliveryPreview> {
    const { store, project } = this.session;
    const now = this.now();
    const proposal = propose(store, change, now);
    const to = Math.max(now, change.kind === 'campaign' ? proposal.changed.activatedAt : now + PREVIEW_AHEAD_MS);
    const rows = store.outbox.all();
    call.onProgress({ stage: 'Replaying the log' });
    const isLive = (activation: Activation): boolean => activation.status !== 'ended';
    const current = store.delivery.activations().filter(isLive);
    const before = proposal.before ? await this.replayed(current, to, call) : undefined;
    const inside = proposal.before ? insideOf(await this.replayed(current, now, call), proposal.journey) : 0;
    // A journey that is stopped is looked at as well: its end says what is no longer sent.
    const wanted = proposal.activations.filter((each) => isLive(each) || each.journey === proposal.journey);
    const after = await this.replayed(wanted, to, call);
    const settings = this.settings();
    const faults = await templateFaults(after.versions, proposal.journey);
    const sides = before && (change.kind === 'update' || change.kind === 'renew') ? { before, after } : undefined;
    const question = { journey: proposal.journey, at: now };
    const sorted = sides ? await resorted(this.session, this.simulator, { ...sides, ...question }, call) : [];
    const holdBefore = this.holdBefore();
    return previewOf({
      change,
      proposal,
      before,
      after,
      rows,
      store,
      settings,
      project,
      inside,
      resorted: sorted,
      holdBefore,
      templateFaults: faults,
      now,
    });
  }

  /**
   * Makes a change, if it still does what its preview said.
   * @throws EngineError `conflict` when the number is another one now, `invalid` when something hinders it.
   */
  apply(change: DeliveryChange, confirm: number, call: Call): Promise<{ journey: string }> {
    return this.turns.take(async () => {
      const sends = change.kind !== 'pause' && change.kind !== 'stop';
      const preview = sends ? await this.previewNow(change, call) : undefined;
      if (preview && preview.hindrances.length > 0) throw new EngineError('invalid', preview.hindrances.join(' '));
      if (preview && preview.confirm !== confirm) {
        throw new EngineError(
          'conflict',
          `It would now be ${String(preview.confirm)} ${COUNT_WORDS[preview.counts]}, not ${String(confirm)}. Look at the page again and type the number that it shows.`,
        );
      }
      const { store } = this.session;
      this.interrupt();
      const { changed } = propose(store, change, this.now());
      store.delivery.put(changed);
      // What waited while the journey was paused may have waited too long.
      if (change.kind === 'resume') store.outbox.holdStale(this.holdBefore(), [change.journey]);
      if (change.kind === 'stop') store.outbox.cancelQueued(change.journey, 'The journey was stopped.');
      if (change.kind !== 'campaign' || changed.activatedAt <= this.now()) await this.queueNow(call);
      this.changed();
      return { journey: changed.journey };
    });
  }

  /** Brings the outbox in step with the journeys: what fell due is queued or held, what is no longer due taken back. */
  sync(call: Call): Promise<void> {
    return this.turns.take(() => this.queueNow(call));
  }

  private async queueNow(call: Call): Promise<void> {
    const { store } = this.session;
    const live = store.delivery.activations().filter(({ status }) => status !== 'ended');
    this.nextDue = undefined;
    if (live.length === 0) return;
    const now = this.now();
    const rows = store.outbox.all();
    const { messages, versions } = await this.replayed(live, now + AHEAD_MS, call);
    const plan = planOutbox({ messages, versions, rows, now, holdBefore: this.holdBefore() });
    store.outbox.apply([...plan.change, ...plan.move]);
    store.outbox.add(plan.add);
    store.outbox.flag(plan.flag);
    this.nextDue = plan.nextDue;
    this.ahead = new Set(messages.filter(({ dueAt }) => dueAt > now).map(({ journey }) => journey));
    this.endCampaigns();
    this.changed();
  }

  /** A single e-mail is over when its time has come and none of its messages waits for anything. */
  private endCampaigns(): void {
    const { ahead } = this;
    const { delivery, outbox } = this.session.store;
    const now = this.now();
    if (!ahead) return;
    for (const activation of delivery.activations()) {
      const { kind, status, activatedAt, journey } = activation;
      if (kind !== 'campaign' || status !== 'active' || activatedAt > now || ahead.has(journey)) continue;
      if (outbox.counts(journey).some((each) => UNFINISHED.has(each.status))) continue;
      delivery.put(ended(activation, now));
    }
  }

  /** Before sending begins after a time in which it stood still: what waited too long meanwhile is held, never fired in a burst. */
  beginAnew(): void {
    if (this.session.store.outbox.holdStale(this.holdBefore()) > 0) this.changed();
  }

  /** What fell due before this instant waits for a person's decision, UTC ms. */
  private holdBefore(): number {
    const { delivery } = this.session.store;
    return Math.max(delivery.heldBefore(), this.now() - durationMs(this.settings().holdAfter));
  }

  /**
   * A person's word on messages. @returns how many it applied to.
   * @throws EngineError `conflict` for messages of something that has ended: nobody would send them.
   */
  decide(ids: readonly number[], decision: Decision): number {
    const { outbox, delivery } = this.session.store;
    if (decision === 'send') {
      const over = new Map(
        delivery.activations().flatMap((each) => (each.status === 'ended' ? [[each.journey, each.name]] : [])),
      );
      const name = ids.map((id) => over.get(outbox.get(id)?.journey ?? '')).find((each) => each !== undefined);
      if (name !== undefined)
        throw new EngineError(
          'conflict',
          `“${name}” has ended, so nothing of it is sent any more. Activate it again, or drop its messages.`,
        );
    }
    const applied = outbox.decide(ids, decision);
    this.changed();
    return applied;
  }

  /** Lets messages leave, or stops them at once: what has not left stays in the queue. */
  run(running: boolean): void {
    const { store } = this.session;
    store.delivery.run(running, store.place);
    this.trouble = '';
    if (running) this.beginAnew();
    else this.interrupt();
    this.changed();
  }

  /** Stops for something that a person must mend. @param reason absent where the last run has told it. */
  halt(reason?: string): void {
    const { store } = this.session;
    store.delivery.run(false, store.place);
    if (reason !== undefined) this.trouble = `Sending stopped: ${reason}`;
    this.changed();
  }

  /**
   * Hands over what is due, until nothing is or the signal is aborted. One at a time: who asks meanwhile waits for the same.
   * @throws EngineError `invalid` when the set-up lacks something.
   */
  async sendDue(call: Call): Promise<SenderEnd> {
    if (this.sending) return this.sending.done;
    const stop = new AbortController();
    const signal = AbortSignal.any([call.signal, stop.signal]);
    const done = this.sendNow({ ...call, signal }).catch((error: unknown): SenderEnd => {
      // Stopped while the first message was made ready: nothing has left, and nothing is wrong.
      if (stop.signal.aborted && error instanceof EngineError && error.code === 'cancelled') return { sent: 0 };
      throw error;
    });
    this.sending = { stop, done };
    this.changed();
    try {
      const end = await done;
      this.trouble = end.trouble ? troubleWords(end.trouble) : '';
      this.endCampaigns();
      return end;
    } finally {
      this.sending = undefined;
      this.changed();
    }
  }

  private async sendNow(call: Call): Promise<SenderEnd> {
    const { store, project } = this.session;
    if (store.outbox.due(this.now(), 1, this.sendingJourneys()).length === 0) return { sent: 0 };
    // The keys of calls hang on it: it must be there before the first one is made.
    this.owner();
    const settings = this.settings();
    const transport = connect(settings, project, this.secrets);
    const caller = connectCaller(settings, project, this.secrets, this.rests);
    try {
      const live = store.delivery.activations().filter(({ status }) => status !== 'ended');
      const replayed = await this.turns.take(() => this.replayed(live, this.now(), call));
      const write = await writerFor(this.session, this.simulator, replayed, call);
      const preparer = new Preparer({ store, settings, replayed, write, now: this.now });
      const calls = new CallPreparer(this.session, this.simulator, replayed, this.rests, call);
      const sender = new Sender({
        outbox: store.outbox,
        suppressions: store.suppressions,
        transport,
        caller,
        prepare: (row) => (row.kind === 'webhook' ? calls.prepare(row) : preparer.prepare(row)),
        journeys: () => this.sendingJourneys(),
        inFlight: settings.inFlight,
        perMinute: settings.perMinute,
        pace: this.pace,
        onStep: () => {
          this.tell();
        },
        now: this.now,
      });
      return await sender.run(call.signal);
    } finally {
      await Promise.all([transport.close(), caller.close()]);
    }
  }

  /** Lets nothing more begin to leave; what has begun ends by itself. */
  interrupt(): void {
    this.sending?.stop.abort();
  }

  /** Stops the handing over; resolves when the last message that had begun is written down. */
  async stop(): Promise<void> {
    const { sending } = this;
    this.interrupt();
    if (sending) await Promise.allSettled([sending.done]);
  }

  /** When to look again, UTC ms; `undefined` when nothing waits. */
  nextAt(): number | undefined {
    const { outbox, delivery } = this.session.store;
    const begins = delivery
      .activations()
      .flatMap(({ status, activatedAt }) => (status === 'active' && activatedAt > this.now() ? [activatedAt] : []));
    const turns = [outbox.nextTurn(this.sendingJourneys()), this.nextDue, ...begins].filter((at) => at !== undefined);
    return turns.length === 0 ? undefined : Math.min(...turns);
  }

  private sendingJourneys(): string[] {
    return this.session.store.delivery.activations().flatMap(({ journey, status }) => (status === 'active' ? [journey] : []));
  }

  private replayed(activations: readonly Activation[], to: number, call: Call): Promise<Replayed> {
    return replay(this.session, this.simulator, { activations, rows: this.session.store.outbox.all(), to }, call);
  }

  private changed(): void {
    this.toldAt = Date.now();
    this.options.onChange?.();
  }

  private tell(): void {
    if (Date.now() - this.toldAt >= TELL_MS) this.changed();
  }
}

function troubleWords({ kind, answer }: NonNullable<SenderEnd['trouble']>): string {
  return kind === 'misconfigured'
    ? `Sending stopped, because the server refuses it. It says: ${answer} Look at the set-up, then start again.`
    : `The server cannot be reached: ${answer} What waits is kept, and Waypost tries again by itself.`;
}
