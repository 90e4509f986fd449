import { Button, Checkbox, Select, TextInput } from '@mantine/core';
import { PROPERTY_TYPES, type FilePreview, type PropertyType } from '../../../shared/contract/logs.js';
import { formatPercent } from '../../ui/index.js';
import { offeredProperties, type MappingForm, type PropertyChoice } from './mappingForm.js';
import classes from './import.module.css';

export const TYPE_LABELS: Record<PropertyType, string> = {
  auto: 'As it looks',
  string: 'Text',
  number: 'Number',
  boolean: 'Yes / no',
};

function isPropertyType(value: string | null): value is PropertyType {
  return PROPERTY_TYPES.some((type) => type === value);
}

interface PropertyTableProps {
  preview: FilePreview;
  form: MappingForm;
  onChange: (properties: MappingForm['properties']) => void;
}

/** The other columns: which come along as properties, under which name and type. */
export function PropertyTable({ preview, form, onChange }: PropertyTableProps) {
  const offered = offeredProperties(form);
  const set = (column: string, change: Partial<PropertyChoice>) =>
    onChange(form.properties.map((choice) => (choice.column === column ? { ...choice, ...change } : choice)));
  const setAll = (include: boolean) => {
    const columns = new Set(offered.map(({ column }) => column));
    onChange(form.properties.map((choice) => (columns.has(choice.column) ? { ...choice, include } : choice)));
  };
  if (offered.length === 0) return <p className={classes['quiet']}>The file has no further columns.</p>;
  const allIn = offered.every(({ include }) => include);
  return (
    <>
      <table className={classes['properties']}>
        <thead>
          <tr>
            <th scope="col">Column</th>
            <th scope="col">Values</th>
            <th scope="col">Property</th>
            <th scope="col">Type</th>
          </tr>
        </thead>
        <tbody>
          {offered.map((choice) => (
            <PropertyRow
              key={choice.column}
              choice={choice}
              preview={preview}
              onChange={(change) => set(choice.column, change)}
            />
          ))}
        </tbody>
      </table>
      {offered.length > 3 && (
        <Button size="xs" variant="subtle" onClick={() => setAll(!allIn)}>
          {allIn ? 'Take none of them' : 'Take all of them'}
        </Button>
      )}
    </>
  );
}

interface PropertyRowProps {
  choice: PropertyChoice;
  preview: FilePreview;
  onChange: (change: Partial<PropertyChoice>) => void;
}

function PropertyRow({ choice: { column, include, name, type }, preview, onChange }: PropertyRowProps) {
  const about = preview.columns.find((candidate) => candidate.name === column);
  const samples = about?.samples.slice(0, 3).join(', ') ?? '';
  return (
    <tr data-out={!include || undefined}>
      <th scope="row">
        <Checkbox
          label={column}
          checked={include}
          onChange={({ currentTarget }) => onChange({ include: currentTarget.checked })}
        />
      </th>
      <td className={classes['samples']} title={samples}>
        {samples || '–'}
        {about && about.empty > 0 && <span className={classes['emptyShare']}> · {formatPercent(about.empty)} empty</span>}
      </td>
      <td>
        <TextInput
          size="xs"
          aria-label={`${column}: name of the property`}
          value={name}
          disabled={!include}
          onChange={({ currentTarget }) => onChange({ name: currentTarget.value })}
        />
      </td>
      <td>
        <Select
          size="xs"
          aria-label={`${column}: type`}
          value={type}
          disabled={!include}
          allowDeselect={false}
          data={PROPERTY_TYPES.map((value) => ({ value, label: TYPE_LABELS[value] }))}
          onChange={(value) => {
            if (isPropertyType(value)) onChange({ type: value });
          }}
        />
      </td>
    </tr>
  );
}
