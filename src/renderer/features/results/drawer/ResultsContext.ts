import { createContext, useContext } from 'react';
import type { Run, RunCharts } from '../../../../shared/contract/simulations.js';
import type { RunView } from '../../../../shared/results/figures.js';
import type { JourneyDraft } from '../../../../shared/journey/schema.js';
import type { JourneyResult } from '../../../../shared/simulation/result.js';

/** What every part of the drawer needs of the run that shows. */
export interface Results {
  project: string;
  journeyId: string;
  run: Run;
  /** The counts of this journey within the run. */
  result: JourneyResult;
  /** What its charts are made of. */
  charts: RunCharts;
  draft: JourneyDraft;
  /** All that a figure needs. */
  view: RunView;
  /** The journey's IANA zone, in which all times are shown. */
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
