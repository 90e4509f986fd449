import { Button } from '@mantine/core';
import { useCallback, useEffect, useMemo, useState } from 'react';
import type { Paths } from '../../../../shared/contract/results.js';
import { funnelFigure, stagesFigure } from '../../../../shared/results/figures.js';
import { pathsFigure } from '../../../../shared/results/flow.js';
import { useLongCall } from '../../../app/useLongCall.js';
import { EmptyState, ErrorMessage, ProgressPanel } from '../../../ui/index.js';
import { FigureView } from '../charts/FigureView.js';
import { FlowView } from '../charts/FlowView.js';
import { useResults } from '../drawer/ResultsContext.js';
import classes from './paths.module.css';

/** The funnel by stage, and a picture of all paths. The engine follows every entry for it, so it may take a moment. */
export function PathsTab() {
  const { project, run, journeyId } = useResults();
  return <Followed key={run.run} project={project} run={run.run} journey={journeyId} />;
}

function Followed({ project, run, journey }: { project: string; run: string; journey: string }) {
  const { start, running, progress, error, cancel } = useLongCall('results.paths');
  const [paths, setPaths] = useState<Paths>();
  // Leaving the tab cancels the call, and with it what would come of it.
  const follow = useCallback(() => {
    void start({ project, run, journey }).then((found) => {
      if (found) setPaths(found);
    });
  }, [start, project, run, journey]);
  useEffect(follow, [follow]);
  if (error !== undefined) return <ErrorMessage error={error} title="The paths cannot be shown" />;
  if (paths) return <PathFigures paths={paths} />;
  if (!running) {
    return (
      <EmptyState compact title="The paths were not followed" actions={<Button onClick={follow}>Follow them</Button>}>
        Following every entry from step to step was cancelled.
      </EmptyState>
    );
  }
  return (
    <div className={classes['waiting']}>
      <ProgressPanel progress={progress} waiting="Following customers…" unit="customers" onCancel={cancel} />
    </div>
  );
}

function PathFigures({ paths }: { paths: Paths }) {
  const { view } = useResults();
  const flow = useMemo(() => pathsFigure(view, paths), [view, paths]);
  // A journey that names no stages still has its e-mails as a funnel.
  const funnel = useMemo(() => stagesFigure(view, paths) ?? funnelFigure(view), [view, paths]);
  return (
    <div className={classes['paths']}>
      <FigureView figure={funnel} />
      <FlowView flow={flow} className={classes['flow']} />
    </div>
  );
}
