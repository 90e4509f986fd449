import type { FilePreview, PropertyType } from '../../../shared/contract/logs.js';

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
