import type { FilePreview, PropertyType } from '../../../shared/contract/logs.js';
import { holderOf } from './mappingForm.js';

/** What a person answers about a file of customers. */
export interface CustomersForm {
  /** The column that says who they are. */
  idColumn: string | undefined;
  /** Columns whose type is forced; the others are taken as they look. */
  types: Readonly<Record<string, PropertyType>>;
}

/** The form as the preview's guess fills it. */
export function customersFormOf(preview: FilePreview): CustomersForm {
  return { idColumn: preview.mapping.userId, types: {} };
}

/** What the traits of the file will be called: every column but the id, or what stands in `traits`. */
export function traitNames(preview: FilePreview, idColumn: string | undefined): string[] {
  const prefix = holderOf(preview, 'traits') ?? '';
  return preview.columns.flatMap(({ name }) => (name !== idColumn && name.startsWith(prefix) ? [name.slice(prefix.length)] : []));
}
