import type { Mapping, PropertyType } from '../../../shared/contract/logs.js';
import { EngineError } from '../../../shared/contract/error.js';
import type { Cell } from './values.js';

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

/** The columns that a mapping uses for the fields of an event. */
export function fieldColumns(mapping: Mapping): string[] {
  const { userId, event, timestamp, messageId } = mapping;
  const eventColumns = typeof event === 'string' ? [event] : 'column' in event ? [event.column] : [];
  return [userId, ...eventColumns, timestamp, ...(messageId === undefined ? [] : [messageId])];
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
      plans.map(({ column }) => column),
    );
    return plans;
  }
  const taken = new Set(mapping === undefined ? [options.customerIdColumn ?? 'userId'] : fieldColumns(mapping));
  return columns.filter((column) => !taken.has(column)).map((column) => ({ name: column, column, type: typeOf(column) }));
}

/** @throws EngineError `invalid` naming the file, the missing columns and those it has. */
export function requireColumns(fileName: string, present: readonly string[], needed: readonly string[]): void {
  const missing = needed.filter((column) => !present.includes(column));
  if (missing.length === 0) return;
  const shown = present
    .slice(0, 20)
    .map((name) => `"${shorten(name)}"`)
    .join(', ');
  throw new EngineError(
    'invalid',
    `${fileName} has no column ${missing.map((name) => `"${shorten(name)}"`).join(', ')}. ` +
      `Its columns are ${shown}${present.length > 20 ? ', …' : ''}. Say in the mapping which of them hold the customer, the event and the time.`,
  );
}

function shorten(name: string): string {
  return name.length > 60 ? `${name.slice(0, 60)}…` : name;
}
