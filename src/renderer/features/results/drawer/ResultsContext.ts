import { createContext, useContext } from 'react';
import type { Run } from '../../../../shared/contract/simulations.js';
import type { JourneyDraft } from '../../../../shared/journey/schema.js';
import type { JourneyResult } from '../../../../shared/simulation/result.js';

/** What every part of the drawer needs of the run that shows. */
export interface Results {
  project: string;
  journeyId: string;
  run: Run;
  /** The counts of this journey within the run. */
  result: JourneyResult;
  draft: JourneyDraft;
  /** The journey's IANA zone: all times but those of charts by UTC day are shown in it. */
  zone: string;
  /** Titles of the journey's nodes by id. */
  titles: ReadonlyMap<string, string>;
}

export const ResultsContext = createContext<Results | undefined>(undefined);

/** The run that shows. @throws Error outside the drawer. */
export function useResults(): Results {
  const results = useContext(ResultsContext);
  if (!results) throw new Error('useResults needs a ResultsContext above it');
  return results;
}
