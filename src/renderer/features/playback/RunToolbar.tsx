import { Button, SegmentedControl, Tooltip } from '@mantine/core';
import { IconFlame, IconHelpCircle, IconPlayerPlay } from '@tabler/icons-react';
import { MEASURES, type Measure } from '../../../shared/simulation/overlay.js';
import { setMeasure, toggleHeat, useCanvasFigures } from './measure.js';
import classes from './playback.module.css';

const LABELS: Record<Measure, string> = { entries: 'Entries', customers: 'Customers', messages: 'Messages' };

/** At the lower left of the canvas, after a run: what the numbers count, heat, why, and the playback. */
export function RunToolbar({ playing, onPlay, onWhy }: { playing: boolean; onPlay: () => void; onWhy: () => void }) {
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
      <Tooltip label="Why a customer came to the chosen step, or did not">
        <Button size="xs" onClick={onWhy} leftSection={<IconHelpCircle size={14} />}>
          Why?
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
