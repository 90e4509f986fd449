export { LogStore } from './store.js';
export type { SqlAnswer, SqlOptions } from './analyst.js';
export type { CustomerHistory, LoggedEvent } from './customer.js';
export type { ImportOptions, LogImport } from './import.js';
export type { LoadOptions } from './load.js';
export type { ValueCount, ValueSearch } from './queries.js';
export { previewFile } from './preview.js';
