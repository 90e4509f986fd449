import type { Mapping } from '../../../../shared/contract/logs.js';
import { csvRelation, numericColumns, type CsvMode, type CsvTable } from './csv.js';
import type { Database } from '../database.js';
import { knownFormat } from './formats.js';
import { askedFields, propertyPlans, requireColumns, type ReadOptions, type RowSource } from './source.js';
import { literal, renamed } from '../sql.js';
import { cellOfText } from '../values.js';

/** What a CSV file's columns mean: fields and typed cells. */
export async function csvSource(db: Database, table: CsvTable, options: ReadOptions): Promise<(mode: CsvMode) => RowSource> {
  const { columns, name: fileName } = table;
  const column = (name: string): string => `c${columns.indexOf(name)}`;
  const { mapping } = options;
  requireColumns(fileName, columns, askedFields(options));
  const numeric = await numericColumns(db, table);
  const named = columns.filter((name) => name !== '');
  const cells = propertyPlans(fileName, named, options).map(({ name, column: from, type }) => ({
    name,
    cell: cellOfText(column(from), type, numeric[columns.indexOf(from)] === true),
  }));
  const fields =
    mapping === undefined ? { userId: column(options.customerIdColumn ?? 'userId') } : eventFields(mapping, columns, column);
  return (mode) => ({ relation: csvRelation(table, mode), ...fields, cells });
}

function eventFields(mapping: Mapping, columns: readonly string[], column: (name: string) => string) {
  const { event, messageId } = mapping;
  return {
    userId: column(mapping.userId),
    event: eventName(event, column),
    timestamp: timestampOf(columns, mapping.timestamp, column(mapping.timestamp)),
    ...(messageId === undefined ? {} : { messageId: column(messageId) }),
  };
}

/** SQL for an event's name under the mapping. */
export function eventName(event: Mapping['event'], column: (name: string) => string): string {
  if (typeof event === 'string') return column(event);
  return 'constant' in event ? literal(event.constant) : renamed(column(event.column), event.names ?? {});
}

/** Google's export counts microseconds, which nothing but its header tells. */
export function timestampOf(columns: readonly string[], name: string, text: string): string {
  const microseconds = name === 'event_timestamp' && knownFormat(columns)?.name.startsWith('Google') === true;
  return microseconds ? `CASE WHEN regexp_full_match(${text}, '[0-9]{16}') THEN left(${text}, 13) ELSE ${text} END` : text;
}
