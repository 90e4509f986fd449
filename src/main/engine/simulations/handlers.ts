import { randomUUID } from 'node:crypto';
import type { Condition } from '../../../shared/condition/schema.js';
import { EngineError } from '../../../shared/contract/error.js';
import type { Run, RunOptions } from '../../../shared/contract/simulations.js';
import { checkCondition, checkJourney } from '../../../shared/journey/check.js';
import type { Journey } from '../../../shared/journey/schema.js';
import { messageCount, messageRow, messagesCsv } from '../../../shared/simulation/index.js';
import { segmentNamesOf, segmentsOf } from '../journeys/context.js';
import type { ProjectSession } from '../projects/sessions.js';
import type { Call, Handlers, NamesOf } from '../registry.js';
import type { Services } from '../services.js';
import { runCharts } from './charts.js';
import { customerHandlers } from './customer-handlers.js';
import { playbackHandlers } from './playback-handlers.js';
import { filterMessages } from './filter.js';
import { messageTriggers } from './trigger-values.js';
import { customerStory } from './story.js';
import { countCondition, simulate, type Simulated } from './use-cases.js';

/** The procedures about simulations. */
export function simulationHandlers(services: Services): Handlers<NamesOf<'simulations'>> {
  const { sessions, simulator } = services;
  return {
    'simulations.run': ({ project, journeys, options }, call) => {
      simulator.prepare();
      return sessions.use(project, call, (session, inner) =>
        runJourneys(session, journeys, options, inner, (request) => simulate(simulator, request, inner)),
      );
    },
    'simulations.messages': ({ project, run, filter, offset, limit }, call) =>
      sessions.use(project, call, ({ runs }) => {
        const list = runs.get(run).run;
        const places = filterMessages(list, filter);
        const rows = Array.from(places.subarray(offset, offset + limit), (place) => ({
          ...messageRow(list.messages, place, list.log, list.journeys),
          count: messageCount(list.messages, place),
        }));
        return { total: places.length, rows };
      }),
    'simulations.messageTriggers': ({ project, run, filter, offset, limit }, call) =>
      sessions.use(project, call, async ({ runs }, inner) => {
        const list = runs.get(run).run;
        const places = [...filterMessages(list, filter).subarray(offset, offset + limit)];
        const triggers = await messageTriggers(simulator, list, places, inner);
        return places.map((place) => triggers.get(place) ?? null);
      }),
    'simulations.messagesCsv': ({ project, run, filter = {} }, call) =>
      sessions.use(project, call, ({ runs }) => {
        const list = runs.get(run).run;
        const text = messagesCsv(list.messages, filterMessages(list, filter), list.log, list.journeys);
        return { fileName: 'messages.csv', text };
      }),
    ...customerHandlers(services),
    'simulations.story': ({ project, run, userId }, call) =>
      sessions.use(project, call, ({ runs, log }, inner) => customerStory(simulator, runs.get(run).run, log, userId, inner)),
    ...playbackHandlers(services),
    'simulations.countCondition': ({ project, condition, timezone, at }, call) =>
      sessions.use(project, call, async (session, inner) => {
        const segments = segmentsOf(session);
        const request = { logs: session.logs, condition: checkedCondition(condition, segments), segments, timezone, at };
        const { matching, ever, customers } = await countCondition(simulator, request, inner);
        return { now: matching.length, ever, customers };
      }),
  };
}

/** @throws EngineError `invalid` with the problems when the condition asks for what only a journey has. */
export function checkedCondition(value: unknown, segments: Readonly<Record<string, Condition>>): Condition {
  const { condition, problems } = checkCondition(value, { segments });
  if (condition) return condition;
  throw new EngineError(
    'invalid',
    'The condition cannot be asked of the customers of a log.',
    problems.filter(({ severity }) => severity === 'error'),
  );
}

type RunSimulation = (request: Parameters<typeof simulate>[1]) => Promise<Simulated>;

async function runJourneys(
  session: ProjectSession,
  ids: readonly string[],
  options: RunOptions,
  call: Call,
  run: RunSimulation,
): Promise<Run> {
  const segments = segmentsOf(session);
  const stored = ids.map((id) => session.store.journeys.get(id));
  const journeys = stored.map(({ draft }) => checked(draft, segments));
  const startedAt = new Date().toISOString();
  const segmentNames = segmentNamesOf(session);
  const { finished, timing } = await run({ logs: session.logs, journeys, segments, segmentNames, options });
  const { result, messages, log, spec, workers } = finished;
  session.store.runs.add({
    id: randomUUID(),
    startedAt,
    options,
    result,
    journeys: stored.map(({ draft, revision }) => ({ id: draft.id, revision })),
  });
  const charts = runCharts({ journeys, messages, customerCount: log.customerCount, ...spec.period });
  call.onProgress({ stage: 'Done', fraction: 1 });
  return { run: session.runs.keep(finished), result, charts, timing, workers };
}

/** @throws EngineError `invalid` with the problems when the journey breaks a rule. */
export function checked(draft: { name: string }, segments: Readonly<Record<string, Condition>>): Journey {
  const { journey, problems } = checkJourney(draft, { segments });
  if (journey) return journey;
  throw new EngineError(
    'invalid',
    `"${draft.name}" cannot be simulated before its faults are mended.`,
    problems.filter(({ severity }) => severity === 'error'),
  );
}
