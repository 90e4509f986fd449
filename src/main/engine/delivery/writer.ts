import { EngineError } from '../../../shared/contract/error.js';
import { emailIdOf, type OutboxMessage } from '../../../shared/delivery/outbox.js';
import type { MessageSource } from '../../../shared/email/template.js';
import type { TemplateContent } from '../../store/project/contents.js';
import type { MessageMoment } from '../../../shared/email/moments.js';
import { commonOf, Letters, written, type Readable, type Step } from '../emails/letters.js';
import { compileOrRefuse, compileTemplate } from '../emails/renderer.js';
import { emailSteps, sourceOfStep, type StepPlace } from '../emails/sources.js';
import type { ProjectSession } from '../projects/sessions.js';
import type { Call } from '../registry.js';
import { Turns } from '../turns.js';
import type { Simulator } from '../simulations/simulator.js';
import type { WriteMessage } from './prepare.js';
import type { LiveVersion, Replayed } from './replay.js';

type Templates = Pick<ProjectSession, 'store'>;

/** Customers whose messages are read at a time, in the order in which their messages leave. */
const CUSTOMERS_AHEAD = 500;

/** Steps of a live journey that have nothing sound to send, in words. */
export async function templateFaults(versions: readonly LiveVersion[], journeyId: string): Promise<string[]> {
  const live = versions.filter(
    ({ journey, activation, until }) => journey.id === journeyId && until === Infinity && activation.status !== 'ended',
  );
  const faults = await Promise.all(emailSteps(live.map(({ journey }) => journey)).map((place) => faultOf(live, place)));
  return [...new Set(faults.filter((fault) => fault !== undefined))];
}

async function faultOf(versions: readonly LiveVersion[], place: StepPlace): Promise<string | undefined> {
  try {
    const { problems } = await compileTemplate(sourceIn(versions, place));
    return problems.find(({ severity }) => severity === 'error')?.message;
  } catch (error) {
    if (error instanceof EngineError) return error.message;
    throw error;
  }
}

/** What a step of a version sends, with the template as the version took it along. @throws EngineError `invalid` when there is none. */
function sourceIn(versions: readonly LiveVersion[], place: StepPlace): MessageSource {
  const find = (id: string): TemplateContent | undefined => versions[place.journey]?.contents.template(id);
  return sourceOfStep(
    { templates: { find } },
    versions.map(({ journey }) => journey),
    place,
  );
}

/**
 * Writes messages of a replay, each with what was known of its recipient at the instant at which it fell due: what a preview of the same
 * message shows. Each template is compiled once.
 */
export async function writerFor(
  session: Pick<ProjectSession, 'store' | 'log' | 'logs'>,
  simulator: Simulator,
  replayed: Replayed,
  call: Call,
): Promise<WriteMessage> {
  const { run } = replayed;
  const { steps, faults } = await soundSteps(replayed.versions);
  const letters = await Letters.open(session, simulator, run, steps, call);
  const momentOf = momentsAhead(session, letters, replayed, call);
  const common = commonOf(session);
  return async (row, links) => {
    const moment = await momentOf(row);
    const template = moment && letters.templateOf(moment);
    if (!template) throw new EngineError('invalid', faults.get(row.node) ?? 'The journey does not say this message any more.');
    return written(template, moment, common, links);
  };
}

/** Reads what rows of the outbox may say, for some customers at a time, in the order in which theirs leave. */
export function momentsAhead<Template extends Readable>(
  { store }: Templates,
  letters: Letters<Template>,
  { messages }: Replayed,
  call: Call,
): (row: OutboxMessage) => Promise<MessageMoment | undefined> {
  const numbers = new Map(messages.map(({ userId, customer }) => [userId, customer]));
  const waiting = customersInOrder(store.outbox.all(), numbers);
  const read = new Map<string, MessageMoment>();
  const readAhead = async (customer: number): Promise<void> => {
    read.clear();
    const place = Math.max(0, waiting.indexOf(customer));
    const next = new Set([customer, ...waiting.slice(place, place + CUSTOMERS_AHEAD)]);
    for (const moment of await letters.of([...next], call)) read.set(emailIdOf(letters.keyOf(moment)), moment);
  };
  const turns = new Turns();
  return (row) =>
    turns.take(async () => {
      const customer = numbers.get(row.userId);
      if (!read.has(emailIdOf(row)) && customer !== undefined) await readAhead(customer);
      return read.get(emailIdOf(row));
    });
}

function customersInOrder(rows: readonly OutboxMessage[], numbers: ReadonlyMap<string, number>): number[] {
  const queued = rows.filter(({ status }) => status === 'queued').sort((a, b) => a.nextAt - b.nextAt || a.id - b.id);
  return [...new Set(queued.flatMap(({ userId }) => numbers.get(userId) ?? []))];
}

/** The steps that have a sound template, and what is wrong with the others, by their ids. */
async function soundSteps(versions: readonly LiveVersion[]): Promise<{ steps: Step[]; faults: Map<string, string> }> {
  const journeys = versions.map(({ journey }) => journey);
  const steps: Step[] = [];
  const faults = new Map<string, string>();
  for (const place of emailSteps(journeys)) {
    const node = journeys[place.journey]?.nodes[place.node]?.id ?? '';
    try {
      steps.push({ ...place, template: await compileOrRefuse(sourceIn(versions, place), place.template) });
    } catch (error) {
      if (!(error instanceof EngineError)) throw error;
      faults.set(node, error.message);
    }
  }
  return { steps, faults };
}
