import type { DeliveryPreview, DeliveryChange } from '../../../shared/contract/delivery.js';
import { addressFault, normalAddress } from '../../../shared/delivery/address.js';
import { CustomerReader } from '../../../shared/delivery/customers.js';
import { emailIdOf, isStale, type OutboxMessage } from '../../../shared/delivery/outbox.js';
import { unsubscribeNote, type DeliverySettings } from '../../../shared/delivery/settings.js';
import { consentOf } from '../../../shared/journey/defaults.js';
import { consentAllows } from '../../../shared/simulation/consent.js';
import type { NewMessage } from '../../store/project/outbox.js';
import type { ProjectStore } from '../../store/project/index.js';
import { transportLabel } from './connect.js';
import { planOutbox, type OutboxPlan } from './plan.js';
import type { Proposal } from './changes.js';
import { rewritten } from './differences.js';
import type { Replayed, ReplayedMessage } from './replay.js';
import { hostOf } from './webhooks/address.js';
import { callsByHost, webhookFaults, webhookSteps } from './webhooks/steps.js';

export const PREVIEW_AHEAD_MS = 7 * 86_400_000;
const SHOWN = 200;
const RECIPIENTS = 12;

export interface PreviewInput {
  change: DeliveryChange;
  proposal: Proposal;
  /** The live journeys as they are and as they would be, replayed to the same instant; absent where nothing is live. */
  before: Replayed | undefined;
  after: Replayed;
  rows: readonly OutboxMessage[];
  store: Pick<ProjectStore, 'suppressions' | 'templates'>;
  settings: DeliverySettings;
  project: string;
  /** Segments that would be another question. */
  resorted: DeliveryPreview['resorted'];
  /** Entries under way at this moment. */
  inside: number;
  /** What fell due before this instant is held, UTC ms. */
  holdBefore: number;
  /** Steps that name no template, or one with faults, in words. */
  templateFaults: readonly string[];
  now: number;
}

/** What a change does, for the last page before it is made. */
export function previewOf(input: PreviewInput): DeliveryPreview {
  const { change, proposal, after, rows, settings, project, now, holdBefore } = input;
  const at = change.kind === 'campaign' ? Math.max(now, proposal.changed.activatedAt) : now;
  const plan = planOutbox({ ...after, rows, now: at, holdBefore: holdBefore + (at - now) });
  const customers = new CustomerReader(after.run.log);
  const { leaving, calls, stale, suppressed, recipients } = judged(plan, proposal.journey, customers, input);
  const reach = change.kind === 'activate' ? reachOf(input, customers) : undefined;
  const steps = webhookSteps(after.versions, proposal.journey);
  const hosts = callsByHost(
    calls,
    steps.map(({ config }) => hostOf(config.url)).filter((host) => host !== ''),
  );
  const called = hosts.reduce((sum, { calls: count }) => sum + count, 0);
  const { changes, total, rewritten: texts } = changesOf(input);
  return {
    confirm: reach ?? leaving + called,
    counts: reach !== undefined ? 'customers' : hosts.length > 0 ? 'messagesAndCalls' : 'messages',
    leaving,
    calls: hosts,
    held: stale + plan.add.filter(({ status, journey }) => status === 'held' && journey === proposal.journey).length,
    cancelled: cancelledBy(change, plan, rows),
    suppressed: [...suppressed].map(([reason, messages]) => ({ reason, messages })).sort((a, b) => b.messages - a.messages),
    from: settings.from.name === '' ? settings.from.address : `${settings.from.name} <${settings.from.address}>`,
    transport: transportLabel(settings, project),
    reachesPeople: settings.transport.kind !== 'folder',
    recipients,
    inside: input.inside,
    changes,
    changesTotal: total,
    rewritten: texts,
    resorted: input.resorted,
    notes: notesOf(input),
    hindrances: [
      ...(sendsMail(input) ? hindrancesOf(settings) : []),
      ...input.templateFaults,
      ...webhookFaults(steps, settings.webhooks),
    ],
  };
}

interface Judged {
  /** E-mails that leave at once, and calls that are made, by address. */
  leaving: number;
  calls: { address: string; calls: number }[];
  /** What waits in the queue and has waited too long. */
  stale: number;
  suppressed: Map<string, number>;
  recipients: { userId: string; address: string }[];
}

function judged(plan: OutboxPlan, journey: string, customers: CustomerReader, { store, rows, holdBefore }: PreviewInput): Judged {
  const suppressed = new Map<string, number>();
  const recipients: { userId: string; address: string }[] = [];
  const calls: Judged['calls'] = [];
  let leaving = 0;
  const because = (reason: string): void => {
    suppressed.set(reason, (suppressed.get(reason) ?? 0) + 1);
  };
  const leave = ({ kind, userId, address: url = '' }: Pick<NewMessage, 'kind' | 'userId' | 'address'>): void => {
    if (kind === 'webhook') {
      calls.push({ address: url, calls: 1 });
      return;
    }
    const customer = customers.numberOf(userId);
    const address = customer === undefined ? '' : customers.address(customer);
    if (addressFault(address) !== undefined) because('The address is none that mail can go to.');
    else if (store.suppressions.reasonFor(address) !== undefined) because('The address is on the suppression list.');
    else {
      leaving++;
      if (recipients.length < RECIPIENTS) recipients.push({ userId, address });
    }
  };
  for (const message of plan.add) {
    if (message.journey !== journey) continue;
    if (message.status === 'suppressed') because(message.reason);
    else if (message.status === 'queued') leave(message);
  }
  // What waited while the journey was paused goes on as well.
  const takenBack = new Set(plan.change.map(({ id }) => id));
  const moved = new Map(plan.move.map(({ id, address }) => [id, address]));
  let stale = 0;
  for (const row of rows) {
    if (row.journey !== journey || row.status !== 'queued' || takenBack.has(row.id)) continue;
    if (isStale(row, holdBefore)) stale++;
    else leave({ ...row, address: moved.get(row.id) ?? row.address });
  }
  return { leaving, calls, stale, suppressed, recipients };
}

/** How many customers a journey may write to as things stand: they have agreed, and have an address that is not on the list. */
function reachOf({ after, proposal, store }: PreviewInput, customers: CustomerReader): number {
  const version = after.versions.findLast(({ activation }) => activation.journey === proposal.journey);
  if (!version) return 0;
  if (!sendsMail({ after, proposal })) return after.run.log.customerCount;
  const mode = consentOf(version.journey);
  const { log } = after.run;
  const seen = new Set<string>();
  let count = 0;
  for (let customer = 0; customer < log.customerCount; customer++) {
    const address = customers.address(customer);
    if (address === '' || addressFault(address) !== undefined || store.suppressions.reasonFor(address) !== undefined) continue;
    if (!consentAllows(mode, customers.consentAt(customer, Infinity))) continue;
    seen.add(normalAddress(address));
    count++;
  }
  return seen.size === 0 ? 0 : count;
}

function cancelledBy(change: DeliveryChange, plan: OutboxPlan, rows: readonly OutboxMessage[]): number {
  if (change.kind === 'stop')
    return rows.filter(({ journey, status }) => journey === change.journey && (status === 'queued' || status === 'held')).length;
  const own = new Set(rows.filter(({ journey }) => 'journey' in change && journey === change.journey).map(({ id }) => id));
  return plan.change.filter(({ id }) => own.has(id)).length;
}

/** Entries of a journey that are under way at the end of a replay. */
export function insideOf({ run, versions }: Replayed, journey: string): number {
  return versions.reduce(
    (sum, version, place) => (version.journey.id === journey ? sum + (run.result.journeys[place]?.active ?? 0) : sum),
    0,
  );
}

/** Messages that would leave within the time looked ahead, by key. */
function upcoming(replayed: Replayed | undefined, journey: string): Map<string, ReplayedMessage> {
  const found = new Map<string, ReplayedMessage>();
  for (const message of replayed?.messages ?? []) {
    const version = replayed?.versions[message.version];
    if (!version || message.journey !== journey || message.verdict !== 'sent' || message.dueAt >= version.until) continue;
    if (version.activation.status === 'active') found.set(message.emailId, message);
  }
  return found;
}

interface Changes {
  changes: DeliveryPreview['changes'];
  total: number;
  rewritten: DeliveryPreview['rewritten'];
}

function changesOf({ before, after, proposal, rows, store }: PreviewInput): Changes {
  const dealtWith = new Set(rows.flatMap((row) => (row.status === 'queued' || row.status === 'held' ? [] : [emailIdOf(row)])));
  const open = (replayed: Replayed | undefined): Map<string, ReplayedMessage> =>
    new Map([...upcoming(replayed, proposal.journey)].filter(([key]) => !dealtWith.has(key)));
  const [was, will] = [open(before), open(after)];
  const steps = new Map(
    proposal.changed.versions.flatMap(({ draft }) => draft.nodes.map(({ id, name }) => [id, name?.trim() || id])),
  );
  const changes: DeliveryPreview['changes'] = [];
  for (const key of new Set([...was.keys(), ...will.keys()])) {
    const [earlier, later] = [was.get(key), will.get(key)];
    const either = earlier ?? later;
    if (!either || earlier?.dueAt === later?.dueAt) continue;
    const { userId, node } = either;
    const times = { ...(earlier && { before: earlier.dueAt }), ...(later && { after: later.dueAt }) };
    changes.push({ userId, node: steps.get(node) ?? node, ...times });
  }
  changes.sort((a, b) => (a.before ?? a.after ?? 0) - (b.before ?? b.after ?? 0));
  const texts = before ? rewritten(store, [before, was], [after, will]) : [];
  return { changes: changes.slice(0, SHOWN), total: changes.length, rewritten: texts };
}

function notesOf({ change, after, proposal, settings }: PreviewInput): string[] {
  if (change.kind === 'pause' || change.kind === 'stop') return [];
  const calls = webhookSteps(after.versions, proposal.journey).length > 0;
  const unsubscribe = unsubscribeNote(settings);
  return [
    ...(unsubscribe === undefined ? [] : [unsubscribe]),
    ...(settings.running ? [] : ['Sending is stopped: messages wait in the outbox until you start it.']),
    ...(calls && settings.transport.kind === 'folder'
      ? ['Webhooks are not called: as messages do, their calls go into the folder as files.']
      : []),
  ];
}

/** Whether the journey has e-mails at all. */
function sendsMail({ after, proposal }: Pick<PreviewInput, 'after' | 'proposal'>): boolean {
  return after.versions.some(
    ({ journey }) => journey.id === proposal.journey && journey.nodes.some(({ type }) => type === 'email'),
  );
}

function hindrancesOf({ from, transport, unsubscribeUrl, unsubscribeMailbox }: DeliverySettings): string[] {
  const fault = addressFault(from.address);
  const hindrances: string[] = [];
  if (from.address === '') hindrances.push('There is no sender address. Enter one under Sending › Set-up.');
  else if (fault !== undefined) hindrances.push(`The sender address is wrong: ${fault}.`);
  if (transport.kind !== 'folder' && unsubscribeUrl === '' && unsubscribeMailbox === '')
    hindrances.push(
      'There is no way to unsubscribe. Enter an address for it under Sending › Set-up: the big mailboxes want one.',
    );
  return hindrances;
}
