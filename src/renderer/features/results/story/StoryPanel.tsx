import { ActionIcon, Button, SegmentedControl, Tooltip } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconCopy, IconHelpCircle, IconX } from '@tabler/icons-react';
import { useMemo, useRef, useState } from 'react';
import type { Story } from '../../../../shared/simulation/story.js';
import { useEngineQuery } from '../../../app/queries.js';
import { EmptyState, ErrorMessage, errorText, Pill, useBorrowedFocus } from '../../../ui/index.js';
import { openWhy } from '../../why/whyStore.js';
import { useResults } from '../drawer/ResultsContext.js';
import { closeStory } from '../drawer/viewStore.js';
import { showMessage } from '../../emails/message/messageStore.js';
import { messageCount } from '../model/messageCount.js';
import { filterSteps, STORY_FILTERS, withoutEchoes, type StoryFilter } from '../model/story.js';
import { storyText } from '../model/storyText.js';
import { copyText } from './copyText.js';
import { StoryHead } from './StoryHead.js';
import { StoryTree } from './StoryTree.js';
import classes from './story.module.css';

const FILTER_LABELS: Record<StoryFilter, string> = { all: 'All', journey: 'This journey', withoutEvents: 'Without events' };

interface StoryPanelProps {
  userId: string;
  onShowNode: ((node: string) => void) | undefined;
}

/** The story of one customer: who they are, and everything that happened to them in order, with the reason. Escape closes it. */
export function StoryPanel({ userId, onShowNode }: StoryPanelProps) {
  const { project, run } = useResults();
  const panel = useRef<HTMLElement>(null);
  const { data, error, isPending } = useEngineQuery(
    'simulations.story',
    { project, run: run.run, userId },
    { keepPrevious: true },
  );
  useBorrowedFocus(panel);
  return (
    <section
      ref={panel}
      tabIndex={-1}
      className={classes['panel']}
      aria-label={`Story of ${userId}`}
      aria-busy={isPending}
      onKeyDown={(event) => {
        if (event.key === 'Escape') {
          event.stopPropagation();
          closeStory();
        }
      }}
    >
      <header className={classes['bar']}>
        <h3 className={classes['name']} title={userId}>
          {userId}
        </h3>
        {data && <Actions story={data} />}
        <Tooltip label="Close (Esc)">
          <ActionIcon aria-label="Close the story" onClick={closeStory}>
            <IconX size={16} />
          </ActionIcon>
        </Tooltip>
      </header>
      {error && (
        <div className={classes['padded']}>
          <ErrorMessage error={error} title="The story cannot be told" />
        </div>
      )}
      {data && <StoryBody story={data} onShowNode={onShowNode} />}
    </section>
  );
}

function Actions({ story }: { story: Story }) {
  const { zone, titles, draft } = useResults();
  const copy = (): void => {
    copyText(storyText(story, withoutEchoes(story.steps, draft), { zone, titles }))
      .then(() => notifications.show({ message: 'The story is on the clipboard.' }))
      .catch((error: unknown) =>
        notifications.show({ color: 'red', title: 'The story was not copied', message: errorText(error) }),
      );
  };
  return (
    <>
      <Button
        size="xs"
        variant="subtle"
        leftSection={<IconHelpCircle size={14} />}
        onClick={() => openWhy({ userId: story.userId })}
      >
        Why, and why not…
      </Button>
      <Button size="xs" variant="subtle" leftSection={<IconCopy size={14} />} onClick={copy}>
        Copy as text
      </Button>
    </>
  );
}

function StoryBody({ story, onShowNode }: { story: Story; onShowNode: StoryPanelProps['onShowNode'] }) {
  const { project, run, journeyId, zone, titles, draft } = useResults();
  const [filter, setFilter] = useState<StoryFilter>('all');
  const steps = useMemo(
    () => filterSteps(withoutEchoes(story.steps, draft), filter, journeyId),
    [story, draft, filter, journeyId],
  );
  const [scroller, setScroller] = useState<HTMLElement | null>(null);
  return (
    <div ref={setScroller} className={classes['body']}>
      <StoryHead story={story} />
      <div className={classes['filters']}>
        <SegmentedControl
          size="xs"
          aria-label="Which steps"
          value={filter}
          data={STORY_FILTERS.map((value) => ({ value, label: FILTER_LABELS[value] }))}
          onChange={(value) => setFilter(STORY_FILTERS.find((known) => known === value) ?? 'all')}
        />
        <Pill>Times in {zone}</Pill>
      </div>
      {steps.length === 0 ? (
        <EmptyState compact title="No steps here">
          {filter === 'all' ? 'Nothing is known of this customer.' : 'Choose “All” to see what the customer did.'}
        </EmptyState>
      ) : (
        <StoryTree
          key={filter}
          label={`Steps of ${story.userId}`}
          steps={steps}
          zone={zone}
          titles={titles}
          scroller={scroller}
          onShowNode={onShowNode}
          onShowMessage={(step) => {
            const { journey, node, entry } = step;
            const { userId } = story;
            const subject = {
              kind: 'message',
              run: run.run,
              journey,
              node,
              userId,
              entry,
              count: messageCount(story.steps, step),
            } as const;
            showMessage({ project, subject, title: titles.get(node) ?? node });
          }}
        />
      )}
      {story.truncated && <p className={classes['padded']}>The story is longer; its later steps are left out here.</p>}
    </div>
  );
}
