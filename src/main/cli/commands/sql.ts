import { resolve } from 'node:path';
import { z } from 'zod';
import { csvLine } from '../../../shared/csv.js';
import { UsageError } from '../failures.js';
import { openProject } from '../project.js';
import { onRun, withCommonOptions, type CommandHome, type CommandRun } from '../session.js';
import { textTable } from '../table.js';

/** More would not fit in the memory of a small machine. */
const MOST_ROWS = 1_000_000;

interface Table {
  columns: string[];
  rows: (string | number | boolean | null)[][];
  truncated: boolean;
}

export function addSql(home: CommandHome): void {
  const command = withCommonOptions(
    home.program
      .command('sql')
      .description('ask the log of a project in SQL; the views are events and customers')
      .argument('<PROJECT>', 'the .waypost folder')
      .argument('<SQL>', 'one query, such as "select event, count(*) from events group by event"')
      .option('--csv', 'print CSV'),
  );
  onRun(home, command, z.looseObject({ csv: z.boolean().optional() }), async (run, { csv }, [project = '', sql = '']) => {
    if (csv === true && run.json) throw new UsageError('Choose --csv or --json, not both.');
    const { log, close } = await openProject(run, resolve(run.io.cwd, project), { readOnly: true });
    try {
      printTable(run, await log.sql(sql, { signal: run.call.signal, limit: MOST_ROWS }), csv === true);
      return undefined;
    } finally {
      await close();
    }
  });
}

function printTable(run: CommandRun, { columns, rows, truncated }: Table, csv: boolean): void {
  if (run.json)
    run.printJson(rows.map((row) => Object.fromEntries(columns.map((column, place) => [column, row[place] ?? null]))));
  else if (csv) run.print([columns, ...rows].map(csvLine).join(''));
  else run.print(textTable(columns, rows));
  if (truncated) run.note(`Only the first ${rows.length.toLocaleString('en')} rows are shown.`);
}
