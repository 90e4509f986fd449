import { Button, Skeleton, Tabs } from '@mantine/core';
import { IconDatabase, IconFileImport } from '@tabler/icons-react';
import { useState } from 'react';
import type { LogSummary } from '../../../shared/contract/logs.js';
import { useCommands } from '../../app/commands.js';
import { useProject } from '../../app/project.js';
import { useEngineQuery } from '../../app/queries.js';
import { hrefOf } from '../../app/route.js';
import { EmptyState, ErrorMessage, formatNumber, formatPeriod, readerZone, Stat } from '../../ui/index.js';
import { Customers } from './Customers.js';
import classes from './data.module.css';
import { Events } from './Events.js';
import { Sql } from './Sql.js';

const TABS = ['events', 'customers', 'sql'] as const;
type Tab = (typeof TABS)[number];

function isTab(value: string | null): value is Tab {
  return TABS.some((tab) => tab === value);
}

/** What the log of the project holds: events and their properties, customers, and SQL for analysts. */
export function DataScreen() {
  const { project } = useProject();
  const { data: log, error, isPending } = useEngineQuery('logs.summary', { project });
  if (error)
    return (
      <div className={classes['screen']}>
        <ErrorMessage error={error} title="The log could not be read" />
      </div>
    );
  if (isPending)
    return (
      <div className={classes['screen']}>
        <Skeleton height={56} mb="lg" />
        <Skeleton height={320} />
      </div>
    );
  if (log.events === 0 && log.customers === 0) return <NoData project={project} />;
  return <Log project={project} log={log} />;
}

function NoData({ project }: { project: string }) {
  return (
    <div className={classes['screen']}>
      <EmptyState
        icon={<IconDatabase size={20} />}
        title="No data yet"
        level={1}
        actions={
          <Button
            component="a"
            href={hrefOf({ screen: 'import', project })}
            variant="filled"
            leftSection={<IconFileImport size={16} aria-hidden />}
          >
            Import data
          </Button>
        }
      >
        Waypost replays journeys against what your customers really did. Export that log from your shop, CRM or analytics as CSV,
        NDJSON, JSON or Parquet: a row for each view, cart, order or e-mail, with who, what and when.
      </EmptyState>
    </div>
  );
}

function Log({ project, log }: { project: string; log: LogSummary }) {
  const [tab, setTab] = useState<Tab>('events');
  useCommands(TABS.map((name) => ({ id: name, group: 'Data', label: TAB_LABELS[name], run: () => setTab(name) })));
  return (
    <div className={classes['screen']}>
      <header className={classes['head']}>
        <h1 className="wp-visually-hidden">Data</h1>
        <dl className={classes['stats']}>
          <Stat value={formatNumber(log.events)} label="events" />
          <Stat value={formatNumber(log.customers)} label="customers" />
          <Stat value={formatNumber(log.eventNames.length)} label="kinds of event" />
          {log.from && log.to && <Stat value={formatPeriod(log.from, log.to)} label={`first to last event, ${readerZone}`} />}
        </dl>
        <Button component="a" href={hrefOf({ screen: 'import', project })} leftSection={<IconFileImport size={16} aria-hidden />}>
          Import data
        </Button>
      </header>
      <Tabs
        value={tab}
        onChange={(value) => {
          if (isTab(value)) setTab(value);
        }}
        className={classes['tabs'] ?? ''}
        keepMounted={false}
      >
        <Tabs.List>
          {TABS.map((name) => (
            <Tabs.Tab key={name} value={name}>
              {TAB_LABELS[name]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="events" className={classes['panel'] ?? ''}>
          <Events project={project} log={log} />
        </Tabs.Panel>
        <Tabs.Panel value="customers" className={classes['panel'] ?? ''}>
          <Customers project={project} />
        </Tabs.Panel>
        <Tabs.Panel value="sql" className={classes['panel'] ?? ''}>
          <Sql project={project} log={log} />
        </Tabs.Panel>
      </Tabs>
    </div>
  );
}

const TAB_LABELS: Record<Tab, string> = { events: 'Events and properties', customers: 'Customers', sql: 'SQL' };
