import type { Condition } from '../../../shared/condition/schema.js';
import type { Journey } from '../../../shared/journey/schema.js';
import type {
  EntryWindow,
  EventLog,
  LogConstants,
  ReplayFacts,
  SimulationPart,
  TriggerValue,
} from '../../../shared/simulation/index.js';
import type { Reach } from '../../../shared/simulation/compare/reach.js';
import type { MessageMoment, MomentsRequest } from '../../../shared/email/moments.js';
import type { EntryColumns } from '../../../shared/simulation/entries.js';
import type { MoveColumns } from '../../../shared/simulation/moves.js';
import type { Responses } from '../../../shared/simulation/responses.js';
import type { Story } from '../../../shared/simulation/story.js';
import type { Crux } from '../../../shared/simulation/why/crux.js';
import type { NearestRow } from '../../../shared/simulation/why/nearest.js';
import type { Explained } from '../../../shared/simulation/why/why.js';
import type { Claims } from './claims.js';
import type { ConditionPart } from './condition-part.js';
import type { CustomerRange } from './ranges.js';

/** What a run is about, without its log, which the workers have already. */
export interface RunSpec {
  journeys: readonly Journey[];
  segments: Readonly<Record<string, Condition>>;
  /** UTC ms, both inclusive. */
  period: { from: number; to: number };
  seed: number;
  requireAddress: boolean;
  responses: Responses;
  /** What segments are called, for stories. */
  segmentNames?: Readonly<Record<string, string>> | undefined;
  /** Of live journeys (see `SimulationInput`). */
  facts?: ReplayFacts;
  windows?: readonly EntryWindow[];
  segmentsOf?: readonly Readonly<Record<string, Condition>>[];
}

/** A worker's share of a run. */
export interface RunTask {
  spec: RunSpec;
  constants: LogConstants;
  /** By which the workers take their ranges (`claim`). */
  claims: Claims;
  /** The worker's number among those that share the run, from 0. */
  worker: number;
  reachOf?: { journey: Journey; lookBack: string };
}

/** All segments that a run may ask for, whatever journey they are of, under names that tell them apart: for the columns that they read. */
export function everySegment({ segments, segmentsOf = [] }: Pick<RunSpec, 'segments' | 'segmentsOf'>): Record<string, Condition> {
  const own = segmentsOf.flatMap((each, place) =>
    Object.entries(each).map(([id, condition]) => [`${String(place)} ${id}`, condition] as const),
  );
  return { ...segments, ...Object.fromEntries(own) };
}

/** A condition to be asked about every customer. */
export interface ConditionSpec {
  condition: Condition;
  segments: Readonly<Record<string, Condition>>;
  timezone: string;
  /** UTC ms at which it is asked. */
  at: number;
}

/** What a worker can be asked to do, and what it gives back. */
interface Tasks {
  /** Takes a log for the tasks that follow, in place of the one before. Its arrays are shared, not copied. */
  log: { input: EventLog; output: null };
  constants: { input: RunSpec; output: LogConstants };
  /**
   * Runs the customers of the ranges that the worker claims. For a run of one journey that is asked for it, with what its messages
   * reached (`measureReach`).
   */
  run: { input: RunTask; output: SimulationPart & { reach?: Reach } };
  /** What became of each entry of a range of customers in a run. */
  entries: { input: { spec: RunSpec; constants: LogConstants; range: CustomerRange }; output: EntryColumns };
  /** The movements of one journey's entries (`journey` is its place in the run) for a range of customers. */
  moves: { input: { spec: RunSpec; constants: LogConstants; journey: number; range: CustomerRange }; output: MoveColumns };
  /** What `trigger.by` is in the entries of some customers. */
  triggerValues: { input: { spec: RunSpec; constants: LogConstants; customers: readonly number[] }; output: TriggerValue[] };
  /** What messages of some customers may say. */
  moments: { input: { spec: RunSpec; constants: LogConstants; request: MomentsRequest }; output: MessageMoment[] };
  /** All are given by their places and numbers. */
  why: { input: { spec: RunSpec; constants: LogConstants; customer: number; journey: number; node: number }; output: Explained };
  /** The customers of a range, other than the one asked about, who passed at a crux. */
  nearest: {
    input: { spec: RunSpec; constants: LogConstants; customer: number; journey: number; crux: Crux; range: CustomerRange };
    output: NearestRow[];
  };
  story: { input: { spec: RunSpec; constants: LogConstants; customer: number }; output: Story };
  condition: { input: { spec: ConditionSpec; range: CustomerRange }; output: ConditionPart };
}

export type TaskKind = keyof Tasks;
export type TaskInput<Kind extends TaskKind> = Tasks[Kind]['input'];
export type TaskOutput<Kind extends TaskKind> = Tasks[Kind]['output'];

export type Request = { [Kind in TaskKind]: { kind: Kind; input: TaskInput<Kind> } }[TaskKind];
export type Reply =
  | { [Kind in TaskKind]: { kind: Kind; output: TaskOutput<Kind> } }[TaskKind]
  | { kind: 'failed'; error: unknown }
  /** Sent once, unasked: it has started. */
  | { kind: 'up' };
