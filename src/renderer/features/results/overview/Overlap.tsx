import { useMemo } from 'react';
import { overlapFigure } from '../../../../shared/results/figures.js';
import { useEngineQuery } from '../../../app/queries.js';
import { MatrixView } from '../charts/MatrixView.js';
import { Waiting } from '../charts/Waiting.js';
import { useResults } from '../drawer/ResultsContext.js';
import classes from './overview.module.css';

/** Which customers the journeys that ran together both message. */
export function Overlap() {
  const { project, run } = useResults();
  const { data, error } = useEngineQuery('results.overlap', { project, run: run.run });
  const { data: journeys } = useEngineQuery('journeys.list', { project });
  const matrix = useMemo(() => {
    const names = new Map(journeys?.map(({ id, name }) => [id, name]));
    return data && overlapFigure(data, (id) => names.get(id) ?? id);
  }, [data, journeys]);
  if (!matrix) return <Waiting title="Overlap between journeys" error={error} />;
  return <MatrixView matrix={matrix} className={classes['wide']} />;
}
