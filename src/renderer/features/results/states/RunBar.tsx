import { Button } from '@mantine/core';
import { formatCount, formatDuration, formatNumber, formatPercent } from '../../../ui/index.js';
import { useRun } from '../../journey/runStore.js';
import { SaveRunMenu } from './SaveRunMenu.js';
import { RunOptionsButton } from './RunOptionsButton.js';
import classes from './states.module.css';

/** The run's own line at the right of the tabs: how long it took, its seed, whether it is old, and its options. */
export function RunBar({ project, journeyId }: { project: string; journeyId: string }) {
  const run = useRun(project, journeyId, (state) => state.run);
  const status = useRun(project, journeyId, (state) => state.status);
  const stale = useRun(project, journeyId, (state) => state.stale);
  const simulate = useRun(project, journeyId, (state) => state.simulate);
  return (
    <div className={classes['bar']}>
      {status === 'running' && run && <Running project={project} journeyId={journeyId} />}
      {run && stale && status !== 'running' && (
        <span className={classes['stale']} role="status">
          Changed since this run
          <Button size="xs" variant="subtle" onClick={() => void simulate()}>
            Simulate again
          </Button>
        </span>
      )}
      {run && (
        <Facts
          milliseconds={run.timing.load + run.timing.simulate}
          load={run.timing.load}
          simulate={run.timing.simulate}
          seed={run.result.seed}
          workers={run.workers}
          journeys={run.result.journeys.length}
        />
      )}
      {run && <SaveRunMenu project={project} journeyId={journeyId} run={run.run} />}
      <RunOptionsButton project={project} journeyId={journeyId} />
    </div>
  );
}

/** A run that takes longer, while the one before still shows. A quick one is over before this can be read, so it waits a moment. */
function Running({ project, journeyId }: { project: string; journeyId: string }) {
  const fraction = useRun(project, journeyId, (state) => state.progress?.fraction);
  const cancel = useRun(project, journeyId, (state) => state.cancel);
  return (
    <span className={classes['running']}>
      <span role="status">Simulating…</span> {fraction !== undefined && formatPercent(Math.floor(fraction * 100) / 100)}
      <Button size="xs" variant="subtle" onClick={cancel}>
        Cancel
      </Button>
    </span>
  );
}

interface FactsProps {
  milliseconds: number;
  load: number;
  simulate: number;
  seed: number;
  workers: number;
  journeys: number;
}

function Facts({ milliseconds, load, simulate, seed, workers, journeys }: FactsProps) {
  const title = `Loading the log ${formatDuration(load)}, simulating ${formatDuration(simulate)} on ${formatNumber(workers)} ${workers === 1 ? 'worker' : 'workers'}`;
  return (
    <span className={classes['facts']} title={title}>
      {journeys > 1 ? `${formatCount(journeys, 'journey')} together · ` : 'simulated in '}
      {formatDuration(milliseconds)} · seed {seed}
    </span>
  );
}
