import { Select } from '@mantine/core';
import { PROPERTY_TYPES, type FilePreview, type PropertyType } from '../../../shared/contract/logs.js';
import { traitNames, type CustomersForm } from './customersForm.js';
import { PreviewTable } from './PreviewTable.js';
import { TYPE_LABELS } from './PropertyTable.js';
import classes from './import.module.css';

interface CustomersPanelProps {
  preview: FilePreview;
  form: CustomersForm;
  onChange: (form: CustomersForm) => void;
}

function isPropertyType(value: string | null): value is PropertyType {
  return PROPERTY_TYPES.some((type) => type === value);
}

/** Which column of a file of customers says who they are; all others become traits. */
export function CustomersPanel({ preview, form, onChange }: CustomersPanelProps) {
  const columns = preview.columns.map(({ name }) => name);
  return (
    <>
      <div className={classes['sentence']}>
        <Select
          label="Who"
          placeholder="Choose a column"
          data={columns}
          value={form.idColumn ?? null}
          searchable={columns.length > 8}
          allowDeselect={false}
          onChange={(idColumn) => {
            if (idColumn !== null) onChange({ ...form, idColumn });
          }}
        />
      </div>
      <PreviewTable preview={preview} customerId={form.idColumn ?? ''} />
      <p className={classes['reading']}>
        What else the file says of them becomes their traits. Waypost knows <code>email</code>, <code>timezone</code> and{' '}
        <code>consent</code> by these names.
      </p>
      <div className={classes['traits']}>
        {traitNames(preview, form.idColumn).map((name) => (
          <Select
            key={name}
            size="xs"
            label={name}
            value={form.types[name] ?? 'auto'}
            allowDeselect={false}
            data={PROPERTY_TYPES.map((value) => ({ value, label: TYPE_LABELS[value] }))}
            onChange={(value) => {
              if (isPropertyType(value)) onChange({ ...form, types: { ...form.types, [name]: value } });
            }}
          />
        ))}
      </div>
    </>
  );
}
