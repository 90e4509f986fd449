import { Button, Textarea } from '@mantine/core';
import { getHotkeyHandler } from '@mantine/hooks';
import { IconPlayerPlay } from '@tabler/icons-react';
import { useState } from 'react';
import type { LogSummary } from '../../../shared/contract/logs.js';
import { useLongCall } from '../../app/useLongCall.js';
import {
  EmptyState,
  ErrorMessage,
  formatCount,
  formatDuration,
  formatNumber,
  KeyHint,
  ProgressPanel,
  RowsTable,
  type RowsColumn,
} from '../../ui/index.js';
import type { SqlRows } from './customerSql.js';
import classes from './data.module.css';
import { examplesFor } from './sqlExamples.js';

interface SqlProps {
  project: string;
  log: LogSummary;
}

/** Read-only SQL over the log, for whoever speaks it. */
export function Sql({ project, log }: SqlProps) {
  const examples = examplesFor(log);
  const [sql, setSql] = useState(examples[0]?.sql ?? '');
  const [answer, setAnswer] = useState<{ rows: SqlRows; took: number }>();
  const call = useLongCall('logs.sql');
  const run = async () => {
    if (!sql.trim()) return;
    const timed = await measured(() => call.start({ project, sql }));
    if (timed.value) setAnswer({ rows: timed.value, took: timed.took });
  };
  return (
    <div className={classes['sql']}>
      <div className={classes['sqlSide']}>
        <h2 className={classes['subhead']}>Examples</h2>
        <ul className={classes['pickList']} aria-label="Examples">
          {examples.map((example) => (
            <li key={example.title}>
              <button type="button" onClick={() => setSql(example.sql)}>
                <span>{example.title}</span>
              </button>
            </li>
          ))}
        </ul>
        <p className={classes['quiet']}>
          The tables are <code>events</code> and <code>customers</code>; the language is DuckDB’s. Nothing can be changed here.
        </p>
      </div>
      <div className={classes['sqlMain']}>
        <Textarea
          aria-label="SQL"
          value={sql}
          onChange={({ currentTarget }) => setSql(currentTarget.value)}
          autosize
          minRows={5}
          maxRows={14}
          spellCheck={false}
          classNames={{ input: classes['sqlInput'] ?? '' }}
          onKeyDown={getHotkeyHandler([['mod+enter', () => void run()]])}
        />
        <div className={classes['sqlBar']}>
          <Button
            variant="filled"
            leftSection={<IconPlayerPlay size={16} aria-hidden />}
            rightSection={<KeyHint keys="mod+enter" />}
            onClick={() => void run()}
            disabled={!sql.trim() || call.running}
          >
            Run
          </Button>
          {answer && !call.running && (
            <span className={classes['quiet']} role="status">
              {wordsOf(answer.rows, answer.took)}
            </span>
          )}
        </div>
        {call.running && (
          <ProgressPanel progress={call.progress} waiting="Asking…" onCancel={call.cancel} cancelling={call.cancelling} />
        )}
        <ErrorMessage error={call.error} title="The question was not understood" />
        {answer ? (
          <SqlAnswer rows={answer.rows} />
        ) : (
          !call.running &&
          !call.error && (
            <EmptyState compact title="Run it to see the rows">
              Results of up to 10 000 rows show here.
            </EmptyState>
          )
        )}
      </div>
    </div>
  );
}

/** What a promise gives, and after how many milliseconds. */
async function measured<T>(work: () => Promise<T>): Promise<{ value: T; took: number }> {
  const start = performance.now();
  const value = await work();
  return { value, took: performance.now() - start };
}

function wordsOf(rows: SqlRows, took: number): string {
  const count = rows.truncated ? `The first ${formatNumber(rows.rows.length)} rows` : formatCount(rows.rows.length, 'row');
  return `${count} in ${formatDuration(took)}`;
}

/** Wide enough for the first rows, and never wider than reading goes. */
function columnOf(rows: SqlRows, name: string, place: number): RowsColumn {
  const cells = rows.rows.slice(0, 60).map((row) => row[place]);
  const widest = Math.max(
    name.length,
    ...cells.map((cell) => (typeof cell === 'number' ? formatNumber(cell, 6) : String(cell ?? '')).length),
  );
  const isNumber =
    cells.some((cell) => typeof cell === 'number') && cells.every((cell) => cell === null || typeof cell === 'number');
  return { key: `${place} ${name}`, head: name, width: Math.min(48, widest + 2), ...(isNumber ? { align: 'end' } : {}) };
}

function SqlAnswer({ rows }: { rows: SqlRows }) {
  if (rows.columns.length === 0) return null;
  return (
    <RowsTable
      label="Answer"
      columns={rows.columns.map((name, place) => columnOf(rows, name, place))}
      count={rows.rows.length}
      className={classes['answer']}
      cell={(row, column) => {
        const value = rows.rows[row]?.[column];
        if (value === null || value === undefined) return <span className={classes['null']}>null</span>;
        return typeof value === 'number' ? formatNumber(value, 6) : String(value);
      }}
    />
  );
}
