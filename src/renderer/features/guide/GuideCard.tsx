import { ActionIcon, Button } from '@mantine/core';
import { IconCheck, IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useSettings } from '../../app/appearance.js';
import { notifyError } from '../../ui/index.js';
import { useDraft, useOpenJourney } from '../journey/EditorContext.js';
import { useRun } from '../journey/runStore.js';
import { useStoryOpen } from '../results/index.js';
import classes from './guide.module.css';
import { GUIDE_STEPS, stepsDone } from './guideSteps.js';
import { endGuide, noteDone, useGuide } from './guideStore.js';

/** The guide to a first journey, at the edge of the canvas, while it runs for this journey. */
export function GuideCard() {
  const { journeyId } = useOpenJourney();
  const journey = useGuide((state) => state.journey);
  return journey === journeyId ? <Card /> : null;
}

function useDone(): number {
  const { project, journeyId } = useOpenJourney();
  const draft = useDraft();
  const hasRun = useRun(project, journeyId, ({ run, stale }) => run !== undefined && !stale);
  const hasStory = useStoryOpen();
  const before = useGuide((state) => state.done);
  const done = stepsDone({ draft, hasRun, hasStory }, before);
  useEffect(() => noteDone(done), [done]);
  return done;
}

function Card() {
  const done = useDone();
  const [folded, setFolded] = useState(false);
  const { save } = useSettings();
  const isOver = done >= GUIDE_STEPS.length;
  const end = () => {
    endGuide();
    save({ guide: isOver ? 'done' : 'skipped' }).catch((error: unknown) =>
      notifyError('The end of the guide was not noted', error),
    );
  };
  const fold = folded ? 'Unfold the guide' : 'Fold the guide';
  return (
    <section className={classes['card']} aria-label="Guide to your first journey">
      <header className={classes['head']}>
        <h2 className={classes['title']}>Your first journey</h2>
        <span className={classes['count']}>{`${String(done)} of ${String(GUIDE_STEPS.length)}`}</span>
        <ActionIcon aria-label={fold} aria-expanded={!folded} onClick={() => setFolded(!folded)}>
          {folded ? <IconChevronUp size={16} /> : <IconChevronDown size={16} />}
        </ActionIcon>
      </header>
      {!folded && (
        <>
          <ol className={classes['steps']} aria-live="polite">
            {GUIDE_STEPS.map(({ title, text }, index) => (
              <li
                key={title}
                data-state={index < done ? 'done' : index === done ? 'now' : undefined}
                aria-current={index === done ? 'step' : undefined}
              >
                <span className={classes['mark']}>
                  {index < done ? <IconCheck size={12} role="img" aria-label="Done:" /> : String(index + 1)}
                </span>
                <div>
                  <b>{title}</b>
                  {index === done && <p>{text}</p>}
                </div>
              </li>
            ))}
          </ol>
          {isOver && (
            <p className={classes['over']}>
              That is all it takes. Change a number and simulate again to see the difference, or go on from a recipe.
            </p>
          )}
          <div className={classes['foot']}>
            <Button size="xs" variant={isOver ? 'filled' : 'subtle'} onClick={end}>
              {isOver ? 'Done' : 'Skip the guide'}
            </Button>
          </div>
        </>
      )}
    </section>
  );
}
