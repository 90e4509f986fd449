import { createContext, useContext } from 'react';
import type { JourneyNumber } from '../../../shared/journey/numbers/numbers.js';
import type { ComparisonState } from './result/useComparison.js';
import type { SweepState } from './sweep/useSweep.js';

export type CompareMode = 'versions' | 'values';

/** Comparing and trying values in the journey that is open. */
export interface Compare {
  project: string;
  journeyId: string;
  mode: CompareMode;
  setMode: (mode: CompareMode) => void;
  /** The numbers of the journey as it is now. */
  numbers: readonly JourneyNumber[];
  comparison: ComparisonState;
  sweep: SweepState;
  /** Opens the values of one number to be tried. */
  tryValues: (path: string) => void;
}

export const CompareContext = createContext<Compare | undefined>(undefined);

/** @throws Error outside an open journey. */
export function useCompare(): Compare {
  const compare = useContext(CompareContext);
  if (!compare) throw new Error('useCompare needs a CompareProvider above it');
  return compare;
}
