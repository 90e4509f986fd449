import type { FilePreview, Mapping, PropertyType } from '../../../shared/contract/logs.js';

/** One column that may become a property. */
export interface PropertyChoice {
  column: string;
  include: boolean;
  /** What it is called in Waypost. */
  name: string;
  type: PropertyType;
  /** What it is called, and whether it comes along, unless somebody says otherwise. */
  usual: { name: string; include: boolean };
}

/**
 * What stands before the names of properties (or traits) in objects that keep them apart, as Segment's do; only those are
 * properties then.
 */
export function holderOf({ format, columns }: FilePreview, holder: 'properties' | 'traits'): string | undefined {
  const prefix = `${holder}.`;
  const isObjects = format === 'json' || format === 'ndjson';
  return isObjects && columns.some(({ name }) => name.startsWith(prefix)) ? prefix : undefined;
}

/** What a person answers about an events file: who did what, when, and which columns come along. */
export interface MappingForm {
  userId: string | undefined;
  /** The column that names the event, or a constant for files in which every row is the same. */
  event: { kind: 'column'; column: string | undefined } | { kind: 'constant'; name: string };
  /** The file's names → Waypost's; names that are missing or equal stay as they are. */
  names: Readonly<Record<string, string>>;
  timestamp: string | undefined;
  messageId: string | undefined;
  properties: readonly PropertyChoice[];
  /** Whether columns of other files that this one lacks come along too. */
  openEnded: boolean;
}

type Guess = FilePreview['mapping'];

function guessedEvent(guess: Guess['event']): MappingForm['event'] {
  if (typeof guess === 'string') return { kind: 'column', column: guess };
  if (guess === undefined) return { kind: 'column', column: undefined };
  return 'constant' in guess ? { kind: 'constant', name: guess.constant } : { kind: 'column', column: guess.column };
}

/** Columns that a mapping gives another meaning than that of a property. */
export function fieldColumns({
  userId,
  event,
  timestamp,
  messageId,
}: Omit<MappingForm, 'properties' | 'names' | 'openEnded'>): Set<string> {
  const columns = [userId, timestamp, messageId, event.kind === 'column' ? event.column : undefined];
  return new Set(columns.filter((column) => column !== undefined));
}

function propertyChoice(column: string, prefix: string, guess: Guess['properties']): PropertyChoice {
  const usual = { name: column.slice(prefix.length), include: guess === undefined };
  const found = Object.entries(guess ?? {}).find(
    ([, target]) => (typeof target === 'string' ? target : target.column) === column,
  );
  if (!found) return { column, ...usual, type: 'auto', usual };
  const [name, target] = found;
  return { column, include: true, name, type: typeof target === 'string' ? 'auto' : (target.type ?? 'auto'), usual };
}

/** The form as the preview's guess fills it. */
export function formOf(preview: FilePreview): MappingForm {
  const { mapping } = preview;
  const event = guessedEvent(mapping.event);
  const names = typeof mapping.event === 'object' && 'names' in mapping.event ? (mapping.event.names ?? {}) : {};
  const prefix = holderOf(preview, 'properties') ?? '';
  const columns = preview.columns.map(({ name }) => name).filter((name) => name.startsWith(prefix));
  const fields = { userId: mapping.userId, event, timestamp: mapping.timestamp, messageId: mapping.messageId };
  return {
    ...fields,
    names,
    openEnded: mapping.properties === undefined,
    properties: columns.map((column) => propertyChoice(column, prefix, mapping.properties)),
  };
}

/** The columns that are offered as properties: all that have no other meaning. */
export function offeredProperties(form: MappingForm): PropertyChoice[] {
  const taken = fieldColumns(form);
  return form.properties.filter(({ column }) => !taken.has(column));
}

/** What is missing or wrong in the form, in words; empty when it can be imported. */
export function faultsOf(form: MappingForm): string[] {
  const faults: string[] = [];
  if (!form.userId) faults.push('Choose the column that says who did it.');
  if (form.event.kind === 'column' && !form.event.column)
    faults.push('Choose the column that says what was done, or name the one event of this file.');
  if (form.event.kind === 'constant' && !form.event.name.trim()) faults.push('Name the event that every row is.');
  if (!form.timestamp) faults.push('Choose the column that says when it was done.');
  return [...faults, ...doubleUse(form), ...propertyFaults(offeredProperties(form))];
}

function doubleUse({ userId, event, timestamp, messageId }: MappingForm): string[] {
  const used = [userId, event.kind === 'column' ? event.column : undefined, timestamp, messageId].filter(
    (column) => column !== undefined,
  );
  const twice = used.find((column, index) => used.indexOf(column) !== index);
  return twice === undefined ? [] : [`The column “${twice}” cannot mean two things at once.`];
}

function propertyFaults(choices: readonly PropertyChoice[]): string[] {
  const names = choices.filter(({ include }) => include).map(({ name }) => name.trim());
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  const faults: string[] = [];
  if (names.includes('')) faults.push('Give every property that comes along a name.');
  if (twice) faults.push(`Two columns would become the property “${twice}”. Rename one of them.`);
  return faults;
}

function mappedEvent({ event, names }: MappingForm): Mapping['event'] {
  if (event.kind === 'constant') return { constant: event.name.trim() };
  const column = event.column ?? '';
  const changed = Object.entries(names)
    .map(([from, to]) => [from, to.trim()] as const)
    .filter(([from, to]) => to !== '' && to !== from);
  return changed.length === 0 ? column : { column, names: Object.fromEntries(changed) };
}

function mappedProperties(form: MappingForm): Mapping['properties'] {
  const offered = offeredProperties(form);
  const asTheyAre = offered.every(
    ({ include, name, type, usual }) => include === usual.include && name === usual.name && type === 'auto',
  );
  if (form.openEnded && asTheyAre) return undefined;
  const chosen = offered.filter(({ include }) => include);
  return Object.fromEntries(chosen.map(({ name, column, type }) => [name.trim(), type === 'auto' ? column : { column, type }]));
}

/** The mapping that the form says, or `undefined` while `faultsOf` finds something. */
export function mappingOf(form: MappingForm): Mapping | undefined {
  const { userId, timestamp, messageId } = form;
  if (faultsOf(form).length > 0 || userId === undefined || timestamp === undefined) return undefined;
  const properties = mappedProperties(form);
  return {
    userId,
    timestamp,
    event: mappedEvent(form),
    ...(messageId === undefined ? {} : { messageId }),
    ...(properties === undefined ? {} : { properties }),
  };
}

/** The names of events that the first rows hold, in the order in which they appear. */
export function sampledEventNames(preview: FilePreview, column: string | undefined): string[] {
  const index = preview.columns.findIndex(({ name }) => name === column);
  const samples = preview.columns[index]?.samples ?? [];
  const inRows = preview.rows.map((row) => row[index]).filter((value) => typeof value === 'string' && value !== '');
  return [...new Set([...samples, ...inRows])].filter((name) => name !== undefined && name !== null);
}
