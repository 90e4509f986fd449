/**
 * The behaviour log as the simulator reads it: flat typed arrays, so that workers share one copy (the arrays may lie in
 * SharedArrayBuffers) and a pass over a customer touches memory in order. Built by the store, read-only for everybody else.
 */

/** Strings as UTF-8, back to back: string `i` is `bytes[offsets[i] … offsets[i + 1])`. */
export interface StringTable {
  bytes: Uint8Array;
  /** One more than there are strings; starts with 0. */
  offsets: Uint32Array;
}

/** How a dictionary entry is to be read. */
export const VALUE_KIND = { string: 0, number: 1, boolean: 2 } as const;

/** The values of one property or trait (semantics §1: a string, a number, a boolean or absent). */
export type ValueColumn =
  | {
      kind: 'number';
      /** One per event (or customer); NaN is absent. Chosen when every value present is a number. */
      values: Float64Array;
    }
  | {
      kind: 'coded';
      /** One per event (or customer); 0 is absent, else 1 + the place in the dictionary. Equal values have equal codes. */
      codes: Uint32Array;
      dictionary: ValueDictionary;
    };

/** The distinct values of a coded column. */
export interface ValueDictionary {
  /** `VALUE_KIND` of each entry. */
  kinds: Uint8Array;
  /** The text of each entry; numbers as JSON, booleans as `true` or `false`. */
  texts: StringTable;
}

/** A log in memory. Customers are numbered from 0; the events of customer `c` are `eventOffsets[c] … eventOffsets[c + 1]`. */
export interface EventLog {
  customerCount: number;
  eventCount: number;
  /** The userId of each customer, as written. */
  customerIds: StringTable;
  eventOffsets: Uint32Array;
  /** UTC milliseconds, ascending within a customer; equal timestamps keep input order (semantics §1). */
  times: Float64Array;
  /** Places in `eventNames`. */
  eventCodes: Uint16Array;
  eventNames: readonly string[];
  /** The first and the last instant, UTC ms, where they are known without a look at the times. */
  period?: { from: number; to: number };
  /** 1 where the customer has a trait record (semantics §4, schedule). */
  hasTraits: Uint8Array;
  /** The columns that were asked for; a name that the log never saw is missing here. */
  properties: Readonly<Record<string, ValueColumn>>;
  traits: Readonly<Record<string, ValueColumn>>;
}

/** The names of the columns a run needs, so that only those are loaded. */
export interface LogColumns {
  properties: readonly string[];
  traits: readonly string[];
}
