import { createHash } from 'node:crypto';
import { durationMs } from '../../../shared/condition/duration.js';
import { addressFault } from '../../../shared/delivery/address.js';
import { CustomerReader } from '../../../shared/delivery/customers.js';
import { emailIdOf, type OutboxMessage } from '../../../shared/delivery/outbox.js';
import type { DeliverySettings } from '../../../shared/delivery/settings.js';
import type { RenderedMessage } from '../../../shared/email/message.js';
import { consentOf } from '../../../shared/journey/defaults.js';
import type { Journey } from '../../../shared/journey/schema.js';
import { consentAllows } from '../../../shared/simulation/consent.js';
import { quietEnd } from '../../../shared/delivery/quiet.js';
import type { ProjectStore } from '../../store/project/index.js';
import { SUPPRESSION_WORDS } from './plan.js';
import type { Replayed } from './replay.js';
import type { Prepared } from './sender.js';
import { serviceHeaders } from './service-headers.js';
import type { OutgoingMessage } from './transports/transport.js';
import { unsubscribeParts } from './unsubscribe.js';

/** Writes the message of a row of the outbox as its recipient gets it. @throws EngineError when it cannot be written. */
export type WriteMessage = (row: OutboxMessage, links: { unsubscribe: string }) => RenderedMessage | Promise<RenderedMessage>;

/** A message that leaves so much later than it fell due is judged by caps anew, at the instant of leaving. */
const LATE_MS = 15 * 60_000;

export interface PrepareInput {
  store: Pick<ProjectStore, 'outbox' | 'suppressions'>;
  settings: DeliverySettings;
  replayed: Replayed;
  write: WriteMessage;
  now: () => number;
}

/**
 * The checks of semantics §6 at the moment at which a message really leaves, with the data of that moment: address, suppression list,
 * consent, quiet hours, and the frequency caps where it leaves late.
 */
export class Preparer {
  private readonly customers: CustomerReader;
  private readonly journeyOf: ReadonlyMap<string, Journey>;

  constructor(private readonly input: PrepareInput) {
    const { run, versions, messages } = input.replayed;
    this.customers = new CustomerReader(run.log);
    this.journeyOf = new Map(
      messages.flatMap(({ emailId, version }) => {
        const journey = versions[version]?.journey;
        return journey ? [[emailId, journey] as const] : [];
      }),
    );
  }

  async prepare(row: OutboxMessage): Promise<Prepared> {
    const customer = this.customers.numberOf(row.userId);
    const journey = this.journeyOf.get(emailIdOf(row));
    if (customer === undefined || !journey)
      return { kind: 'held', reason: 'The data no longer holds what this message was for.' };
    const address = this.customers.address(customer);
    const kept = this.keptBack(row, customer, journey, address);
    if (kept) return kept;
    const message = await this.message(row, address);
    return 'reason' in message ? { kind: 'held', reason: message.reason } : { kind: 'message', message };
  }

  private keptBack(row: OutboxMessage, customer: number, journey: Journey, address: string): Prepared | undefined {
    const { store, now } = this.input;
    const t = now();
    if (address === '') return { kind: 'suppressed', reason: SUPPRESSION_WORDS.noAddress };
    const fault = addressFault(address);
    if (fault !== undefined) return { kind: 'suppressed', reason: fault, address };
    const listed = store.suppressions.reasonFor(address);
    if (listed !== undefined) return { kind: 'suppressed', reason: `On the suppression list: ${listed}`, address };
    const mode = consentOf(journey);
    if (!consentAllows(mode, this.customers.consentAt(customer, t)))
      return { kind: 'suppressed', reason: SUPPRESSION_WORDS.consent, address };
    const until = quietEnd(journey, t, (fallback) => this.customers.zone(customer, fallback));
    if (until !== undefined) return { kind: 'postponed', until, reason: 'Quiet hours.' };
    const caps = t - row.dueAt > LATE_MS ? (journey.settings?.frequencyCap ?? []) : [];
    if (caps.some(({ messages, per }) => store.outbox.leftSince(row.userId, t - durationMs(per)) >= messages))
      return { kind: 'suppressed', reason: SUPPRESSION_WORDS.frequencyCap, address };
    return undefined;
  }

  private async message(row: OutboxMessage, to: string): Promise<OutgoingMessage | { reason: string }> {
    const { settings, write, now } = this.input;
    const emailId = emailIdOf(row);
    const { headers, link } = unsubscribeParts(settings, emailId);
    const { subject, html, text, missing } = await write(row, { unsubscribe: link });
    const [first] = missing;
    if (first)
      return { reason: `A value is missing: {{ ${first.token} }} in the ${first.part}. Give it a default, or drop the message.` };
    return outgoing(settings, { emailId, to, subject, html, text, headers, date: new Date(now()) });
  }
}

/** The message with what the sender adds to each. */
export function outgoing(
  { from, replyTo, transport }: DeliverySettings,
  message: Omit<OutgoingMessage, 'from' | 'replyTo' | 'messageId'>,
): OutgoingMessage {
  const domain = from.address.slice(from.address.lastIndexOf('@') + 1) || 'waypost.invalid';
  const messageId = `${createHash('sha256').update(message.emailId).digest('hex').slice(0, 32)}@${domain}`;
  const own = serviceHeaders(transport, message.emailId, messageId);
  return { ...message, headers: { ...message.headers, ...own }, from, replyTo, messageId };
}
