import { ActionIcon } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { Section } from '../../../ui/index.js';
import { useEditorState, useOpenJourney } from '../EditorContext.js';
import classes from './history.module.css';
import { Versions } from './Versions.js';

/** The way the journey came: the versions kept under a name, and every step of this session, to go back and forth along. */
export function HistoryPanel({ onClose }: { onClose: () => void }) {
  return (
    <>
      <header className={classes['head']}>
        <h2 className={classes['title']}>History</h2>
        <ActionIcon aria-label="Close the history" onClick={onClose}>
          <IconX size={16} />
        </ActionIcon>
      </header>
      <Versions />
      <Session />
    </>
  );
}

/** The steps since the journey was opened, the latest first; those taken back are above, ready to be done again. */
function Session() {
  const { editor } = useOpenJourney();
  const { past, future } = useEditorState((state) => state.history);
  const steps = [...past, ...[...future].reverse()];
  const done = past.length;
  return (
    <Section
      title="This session"
      look="label"
      hint="Click a step to go back or forth to it. Nothing is lost on the way."
      className={classes['section']}
    >
      <ol className={classes['steps']} aria-label="Steps of this session, the latest first" reversed>
        {steps
          .map((step, index) => ({ name: step.name, number: index + 1 }))
          .reverse()
          .map(({ name, number }) => (
            <HistoryStep
              key={number}
              name={name}
              isNow={number === done}
              isUndone={number > done}
              onClick={() => editor.leapTo(number)}
            />
          ))}
        <HistoryStep name="as it was opened" isNow={done === 0} isUndone={false} onClick={() => editor.leapTo(0)} />
      </ol>
    </Section>
  );
}

interface HistoryStepProps {
  name: string;
  isNow: boolean;
  isUndone: boolean;
  onClick: () => void;
}

function HistoryStep({ name, isNow, isUndone, onClick }: HistoryStepProps) {
  return (
    <li>
      <button
        type="button"
        className={classes['step']}
        data-undone={isUndone || undefined}
        aria-current={isNow ? 'step' : undefined}
        onClick={onClick}
      >
        <span>{`${name.charAt(0).toUpperCase()}${name.slice(1)}`}</span>
        {isNow && <small>now</small>}
        {isUndone && <small>taken back</small>}
      </button>
    </li>
  );
}
