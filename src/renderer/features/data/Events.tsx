import { Skeleton, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import type { LogSummary } from '../../../shared/contract/logs.js';
import { useEngineQuery } from '../../app/queries.js';
import { EmptyState, ErrorMessage, Section } from '../../ui/index.js';
import { BarRows } from './BarRows.js';
import classes from './data.module.css';
import { PickList } from './PickList.js';

const MOST_VALUES = 100;
const TYPES: Readonly<Record<string, string>> = { string: 'text', boolean: 'yes/no' };

type Field = { kind: 'property' | 'trait'; name: string };

interface EventsProps {
  project: string;
  log: LogSummary;
}

/** Events by name, the properties and traits there are, and the most frequent values of the one that is chosen. */
export function Events({ project, log }: EventsProps) {
  const [event, setEvent] = useState<string>();
  const [field, setField] = useState<Field | undefined>(() => firstField(log));
  const pick = (kind: Field['kind']) => (name: string) => setField({ kind, name });
  const named = (kind: Field['kind']) => (field?.kind === kind ? field.name : undefined);
  return (
    <div className={classes['explorer']}>
      <Section title="What happened" look="label" level={2} className={classes['pane']}>
        <PickList
          label="Events"
          bars
          items={log.eventNames.map(({ name, count }) => ({ name, count }))}
          chosen={event}
          onChoose={(name) => setEvent(name === event ? undefined : name)}
        />
      </Section>
      <Section title="Properties of events" look="label" level={2} className={classes['pane']}>
        <PickList
          label="Properties"
          items={log.properties.map(({ name, type }) => ({ name, note: TYPES[type] ?? type }))}
          chosen={named('property')}
          onChoose={pick('property')}
        />
        <h2 className={classes['subhead']}>Traits of customers</h2>
        <PickList
          label="Traits"
          items={log.traits.map(({ name, type }) => ({ name, note: TYPES[type] ?? type }))}
          chosen={named('trait')}
          onChoose={pick('trait')}
        />
      </Section>
      <div className={classes['pane']}>
        {field ? (
          <Values
            key={`${field.kind} ${field.name}`}
            project={project}
            field={field}
            event={field.kind === 'property' ? event : undefined}
          />
        ) : (
          <NoField />
        )}
      </div>
    </div>
  );
}

function firstField(log: LogSummary): Field | undefined {
  // Ids have a value for each row; a name that repeats says more at first sight.
  const telling = log.properties.find(({ name, type }) => type === 'string' && !/id$/i.test(name)) ?? log.properties[0];
  return telling && { kind: 'property', name: telling.name };
}

function NoField() {
  return (
    <EmptyState compact title="Choose a property or a trait">
      Its most frequent values show here.
    </EmptyState>
  );
}

interface ValuesProps {
  project: string;
  field: Field;
  event: string | undefined;
}

function useValues({ project, field, event }: ValuesProps, search: string) {
  const term = search.trim() ? { search: search.trim() } : {};
  const isProperty = field.kind === 'property';
  const ofProperty = useEngineQuery(
    'logs.propertyValues',
    { project, property: field.name, limit: MOST_VALUES, ...(event === undefined ? {} : { event }), ...term },
    { enabled: isProperty, keepPrevious: true },
  );
  const ofTrait = useEngineQuery(
    'logs.traitValues',
    { project, trait: field.name, limit: MOST_VALUES, ...term },
    { enabled: !isProperty, keepPrevious: true },
  );
  return isProperty ? ofProperty : ofTrait;
}

function Values({ project, field, event }: ValuesProps) {
  const [search, setSearch] = useState('');
  const [settled] = useDebouncedValue(search, 150);
  const { data, error, isPending } = useValues({ project, field, event }, settled);
  const where = field.kind === 'trait' ? 'customers' : (event ?? 'all events');
  return (
    <Section
      title={
        <>
          Values of <span className={classes['verbatim']}>{field.name}</span>
        </>
      }
      look="label"
      level={2}
    >
      <TextInput
        size="xs"
        aria-label={`Find a value of ${field.name}`}
        placeholder={`Find a value in ${where}`}
        value={search}
        leftSection={<IconSearch size={14} aria-hidden />}
        onChange={({ currentTarget }) => setSearch(currentTarget.value)}
        className={classes['search'] ?? ''}
      />
      {error && <ErrorMessage error={error} title="The values could not be read" />}
      {isPending && (
        <div className={classes['loading']}>
          {[1, 2, 3, 4, 5].map((line) => (
            <Skeleton key={line} height={20} />
          ))}
        </div>
      )}
      {data && data.length === 0 && (
        <p className={classes['quiet']}>{settled ? 'No value holds that.' : `No values in ${where}.`}</p>
      )}
      {data && data.length > 0 && (
        <BarRows
          rows={data.map(({ value, count }) => ({ label: String(value), count }))}
          family={field.kind === 'trait' ? 'purchase' : 'intent'}
        />
      )}
      {data && data.length === MOST_VALUES && (
        <p className={classes['quiet']}>The {MOST_VALUES} most frequent ones; search for others.</p>
      )}
    </Section>
  );
}
