import { emailIdOf, LEFT_STATES, type OutboxMessage } from '../../../shared/delivery/outbox.js';
import type { Journey } from '../../../shared/journey/schema.js';
import type { SuppressionReason } from '../../../shared/simulation/result.js';
import type { NewMessage, OutboxChange } from '../../store/project/outbox.js';
import type { LiveVersion, ReplayedMessage } from './replay.js';

/** What a replay changes in the outbox. */
export interface OutboxPlan {
  add: NewMessage[];
  /** What is taken back. */
  change: OutboxChange[];
  /** Calls that wait and whose step names another address by now. */
  move: (OutboxChange & { address: string })[];
  flag: { id: number; flag: string }[];
  /** When the next message falls due if nothing else happens, UTC ms. */
  nextDue: number | undefined;
}

export interface PlanInput {
  messages: readonly ReplayedMessage[];
  versions: readonly LiveVersion[];
  rows: readonly OutboxMessage[];
  now: number;
  /** What fell due before this instant is held, UTC ms. */
  holdBefore: number;
}

/** Why a message is kept back, for people. */
export const SUPPRESSION_WORDS: Readonly<Record<SuppressionReason, string>> = {
  consent: 'The customer has not agreed to be written to.',
  frequencyCap: 'The frequency cap is used up.',
  noAddress: 'The customer has no e-mail address.',
};

const GONE = 'With the data there is now, this message would not fall due.';

/**
 * Compares what the journeys say now with the outbox: what is due and not yet there is queued, or held when it fell due too
 * long ago; what waits and is no longer due is taken back; what was sent stays sent, flagged where the data says otherwise now.
 */
export function planOutbox({ messages, versions, rows, now, holdBefore }: PlanInput): OutboxPlan {
  const known = new Map(rows.map((row) => [emailIdOf(row), row]));
  const met = new Set<string>();
  const plan: OutboxPlan = { add: [], change: [], move: [], flag: [], nextDue: undefined };
  for (const message of messages) {
    const version = versions[message.version];
    if (!version || message.dueAt >= version.until) continue;
    met.add(message.emailId);
    const row = known.get(message.emailId);
    if (row) review(row, message, webhookUrl(version.journey, message.node), plan);
    else if (version.activation.status !== 'active') continue;
    else if (message.dueAt > now) plan.nextDue = Math.min(plan.nextDue ?? Infinity, message.dueAt);
    else plan.add.push(newMessage(message, version, holdBefore));
  }
  const journeys = new Set(versions.map(({ journey }) => journey.id));
  for (const row of rows) if (journeys.has(row.journey) && !met.has(emailIdOf(row))) missing(row, plan);
  plan.add.sort((a, b) => a.dueAt - b.dueAt);
  return plan;
}

function newMessage(message: ReplayedMessage, version: LiveVersion, holdBefore: number): NewMessage {
  const { kind, journey, node, userId, entry, count, variant, dueAt, verdict } = message;
  const base = { kind, journey, node, userId, entry, count, variant, dueAt, address: webhookUrl(version.journey, node) };
  if (verdict !== 'sent') return { ...base, status: 'suppressed', reason: SUPPRESSION_WORDS[verdict] };
  if (dueAt < holdBefore) return { ...base, status: 'held', reason: 'It fell due too long ago to be sent without a question.' };
  return { ...base, status: 'queued', reason: '' };
}

/** The address that a webhook step calls; none for other steps. */
function webhookUrl({ nodes }: Journey, id: string): string | undefined {
  const node = nodes.find((each) => each.id === id);
  return node?.type === 'webhook' ? node.config.url.trim() : undefined;
}

/** A message that the outbox knows and the replay comes upon. */
function review(row: OutboxMessage, message: ReplayedMessage, url: string | undefined, plan: OutboxPlan): void {
  const { id, status, reason } = row;
  if (status === 'queued' || status === 'held') {
    if (message.verdict !== 'sent') takeBack(row, SUPPRESSION_WORDS[message.verdict], plan);
    else if (url !== undefined && url !== row.address) plan.move.push({ id, from: [status], status, reason, address: url });
    return;
  }
  if (!LEFT_STATES.includes(row.status)) return;
  const otherwise = message.verdict !== 'sent' ? `Data that came later says: ${SUPPRESSION_WORDS[message.verdict]}` : '';
  const moved =
    message.dueAt === row.dueAt
      ? ''
      : `Data that came later says that it fell due at ${new Date(message.dueAt).toISOString()}, not at ${new Date(row.dueAt).toISOString()}.`;
  setFlag(row, otherwise === '' ? moved : otherwise, plan);
}

/** A message that the outbox knows and the replay does not come upon any more. */
function missing(row: OutboxMessage, plan: OutboxPlan): void {
  if (row.status === 'queued' || row.status === 'held') takeBack(row, GONE, plan);
  else if (LEFT_STATES.includes(row.status)) setFlag(row, GONE, plan);
}

function takeBack(row: OutboxMessage, reason: string, plan: OutboxPlan): void {
  plan.change.push({ id: row.id, from: ['queued', 'held'], status: 'cancelled', reason });
}

function setFlag(row: OutboxMessage, flag: string, plan: OutboxPlan): void {
  if (row.flag !== flag) plan.flag.push({ id: row.id, flag });
}
