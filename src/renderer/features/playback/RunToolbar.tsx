import { Button, SegmentedControl, Tooltip } from '@mantine/core';
import { IconFlame, IconPlayerPlay } from '@tabler/icons-react';
import { MEASURES, type Measure } from '../../canvas/overlay.js';
import { setMeasure, toggleHeat, useCanvasFigures } from './measure.js';
import classes from './playback.module.css';

const LABELS: Record<Measure, string> = { entries: 'Entries', customers: 'Customers', messages: 'Messages' };

/** At the upper right of the canvas, after a run: what the numbers count, heat, and the playback. */
export function RunToolbar({ playing, onPlay }: { playing: boolean; onPlay: () => void }) {
  const { measure, heat } = useCanvasFigures();
  return (
    <div className={classes['toolbar']} role="toolbar" aria-label="Results on the canvas">
      <SegmentedControl
        size="xs"
        aria-label="What the numbers count"
        value={measure}
        data={MEASURES.map((value) => ({ value, label: LABELS[value] }))}
        onChange={(value) => setMeasure(MEASURES.find((known) => known === value) ?? 'entries')}
      />
      <Tooltip label="Heat: tint steps by how many came there">
        <Button
          size="xs"
          aria-pressed={heat}
          data-active={heat || undefined}
          onClick={toggleHeat}
          leftSection={<IconFlame size={14} />}
        >
          Heat
        </Button>
      </Tooltip>
      {!playing && (
        <Tooltip label="Play the log: watch customers move through the journey">
          <Button size="xs" onClick={onPlay} leftSection={<IconPlayerPlay size={14} />}>
            Play
          </Button>
        </Tooltip>
      )}
    </div>
  );
}
