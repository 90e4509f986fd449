import type { Activation } from '../../../shared/delivery/activation.js';
import { emailIdOf, LEFT_STATES, type MessageKey, type OutboxKind, type OutboxMessage } from '../../../shared/delivery/outbox.js';
import { EngineError } from '../../../shared/contract/error.js';
import { checkJourney } from '../../../shared/journey/check.js';
import type { Journey } from '../../../shared/journey/schema.js';
import { MESSAGE_OUTCOMES, neededColumns, type EntryWindow, type MessageFact } from '../../../shared/simulation/index.js';
import type { SuppressionReason } from '../../../shared/simulation/result.js';
import { stringAt } from '../../../shared/simulation/strings.js';
import type { ProjectSession } from '../projects/sessions.js';
import type { Call } from '../registry.js';
import { everySegment } from '../simulations/protocol.js';
import type { FinishedRun, Simulator } from '../simulations/simulator.js';
import { contentsOf, type VersionContents } from './contents.js';

/** A message, or a call of a webhook, as the replay comes upon it. */
export interface ReplayedMessage extends MessageKey {
  kind: OutboxKind;
  emailId: string;
  /** UTC ms. */
  dueAt: number;
  variant: string;
  /** What the journey says of it with the data there is now. */
  verdict: 'sent' | SuppressionReason;
  /** Places of the version in the run, and of the customer in the log. */
  version: number;
  customer: number;
}

export interface LiveVersion {
  activation: Activation;
  journey: Journey;
  /** The templates and segments that it runs with. */
  contents: VersionContents;
  /** UTC ms. */
  window: EntryWindow;
  /** Nothing that falls due from then on is sent. */
  until: number;
}

export interface Replayed {
  run: FinishedRun;
  versions: LiveVersion[];
  /** In the order in which each customer meets them. */
  messages: ReplayedMessage[];
}

/** The versions of live journeys, each with the time in which entries begin on it. @throws EngineError `invalid` for one that breaks a rule. */
export function liveVersions(activations: readonly Activation[], store: ProjectSession['store']): LiveVersion[] {
  return activations.flatMap((activation) =>
    activation.versions.map((version, place): LiveVersion => {
      const contents = contentsOf(store, version);
      const { journey, problems } = checkJourney(version.draft, { segments: contents.segments });
      if (!journey) {
        const errors = problems.filter(({ severity }) => severity === 'error');
        throw new EngineError('invalid', `“${activation.name}” has faults and cannot send.`, errors);
      }
      const until = version.until ?? Infinity;
      const next = activation.versions[place + 1]?.from ?? Infinity;
      return { activation, journey, contents, window: { from: version.from, to: Math.min(next, until), until }, until };
    }),
  );
}

/**
 * Replays live journeys over the log up to an instant, exactly as the simulator does, with what was really sent as given
 * (a message that left counts, whatever data that came later says; one that was kept back does not).
 * @param rows everything in the outbox.
 */
export async function replay(
  session: Pick<ProjectSession, 'store' | 'logs'>,
  simulator: Simulator,
  { activations, rows, to }: { activations: readonly Activation[]; rows: readonly OutboxMessage[]; to: number },
  call: Call,
): Promise<Replayed> {
  const versions = liveVersions(activations, session.store);
  const journeys = versions.map(({ journey }) => journey);
  const segments = { segments: {}, segmentsOf: versions.map(({ contents }) => contents.segments) };
  const log = await session.logs.load(neededColumns(journeys, everySegment(segments), false), call.signal);
  const from = Math.min(to, ...versions.map(({ window }) => window.from));
  const spec = {
    journeys,
    ...segments,
    period: { from, to },
    seed: 1,
    requireAddress: true,
    responses: { mode: 'none' as const },
    windows: versions.map(({ window }) => window),
  };
  const facts = factsOf(rows);
  const once = async (orphans: Record<string, string[]>): Promise<Replayed> => {
    const run = await simulator.run(log, { ...spec, facts: { messages: facts, orphans } }, call);
    return { run, versions, messages: messagesOf(run, versions) };
  };
  const first = await once({});
  const orphans = orphansOf(rows, first.messages, to);
  return Object.keys(orphans).length === 0 ? first : once(orphans);
}

/** What conditions and caps can know of: calls are not in a customer's history. */
function factsOf(rows: readonly OutboxMessage[]): Record<string, MessageFact[]> {
  const facts = new Map<string, MessageFact[]>();
  for (const row of rows) {
    if (row.kind === 'webhook' || row.status === 'queued' || row.status === 'held') continue;
    const { userId, dueAt: time, id: order, journey, node, variant } = row;
    const fact = { emailId: emailIdOf(row), time, order, sent: LEFT_STATES.includes(row.status), journey, node, variant };
    const own = facts.get(userId);
    if (own) own.push(fact);
    else facts.set(userId, [fact]);
  }
  for (const own of facts.values()) own.sort((a, b) => a.time - b.time || a.order - b.order);
  return Object.fromEntries(facts);
}

function orphansOf(rows: readonly OutboxMessage[], messages: readonly ReplayedMessage[], to: number): Record<string, string[]> {
  const met = new Set(messages.map(({ emailId }) => emailId));
  const orphans = new Map<string, OutboxMessage[]>();
  for (const row of rows) {
    if (row.kind === 'webhook' || !LEFT_STATES.includes(row.status) || row.dueAt > to || met.has(emailIdOf(row))) continue;
    orphans.set(row.userId, [...(orphans.get(row.userId) ?? []), row]);
  }
  return Object.fromEntries(
    [...orphans].map(([userId, own]) => [userId, own.sort((a, b) => a.dueAt - b.dueAt || a.id - b.id).map(emailIdOf)]),
  );
}

function messagesOf({ messages, log }: FinishedRun, versions: readonly LiveVersion[]): ReplayedMessage[] {
  const counts = new Map<string, number>();
  return Array.from({ length: messages.count }, (_, place): ReplayedMessage => {
    const version = messages.journey[place] ?? 0;
    const customer = messages.customer[place] ?? 0;
    const journey = versions[version]?.journey;
    const node = journey?.nodes[messages.node[place] ?? 0];
    const entry = messages.entry[place] ?? 0;
    const stem = `${String(customer)} ${String(version)} ${node?.id ?? ''} ${String(entry)}`;
    const count = counts.get(stem) ?? 0;
    counts.set(stem, count + 1);
    const key = { journey: journey?.id ?? '', node: node?.id ?? '', userId: stringAt(log.customerIds, customer), entry, count };
    const variants = node?.type === 'email' ? (node.config.variants ?? []) : [];
    return {
      ...key,
      kind: node?.type === 'webhook' ? 'webhook' : 'email',
      emailId: emailIdOf(key),
      dueAt: messages.time[place] ?? 0,
      variant: variants[messages.variant[place] ?? -1]?.id ?? '',
      verdict: MESSAGE_OUTCOMES[messages.outcome[place] ?? 0] ?? 'sent',
      version,
      customer,
    };
  });
}
