import { useQueries } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import type { RejectedRow } from '../../../shared/contract/logs.js';
import { useHost } from '../../client/engine.js';
import { ErrorMessage, formatNumber, RowsTable, type RowsColumn } from '../../ui/index.js';
import classes from './import.module.css';

const PAGE = 200;

const COLUMNS: readonly RowsColumn[] = [
  { key: 'file', head: 'File', width: 18 },
  { key: 'line', head: 'Line', width: 9, align: 'end' },
  { key: 'reason', head: 'Why', width: 44 },
  { key: 'row', head: 'The row', width: 60, grows: true, mono: true },
];

function fileName(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path;
}

/** Every row that was not taken, where it stands and why. */
export function RejectedRows({ project, total }: { project: string; total: number }) {
  const { engine } = useHost();
  const [range, setRange] = useState({ first: 0, last: 20 });
  const pages = useMemo(() => {
    const list: number[] = [];
    for (let page = Math.floor(range.first / PAGE); page * PAGE <= Math.min(range.last, total - 1); page += 1) list.push(page);
    return list;
  }, [range, total]);
  const answers = useQueries({
    queries: pages.map((page) => ({
      queryKey: ['logs.rejected', { project, offset: page * PAGE, limit: PAGE }] as const,
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        engine.call('logs.rejected', { project, offset: page * PAGE, limit: PAGE }, { signal }),
    })),
  });
  const onRange = useCallback((first: number, last: number) => setRange({ first, last }), []);
  const rowAt = (index: number): RejectedRow | undefined =>
    answers[pages.indexOf(Math.floor(index / PAGE))]?.data?.rows[index % PAGE];
  const failure = answers.find(({ error }) => error)?.error;
  if (failure) return <ErrorMessage error={failure} title="The rejected rows could not be read" />;
  return (
    <RowsTable
      label="Rejected rows"
      columns={COLUMNS}
      count={total}
      onRange={onRange}
      className={classes['rejectedTable']}
      cell={(index, column) => {
        const row = rowAt(index);
        if (!row) return undefined;
        return [fileName(row.file), formatNumber(row.line), row.reason, row.row][column];
      }}
    />
  );
}
