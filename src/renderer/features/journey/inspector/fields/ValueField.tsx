import { ActionIcon } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import type { Scalar } from '../../../../../shared/condition/comparison.js';
import { useProject } from '../../../../app/project.js';
import { useEngineQuery } from '../../../../app/queries.js';
import { formatCompact } from '../../../../ui/index.js';
import { NumberField } from './NumberField.js';
import { Pick } from './Pick.js';
import { asNumber } from './read.js';
import { SearchPick } from './SearchPick.js';
import { useNameType } from './NamePick.js';
import { typedValue } from './typedValue.js';
import classes from './fields.module.css';

/** Where the values that can be compared with come from. */
export interface ValueSource {
  kind: 'property' | 'trait';
  name: string;
  /** The event whose property it is, where it is one. */
  event?: string | undefined;
}

const SEARCH_PAUSE_MS = 200;
const OFFERED = 60;

function isScalar(value: unknown): value is Scalar {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

function useSuggestions(source: ValueSource, search: string, enabled: boolean): readonly { value: Scalar; count: number }[] {
  const { project } = useProject();
  const [settled] = useDebouncedValue(search, SEARCH_PAUSE_MS);
  const query = { project, limit: OFFERED, ...(settled !== '' && { search: settled }) };
  const isProperty = source.kind === 'property';
  const properties = useEngineQuery(
    'logs.propertyValues',
    { ...query, property: source.name, ...(source.event !== undefined && { event: source.event }) },
    { enabled: enabled && isProperty && source.name !== '', keepPrevious: true },
  );
  const traits = useEngineQuery(
    'logs.traitValues',
    { ...query, trait: source.name },
    { enabled: enabled && !isProperty && source.name !== '', keepPrevious: true },
  );
  return (isProperty ? properties.data : traits.data) ?? [];
}

interface ValuePickProps {
  label: string;
  source: ValueSource;
  text: string;
  chosen: readonly Scalar[];
  onPick: (value: Scalar) => void;
  several?: boolean;
  look?: 'word' | 'add';
  invalid?: boolean;
  placeholder?: string;
}

/** Values as the log has them, most frequent first, or one's own. */
function ValuePick({
  label,
  source,
  text,
  chosen,
  onPick,
  several = false,
  look = 'word',
  invalid = false,
  placeholder = 'a value',
}: ValuePickProps) {
  const [open, setOpen] = useState(false);
  const [search, setSearch] = useState('');
  const type = useNameType(source.kind, source.name);
  const suggestions = useSuggestions(source, search, open);
  // Texts and numbers that look alike are different values: the list tells them apart by position.
  const options = suggestions.map(({ value, count }, index) => ({
    value: `${String(index)} ${String(value)}`,
    label: String(value),
    note: formatCompact(count),
  }));
  return (
    <SearchPick
      label={label}
      text={text}
      options={options}
      several={several}
      look={look}
      invalid={invalid}
      placeholder={placeholder}
      chosen={options.filter((_, index) => chosen.includes(suggestions[index]?.value ?? '')).map(({ value }) => value)}
      onOpen={() => setOpen(true)}
      onSearch={setSearch}
      nothing="Type a value"
      custom={(typed) => `Use ${typeof typedValue(typed, type) === 'string' ? `“${typed}”` : typed}`}
      onPick={(picked) => {
        const index = options.findIndex(({ value }) => value === picked);
        onPick(suggestions[index]?.value ?? typedValue(picked, type));
      }}
    />
  );
}

interface ValueFieldProps {
  label: string;
  source: ValueSource;
  value: unknown;
  onChange: (value: Scalar) => void;
  invalid?: boolean;
}

/** One value to compare with: a number, a choice of yes and no, or what the log has. */
export function ValueField({ label, source, value, onChange, invalid = false }: ValueFieldProps) {
  const type = useNameType(source.kind, source.name);
  if (type === 'boolean' && (typeof value === 'boolean' || value === undefined || value === '')) {
    return (
      <Pick
        label={label}
        value={value === undefined || value === '' ? undefined : String(value)}
        options={[
          { value: 'true', label: 'yes' },
          { value: 'false', label: 'no' },
        ]}
        onChange={(next) => onChange(next === 'true')}
        invalid={invalid}
      />
    );
  }
  if (type === 'number' && (typeof value === 'number' || value === undefined || value === '')) {
    return <NumberField label={label} value={asNumber(value)} onChange={onChange} invalid={invalid} />;
  }
  return (
    <ValuePick
      label={label}
      source={source}
      text={isScalar(value) ? String(value) : ''}
      chosen={isScalar(value) ? [value] : []}
      onPick={onChange}
      invalid={invalid}
    />
  );
}

interface ValueListFieldProps {
  label: string;
  source: ValueSource;
  values: readonly unknown[];
  onChange: (values: readonly Scalar[]) => void;
  invalid?: boolean;
}

/** Several values, any of which counts. */
export function ValueListField({ label, source, values, onChange, invalid = false }: ValueListFieldProps) {
  const scalars = values.filter(isScalar);
  const toggle = (value: Scalar) =>
    onChange(scalars.includes(value) ? scalars.filter((other) => other !== value) : [...scalars, value]);
  return (
    <span className={classes['chips']}>
      {scalars.map((value) => (
        <span key={`${typeof value} ${String(value)}`} className={classes['chip']} title={String(value)}>
          <span>{String(value)}</span>
          <ActionIcon
            size="xs"
            aria-label={`Remove ${String(value)}`}
            onClick={() => onChange(scalars.filter((other) => other !== value))}
          >
            <IconX size={12} />
          </ActionIcon>
        </span>
      ))}
      <ValuePick
        label={label}
        source={source}
        text=""
        chosen={scalars}
        onPick={toggle}
        several
        look={scalars.length > 0 ? 'add' : 'word'}
        placeholder={scalars.length > 0 ? '+ value' : 'values'}
        invalid={invalid && scalars.length === 0}
      />
    </span>
  );
}
