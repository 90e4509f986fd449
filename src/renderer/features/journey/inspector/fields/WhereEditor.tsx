import { ActionIcon, Tooltip } from '@mantine/core';
import { IconFilterPlus } from '@tabler/icons-react';
import { ComparisonField } from './ComparisonField.js';
import { Line, Words } from './Line.js';
import { Remove } from './Remove.js';
import { NamePick } from './NamePick.js';
import { asList, asRecord, asText, withEntry, withKey, withoutEntry } from './read.js';
import classes from './fields.module.css';

interface WhereEditorProps {
  value: unknown;
  /** `undefined`: no filters are left. */
  onChange: (value: readonly unknown[] | undefined) => void;
  path: string;
  /** The event whose properties these are, where it is one. */
  event?: string | undefined;
}

/** `P`: what must hold of the event's own properties. */
export function WhereEditor({ value, onChange, path, event }: WhereEditorProps) {
  const filters = asList(value);
  if (filters.length === 0) return null;
  return (
    <div className={classes['filters']}>
      {filters.map((filter, index) => {
        const { property, is } = asRecord(filter);
        const change = (key: string, next: unknown) => onChange(withEntry(filters, index, withKey(asRecord(filter), key, next)));
        return (
          <Line
            key={String(index)}
            end={
              <Remove
                label="Remove this filter"
                onClick={() => onChange(filters.length === 1 ? undefined : withoutEntry(filters, index))}
              />
            }
          >
            <Words>{index === 0 ? 'where' : 'and'}</Words>
            <NamePick
              kind="property"
              label="Property"
              value={property}
              path={`${path}/${String(index)}/property`}
              onChange={(name) => change('property', name)}
            />
            <ComparisonField
              label="Value"
              thing="value"
              value={is}
              path={`${path}/${String(index)}/is`}
              source={{ kind: 'property', name: asText(property), event }}
              onChange={(next) => change('is', next)}
            />
          </Line>
        );
      })}
    </div>
  );
}

/** A filter that waits to be filled in. */
export const NEW_FILTER = Object.freeze({ property: '', is: { eq: '' } });

/** Adds a filter to a `where`. */
export function AddFilter({ value, onChange }: { value: unknown; onChange: (value: readonly unknown[]) => void }) {
  return (
    <Tooltip label="Only with certain properties">
      <ActionIcon size="sm" aria-label="Add a filter on properties" onClick={() => onChange([...asList(value), NEW_FILTER])}>
        <IconFilterPlus size={15} />
      </ActionIcon>
    </Tooltip>
  );
}
