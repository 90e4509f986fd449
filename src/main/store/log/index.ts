export { LogStore } from './store.js';
export type { SqlAnswer, SqlOptions } from './queries/analyst.js';
export type { CustomerHistory, LoggedEvent } from './queries/customer.js';
export type { ImportOptions, LogImport } from './import/import.js';
export type { LoadOptions } from './columns/load.js';
export type { ValueCount, ValueSearch } from './queries/queries.js';
export { previewFile } from './files/preview.js';
