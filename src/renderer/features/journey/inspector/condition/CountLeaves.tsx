import { AGGREGATES, type AggregateName } from '../../../../../shared/condition/schema.js';
import { ComparisonField } from '../fields/ComparisonField.js';
import { EventPick } from '../fields/EventPick.js';
import { Line, Words } from '../fields/Line.js';
import { NamePick } from '../fields/NamePick.js';
import { Pick } from '../fields/Pick.js';
import { Remove } from '../fields/Remove.js';
import { asRecord, withKey } from '../fields/read.js';
import fields from '../fields/fields.module.css';
import { AddWhere, Filters } from './eventParts.js';
import type { LeafProps } from './leafProps.js';
import { WithinPick } from './WithinPick.js';

function isNever(times: unknown): boolean {
  const entries = Object.entries(asRecord(times));
  return entries.length === 1 && entries[0]?.[0] === 'eq' && entries[0][1] === 0;
}

/** Did something so many times, as a whole or with one and the same value of a property. */
export function CountLeaf(props: LeafProps) {
  const { leaf, onChange, path } = props;
  const times = leaf['times'];
  return (
    <>
      <Line>
        <EventPick label="Event" value={leaf['did']} path={`${path}/did`} onChange={(did) => onChange({ ...leaf, did })} />
        <AddWhere {...props} />
        <ComparisonField
          label="How often"
          thing="count"
          value={times}
          path={`${path}/times`}
          unit="times"
          onChange={(next) => onChange({ ...leaf, times: next })}
          extras={[
            {
              value: 'once',
              label: 'at least once',
              active: times === undefined,
              apply: () => onChange(withKey(leaf, 'times', undefined)),
            },
            { value: 'never', label: 'never', active: isNever(times), apply: () => onChange({ ...leaf, times: { eq: 0 } }) },
          ]}
        />
        <WithinPick {...props} />
        {!('by' in leaf) && (
          <button
            type="button"
            className={fields['link']}
            onClick={() => onChange({ ...leaf, by: 'product_id', times: times ?? { gte: 3 } })}
          >
            + the same…
          </button>
        )}
      </Line>
      {'by' in leaf && (
        <Line end={<Remove label="Count all together" onClick={() => onChange(withKey(leaf, 'by', undefined))} />}>
          <Words>each time with the same</Words>
          <NamePick
            kind="property"
            label="Same value of"
            value={leaf['by']}
            path={`${path}/by`}
            onChange={(by) => onChange({ ...leaf, by })}
          />
        </Line>
      )}
      <Filters {...props} event={leaf['did']} />
    </>
  );
}

const AGGREGATE_WORDS: Readonly<Record<AggregateName, string>> = {
  sum: 'the total',
  avg: 'the average',
  min: 'the lowest',
  max: 'the highest',
  distinct: 'the number of different values',
};

/** A total, average, extreme or number of values over events. */
export function AggregateLeaf(props: LeafProps) {
  const { leaf, onChange, path } = props;
  const aggregate = AGGREGATES.find((name) => name in leaf) ?? 'sum';
  const options = AGGREGATES.map((value) => ({ value, label: AGGREGATE_WORDS[value] }));
  const swap = (next: AggregateName) =>
    onChange(Object.fromEntries(Object.entries(leaf).map(([key, value]) => [key === aggregate ? next : key, value])));
  return (
    <>
      <Line>
        <Pick label="Aggregate" value={aggregate} options={options} onChange={swap} />
        <Words>of</Words>
        <NamePick
          kind="property"
          label="Property"
          numeric={aggregate !== 'distinct'}
          value={leaf[aggregate]}
          path={`${path}/${aggregate}`}
          onChange={(name) => onChange({ ...leaf, [aggregate]: name })}
        />
        <Words>over</Words>
        <EventPick
          label="Event"
          form="many"
          value={leaf['did']}
          path={`${path}/did`}
          onChange={(did) => onChange({ ...leaf, did })}
        />
        <AddWhere {...props} />
        <ComparisonField
          label="Value"
          thing="number"
          value={leaf['is']}
          path={`${path}/is`}
          onChange={(is) => onChange({ ...leaf, is })}
        />
        <WithinPick {...props} />
      </Line>
      <Filters {...props} event={leaf['did']} />
    </>
  );
}
