import { Autocomplete, Modal, Progress, Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import { useCommands } from '../../app/commands.js';
import { useEngineQuery } from '../../app/queries.js';
import { useLongCall } from '../../app/useLongCall.js';
import type { Why } from '../../../shared/simulation/why/schema.js';
import { EmptyState, ErrorMessage } from '../../ui/index.js';
import { useDraft, useEditorState, useOpenJourney } from '../journey/EditorContext.js';
import { useRun } from '../journey/runStore.js';
import { useResultsView } from '../results/drawer/viewStore.js';
import { zoneOf } from '../../../shared/results/journey.js';
import { WhyAnswer } from './WhyAnswer.js';
import { closeWhy, openWhy, resetWhy, setWhy, useWhy } from './whyStore.js';
import classes from './why.module.css';

/** “Why, and why not”: for a customer and a step, what was decided on the way and by what. Offered by the command palette. */
export function WhyDialog({ titleOf }: { titleOf: (node: string) => string }) {
  const { project, journeyId } = useOpenJourney();
  const { open, userId, node } = useWhy();
  const draft = useDraft();
  const run = useRun(project, journeyId, (state) => state.run);
  const story = useResultsView((state) => state.story);
  const chosen = useEditorState(({ selection }) => [...selection.nodes][0]);
  useEffect(() => resetWhy, [project, journeyId]);
  useCommands([
    {
      id: 'why',
      group: 'Results',
      label: 'Why, and why not: a customer and a step',
      enabled: run !== undefined,
      run: () => openWhy({ userId: story, node: chosen }),
    },
  ]);
  const nodes = run?.result.journeys.find(({ id }) => id === journeyId)?.nodes ?? {};
  return (
    <Modal
      opened={open}
      onClose={closeWhy}
      size="44rem"
      title="Why, and why not"
      closeButtonProps={{ 'aria-label': 'Close' }}
      classNames={{ body: classes['body'] ?? '' }}
    >
      <div className={classes['question']}>
        <CustomerPick project={project} value={userId} />
        <Select
          label="Step"
          searchable
          placeholder="Choose a step"
          data={draft.nodes
            .filter(({ id }) => Object.hasOwn(nodes, id))
            .map(({ id }, place) => ({ value: id, label: `${String(place + 1)}. ${titleOf(id)}` }))}
          value={node ?? null}
          onChange={(value) => setWhy({ node: value ?? undefined })}
        />
      </div>
      {run !== undefined && userId !== undefined && node !== undefined && Object.hasOwn(nodes, node) ? (
        <Asked
          key={`${run.run}\n${userId}\n${node}`}
          about={{ project, run: run.run, journey: journeyId, userId, node }}
          zone={zoneOf(draft)}
          titleOf={titleOf}
        />
      ) : (
        <EmptyState compact title="About whom, and which step?">
          Choose a customer and a step of the journey to read why they came there, or what would have had to differ.
        </EmptyState>
      )}
    </Modal>
  );
}

interface AskedProps {
  about: { project: string; run: string; journey: string; userId: string; node: string };
  zone: string;
  titleOf: (node: string) => string;
}

/** Asks once: it is mounted anew for another question, which cancels this one. */
function Asked({ about, zone, titleOf }: AskedProps) {
  const { start, running, progress, error } = useLongCall('simulations.why');
  const [why, setAnswer] = useState<Why | undefined>(undefined);
  const { project, run, journey, userId, node } = about;
  useEffect(() => {
    let wanted = true;
    void start({ project, run, journey, userId, node }).then((found) => {
      if (wanted && found) setAnswer(found);
    });
    return () => {
      wanted = false;
    };
  }, [start, project, run, journey, userId, node]);
  if (error !== undefined) return <ErrorMessage error={error} title="This cannot be explained" />;
  if (why) return <WhyAnswer why={why} zone={zone} titleOf={titleOf} />;
  return running ? (
    <div role="status" className={classes['waiting']}>
      {progress?.stage ?? 'Following the customer'}…
      <Progress value={(progress?.fraction ?? 0) * 100} aria-label="Progress" />
    </div>
  ) : null;
}

function CustomerPick({ project, value }: { project: string; value: string | undefined }) {
  const [text, setText] = useState(value ?? '');
  const [shown, setShown] = useState(value);
  if (value !== shown) {
    // Another customer was chosen below.
    setShown(value);
    setText(value ?? '');
  }
  const [search] = useDebouncedValue(text.trim(), 150);
  const { data } = useEngineQuery('logs.findCustomers', { project, search, limit: 8 }, { keepPrevious: true });
  const submit = (userId: string): void => setWhy({ userId: userId.trim() === '' ? undefined : userId.trim() });
  return (
    <Autocomplete
      label="Customer"
      placeholder="Type a customer’s id"
      data-autofocus={value === undefined || undefined}
      data={[...new Set((data ?? []).map(({ userId }) => userId))]}
      value={text}
      filter={({ options }) => options}
      onChange={setText}
      onOptionSubmit={submit}
      onKeyDown={(event) => {
        if (event.key === 'Enter') submit(text);
      }}
      onBlur={() => {
        if (text.trim() !== (value ?? '')) submit(text);
      }}
    />
  );
}
