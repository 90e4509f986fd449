import type { ImportInput, PropertyType } from '../../../shared/contract/logs.js';
import type { CustomersForm } from './customersForm.js';
import { faultsOf, fieldColumns, mappingOf, type MappingForm } from './mappingForm.js';
import { needsZone } from './zones.js';
import { readyFiles, type ImportFile } from './useImportFiles.js';

/** Everything that a person answered before an import. */
export interface ImportAnswers {
  project: string;
  files: readonly ImportFile[];
  mapping: MappingForm | undefined;
  customers: CustomersForm | undefined;
  timezone: string;
  replace: boolean;
}

function fileFaults(files: readonly ImportFile[]): string[] {
  if (files.length === 0) return ['Choose a file of events or of customers.'];
  const failed = files
    .filter(({ state }) => state.step === 'failed')
    .map(({ name }) => `Leave out ${name}, or choose another file in its place.`);
  const coming = files.some(({ state }) => state.step === 'uploading' || state.step === 'reading')
    ? ['Wait until every file was looked at.']
    : [];
  const empty = files.flatMap(({ name, state }) =>
    state.step === 'ready' && state.preview.rows.length === 0 ? [`Leave out ${name}: it has no rows.`] : [],
  );
  const several =
    readyFiles(files, 'customers').length > 1
      ? ['Only one file of customers can be imported at a time. Leave out the others.']
      : [];
  return [...failed, ...coming, ...empty, ...several];
}

/** Files of one log are read by one mapping: each must have the columns that it names. */
function columnFaults(files: readonly ImportFile[], mapping: MappingForm): string[] {
  const needed = fieldColumns(mapping);
  return readyFiles(files, 'events').flatMap(({ name, state: { preview } }) => {
    const missing = [...needed].filter((column) => !preview.columns.some((candidate) => candidate.name === column));
    return missing.length === 0
      ? []
      : [`${name} has no column “${missing.join('”, “')}”. Import files with other columns one after the other.`];
  });
}

/** What still stands in the way of the import, in words; empty when it can start. */
export function importFaults({ files, mapping, customers }: ImportAnswers): string[] {
  const faults = fileFaults(files);
  if (faults.length > 0) return faults;
  const ofEvents = mapping ? [...faultsOf(mapping), ...columnFaults(files, mapping)] : [];
  const ofCustomers = customers && !customers.idColumn ? ['Choose the column of the customers file that says who they are.'] : [];
  return [...ofEvents, ...ofCustomers];
}

/** What the engine is asked to import, or `undefined` while something stands in the way. */
export function importInputOf(answers: ImportAnswers): ImportInput | undefined {
  if (importFaults(answers).length > 0) return undefined;
  const { project, files, customers, timezone, replace } = answers;
  const events = readyFiles(files, 'events').map(({ state }) => state.preview);
  const [customersFile] = readyFiles(files, 'customers').map(({ state }) => state.preview);
  const mapping = answers.mapping ? mappingOf(answers.mapping) : undefined;
  const types = forced(customers?.types ?? {});
  return {
    project,
    events: events.map(({ path }) => path),
    replace,
    ...(mapping && events.length > 0 ? { mapping } : {}),
    ...(customersFile ? { customers: customersFile.path } : {}),
    ...(customersFile && customers?.idColumn && customers.idColumn !== 'userId' ? { customerIdColumn: customers.idColumn } : {}),
    ...(mapping && events.some((preview) => needsZone(preview, mapping.timestamp)) ? { timezone } : {}),
    ...(customersFile && Object.keys(types).length > 0 ? { types } : {}),
  };
}

function forced(types: Readonly<Record<string, PropertyType>>): Record<string, PropertyType> {
  return Object.fromEntries(Object.entries(types).filter(([, type]) => type !== 'auto'));
}
