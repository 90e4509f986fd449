import { ActionIcon, SegmentedControl, Tooltip } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useMemo, useRef, useState } from 'react';
import type { ComparedSide, TreatedRow } from '../../../../shared/contract/comparisons.js';
import { changesWords, TREATMENT_WORDS } from '../../../../shared/simulation/compare/words.js';
import { useEngineQuery } from '../../../app/queries.js';
import { nodeTitles, zoneOf } from '../../../../shared/results/journey.js';
import { EmptyState, ErrorMessage, formatCount, Pill, useBorrowedFocus } from '../../../ui/index.js';
import { filterSteps, withoutEchoes } from '../../results/model/story.js';
import { StoryTree } from '../../results/story/StoryTree.js';
import { useCompare } from '../CompareContext.js';
import { useTitleOf } from './TreatedCustomers.js';
import type { MadeComparison } from './useComparison.js';
import classes from '../compare.module.css';

type Steps = 'all' | 'journey';
const STEPS: { value: Steps; label: string }[] = [
  { value: 'journey', label: 'This journey' },
  { value: 'all', label: 'All' },
];

interface TwoStoriesProps {
  made: MadeComparison;
  row: TreatedRow;
  onClose: () => void;
  onShowNode: ((node: string) => void) | undefined;
}

/** What each side does with one customer, side by side. Escape leads back to the list. */
export function TwoStories({ made, row, onClose, onShowNode }: TwoStoriesProps) {
  const { comparison, labels } = made;
  const panel = useRef<HTMLElement>(null);
  const [steps, setSteps] = useState<Steps>('journey');
  const titleOf = useTitleOf(made);
  useBorrowedFocus(panel);
  return (
    <section
      ref={panel}
      tabIndex={-1}
      className={classes['stories']}
      aria-label={`Both stories of ${row.userId}`}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onClose();
      }}
    >
      <header className={classes['storiesHead']}>
        <Tooltip label="Back to the customers (Esc)">
          <ActionIcon aria-label="Back to the customers" onClick={onClose}>
            <IconArrowLeft size={16} />
          </ActionIcon>
        </Tooltip>
        <h3>{row.userId}</h3>
        <Pill>{TREATMENT_WORDS[row.treatment]}</Pill>
        <span className={classes['storiesWords']} title={changesWords(row.changes, titleOf)}>
          {changesWords(row.changes, titleOf)}
        </span>
        <SegmentedControl
          size="xs"
          aria-label="Which steps"
          data={STEPS}
          value={steps}
          onChange={(value) => setSteps(value === 'all' ? 'all' : 'journey')}
        />
      </header>
      <div className={classes['storyColumns']}>
        <SideStory side={comparison.before} label={labels.before} sent={row.before} {...{ row, steps, onShowNode }} />
        <SideStory side={comparison.after} label={labels.after} sent={row.after} {...{ row, steps, onShowNode }} />
      </div>
    </section>
  );
}

interface SideStoryProps {
  side: ComparedSide;
  label: string;
  sent: number;
  row: TreatedRow;
  steps: Steps;
  onShowNode: TwoStoriesProps['onShowNode'];
}

function SideStory({ side: { run, draft }, label, sent, row: { userId }, steps: filter, onShowNode }: SideStoryProps) {
  const { project, journeyId } = useCompare();
  const [scroller, setScroller] = useState<HTMLElement | null>(null);
  const { data: story, error } = useEngineQuery('simulations.story', { project, run, userId });
  const titles = useMemo(() => nodeTitles(draft), [draft]);
  const steps = useMemo(
    () => (story ? filterSteps(withoutEchoes(story.steps, draft), filter, draft.id) : []),
    [story, draft, filter],
  );
  return (
    <section className={classes['story']} aria-label={`With “${label}”`} aria-busy={!story}>
      <h4 className={classes['storyTitle']}>
        {label} <span className={classes['faint']}>{formatCount(sent, 'message')}</span>
      </h4>
      <div ref={setScroller} className={classes['storyBody']}>
        <ErrorMessage error={error} title="The story cannot be told" />
        {story && steps.length === 0 && (
          <EmptyState compact title="Never entered">
            {filter === 'journey' ? 'This side has nothing to do with the customer.' : 'Nothing is known of this customer.'}
          </EmptyState>
        )}
        {steps.length > 0 && (
          <StoryTree
            key={filter}
            label={`Steps of ${userId} with “${label}”`}
            steps={steps}
            zone={zoneOf(draft)}
            titles={titles}
            scroller={scroller}
            onShowNode={draft.id === journeyId ? onShowNode : undefined}
          />
        )}
      </div>
    </section>
  );
}
