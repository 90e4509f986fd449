import type { ReactNode } from 'react';
import { EventPick, selectedNames, type EventForm } from './EventPick.js';
import { Line, Words } from './Line.js';
import { asList, asRecord, asText, withKey } from './read.js';
import { AddFilter, WhereEditor } from './WhereEditor.js';

interface OtherEventClauseProps {
  label: string;
  /** An `E2`: a name, or an event with filters. */
  value: unknown;
  onChange: (value: unknown) => void;
  path: string;
  before: ReactNode;
  after?: ReactNode;
  form?: EventForm;
}

/** An `E2` in a sentence: stays a mere name until it has several events or filters. */
export function OtherEventClause({ label, value, onChange, path, before, after, form = 'one' }: OtherEventClauseProps) {
  const isPlain = typeof value === 'string' || value === undefined;
  const event = isPlain ? asText(value) : asRecord(value)['event'];
  const where = isPlain ? undefined : asRecord(value)['where'];
  const change = (nextEvent: unknown, nextWhere: unknown) => {
    const hasWhere = asList(nextWhere).length > 0;
    onChange(
      !hasWhere && typeof nextEvent === 'string'
        ? nextEvent
        : withKey({ event: nextEvent }, 'where', hasWhere ? nextWhere : undefined),
    );
  };
  const names = selectedNames(event);
  return (
    <>
      <Line>
        {before !== '' && <Words>{before}</Words>}
        <EventPick
          label={label}
          value={event}
          form={form}
          path={isPlain ? path : `${path}/event`}
          onChange={(next) => change(next, where)}
        />
        <AddFilter value={where} onChange={(next) => change(event, next)} />
        {after}
      </Line>
      <WhereEditor
        value={where}
        path={`${path}/where`}
        event={names.length === 1 ? names[0] : undefined}
        onChange={(next) => change(event, next)}
      />
    </>
  );
}
