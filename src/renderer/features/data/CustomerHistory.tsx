import { Skeleton } from '@mantine/core';
import { useEngineQuery } from '../../app/queries.js';
import { ErrorMessage, formatDateTime, Pill, RowsTable, Section, type RowsColumn } from '../../ui/index.js';
import classes from './data.module.css';
import { eventsOfCustomer, factsOf, traitsOfCustomer, type SqlRows } from './customerSql.js';

const COLUMNS: readonly RowsColumn[] = [
  { key: 'time', head: 'When', width: 26 },
  { key: 'event', head: 'What', width: 22 },
  { key: 'facts', head: 'With', width: 40, grows: true },
];

/** The traits and the events of one customer. */
export function CustomerHistory({ project, userId }: { project: string; userId: string }) {
  const traits = useEngineQuery('logs.sql', { project, sql: traitsOfCustomer(userId) });
  const events = useEngineQuery('logs.sql', { project, sql: eventsOfCustomer(userId) });
  return (
    <Section title={userId} level={2}>
      <ErrorMessage error={traits.error ?? events.error} title="The customer could not be read" />
      <Traits rows={traits.data} />
      {events.data ? <History userId={userId} rows={events.data} /> : !events.error && <Skeleton height={280} />}
    </Section>
  );
}

function Traits({ rows }: { rows: SqlRows | undefined }) {
  if (!rows) return <Skeleton height={24} mb="md" />;
  const facts = factsOf(rows, 0, ['userid']);
  if (facts.length === 0) return <p className={classes['quiet']}>Nothing but events is known of this customer.</p>;
  return (
    <div className={classes['traits']}>
      {facts.map(({ name, value }) => (
        <Pill key={name} title={`${name}: ${value}`}>
          {name}: <b>{value}</b>
        </Pill>
      ))}
    </div>
  );
}

const FRAME = ['userid', 'event', 'timestamp', 'messageid'];

function History({ userId, rows }: { userId: string; rows: SqlRows }) {
  const place = (name: string) => rows.columns.findIndex((column) => column.toLowerCase() === name);
  const [timePlace, eventPlace] = [place('timestamp'), place('event')];
  return (
    <RowsTable
      label={`Events of ${userId}`}
      columns={COLUMNS}
      count={rows.rows.length}
      className={classes['history']}
      cell={(index, column) => {
        const row = rows.rows[index];
        if (!row) return undefined;
        if (column === 0) return formatDateTime(instantOf(row[timePlace]));
        if (column === 1) return String(row[eventPlace] ?? '');
        return factsOf(rows, index, FRAME)
          .map(({ name, value }) => `${name} ${value}`)
          .join(' · ');
      }}
    />
  );
}

/** SQL writes instants as text in UTC; without a zone it is UTC too. */
function instantOf(value: string | number | boolean | null | undefined): string | number {
  if (typeof value === 'number') return value;
  const text = String(value ?? '');
  return /(Z|[+-]\d{2}(:?\d{2})?)$/.test(text)
    ? text.replace(' ', 'T').replace(/([+-]\d{2})$/, '$1:00')
    : `${text.replace(' ', 'T')}Z`;
}
