import { useCallback, useMemo, useState } from 'react';
import { sweepPointsSchema, type SweepPoint } from '../../../../shared/contract/comparisons.js';
import { proposedRange, valuesOf, type JourneyNumber, type NumberRange } from '../../../../shared/journey/numbers/numbers.js';
import type { JourneyDraft } from '../../../../shared/journey/schema.js';
import { useLongCall, type LongCall } from '../../../app/useLongCall.js';
import { useDraft, useOpenJourney } from '../../journey/EditorContext.js';
import { useRun } from '../../journey/runStore.js';

/** A number to be tried and the values to try. */
export interface Axis {
  number: JourneyNumber;
  range: NumberRange;
}

/** A sweep that was made or is under way. */
export interface Tried {
  axes: readonly Axis[];
  points: readonly SweepPoint[];
  lookBack: string;
  /** The journey as it was then. */
  draft: JourneyDraft;
}

export interface SweepState {
  axes: readonly Axis[];
  /** Chooses the number of an axis, or takes the second away. */
  choose: (place: 0 | 1, path: string | undefined) => void;
  setRange: (path: string, range: NumberRange) => void;
  tried: Tried | undefined;
  /** Whether the journey changed since. */
  stale: boolean;
  call: Pick<LongCall<'comparisons.sweep'>, 'running' | 'cancelling' | 'progress' | 'error' | 'cancel'>;
  start: () => Promise<void>;
}

interface Chosen {
  path: string;
  /** Absent: as it is proposed. */
  range?: NumberRange;
}

/** The choice of numbers and values, and trying them. */
export function useSweep(numbers: readonly JourneyNumber[]): SweepState {
  const { project, journeyId, autosave } = useOpenJourney();
  const draft = useDraft();
  const options = useRun(project, journeyId, (state) => state.options);
  const [chosen, setChosen] = useState<readonly Chosen[]>([]);
  const [tried, setTried] = useState<Tried>();
  const [seen, setSeen] = useState<unknown>();
  const { start: call, running, cancelling, progress, error, cancel } = useLongCall('comparisons.sweep');
  const axes = useMemo(
    () =>
      chosen.flatMap(({ path, range }) => {
        const number = numbers.find((candidate) => candidate.path === path);
        return number ? [{ number, range: range ?? proposedRange(number) }] : [];
      }),
    [numbers, chosen],
  );
  const choose = useCallback((place: 0 | 1, path: string | undefined) => {
    setChosen((before) => {
      const next = before.filter((axis, index) => index !== place && axis.path !== path);
      return path === undefined ? next : [...next.slice(0, place), { path }, ...next.slice(place)];
    });
  }, []);
  const setRange = useCallback((path: string, range: NumberRange) => {
    setChosen((before) => before.map((axis) => (axis.path === path ? { path, range } : axis)));
  }, []);
  const start = useCallback(async () => {
    await autosave.flush();
    const asked = { axes, points: [], lookBack: '', draft };
    setTried(asked);
    const done = await call({
      project,
      side: { journey: journeyId },
      axes: axes.map(({ number, range }) => ({ path: number.path, values: valuesOf(number, range) })),
      options,
    });
    if (done) setTried({ ...asked, ...done });
  }, [autosave, axes, draft, call, project, journeyId, options]);
  const partial: unknown = progress?.partial;
  if (partial !== undefined && partial !== seen) {
    // What is done already shows at once, and stays when the rest is called off.
    setSeen(partial);
    const points = sweepPointsSchema.safeParse(partial);
    if (points.success) setTried((before) => before && { ...before, points: points.data });
  }
  const callState = useMemo(
    () => ({ running, cancelling, progress, error, cancel }),
    [running, cancelling, progress, error, cancel],
  );
  return useMemo(
    () => ({ axes, choose, setRange, tried, stale: tried !== undefined && tried.draft !== draft, call: callState, start }),
    [axes, choose, setRange, tried, draft, callState, start],
  );
}
