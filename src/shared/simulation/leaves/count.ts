import { compileCount, type CountTest } from '../../condition/compare.js';
import { durationMs } from '../../condition/duration.js';
import type { DidCount } from '../../condition/schema.js';
import type { Observation } from '../../condition/words/index.js';
import type { Moment, Scout } from '../condition.js';
import type { CompileContext } from '../context.js';
import type { EventMask } from '../events.js';
import { NO_EVENT, Postings } from '../postings.js';
import type { MatchStream } from '../stream.js';
import type { Timeline } from '../timeline.js';
import { windowOver, type Window } from '../window.js';
import type { CompiledLeaf } from './index.js';

/** `{"did": E, "times": N}`: how many matching events lie in the window (semantics §3). */
class CountLeaf implements CompiledLeaf {
  readonly mask: EventMask;
  readonly #stream: MatchStream;
  readonly #window: Window;
  readonly #test: CountTest;

  constructor(stream: MatchStream, window: Window, test: CountTest) {
    this.mask = stream.mask;
    this.#stream = stream;
    this.#window = window;
    this.#test = test;
  }

  holds(moment: Moment): boolean {
    return this.#test.holds(this.#count(moment));
  }

  nextChange(moment: Moment): number {
    const stream = this.#stream;
    const window = this.#window;
    const { range } = this.#test;
    stream.sync();
    const lower = window.lower(moment);
    const count = stream.count - lower;
    if (count === 0) return Infinity;
    if (!range) return window.expiry(lower);
    // Time alone only takes events out of the window: the verdict changes when the count falls past an end of the range.
    if (count < range.low || range.high < 0) return Infinity;
    if (count > range.high) return window.expiry(lower + count - range.high - 1);
    return range.low <= 0 ? Infinity : window.expiry(lower + count - range.low);
  }

  observe(moment: Moment): Observation {
    return { count: this.#count(moment) };
  }

  #count(moment: Moment): number {
    this.#stream.sync();
    return this.#stream.count - this.#window.lower(moment);
  }
}

/** How many events a scout looks for at a time: most journeys let a customer in once. */
const BATCH = 32;

/** Looks ahead for where the count of events in a sliding window, or of all so far, lies between two numbers. */
class CountScout implements Scout {
  readonly found = new Int32Array(BATCH);
  readonly #timeline: Timeline;
  /** Events at which it is asked, and those that are counted. */
  readonly #asked: Postings;
  readonly #counted: Postings;
  readonly #duration: number;
  readonly #low: number;
  readonly #high: number;
  #serial = -1;
  /** The place in `#counted` of the first event inside the window. */
  #lower = 0;

  constructor(timeline: Timeline, asked: EventMask, counted: EventMask, duration: number, range: { low: number; high: number }) {
    this.#timeline = timeline;
    this.#asked = new Postings(timeline, asked);
    this.#counted = new Postings(timeline, counted);
    this.#duration = duration;
    this.#low = range.low;
    this.#high = range.high;
  }

  next(): number {
    if (this.#serial !== this.#timeline.serial) this.#restart();
    const { end, log } = this.#timeline;
    const { times } = log;
    const { found } = this;
    const [duration, low, high] = [this.#duration, this.#low, this.#high];
    const [asked, counted] = [this.#asked.refs, this.#counted.refs];
    let [{ place }, { place: upper }, lower, count] = [this.#asked, this.#counted, this.#lower, 0];
    for (; place < asked.length && count < BATCH; place++) {
      const ref = asked[place] ?? NO_EVENT;
      if (ref >= end) break;
      const edge = (times[ref] ?? 0) - duration;
      while (upper < counted.length && (counted[upper] ?? NO_EVENT) <= ref) upper++;
      while (lower < upper && (times[counted[lower] ?? 0] ?? 0) <= edge) lower++;
      const matches = upper - lower;
      found[count] = ref;
      if (matches >= low && matches <= high) count++;
    }
    this.#asked.place = place;
    this.#counted.place = upper;
    this.#lower = lower;
    return count;
  }

  #restart(): void {
    this.#serial = this.#timeline.serial;
    this.#asked.seek(this.#timeline.begin);
    this.#counted.seek(this.#timeline.begin);
    this.#lower = this.#counted.place;
  }
}

/** Compiles the leaf. */
export function compileDidCount(leaf: DidCount, { run }: CompileContext): CompiledLeaf {
  const { timeline, session } = run;
  const { within } = leaf;
  const stream = run.stream(leaf.did, leaf.where, within === 'session');
  const test = compileCount(leaf.times);
  const compiled = new CountLeaf(stream, windowOver(within, stream, timeline, session), test);
  const { range } = test;
  if (!range || !stream.isLogged || within === 'session' || within === 'journey') return compiled;
  const duration = within === undefined ? Infinity : durationMs(within);
  return Object.assign(compiled, {
    scout: (mask: EventMask): Scout => new CountScout(timeline, mask, stream.mask, duration, range),
  });
}
