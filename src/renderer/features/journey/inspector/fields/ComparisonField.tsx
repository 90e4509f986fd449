import { ActionIcon } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { Scalar } from '../../../../../shared/condition/comparison.js';
import { useFieldProblems } from './claims.js';
import {
  convertedValue,
  furtherOperator,
  OPERATOR_WORDS,
  operatorsOf,
  withOperator,
  type ComparedThing,
  type OperatorChoice,
  type OperatorEntry,
} from './comparing.js';
import { DurationField } from './DurationField.js';
import { FieldMessages } from './FieldMessages.js';
import { Words } from './Line.js';
import { NumberField } from './NumberField.js';
import { Pick } from './Pick.js';
import { asList, asNumber, asRecord, asText, withEntry, withKey, type Loose } from './read.js';
import { TryValues } from './TryValues.js';
import { ValueField, ValueListField, type ValueSource } from './ValueField.js';
import classes from './fields.module.css';

interface ComparisonFieldProps {
  label: string;
  value: unknown;
  onChange: (value: Loose) => void;
  path: string;
  thing: ComparedThing;
  /** Where values come from, for `thing` value. */
  source?: ValueSource;
  /** Said behind the value: "times", "ago". */
  unit?: string;
  /** Further choices, in front of the operators. */
  extras?: readonly OwnComparison[];
}

/** A comparison that has words of its own: "at least once", "never". */
export interface OwnComparison {
  value: 'once' | 'never';
  label: string;
  active: boolean;
  apply: () => void;
}

/** An `N`: one or more comparisons that must all hold, as words of the sentence. */
export function ComparisonField(props: ComparisonFieldProps) {
  const { label, value, onChange, path, thing, source, unit, extras = [] } = props;
  const { problems, id, invalid } = useFieldProblems(path, thing === 'duration' ? 'exact' : 'deep');
  const entries = operatorsOf(value);
  const own = extras.find(({ active }) => active);
  const options = [...extras, ...OPERATOR_WORDS[thing].map(([choice, words]) => ({ value: choice, label: words }))];
  const choose = (index: number, choice: OperatorChoice | OwnComparison['value']) => {
    const special = extras.find((extra) => extra.value === choice);
    if (special) special.apply();
    else if (choice !== 'once' && choice !== 'never') {
      // "Never" is a number of zero: what is chosen instead begins with one that means something.
      const before = own || entries.length === 0 ? { eq: undefined } : value;
      onChange(withOperator(before, index, choice, thing));
    }
  };
  return (
    <>
      {(own || entries.length === 0) && (
        <Pick
          label={label}
          value={own?.value}
          options={options}
          invalid={invalid}
          placeholder="compares as"
          onChange={(choice) => choose(0, choice)}
        />
      )}
      {!own &&
        entries.map((entry, index) => (
          <span key={entry.key} className={classes['chips']}>
            {index > 0 && <Words>and</Words>}
            <Pick
              label={`${label}, comparison`}
              value={entry.choice}
              options={options}
              onChange={(choice) => choose(index, choice)}
            />
            <Operand
              {...{ label, thing, source, invalid }}
              entry={entry}
              path={`${path}/${entry.key}`}
              onChange={(next) => onChange(withKey(asRecord(value), entry.key, next))}
            />
            {entries.length > 1 && (
              <ActionIcon
                size="sm"
                aria-label="Remove this comparison"
                onClick={() => onChange(withKey(asRecord(value), entry.key, undefined))}
              >
                <IconX size={13} />
              </ActionIcon>
            )}
          </span>
        ))}
      {unit !== undefined && !own && entries.some(({ key }) => key !== 'exists') && <Words>{unit}</Words>}
      <AddComparison value={value} onChange={onChange} thing={thing} />
      <FieldMessages problems={problems} id={id} />
    </>
  );
}

/** Comparisons beside which a further one makes sense: a bound beside a bound, an exception beside either. */
const OPEN_ENDED: ReadonlySet<string> = new Set(['gt', 'gte', 'lt', 'lte', 'ne', 'notIn', 'contains']);

function AddComparison({ value, onChange, thing }: Omit<ComparisonFieldProps, 'label' | 'path'>) {
  const entries = operatorsOf(value);
  const further = furtherOperator(value, thing);
  const [first] = entries;
  const fits = (thing === 'value' || thing === 'number') && entries.length < 3 && entries.every(({ key }) => OPEN_ENDED.has(key));
  if (!first || further === undefined || !fits) return null;
  return (
    <button
      type="button"
      className={classes['link']}
      onClick={() => onChange({ ...asRecord(value), [further]: convertedValue(further, first.value, thing) })}
    >
      and…
    </button>
  );
}

interface OperandProps {
  entry: OperatorEntry;
  label: string;
  thing: ComparedThing;
  source: ValueSource | undefined;
  path: string;
  invalid: boolean;
  onChange: (value: unknown) => void;
}

function Operand(props: OperandProps) {
  const { entry, label, source, invalid, onChange } = props;
  if (entry.key === 'exists') return null;
  if (entry.key === 'between') {
    const pair = asList(entry.value);
    return (
      <>
        <Single
          {...props}
          label={`${label}, from`}
          value={pair[0]}
          path={`${props.path}/0`}
          onChange={(next) => onChange(withEntry([pair[0], pair[1]], 0, next))}
        />
        <Words>and</Words>
        <Single
          {...props}
          label={`${label}, to`}
          value={pair[1]}
          path={`${props.path}/1`}
          onChange={(next) => onChange(withEntry([pair[0], pair[1]], 1, next))}
        />
      </>
    );
  }
  if (entry.key === 'in' || entry.key === 'notIn') {
    return source ? (
      <ValueListField label={label} source={source} values={asList(entry.value)} onChange={onChange} invalid={invalid} />
    ) : null;
  }
  return <Single {...props} value={entry.value} />;
}

/** One operand, and the way to try others where it is a number. */
function Single(props: OperandProps & { value: unknown }) {
  const { thing, label, value, path, onChange } = props;
  if (thing === 'duration') return <DurationField label={label} value={asText(value)} path={path} onChange={onChange} />;
  return (
    <>
      <PlainOperand {...props} />
      <TryValues path={path} />
    </>
  );
}

function PlainOperand({ thing, label, source, value, invalid, onChange }: OperandProps & { value: unknown }) {
  if (thing === 'count' || !source)
    return <NumberField label={label} value={asNumber(value)} onChange={onChange} invalid={invalid} />;
  return <ValueField label={label} source={source} value={value} invalid={invalid} onChange={(next: Scalar) => onChange(next)} />;
}
