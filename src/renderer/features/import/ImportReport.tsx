import { Button } from '@mantine/core';
import { IconDatabase, IconDownload, IconRoute } from '@tabler/icons-react';
import { useEffect } from 'react';
import type { ImportReport as Report } from '../../../shared/contract/logs.js';
import { leaveImport } from '../../app/importRun.js';
import { Page } from '../../app/Page.js';
import { hrefOf } from '../../app/route.js';
import { formatCount, formatDateTime, formatNumber, formatPercent, Message, Section, Stat } from '../../ui/index.js';
import classes from './import.module.css';
import { RejectedRows } from './RejectedRows.js';
import { useSaveRejected } from './useSaveRejected.js';

interface ImportReportProps {
  project: string;
  report: Report;
  onMore: () => void;
}

/** What an import did: what was read, what came in, and every row that did not, with the reason. */
export function ImportReport({ project, report, onMore }: ImportReportProps) {
  useEffect(() => () => leaveImport(project), [project]);
  const { read, imported, duplicates, rejected, customers } = report;
  const nothing = imported === 0 && customers === 0;
  return (
    <Page
      title={nothing ? 'Nothing was imported' : 'Imported'}
      hint={periodOf(report)}
      actions={
        <>
          <Button onClick={onMore}>Import more</Button>
          <Button component="a" href={hrefOf({ screen: 'data', project })} leftSection={<IconDatabase size={16} aria-hidden />}>
            Look at the data
          </Button>
          {!nothing && (
            <Button
              component="a"
              variant="filled"
              href={hrefOf({ screen: 'journeys', project })}
              leftSection={<IconRoute size={16} aria-hidden />}
            >
              Go to the journeys
            </Button>
          )}
        </>
      }
    >
      <dl className={classes['stats']}>
        <Stat value={formatNumber(read)} label="rows read" />
        <Stat value={formatNumber(imported)} label="events imported" {...share(imported, read)} />
        <Stat value={formatNumber(duplicates)} label="duplicates, counted once" />
        <Stat value={formatNumber(rejected)} label="rows rejected" {...share(rejected, read)} />
        <Stat value={formatNumber(customers)} label="customers" />
      </dl>
      {rejected > 0 && <Rejected project={project} rejected={rejected} file={report.rejectedFile} />}
      <div className={classes['reportColumns']}>
        <Section title="Events">
          <Counts counts={report.events} />
        </Section>
        <Section title="Properties">
          <Types properties={report.properties} />
        </Section>
      </div>
    </Page>
  );
}

function share(part: number, whole: number): { unit?: string } {
  return whole > 0 && part > 0 && part < whole ? { unit: formatPercent(part / whole) } : {};
}

function periodOf({ from, to }: Report): string | undefined {
  return from && to ? `${formatDateTime(from)} to ${formatDateTime(to)}` : undefined;
}

function Rejected({ project, rejected, file }: { project: string; rejected: number; file: string | null }) {
  const { save, saving, canSave } = useSaveRejected(project, rejected);
  const action = canSave ? (
    <Button size="xs" leftSection={<IconDownload size={14} aria-hidden />} loading={saving} onClick={save}>
      Save rejected rows
    </Button>
  ) : undefined;
  return (
    <Section
      title="Rejected rows"
      {...(action ? { actions: action } : {})}
      hint="Everything else was imported. Mend these in the file and import it again: rows with a message id that are here already count once."
      className={classes['rejected']}
    >
      <RejectedRows project={project} total={rejected} />
      {file && (
        <p className={classes['reading']}>
          All of them, with the reasons: <code>{file}</code>
        </p>
      )}
    </Section>
  );
}

function Counts({ counts }: { counts: Report['events'] }) {
  const entries = Object.entries(counts).sort(([, a], [, b]) => b - a);
  const most = entries[0]?.[1] ?? 1;
  if (entries.length === 0) return <Message tone="info">No events came in with this import.</Message>;
  return (
    <ul className={classes['counts']}>
      {entries.map(([name, count]) => (
        <li key={name}>
          <span title={name}>{name}</span>
          <span className={classes['countBar']} aria-hidden>
            <i style={{ width: `${(count / most) * 100}%` }} />
          </span>
          <b title={formatCount(count, 'event')}>{formatNumber(count)}</b>
        </li>
      ))}
    </ul>
  );
}

const TYPE_WORDS: Readonly<Record<string, string>> = { string: 'text', number: 'number', boolean: 'yes/no', mixed: 'mixed' };

function Types({ properties }: { properties: Report['properties'] }) {
  const entries = Object.entries(properties);
  if (entries.length === 0) return <p className={classes['quiet']}>None.</p>;
  return (
    <ul className={classes['types']}>
      {entries.map(([name, type]) => (
        <li key={name}>
          <span title={name}>{name}</span>
          <span>{TYPE_WORDS[type] ?? type}</span>
        </li>
      ))}
    </ul>
  );
}
