import { Checkbox } from '@mantine/core';
import { useMemo, useState } from 'react';
import { ANY_EVENT, EMAIL_EVENTS, type EventSelector } from '../../../../../shared/condition/events.js';
import { eventWords } from '../../../../../shared/condition/words/events.js';
import { formatCompact } from '../../../../ui/index.js';
import { useLog } from '../LogContext.js';
import { useFieldProblems } from './claims.js';
import { FieldMessages } from './FieldMessages.js';
import { asList, asRecord, asText } from './read.js';
import { SearchPick, type SearchOption } from './SearchPick.js';

/** How the event stands in the sentence: "viewed a product", or "product view". */
export type EventForm = 'past' | 'one' | 'many';

interface EventPickProps {
  label: string;
  value: unknown;
  onChange: (value: EventSelector) => void;
  path: string;
  form?: EventForm;
  /** Whether "any event" may be chosen. */
  any?: boolean;
  /** Whether several events may be chosen, of which any counts. */
  several?: boolean;
}

/** The names that a selector lists, however unfinished it is. */
export function selectedNames(value: unknown): string[] {
  if (typeof value === 'string') return value === '' ? [] : [value];
  return asList(asRecord(value)['anyOf'])
    .map(asText)
    .filter((name) => name !== '');
}

function useEventOptions(form: EventForm, any: boolean): SearchOption[] {
  const log = useLog();
  return useMemo(() => {
    const known = log?.eventNames ?? [];
    const mail = EMAIL_EVENTS.filter((name) => !known.some((event) => event.name === name)).map((name) => ({ name, count: 0 }));
    const names = [...known, ...mail].map(({ name, count }): SearchOption => ({
      value: name,
      label: eventWords(name)[form],
      note: count > 0 ? `${name} · ${formatCompact(count)}` : name,
    }));
    return any ? [{ value: ANY_EVENT, label: eventWords(ANY_EVENT)[form] }, ...names] : names;
  }, [log, form, any]);
}

/** An event, or several of which any counts: from the log, or by a name of one's own. */
export function EventPick({ label, value, onChange, path, form = 'past', any = true, several = true }: EventPickProps) {
  const options = useEventOptions(form, any);
  const { problems, id, invalid, describedBy } = useFieldProblems(path, 'deep');
  const names = selectedNames(value);
  const [multi, setMulti] = useState(names.length > 1);
  const pick = (name: string) => {
    if (!multi || name === ANY_EVENT) return onChange(name);
    const kept = names.filter((other) => other !== ANY_EVENT);
    const next = kept.includes(name) ? kept.filter((other) => other !== name) : [...kept, name];
    const [only] = next;
    return onChange(next.length === 1 && only !== undefined ? only : next.length === 0 ? '' : { anyOf: next });
  };
  const [first] = names;
  const text = first === undefined ? '' : eventWords(names.length === 1 ? first : { anyOf: names })[form];
  return (
    <>
      <SearchPick
        label={label}
        text={text}
        chosen={names}
        options={options}
        onPick={pick}
        several={multi}
        custom={(typed) => `Use the event “${typed}”`}
        placeholder={form === 'past' ? 'did something…' : 'an event…'}
        invalid={invalid}
        describedBy={describedBy}
        nothing="No events yet: import a log, or type a name"
        footer={
          several && (
            <Checkbox
              size="xs"
              label="Any of several events"
              checked={multi}
              onChange={(event) => setMulti(event.currentTarget.checked)}
            />
          )
        }
      />
      <FieldMessages problems={problems} id={id} />
    </>
  );
}
