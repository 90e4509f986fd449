import { IconCheck, IconChevronRight, IconFocusCentered, IconMailOpened, IconX } from '@tabler/icons-react';
import { memo } from 'react';
import type { StoryStep } from '../../../../shared/simulation/story.js';
import { formatCount } from '../../../ui/index.js';
import { formatDay } from '../../../../shared/format.js';
import { clockParts, formatInstant } from '../../../../shared/results/dates.js';
import { findingSummary } from '../model/finding.js';
import { eventRunWords, type StepOf } from '../model/story.js';
import type { StoryRow } from '../model/storyTree.js';
import { propertiesText, scalarText } from '../model/storyText.js';
import { RowButton } from '../table/RowButton.js';
import { lookOf } from './stepLook.js';
import classes from './story.module.css';

interface StoryRowViewProps extends ContentProps {
  index: number;
  /** Pixels from the top of the tree. */
  top: number;
  measure: (element: HTMLElement | null) => void;
  focused: boolean;
  onToggle: (key: string) => void;
  /** By Tab, a click or a screen reader: the keys go on from there. */
  onFocus: (key: string) => void;
}

interface ContentProps {
  row: StoryRow;
  zone: string;
  titles: ReadonlyMap<string, string>;
  onShowNode: ((node: string) => void) | undefined;
  onShowMessage: ((step: StepOf<'message'>) => void) | undefined;
}

/** One row of a story's tree. Everything in it comes from a log or a journey, and all of it is text. */
export const StoryRowView = memo(function StoryRowView({
  index,
  top,
  measure,
  row,
  focused,
  onToggle,
  onFocus,
  ...rest
}: StoryRowViewProps) {
  return (
    <div
      ref={measure}
      role="treeitem"
      aria-level={row.level}
      aria-expanded={row.expandable ? row.expanded : undefined}
      tabIndex={focused ? 0 : -1}
      data-index={index}
      data-kind={row.kind}
      className={classes['row']}
      style={{ transform: `translateY(${top}px)`, '--level': row.level }}
      onClick={row.expandable ? () => onToggle(row.key) : undefined}
      onFocus={() => onFocus(row.key)}
    >
      <span className={classes['chevron']} data-open={row.expanded || undefined} aria-hidden>
        {row.expandable && <IconChevronRight size={13} />}
      </span>
      <RowContent row={row} {...rest} />
    </div>
  );
});

function RowContent({ row, ...rest }: ContentProps) {
  switch (row.kind) {
    case 'day':
      return (
        <span className={classes['day']}>
          {formatDay(row.day, 'full')} <small>{formatCount(row.steps, 'step')}</small>
        </span>
      );
    case 'step':
      return <StepContent row={row} step={row.step} {...rest} />;
    case 'events':
      return <EventsContent row={row} zone={rest.zone} />;
    case 'properties':
      return <Properties step={row.step} />;
    case 'finding':
      return <FindingContent row={row} />;
  }
}

function Time({ time, zone }: { time: string; zone: string }) {
  const { clock, fraction } = clockParts(time, zone);
  return (
    <time className={classes['time']} dateTime={time} title={`${time} (UTC)`}>
      {clock}
      {fraction && <small>{fraction}</small>}
    </time>
  );
}

function StepContent({ row, step, zone, titles, onShowNode, onShowMessage }: ContentProps & { step: StoryStep }) {
  const { Icon, color, name } = lookOf(step);
  const node = 'node' in step ? step.node : undefined;
  return (
    <>
      <Time time={step.time} zone={zone} />
      <span className={classes['icon']} style={{ color }}>
        <Icon size={15} aria-label={name} role="img" />
      </span>
      <span className={classes['words']}>
        {step.kind === 'event' ? (
          <EventWords step={step} open={row.expanded} />
        ) : (
          <StepWords step={step} title={node === undefined ? undefined : (titles.get(node) ?? node)} />
        )}
        {step.kind === 'waits' && step.until !== null && (
          <span className={classes['aside']}> until {formatInstant(step.until, zone)}</span>
        )}
        {'finding' in step && step.finding && !row.expanded && (
          <span className={classes['aside']}> · {findingSummary(step.finding)}</span>
        )}
      </span>
      {step.kind === 'message' && onShowMessage && (
        <RowButton
          title="Show the message (M)"
          label="Show the message"
          className={classes['jump']}
          onPress={() => onShowMessage(step)}
        >
          <IconMailOpened size={14} />
        </RowButton>
      )}
      {node !== undefined && onShowNode && (
        <RowButton
          title="Show on the canvas (Enter)"
          label={`Show “${titles.get(node) ?? node}” on the canvas`}
          className={classes['jump']}
          onPress={() => onShowNode(node)}
        >
          <IconFocusCentered size={14} />
        </RowButton>
      )}
    </>
  );
}

function StepWords({ step, title }: { step: Exclude<StoryStep, { kind: 'event' }>; title: string | undefined }) {
  const entry = 'entry' in step && step.entry > 0 ? <span className={classes['entry']}>entry {step.entry + 1}</span> : null;
  return (
    <>
      {title !== undefined && <strong>{title}</strong>} {step.words} {entry}
    </>
  );
}

function EventWords({ step, open }: { step: Extract<StoryStep, { kind: 'event' }>; open: boolean }) {
  const properties = open ? '' : propertiesText(step.properties);
  return (
    <>
      {step.event}
      {step.simulated && <span className={classes['entry']}>simulated</span>}
      {properties && <span className={classes['aside']}> {properties}</span>}
    </>
  );
}

function EventsContent({ row, zone }: { row: Extract<StoryRow, { kind: 'events' }>; zone: string }) {
  const [first] = row.steps;
  return (
    <>
      {first && <Time time={first.time} zone={zone} />}
      <span className={classes['icon']} />
      <span className={classes['words']}>
        <span className={classes['aside']}>{eventRunWords(row.steps)}</span>
      </span>
    </>
  );
}

function Properties({ step }: { step: Extract<StoryStep, { kind: 'event' }> }) {
  return (
    <dl className={classes['properties']}>
      {Object.entries(step.properties).map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{scalarText(value)}</dd>
        </div>
      ))}
    </dl>
  );
}

function FindingContent({ row }: { row: Extract<StoryRow, { kind: 'finding' }> }) {
  const { finding, expandable } = row;
  return (
    <>
      <span className={classes['verdict']} data-holds={finding.holds}>
        {finding.holds ? (
          <IconCheck size={14} role="img" aria-label="holds" />
        ) : (
          <IconX size={14} role="img" aria-label="does not hold" />
        )}
      </span>
      <span className={classes['words']}>
        {finding.words}
        {finding.saw && <span className={classes['saw']}>{finding.saw}</span>}
        {expandable && !row.expanded && <span className={classes['aside']}> · {findingSummary(finding)}</span>}
      </span>
    </>
  );
}
