import { Button } from '@mantine/core';
import type { Why, WhyAttempt } from '../../../shared/simulation/why/schema.js';
import { formatCount, formatDateTime, Pill } from '../../ui/index.js';
import { openStory } from '../results/index.js';
import { FindingTree } from './FindingTree.js';
import { closeWhy, setWhy } from './whyStore.js';
import { answer, outcomeLabel, outcomeTone, withDates } from './wording.js';
import classes from './why.module.css';

interface AnswerProps {
  why: Why;
  zone: string;
  titleOf: (node: string) => string;
}

/** The answer: in one sentence, then each time with its conditions, then the customers most alike who passed. */
export function WhyAnswer({ why, zone, titleOf }: AnswerProps) {
  const { attempts, leftOut, nearest } = why;
  return (
    <div className={classes['answer']}>
      <p className={classes['sentence']} role="status">
        {answer(why.userId, titleOf(why.node), why.reached)}
      </p>
      {attempts.length === 0 && <p>No trigger of this journey leads to this step.</p>}
      <ol className={classes['attempts']}>
        {attempts.map((attempt, place) => (
          <li key={place} className={classes['attempt']}>
            <Attempt attempt={attempt} zone={zone} titleOf={titleOf} />
          </li>
        ))}
      </ol>
      {leftOut > 0 && <p className={classes['muted']}>{formatCount(leftOut, 'more time is', 'more times are')} left out.</p>}
      {nearest.length > 0 && <Nearest why={why} zone={zone} />}
      <div className={classes['actions']}>
        <Button size="xs" onClick={() => showStory(why.userId)}>
          The whole story of {why.userId}
        </Button>
      </div>
    </div>
  );
}

function showStory(userId: string): void {
  closeWhy();
  openStory(userId);
}

function Attempt({ attempt, zone, titleOf }: { attempt: WhyAttempt } & Omit<AnswerProps, 'why'>) {
  const { time, trigger, steps, stop, reached } = attempt;
  return (
    <>
      <div className={classes['attemptHead']}>
        <Pill tone={outcomeTone(attempt)}>{outcomeLabel(attempt)}</Pill>
        <span>{time === null ? `by “${titleOf(trigger)}”` : `${formatDateTime(time, zone)}, by “${titleOf(trigger)}”`}</span>
      </div>
      <ol className={classes['steps']}>
        {steps.map((step, place) => (
          <li key={place} data-towards={step.towards || undefined}>
            <b>{titleOf(step.node)}</b> {step.words}{' '}
            <time className={classes['muted']} dateTime={step.time}>
              {formatDateTime(step.time, zone)}
            </time>
            {step.finding && <FindingTree finding={step.finding} />}
          </li>
        ))}
        {reached !== null && (
          <li data-towards>
            <b>Came here</b>{' '}
            <time className={classes['muted']} dateTime={reached}>
              {formatDateTime(reached, zone)}
            </time>
          </li>
        )}
      </ol>
      {stop && (
        <div className={classes['stop']}>
          <p>
            <b>{stop.node === null ? 'Settings of the journey' : titleOf(stop.node)}:</b> {withDates(stop.words, zone)}
          </p>
          {stop.finding && steps.at(-1)?.node !== stop.node && <FindingTree finding={stop.finding} />}
          {stop.differ.length > 0 && (
            <>
              <p className={classes['label']}>What would have had to differ</p>
              <ul className={classes['differ']}>
                {stop.differ.map((words, place) => (
                  <li key={place}>{withDates(words, zone)}</li>
                ))}
              </ul>
            </>
          )}
        </div>
      )}
    </>
  );
}

function Nearest({ why, zone }: { why: Why; zone: string }) {
  return (
    <section aria-labelledby="why-nearest">
      <h3 id="why-nearest" className={classes['label']}>
        Most alike, and passed there
      </h3>
      <ul className={classes['nearest']}>
        {why.nearest.map(({ userId, time, saw }) => (
          <li key={userId}>
            <div>
              <b>{userId}</b> <time className={classes['muted']}>{formatDateTime(time, zone)}</time>
              {saw.map((words, place) => (
                <div key={place} className={classes['saw']}>
                  {words}
                </div>
              ))}
            </div>
            <Button size="xs" variant="subtle" aria-label={`Why did ${userId} pass?`} onClick={() => setWhy({ userId })}>
              Why?
            </Button>
            <Button size="xs" variant="subtle" aria-label={`Story of ${userId}`} onClick={() => showStory(userId)}>
              Story
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
