import type { EventMask, EventRef } from './events.js';
import type { EventLog } from './log.js';
import type { Timeline } from './timeline.js';

/** Masks whose events are kept for a log; beyond that the one that was kept longest goes. */
const MOST_MASKS = 16;
/** To find the events of fewer than this is quicker than to keep them. */
const LEAST_KEPT = 4_096;
/** Past the last event of any log. */
export const NO_EVENT: EventRef = 0x7fff_ffff;

interface Block {
  end: EventRef;
  refs: Int32Array;
}

/** By a log's event codes, by mask, by the block's first event. */
const kept = new WeakMap<Uint16Array, Map<string, Map<EventRef, Block>>>();

function blocksOf({ eventCodes }: EventLog, mask: EventMask): Map<EventRef, Block> {
  const byMask = kept.get(eventCodes) ?? new Map<string, Map<EventRef, Block>>();
  kept.set(eventCodes, byMask);
  const key = mask.join('');
  let blocks = byMask.get(key);
  if (blocks) return blocks;
  const [oldest] = byMask.keys();
  if (oldest !== undefined && byMask.size >= MOST_MASKS) byMask.delete(oldest);
  blocks = new Map();
  byMask.set(key, blocks);
  return blocks;
}

/** Where events are picked, larger than any block so far. */
let scratch = new Int32Array(LEAST_KEPT);

/** Without a branch in the loop: in a log as mixed as most are a processor would guess wrong at every other event. */
function pick({ eventCodes }: EventLog, mask: EventMask, begin: EventRef, end: EventRef): Int32Array {
  if (scratch.length < end - begin) scratch = new Int32Array(end - begin);
  const refs = scratch;
  let count = 0;
  for (let ref = begin; ref < end; ref++) {
    refs[count] = ref;
    count += mask[eventCodes[ref] ?? 0] ?? 0;
  }
  return refs.slice(0, count);
}

/**
 * The events `begin` to `end` (exclusive) of the log that a mask selects, ascending. Those of a block as large as workers get them are
 * found once and kept as long as the log: they cost four bytes an event, and spare every further run the look at all the others.
 */
function postingsOf(log: EventLog, mask: EventMask, begin: EventRef, end: EventRef): Int32Array {
  if (end - begin < LEAST_KEPT) return pick(log, mask, begin, end);
  const blocks = blocksOf(log, mask);
  const known = blocks.get(begin);
  if (known?.end === end) return known.refs;
  const refs = pick(log, mask, begin, end);
  blocks.set(begin, { end, refs });
  return refs;
}

/** Reads the logged events of a mask, as they follow each other in the customers of a timeline. */
export class Postings {
  /** Those of the timeline's block, ascending. */
  refs: Int32Array = new Int32Array();
  /** The place in `refs` that is read next. */
  place = 0;
  readonly #timeline: Timeline;
  #block = -1;

  constructor(
    timeline: Timeline,
    readonly mask: EventMask,
  ) {
    this.#timeline = timeline;
  }

  /** Goes to the first event at or after `from`, which lies in the timeline's block. @returns that event, or `NO_EVENT` */
  seek(from: EventRef): EventRef {
    if (this.#block !== this.#timeline.block) this.#turn();
    const { refs } = this;
    let place = this.place;
    if (place > 0 && (refs[place - 1] ?? 0) >= from) place = 0;
    // Customers are mostly taken one after the other: then it is near, and steps that grow find it soon.
    let step = 1;
    while (place + step < refs.length && (refs[place + step] ?? 0) < from) {
      place += step;
      step *= 2;
    }
    this.place = firstAtOrAfter(refs, place, Math.min(place + step, refs.length), from);
    return this.next();
  }

  /** The event that is read next, or `NO_EVENT`. */
  next(): EventRef {
    return this.place < this.refs.length ? (this.refs[this.place] ?? NO_EVENT) : NO_EVENT;
  }

  /** Goes on past all events before `end`. @returns the place there */
  passUpTo(end: EventRef): number {
    const { refs } = this;
    let { place } = this;
    while (place < refs.length && (refs[place] ?? 0) < end) place++;
    return (this.place = place);
  }

  #turn(): void {
    const { log, block, blockBegin, blockEnd } = this.#timeline;
    this.#block = block;
    this.refs = postingsOf(log, this.mask, blockBegin, blockEnd);
    this.place = 0;
  }
}

/** The place of the first at or after `from`, between `low` and `high` (both inclusive). */
function firstAtOrAfter(refs: Int32Array, low: number, high: number, from: EventRef): number {
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((refs[middle] ?? NO_EVENT) < from) low = middle + 1;
    else high = middle;
  }
  return low;
}
