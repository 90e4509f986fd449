import type { DuckDBDataChunk } from '@duckdb/node-api';
import { EngineError } from '../../../../shared/contract/error.js';
import type { ColumnArray } from './sidecar.js';

type ArrayConstructor<Column extends ColumnArray> = new (buffer: SharedArrayBuffer, offset: number, length: number) => Column;

/** The values of a chunk's column as the typed array in which DuckDB handed them over. NULLs hold arbitrary bits there. */
export function columnOf<Column extends ColumnArray>(
  chunk: DuckDBDataChunk,
  index: number,
  type: ArrayConstructor<Column>,
): Column {
  const items: unknown = Reflect.get(chunk.getColumnVector(index), 'items');
  if (items instanceof type) return items;
  throw new EngineError('internal', `DuckDB answered column ${index} in another type than ${type.name}.`);
}

/** An array that workers can share. */
export function shared<Column extends ColumnArray>(
  type: ArrayConstructor<Column> & { BYTES_PER_ELEMENT: number },
  length: number,
): Column {
  return new type(new SharedArrayBuffer(length * type.BYTES_PER_ELEMENT), 0, length);
}
