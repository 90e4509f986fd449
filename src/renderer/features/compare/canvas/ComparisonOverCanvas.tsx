import { Button } from '@mantine/core';
import { getViewportForBounds, type Viewport } from '@xyflow/react';
import { IconX } from '@tabler/icons-react';
import { useLayoutEffect, useMemo, useRef, useState } from 'react';
import { rememberingWords } from '../../../../shared/journey/words/step.js';
import { useSegments } from '../../../app/segments.js';
import { boundsOf } from '../../../canvas/geometry.js';
import { JourneyView } from '../../../canvas/JourneyView.js';
import { useResultsView } from '../../results/drawer/viewStore.js';
import { useCompare } from '../CompareContext.js';
import type { MadeComparison } from '../result/useComparison.js';
import { layOver } from './differences.js';
import classes from './overCanvas.module.css';

/** What two versions have differently, drawn over the canvas while the comparison shows in the drawer and is wanted there. */
export function ComparisonOverCanvas() {
  const { mode, comparison } = useCompare();
  const shows = useResultsView(({ tab, collapsed }) => tab === 'compare' && !collapsed);
  const { made, onCanvas, setOnCanvas } = comparison;
  if (!made || !onCanvas || !shows || mode !== 'versions') return null;
  const { before, after } = made.comparison;
  if (before.draft.id !== after.draft.id) return null;
  return <LaidOverView key={made.comparison.comparison} made={made} onClose={() => setOnCanvas(false)} />;
}

/** Farther away than this the numbers can't be read; what does not fit then is moved to. */
const LEGIBLE = 0.5;

const LEGEND = [
  { mark: 'added', words: 'added' },
  { mark: 'removed', words: 'removed' },
  { mark: 'changed', words: 'changed' },
] as const;

function LaidOverView({ made: { comparison, labels }, onClose }: { made: MadeComparison; onClose: () => void }) {
  const { names } = useSegments();
  const { draft, marks, overlay } = useMemo(() => layOver(comparison), [comparison]);
  const words = useMemo(() => rememberingWords(names)(draft), [names, draft]);
  const box = useRef<HTMLDivElement>(null);
  const [viewport, setViewport] = useState<Viewport>();
  useLayoutEffect(() => {
    const room = box.current?.getBoundingClientRect();
    const bounds = boundsOf(draft);
    if (room && bounds) setViewport(getViewportForBounds(bounds, room.width, room.height, LEGIBLE, 1, 0.04));
  }, [draft]);
  return (
    <section className={classes['over']} aria-label="Differences on the canvas">
      <header className={classes['head']}>
        <span className={classes['title']}>
          {labels.before} → {labels.after}
        </span>
        <ul className={classes['legend']} aria-label="Marks">
          {LEGEND.map(({ mark, words: text }) => (
            <li key={mark} data-mark={mark}>
              {text}
            </li>
          ))}
          <li>numbers: as in “{labels.after}”, with the difference</li>
        </ul>
        <Button size="xs" variant="subtle" leftSection={<IconX size={14} />} onClick={onClose}>
          Back to editing
        </Button>
      </header>
      <div ref={box} className={classes['picture']}>
        {viewport && (
          <JourneyView
            draft={draft}
            words={words}
            marks={marks}
            overlay={overlay}
            label={`${labels.before} and ${labels.after} laid over each other`}
            viewport={viewport}
            onViewport={setViewport}
          />
        )}
      </div>
    </section>
  );
}
