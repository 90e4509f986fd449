import type { Condition } from '../../../shared/condition/schema.js';
import { checkJourney } from '../../../shared/journey/check.js';
import { clip } from '../../../shared/journey/check/view.js';
import { jsonPointer, type Problem } from '../../../shared/journey/problem.js';
import type { Journey, JourneyDraft, JourneyNode } from '../../../shared/journey/schema.js';
import type { ProjectSession } from '../projects/sessions.js';
import type { Call } from '../registry.js';
import type { LogCache } from '../simulations/log-cache.js';
import type { Simulator } from '../simulations/simulator.js';
import { simulate } from '../simulations/use-cases.js';
import { projectContext, segmentsOf } from './context.js';
import { overlapsOf, type Overlap } from './overlaps.js';

/** What only a run on the log can tell of a journey. */
export interface LogLintRequest {
  logs: LogCache;
  /** It has passed the checks. */
  journey: Journey;
  /** The other journeys of the project, which have passed the checks too. */
  others: readonly Journey[];
  segments: Readonly<Record<string, Condition>>;
}

/**
 * Doubts that come from a run on the log: triggers that no customer ever sets off, and other journeys that message the same customers on
 * the same day. All journeys run together, as they would be live.
 * @throws EngineError `cancelled`; `invalid` for a log without events.
 */
export async function logProblems(simulator: Simulator, request: LogLintRequest, call: Call): Promise<Problem[]> {
  const { logs, journey, others, segments } = request;
  const sends = journey.nodes.some(({ type }) => type === 'email');
  const journeys = [journey, ...(sends ? others : [])];
  const { finished } = await simulate(simulator, { logs, journeys, segments, options: {} }, call);
  const reached = finished.result.journeys[0]?.nodes ?? {};
  const unused = journey.nodes.filter(({ id, type }) => type === 'trigger' && (reached[id]?.reached ?? 0) === 0);
  const silent = await silentTriggers(simulator, request, unused, call);
  return [
    ...silent.map((node) => neverFires(journey, node)),
    ...overlapsOf(finished, 0).map((overlap) => overlapProblem(journey, overlap, journeys)),
  ];
}

/** The triggers that nobody sets off, whatever audience, holdout and re-entry then say: each is tried by itself. */
async function silentTriggers(
  simulator: Simulator,
  { logs, journey, segments }: LogLintRequest,
  triggers: readonly JourneyNode[],
  call: Call,
): Promise<JourneyNode[]> {
  if (triggers.length === 0) return [];
  const { format, version, timezone } = journey;
  const probes = triggers.map((node): Journey => {
    return { format, version, id: node.id, name: '', ...(timezone !== undefined && { timezone }), nodes: [node], edges: [] };
  });
  const { finished } = await simulate(simulator, { logs, journeys: probes, segments, options: {} }, call);
  return triggers.filter((_, place) => finished.result.journeys[place]?.entries === 0);
}

function titled({ name, id }: { name?: string | undefined; id: string }): string {
  return `“${clip(name?.trim() ? name : id)}”`;
}

function counted(count: number, one: string, many: string): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
}

function neverFires({ nodes }: Journey, node: JourneyNode): Problem {
  return {
    code: 'neverFires',
    severity: 'warning',
    message: `No customer of the log ever sets off ${titled(node)}.`,
    suggestion:
      'Look at the names and numbers it asks for; the number of customers beside each condition shows which one lets nobody through.',
    node: node.id,
    path: jsonPointer(['nodes', nodes.indexOf(node), 'config', 'on']),
  };
}

function overlapProblem(journey: Journey, { other, customers, days, nodes }: Overlap, journeys: readonly Journey[]): Problem {
  const [first] = nodes;
  const them = titled(journeys[other] ?? { id: '' });
  const often = days === customers ? '' : `, on ${counted(days, 'day', 'days')} counted by customer`;
  return {
    code: 'overlappingJourneys',
    severity: 'warning',
    message: `The journey ${them} messages ${counted(customers, 'customer', 'customers')} of the log on the same day as this one${often}.`,
    suggestion: 'Give both a frequency cap, or leave the customers of one out of the audience of the other.',
    ...(first && { node: first.id, nodes: nodes.map(({ id }) => id) }),
    path: first ? jsonPointer(['nodes', journey.nodes.indexOf(first)]) : '',
  };
}

/** How many answers are kept by project: the drafts between which undo and redo go back and forth. */
const MOST_KEPT = 20;

/** Finds what a run on the log tells of the drafts of a project, and remembers it as long as nothing it rests on has changed. */
export class LogLint {
  private readonly kept = new WeakMap<ProjectSession, Map<string, readonly Problem[]>>();

  constructor(private readonly simulator: Simulator) {}

  /** No problems for a draft that breaks a rule, and for a project without events. @throws EngineError `cancelled`. */
  async problems(session: ProjectSession, draft: JourneyDraft, call: Call): Promise<readonly Problem[]> {
    const context = await projectContext(session);
    const { journey } = checkJourney(draft, context);
    if (!journey || context.events === undefined) return [];
    const segments = segmentsOf(session);
    const others = otherJourneys(session, new Set([draft.id]), segments);
    const key = JSON.stringify([await session.log.generation(), journey, others, segments]);
    const known = this.answersOf(session).get(key);
    if (known) return known;
    const found = await logProblems(this.simulator, { logs: session.logs, journey, others, segments }, call);
    this.keep(session, key, found);
    return found;
  }

  private answersOf(session: ProjectSession): Map<string, readonly Problem[]> {
    const answers = this.kept.get(session) ?? new Map<string, readonly Problem[]>();
    this.kept.set(session, answers);
    return answers;
  }

  private keep(session: ProjectSession, key: string, found: readonly Problem[]): void {
    const answers = this.answersOf(session);
    answers.set(key, found);
    const [oldest] = answers.keys();
    if (answers.size > MOST_KEPT && oldest !== undefined) answers.delete(oldest);
  }
}

/** The journeys of a project that could run beside one: neither put aside nor faulty. */
export function otherJourneys(
  { store }: Pick<ProjectSession, 'store'>,
  without: ReadonlySet<string>,
  segments: Readonly<Record<string, Condition>>,
): Journey[] {
  const archived = store.journeys.archived();
  return store.journeys
    .list()
    .filter(({ draft }) => !without.has(draft.id) && !archived.has(draft.id))
    .flatMap(({ draft }) => checkJourney(draft, { segments }).journey ?? []);
}
