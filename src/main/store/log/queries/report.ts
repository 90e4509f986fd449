import type { ImportReport, LogSummary } from '../../../../shared/contract/logs.js';
import { present, typeOfAttribute, type Attribute, type Catalog } from '../catalog.js';

function iso(milliseconds: number | null): string | null {
  return milliseconds === null ? null : new Date(milliseconds).toISOString();
}

function types(attributes: readonly Attribute[]): { name: string; type: string }[] {
  return present(attributes).map((attribute) => ({ name: attribute.name, type: typeOfAttribute(attribute) }));
}

/** What the log holds. */
export function summaryOf(catalog: Catalog): LogSummary {
  return {
    events: catalog.events,
    customers: catalog.customers,
    from: iso(catalog.from),
    to: iso(catalog.to),
    eventNames: catalog.eventNames,
    properties: types(catalog.properties),
    traits: types(catalog.traits),
  };
}

/** What an import did: the first four numbers are of its own rows, the rest describes the log as it is now. */
export function reportOf(counts: { read: number; duplicates: number; rejected: number }, catalog: Catalog): ImportReport {
  const summary = summaryOf(catalog);
  return {
    ...counts,
    imported: counts.read - counts.duplicates - counts.rejected,
    rejectedFile: catalog.rejectedFile,
    customers: summary.customers,
    from: summary.from,
    to: summary.to,
    events: Object.fromEntries(summary.eventNames.map(({ name, count }) => [name, count])),
    properties: Object.fromEntries(summary.properties.map(({ name, type }) => [name, type])),
  };
}
