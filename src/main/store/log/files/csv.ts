import { z } from 'zod';
import { EngineError } from '../../../../shared/contract/error.js';
import type { Database } from '../database.js';
import type { InspectedFile } from './file.js';
import { filePath, literal } from '../sql.js';
import { NUMBER_PATTERN } from '../values.js';

/** How a CSV file is written, and its columns. Column `i` is `c<i>` in SQL. */
export interface CsvTable {
  path: string;
  /** How the file is named to people. */
  name: string;
  delimiter: string;
  /** How many blank lines come before the header. */
  blankLines: number;
  /** How many cells the reader is told to expect. */
  width: number;
  /** Names of the header; a column without one is `''`. */
  columns: readonly string[];
}

/** `strict` is fast and refuses whatever is odd; `lenient` pads short rows and puts broken ones aside. */
export type CsvMode = 'strict' | 'lenient';

const DELIMITERS = [',', ';', '\t', '|'] as const;

/** A cell may be as long as this. */
const LONGEST_LINE = 32 << 20;

/** The reader's relation over a CSV file: `c0`, `c1`, … as text, NULL where a cell is empty. */
export function csvRelation(table: Omit<CsvTable, 'columns'>, mode: CsvMode, header = true): string {
  const columns = Array.from({ length: table.width }, (_, index) => `'c${index}': 'VARCHAR'`).join(', ');
  const lenient = mode === 'lenient' ? ', null_padding = true, store_rejects = true, rejects_limit = 0, parallel = false' : '';
  return (
    `read_csv(${filePath(table.path)}, auto_detect = false, skip = ${table.blankLines}, header = ${header}, delim = ${literal(table.delimiter)}, quote = '"', escape = '"', ` +
    `columns = {${columns}}, compression = 'none', max_line_size = ${LONGEST_LINE}, buffer_size = ${2 * LONGEST_LINE}${lenient})`
  );
}

/**
 * Finds the delimiter and the columns from the header of a CSV file in plain UTF-8.
 * @throws EngineError `invalid` for a header with a name twice
 */
export async function openCsv(db: Database, file: InspectedFile): Promise<CsvTable> {
  const line = headerText(file.head);
  const delimiter = DELIMITERS.reduce((best, next) => (countOf(line, next) > countOf(line, best) ? next : best));
  const blankLines = file.head.match(/^\ufeff?((\r?\n|\r)*)/)?.[1]?.replaceAll('\r\n', '\n').length ?? 0;
  const shape = { path: file.path, name: file.name, delimiter, blankLines, width: countOf(line, delimiter) + 1 };
  const cells = await headerCells(db, shape);
  while (cells.length > 1 && cells.at(-1) === '') cells.pop();
  refuseDuplicates(file.name, cells);
  return { ...shape, columns: cells };
}

/** The first record, up to a line break outside quotes. */
function headerText(head: string): string {
  let quoted = false;
  const start = head.search(/[^\r\n\ufeff]/);
  for (let at = Math.max(0, start); at < head.length; at++) {
    const character = head[at];
    if (character === '"') quoted = !quoted;
    else if (!quoted && (character === '\n' || character === '\r')) return head.slice(0, at);
  }
  return head;
}

function countOf(text: string, character: string): number {
  return text.split(character).length - 1;
}

async function headerCells(db: Database, shape: Omit<CsvTable, 'columns'>): Promise<string[]> {
  const row = z.record(z.string(), z.string().nullable());
  const first = await db.query(row, `SELECT * FROM ${csvRelation(shape, 'lenient', false)} LIMIT 1`);
  return Array.from({ length: shape.width }, (_, index) => (first[0]?.[`c${index}`] ?? '').replace(/^\ufeff/, ''));
}

function refuseDuplicates(fileName: string, columns: readonly string[]): void {
  columns.forEach((name, index) => {
    const earlier = columns.indexOf(name);
    if (name === '' || earlier === index) return;
    throw new EngineError(
      'invalid',
      `${fileName} has two columns named "${name}" (columns ${earlier + 1} and ${index + 1}), so it is not clear which is meant. Rename one of them in the header.`,
    );
  });
}

/** For each column, whether the first rows hold numbers and nothing else. */
export async function numericColumns(db: Database, table: CsvTable): Promise<boolean[]> {
  const counts = table.columns.map(
    (_, index) =>
      `count(c${index}) > 0 AND count(*) FILTER (NOT regexp_full_match(c${index}, ${literal(NUMBER_PATTERN)})) = 0 AS c${index}`,
  );
  const row = z.record(z.string(), z.boolean());
  const answer = await db.one(
    row,
    `SELECT ${counts.join(', ')} FROM (SELECT * FROM ${csvRelation(table, 'lenient')} LIMIT 10000)`,
  );
  return table.columns.map((_, index) => answer[`c${index}`] === true);
}
