import { Button } from '@mantine/core';
import { IconArrowRight, IconFlask, IconShoppingCart } from '@tabler/icons-react';
import type { Sample } from '../../../shared/contract/projects.js';
import { useLongCall } from '../../app/useLongCall.js';
import { ErrorMessage, formatCount, IconTile, ProgressPanel } from '../../ui/index.js';
import classes from './start.module.css';
import { useShowProject } from './useShowProject.js';

/** A sample with what its data is, opened by one click. */
export function SampleCard({ sample }: { sample: Sample }) {
  const show = useShowProject();
  const opening = useLongCall('projects.openSample');
  const open = async () => {
    const project = await opening.start({ sample: sample.id });
    if (project) show(project);
  };
  const isGenerated = sample.id === 'demo-shop';
  return (
    <article className={classes['sample']} aria-labelledby={`sample-${sample.id}`}>
      <div className={classes['sampleHead']}>
        <IconTile family={isGenerated ? 'intent' : 'purchase'} size="lg">
          {isGenerated ? <IconFlask size={20} /> : <IconShoppingCart size={20} />}
        </IconTile>
        <div>
          <h3 id={`sample-${sample.id}`}>{sample.name}</h3>
          <p className={classes['sampleSize']}>
            {formatCount(sample.events, 'event')} · {formatCount(sample.customers, 'customer')}
          </p>
        </div>
      </div>
      <p className={classes['sampleText']}>{sample.description}</p>
      {opening.running ? (
        <ProgressPanel
          progress={opening.progress}
          waiting="Making your own copy…"
          onCancel={opening.cancel}
          cancelling={opening.cancelling}
        />
      ) : (
        <div className={classes['sampleFoot']}>
          <p className={classes['sampleNote']}>{sample.dataNote}</p>
          <Button
            onClick={() => void open()}
            rightSection={<IconArrowRight size={16} aria-hidden />}
            aria-label={`Open ${sample.name}`}
          >
            Open
          </Button>
        </div>
      )}
      <ErrorMessage error={opening.error} title={`${sample.name} could not be opened`} />
    </article>
  );
}
