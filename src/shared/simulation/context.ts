import type { Condition } from '../condition/schema.js';
import type { Names } from '../condition/words/index.js';
import type { EventSelector, Where } from '../condition/events.js';
import { compileCondition, type CompiledCondition } from './condition.js';
import { addToMask, EventCodes, intersection, type EventMask } from './events.js';
import { compileWhere, PropertyReader, type EventFilter } from './properties.js';
import type { EventLog } from './log.js';
import { SessionTracker } from './session.js';
import { MatchStream } from './stream.js';
import type { Timeline } from './timeline.js';
import { Traits } from './traits.js';
import type { Zone } from './zones.js';

/** What conditions of one run share: the timeline and everything that is derived from it at most once. */
export class RunContext {
  readonly codes: EventCodes;
  readonly traits: Traits;
  readonly session: SessionTracker;
  readonly #properties = new Map<string, PropertyReader>();
  readonly #streams = new Map<string, MatchStream>();
  /** Events whose place in the history something may ask for. */
  readonly #observed: EventMask;
  /** By event code, of a sample of the log; worked out when first asked for. */
  #shares: Float64Array | undefined;

  constructor(
    readonly timeline: Timeline,
    readonly segments: Readonly<Record<string, Condition>>,
    /** Names of segments by id, for explanations; where one is missing it is called by its id. */
    readonly segmentNames: Readonly<Record<string, string>> = {},
  ) {
    this.codes = new EventCodes(timeline.log.eventNames);
    this.#observed = this.codes.emptyMask();
    this.traits = new Traits(timeline);
    this.session = new SessionTracker(timeline, this.codes.sessionMask());
  }

  /** Roughly the share of the log's events that a mask holds, 0 to 1: for choosing between ways that come to the same. */
  shareOf(mask: EventMask): number {
    this.#shares ??= sampleShares(this.timeline.log, this.codes.names.length);
    return this.#shares.reduce((sum, share, code) => (mask[code] === 1 ? sum + share : sum), 0);
  }

  property(name: string): PropertyReader {
    let reader = this.#properties.get(name);
    if (!reader) {
      reader = new PropertyReader(this.timeline, name);
      this.#properties.set(name, reader);
    }
    return reader;
  }

  /** Says that these events of the history are asked for. */
  observe(mask: EventMask): void {
    addToMask(this.#observed, mask);
  }

  /** Whether anything compiled so far asks for events of this code: what nobody asks for need not be kept. */
  isObserved(code: number): boolean {
    return this.#observed[code] === 1;
  }

  filter(where: Where | undefined): EventFilter | undefined {
    return compileWhere(where, (name) => this.property(name));
  }

  /** The stream of matching events; `sessionOnly` leaves out e-mail events, which are in no session (semantics §2). */
  stream(selector: EventSelector, where: Where | undefined, sessionOnly = false): MatchStream {
    const key = JSON.stringify([selector, where ?? [], sessionOnly]);
    let stream = this.#streams.get(key);
    if (!stream) {
      const all = this.codes.mask(selector);
      const mask = sessionOnly ? intersection(all, this.codes.sessionMask()) : all;
      stream = new MatchStream(this.timeline, mask, this.filter(where), this.codes.mayBeSimulated(mask));
      this.observe(mask);
      this.#streams.set(key, stream);
    }
    return stream;
  }
}

const SAMPLE_SIZE = 10_000;

function sampleShares({ eventCodes, eventCount }: EventLog, codes: number): Float64Array {
  const shares = new Float64Array(codes);
  const step = Math.max(1, Math.floor(eventCount / SAMPLE_SIZE));
  const sampled = Math.ceil(eventCount / step);
  for (let ref = 0; ref < eventCount; ref += step) {
    const code = eventCodes[ref] ?? 0;
    shares[code] = (shares[code] ?? 0) + 1 / sampled;
  }
  return shares;
}

/** A run context seen from one journey (or from none): its time zone. */
export class CompileContext {
  readonly #segments = new Map<string, CompiledCondition>();

  constructor(
    readonly run: RunContext,
    /** The journey's zone (semantics §3: every `timezone` left out is the journey's). */
    readonly zone: Zone,
    /** What segments and e-mail nodes are called, for explanations. */
    readonly names: Names = {},
    /** The journey's own segments; the run's where it has none. */
    private readonly segments: Readonly<Record<string, Condition>> = run.segments,
  ) {}

  /** A named segment's condition. @throws RangeError for an unknown one; the checks refuse those before. */
  segment(id: string): CompiledCondition {
    let compiled = this.#segments.get(id);
    if (!compiled) {
      const condition = Object.hasOwn(this.segments, id) ? this.segments[id] : undefined;
      if (!condition) throw new RangeError(`There is no segment "${id}"`);
      compiled = compileCondition(condition, this);
      this.#segments.set(id, compiled);
    }
    return compiled;
  }
}
