/** A worker thread of the simulator: runs customers of the log it was given. Started by `worker-thread.ts`. */
import { parentPort } from 'node:worker_threads';
import {
  logConstants,
  Simulation,
  tellStory,
  triggerValues,
  type EventLog,
  type LogConstants,
  type SimulationInput,
} from '../../../shared/simulation/index.js';
import { measureReach } from '../../../shared/simulation/compare/reach.js';
import { messageMoments } from '../../../shared/email/moments.js';
import { explainWhy, findNearest } from '../../../shared/simulation/why/why.js';
import { claim, countDone } from './claims.js';
import { runConditionPart } from './condition-part.js';
import { runEntryPart } from './entry-part.js';
import { runMovesPart } from './moves.js';
import type { Reply, Request, RunSpec, RunTask, TaskOutput } from './protocol.js';

let log: EventLog | undefined;

function answer(request: Request): Reply {
  switch (request.kind) {
    case 'log':
      log = request.input;
      return { kind: 'log', output: null };
    case 'constants':
      return { kind: 'constants', output: logConstants(theLog(), request.input.journeys, request.input.responses) };
    case 'run':
      return { kind: 'run', output: runShare(request.input) };
    case 'entries':
      return { kind: 'entries', output: runEntryPart(inputOf(request.input), request.input.range) };
    case 'moves': {
      const { journey, range } = request.input;
      return { kind: 'moves', output: runMovesPart(inputOf(request.input), journey, range) };
    }
    case 'triggerValues':
      return { kind: 'triggerValues', output: triggerValues(inputOf(request.input), request.input.customers) };
    case 'moments':
      return { kind: 'moments', output: messageMoments(inputOf(request.input), request.input.request) };
    case 'why': {
      const { customer, journey, node } = request.input;
      return { kind: 'why', output: explainWhy(inputOf(request.input), customer, journey, node) };
    }
    case 'nearest': {
      const { range, journey, crux, customer } = request.input;
      return { kind: 'nearest', output: findNearest(inputOf(request.input), range, journey, crux, customer) };
    }
    case 'story':
      return { kind: 'story', output: tellStory(inputOf(request.input), request.input.customer) };
    case 'condition':
      return { kind: 'condition', output: runConditionPart(theLog(), request.input.spec, request.input.range) };
  }
}

function inputOf({ spec, constants }: { spec: RunSpec; constants: LogConstants }): SimulationInput {
  return { ...spec, log: theLog(), constants };
}

function theLog(): EventLog {
  if (!log) throw new Error('The worker was given no log');
  return log;
}

function runShare({ spec, constants, claims, worker, reachOf }: RunTask): TaskOutput<'run'> {
  const simulation = new Simulation(inputOf({ spec, constants }));
  for (const { from, to } of claim(claims, worker)) {
    simulation.runCustomers(from, to);
    countDone(claims, to - from);
  }
  const part = simulation.part();
  return { ...part, ...(reachOf && { reach: measureReach(theLog(), reachOf.journey, part.messages, reachOf.lookBack) }) };
}

parentPort?.on('message', (request: Request) => {
  let reply: Reply;
  try {
    reply = answer(request);
  } catch (error) {
    reply = { kind: 'failed', error };
  }
  parentPort?.postMessage(reply, handedOver(reply));
});

parentPort?.postMessage({ kind: 'up' } satisfies Reply);

/** The memory of a long list is handed over to the engine, not copied. */
function handedOver(reply: Reply): ArrayBuffer[] {
  if (reply.kind === 'moves') {
    const { time, way, entry, entryCustomer, entryNumber, entryEnd } = reply.output;
    return buffersOf([time, way, entry, entryCustomer, entryNumber, entryEnd]);
  }
  if (reply.kind === 'entries') {
    const { count: _, ...columns } = reply.output;
    return buffersOf(Object.values(columns));
  }
  if (reply.kind !== 'run') return [];
  const { count: _, ...columns } = reply.output.messages;
  return buffersOf(Object.values(columns));
}

function buffersOf(columns: readonly ArrayBufferView[]): ArrayBuffer[] {
  return columns.flatMap(({ buffer }) => (buffer instanceof ArrayBuffer ? [buffer] : []));
}
