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
import { runConditionPart } from './condition-part.js';
import { runEntryPart } from './entry-part.js';
import { runMovesPart } from './moves.js';
import type { Reply, Request, RunSpec } from './protocol.js';

let log: EventLog | undefined;
let simulation: Simulation | undefined;

function answer(request: Request): Reply {
  switch (request.kind) {
    case 'log':
      log = request.input;
      simulation = undefined;
      return { kind: 'log', output: null };
    case 'constants':
      return { kind: 'constants', output: logConstants(theLog(), request.input.journeys, request.input.responses) };
    case 'begin':
      simulation = new Simulation(inputOf(request.input));
      return { kind: 'begin', output: null };
    case 'range':
      theSimulation().runCustomers(request.input.from, request.input.to);
      return { kind: 'range', output: null };
    case 'collect': {
      const part = theSimulation().part();
      simulation = undefined;
      const { reachOf } = request.input;
      const reach = reachOf && measureReach(theLog(), reachOf.journey, part.messages, reachOf.lookBack);
      return { kind: 'collect', output: { ...part, ...(reach && { reach }) } };
    }
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

function theSimulation(): Simulation {
  if (!simulation) throw new Error('The worker was given no run');
  return simulation;
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
  if (reply.kind !== 'collect') return [];
  const { count: _, ...columns } = reply.output.messages;
  return buffersOf(Object.values(columns));
}

function buffersOf(columns: readonly ArrayBufferView[]): ArrayBuffer[] {
  return columns.flatMap(({ buffer }) => (buffer instanceof ArrayBuffer ? [buffer] : []));
}
