import { useMemo } from 'react';
import { goalTimesFigure } from '../../../../shared/results/figures.js';
import { useEngineQuery } from '../../../app/queries.js';
import { FigureView } from '../charts/FigureView.js';
import { Waiting } from '../charts/Waiting.js';
import { useResults } from '../drawer/ResultsContext.js';

/** How long entries took to the goal; the engine looks at the entries again for it. */
export function GoalTimes() {
  const { project, run, journeyId, view } = useResults();
  const { data, error } = useEngineQuery('results.outcomes', { project, run: run.run, journey: journeyId });
  const figure = useMemo(() => data && goalTimesFigure(view, data), [view, data]);
  if (!figure) return <Waiting title="From entry to goal" error={error} />;
  return <FigureView figure={figure} />;
}
