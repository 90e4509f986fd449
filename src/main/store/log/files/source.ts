import type { Mapping, PropertyType } from '../../../../shared/contract/logs.js';
import { EngineError } from '../../../../shared/contract/error.js';
import { jsonPointer } from '../../../../shared/journey/problem.js';
import type { Cell } from '../values.js';

export interface NamedCell {
  name: string;
  cell: Cell;
}

/** The rows of one file as SQL: what an import selects from, whatever the format. All fields are VARCHAR expressions. */
export interface RowSource {
  /** A relation whose rows come in input order. */
  relation: string;
  userId: string;
  /** Absent in a customers file. */
  event?: string;
  timestamp?: string;
  messageId?: string;
  cells: readonly NamedCell[];
  /** The text of a row, to be kept when it is rejected; absent where the file's own lines are kept instead. */
  row?: string;
  /** SQL for a reason to reject the row whatever its fields are, or NULL. */
  fault?: string;
}

/** What an import asks of a file besides its format. */
export interface ReadOptions {
  /** Undefined for a customers file. */
  mapping?: Mapping;
  customerIdColumn?: string;
  types: Readonly<Record<string, PropertyType>>;
}

/** One property to be read: its name, the column it comes from and its type. */
export interface PropertyPlan {
  name: string;
  column: string;
  type: PropertyType;
}

/** A column that is asked for, and where in the mapping. */
export interface AskedColumn {
  column: string;
  /** A JSON pointer. */
  path: string;
}

/** The columns that a mapping uses for the fields of an event. */
export function fieldColumns(mapping: Mapping): AskedColumn[] {
  const { userId, event, timestamp, messageId } = mapping;
  return [
    { column: userId, path: '/userId' },
    ...(typeof event === 'string' ? [{ column: event, path: '/event' }] : []),
    ...(typeof event === 'object' && 'column' in event ? [{ column: event.column, path: '/event/column' }] : []),
    { column: timestamp, path: '/timestamp' },
    ...(messageId === undefined ? [] : [{ column: messageId, path: '/messageId' }]),
  ];
}

/** The columns that the fields of a file's rows come from. */
export function askedFields({ mapping, customerIdColumn = 'userId' }: ReadOptions): AskedColumn[] {
  return mapping === undefined ? [{ column: customerIdColumn, path: '' }] : fieldColumns(mapping);
}

/**
 * The properties of an event file: those of the mapping, or every column that is no field.
 * @throws EngineError `invalid` when the mapping names a column that the file lacks.
 */
export function propertyPlans(fileName: string, columns: readonly string[], options: ReadOptions): PropertyPlan[] {
  const { mapping, types } = options;
  // Names come from files: `__proto__` must not be found where nobody put it.
  const forced = new Map(Object.entries(types));
  const typeOf = (column: string, type?: PropertyType): PropertyType => type ?? forced.get(column) ?? 'auto';
  if (mapping?.properties !== undefined) {
    const plans = Object.entries(mapping.properties).map(([name, from]) =>
      typeof from === 'string'
        ? { name, column: from, type: typeOf(from, forced.get(name)) }
        : { name, column: from.column, type: typeOf(from.column, from.type ?? forced.get(name)) },
    );
    requireColumns(
      fileName,
      columns,
      plans.map(({ name, column }) => ({ column, path: jsonPointer(['properties', name]) })),
    );
    return plans;
  }
  const taken = new Set(askedFields(options).map(({ column }) => column));
  return columns.filter((column) => !taken.has(column)).map((column) => ({ name: column, column, type: typeOf(column) }));
}

/** @throws EngineError `invalid` naming the file, the missing columns and those it has. */
export function requireColumns(fileName: string, present: readonly string[], asked: readonly AskedColumn[]): void {
  const missing = asked.filter(({ column }) => !present.includes(column));
  if (missing.length === 0) return;
  const shown = present.slice(0, 20).map(quoted).join(', ');
  const problems = missing.map(({ column, path }) => ({
    code: 'mappingColumn',
    severity: 'error' as const,
    message: `${fileName} has no column ${quoted(column)}.`,
    path,
  }));
  throw new EngineError(
    'invalid',
    `${fileName} has no column ${missing.map(({ column }) => quoted(column)).join(', ')}. ` +
      `Its columns are ${shown}${present.length > 20 ? ', …' : ''}. ${hint(asked)}`,
    problems,
  );
}

function hint(asked: readonly AskedColumn[]): string {
  return asked.some(({ path }) => path === '')
    ? 'Say which of them holds the customer.'
    : 'Say in the mapping which of them hold the customer, the event and the time.';
}

function quoted(name: string): string {
  return `"${name.length > 60 ? `${name.slice(0, 60)}…` : name}"`;
}
