import { createContext, useContext } from 'react';

const NONE: ReadonlySet<string> = new Set();

/** Ids of the segments that a condition may not ask for: inside a segment itself and those that are defined by it. */
export const ExcludedSegments = createContext<ReadonlySet<string>>(NONE);

export function useExcludedSegments(): ReadonlySet<string> {
  return useContext(ExcludedSegments);
}
