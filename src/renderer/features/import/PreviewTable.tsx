import type { FilePreview } from '../../../shared/contract/logs.js';
import { fieldColumns, type MappingForm } from './mappingForm.js';
import classes from './import.module.css';

const TYPES = { string: 'text', number: 'number', boolean: 'yes/no', timestamp: 'time', mixed: 'mixed', empty: 'empty' } as const;
const MOST_ROWS = 8;

function roleOf(column: string, form: MappingForm | undefined, customerId: string | undefined): string | undefined {
  if (customerId !== undefined) return column === customerId ? 'who' : undefined;
  if (!form || !fieldColumns(form).has(column)) return undefined;
  if (column === form.userId) return 'who';
  if (column === form.timestamp) return 'when';
  return column === form.messageId ? 'message id' : 'what';
}

interface PreviewTableProps {
  preview: FilePreview;
  form?: MappingForm;
  /** For a file of customers: the column that says who. */
  customerId?: string | undefined;
}

/** The first rows of a file as they are written, with what each column was taken for. */
export function PreviewTable({ preview, form, customerId }: PreviewTableProps) {
  const rows = preview.rows.slice(0, MOST_ROWS);
  return (
    <div className={classes['previewBox']} tabIndex={0} role="region" aria-label={`First rows of ${preview.fileName}`}>
      <table className={classes['preview']}>
        <thead>
          <tr>
            {preview.columns.map(({ name, type }) => {
              const role = roleOf(name, form, customerId);
              return (
                <th key={name} scope="col" data-role={role}>
                  <span className={classes['previewName']}>{name}</span>
                  <span className={classes['previewType']}>{role ?? TYPES[type]}</span>
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index}>
              {preview.columns.map(({ name }, column) => {
                const value = row[column] ?? null;
                return (
                  <td key={name} title={value ?? undefined} data-empty={value === null || undefined}>
                    {value ?? '–'}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
