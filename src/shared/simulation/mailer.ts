import { stringAt } from './strings.js';
import { Consent, consentAllows } from './consent.js';
import { MailCounter, type LogConstants } from './constants.js';
import type { RunContext } from './context.js';
import type { Entry } from './entry.js';
import type { EventRef } from './events.js';
import { CustomerFacts, type EntryWindow, type MessageFact, type ReplayFacts } from './facts.js';
import { choose } from './hash.js';
import { addMessage, MESSAGE_OUTCOMES, type MessageColumns } from './messages.js';
import type { CompiledJourney, NodeAction } from './plan.js';
import type { Responses } from './responses.js';
import type { SuppressionReason } from './result.js';
import { ResponseModel, smoothedRates, type PendingResponse, type Rates } from './response-model.js';
import type { JourneyTally, ResponseKind } from './tally.js';
import { nextWallTime } from './zones.js';

type EmailAction = Extract<NodeAction, { kind: 'email' }>;

export interface MailerOptions {
  seed: number;
  requireAddress: boolean;
  responses: Responses;
  constants: LogConstants;
  /** In a replay of live journeys: what has really been sent. */
  facts?: ReplayFacts | undefined;
  /** By place of the journey. */
  windows?: readonly EntryWindow[] | undefined;
}

const RESPONSE_EVENTS = { opened: 'Email Opened', clicked: 'Email Link Clicked', unsubscribed: 'Unsubscribed' } as const;

/** Sends messages of the current customer, or suppresses them, and plans how the customer reacts (semantics §6). */
export class Mailer {
  readonly messages: MessageColumns;
  /** Whether messages join the history: not where nothing asks for them, which spares their making. */
  keepsMessages = true;
  readonly #run: RunContext;
  readonly #options: MailerOptions;
  readonly #consent: Consent;
  readonly #model: ResponseModel | undefined;
  readonly #counter: MailCounter;
  /** UTC ms of the customer's messages of this run so far, ascending, `#sent` of them: what frequency caps count. */
  #sentTimes = new Float64Array(16);
  #sent = 0;
  #rates: Rates | undefined;
  #userIdText: string | undefined;
  readonly #facts: CustomerFacts | undefined;

  constructor(run: RunContext, messages: MessageColumns, options: MailerOptions) {
    this.#run = run;
    this.messages = messages;
    this.#options = options;
    this.#consent = new Consent(run);
    this.#counter = new MailCounter(run);
    this.#facts = options.facts && new CustomerFacts(options.facts);
    this.#model = options.responses.mode === 'none' ? undefined : new ResponseModel(options.responses, options.seed);
  }

  /** Starts over with the timeline's customer. */
  reset(): void {
    this.#userIdText = undefined;
    this.#rates = undefined;
    this.#sent = 0;
    this.#model?.reset();
    if (this.#facts) {
      this.#userIdText = stringAt(this.#run.timeline.log.customerIds, this.#run.timeline.customer);
      this.#facts.reset(this.#userIdText);
    }
  }

  /** Whether the run is a replay, which must know each message by its key. */
  get replays(): boolean {
    return this.#facts !== undefined;
  }

  get expectsResponses(): boolean {
    return this.#model !== undefined;
  }

  /** When the next response happens; Infinity when none will. */
  nextResponseTime(): number {
    const response = this.#model ? this.#model.nextTime() : Infinity;
    return this.#facts ? Math.min(response, this.#facts.nextOrphanTime()) : response;
  }

  /** The next response joins the history. @returns its event, and the message it answers; none for a message sent before the data changed. */
  respond(): { ref: EventRef; response?: PendingResponse } {
    if (this.#facts && this.#facts.nextOrphanTime() <= (this.#model?.nextTime() ?? Infinity)) {
      const orphan = this.#facts.takeOrphan();
      if (orphan) return { ref: this.#joinOrphan(orphan) };
    }
    const response = this.#model?.next();
    if (!response) throw new RangeError('No response is due');
    const code = this.#run.codes.emailCode(RESPONSE_EVENTS[response.kind]);
    const ref = this.#run.timeline.add(response.time, code, { email_id: response.emailId, simulated: true });
    return { ref, response };
  }

  /** The end of the quiet hours that hold at `t`, or `undefined` outside them (semantics §6). */
  quietUntil(journey: CompiledJourney, t: number): number | undefined {
    const quiet = journey.quietHours;
    if (!quiet) return undefined;
    const zone = quiet.zone === 'customer' ? this.#run.traits.zone(journey.zone) : quiet.zone;
    const now = zone.timeOfDay(t);
    const inside = quiet.from < quiet.to ? now >= quiet.from && now < quiet.to : now >= quiet.from || now < quiet.to;
    return inside ? nextWallTime(zone, t, quiet.to, { everyPass: true }) : undefined;
  }

  /** Sends or suppresses the entry's next message of its e-mail node. @param delayed by quiet hours. @returns the event of a sent one that is kept. */
  send(
    journey: CompiledJourney,
    tally: JourneyTally,
    entry: Entry,
    action: EmailAction,
    t: number,
    delayed: boolean,
  ): SendOutcome {
    const variant =
      action.variantWeights.length === 0 ? -1 : choose(action.variantWeights, action.draw.of(this.#run.timeline.userId()));
    const next = this.keepsMessages ? this.#nextMessage(journey, entry, action) : { emailId: '', count: 0 };
    const { emailId } = next;
    const fact = this.#facts?.of(emailId);
    // What the journey says of the message now is listed; what became of it in truth is what the run goes on with.
    const verdict = this.#suppression(journey, t, fact);
    const isOver = t >= (this.#options.windows?.[journey.place]?.until ?? Infinity);
    const leaves = fact?.sent ?? (verdict === undefined && !isOver);
    const suppressed = leaves ? undefined : (verdict ?? 'consent');
    if (this.keepsMessages) entry.rememberMessage(action.id, { count: next.count + 1, emailId, sent: suppressed === undefined });
    const outcome = MESSAGE_OUTCOMES.indexOf(verdict ?? 'sent');
    const { messages } = this;
    const customer = this.#run.timeline.customer;
    addMessage(messages, t, customer, journey.place, entry.node, entry.number, variant, outcome, Number(delayed));
    if (suppressed !== undefined) {
      tally.suppressed[suppressed]++;
      return { variant, suppressed, ref: undefined };
    }
    tally.sent++;
    if (variant >= 0) countVariant(tally, entry.node, variant, 'sent');
    if (fact === undefined) this.#noteSent(t);
    const ref = this.keepsMessages ? this.#joinHistory(journey, entry, action, { t, emailId, variant }) : undefined;
    return { variant, suppressed, ref };
  }

  /** In a replay the calls of webhooks are listed among the messages: they fall due as those do, and nothing holds them back. */
  noteCall(journey: CompiledJourney, entry: Entry, t: number): void {
    if (!this.#facts) return;
    addMessage(this.messages, t, this.#run.timeline.customer, journey.place, entry.node, entry.number, -1, 0);
  }

  #suppression(journey: CompiledJourney, t: number, fact: MessageFact | undefined): SuppressionReason | undefined {
    if (journey.consent !== 'none' && !consentAllows(journey.consent, this.#consent.state())) return 'consent';
    const sentWithin = (perMs: number): number => this.#sentSince(t - perMs) + (this.#facts?.sentWithin(t - perMs, t, fact) ?? 0);
    if (journey.caps.some(({ messages, perMs }) => sentWithin(perMs) >= messages)) return 'frequencyCap';
    if (this.#options.requireAddress && this.#run.traits.value('email') === undefined) return 'noAddress';
    return undefined;
  }

  /** How many messages were sent after the instant. */
  #sentSince(instant: number): number {
    let count = 0;
    while (count < this.#sent && (this.#sentTimes[this.#sent - 1 - count] ?? 0) > instant) count++;
    return count;
  }

  #noteSent(t: number): void {
    if (this.#sent === this.#sentTimes.length) {
      const times = new Float64Array(2 * this.#sent);
      times.set(this.#sentTimes);
      this.#sentTimes = times;
    }
    this.#sentTimes[this.#sent++] = t;
  }

  /** The `email_id` of the entry's next message of a node, and its number (semantics §6). */
  #nextMessage(journey: CompiledJourney, entry: Entry, action: EmailAction): { emailId: string; count: number } {
    this.#userIdText ??= stringAt(this.#run.timeline.log.customerIds, this.#run.timeline.customer);
    const count = entry.latestMessage(action.id)?.count ?? 0;
    const emailId = `${journey.journey.id}/${action.id}/${this.#userIdText}/${String(entry.number)}/${String(count)}`;
    return { emailId, count };
  }

  #joinOrphan(orphan: MessageFact): EventRef {
    const { time, emailId, journey, node, variant } = orphan;
    return this.#run.timeline.add(time, this.#run.codes.emailCode('Email Sent'), {
      email_id: emailId,
      journey,
      node,
      ...(variant !== '' && { variant }),
    });
  }

  #joinHistory(
    journey: CompiledJourney,
    entry: Entry,
    action: EmailAction,
    sent: { t: number; emailId: string; variant: number },
  ): EventRef {
    const { t, emailId, variant } = sent;
    if (this.#model) {
      this.#rates ??= this.#ratesOfCustomer();
      const pending = { message: this.#sent, journey: journey.place, node: entry.node, variant, emailId };
      this.#model.expect(pending, t, this.#rates, journey.journey.id, this.#run.timeline.userId());
    }
    const node = journey.nodes[entry.node]?.node;
    const config = node?.type === 'email' ? node.config : undefined;
    const chosen = config?.variants?.[variant];
    const topic = chosen?.topic ?? config?.topic;
    return this.#run.timeline.add(t, this.#run.codes.emailCode('Email Sent'), {
      email_id: emailId,
      journey: journey.journey.id,
      node: action.id,
      simulated: true,
      ...(chosen && { variant: chosen.id }),
      ...(topic !== undefined && { topic }),
    });
  }

  #ratesOfCustomer(): Rates {
    const { responses, constants } = this.#options;
    if (responses.mode === 'history') return smoothedRates(this.#counter.of(this.#run.timeline.customer), constants.mail);
    const { open = 0, click = 0, unsubscribe = 0 } = responses.mode === 'rates' ? responses : {};
    return { open, click, unsubscribe };
  }
}

/** What became of a message. */
export interface SendOutcome {
  /** Place of the variant, or -1. */
  variant: number;
  suppressed: SuppressionReason | undefined;
  /** Its event in the history, where the history keeps messages. */
  ref: EventRef | undefined;
}

function countVariant(tally: JourneyTally, node: number, variant: number, kind: 'sent' | ResponseKind): void {
  const counts = tally.variants.get(node)?.[variant];
  if (counts) counts[kind]++;
}

/** Counts a response of a message (semantics §7: distinct `email_id`s; each message meets with each kind at most once). */
export function countResponse(tally: JourneyTally, node: number, variant: number, kind: ResponseKind): void {
  tally.responses[kind]++;
  countVariant(tally, node, variant, kind);
}
