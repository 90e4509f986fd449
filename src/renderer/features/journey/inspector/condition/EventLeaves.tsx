import { ActionIcon } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { AGGREGATES, type AggregateName } from '../../../../../shared/condition/schema.js';
import { ComparisonField } from '../fields/ComparisonField.js';
import { DurationField } from '../fields/DurationField.js';
import { OtherEventClause } from '../fields/EventClause.js';
import { EventPick, selectedNames } from '../fields/EventPick.js';
import { Line, Words } from '../fields/Line.js';
import { NamePick } from '../fields/NamePick.js';
import { NumberField } from '../fields/NumberField.js';
import { Pick } from '../fields/Pick.js';
import { asNumber, asRecord, asText, withKey } from '../fields/read.js';
import { AddFilter, WhereEditor } from '../fields/WhereEditor.js';
import fields from '../fields/fields.module.css';
import type { LeafProps } from './leafProps.js';
import { WithinPick } from './WithinPick.js';

function only(value: unknown): string | undefined {
  const names = selectedNames(value);
  return names.length === 1 ? names[0] : undefined;
}

function Filters({ leaf, onChange, path, event }: LeafProps & { event: unknown }) {
  return (
    <WhereEditor
      value={leaf['where']}
      path={`${path}/where`}
      event={only(event)}
      onChange={(where) => onChange(withKey(leaf, 'where', where))}
    />
  );
}

function AddWhere({ leaf, onChange }: LeafProps) {
  return <AddFilter value={leaf['where']} onChange={(where) => onChange(withKey(leaf, 'where', where))} />;
}

type Frequency = 'once' | 'count' | 'never';

function frequencyOf(times: unknown): Frequency {
  if (times === undefined) return 'once';
  const entries = Object.entries(asRecord(times));
  const [first] = entries;
  return entries.length === 1 && first?.[0] === 'eq' && first[1] === 0 ? 'never' : 'count';
}

const FREQUENCIES = [
  { value: 'once' as const, label: 'at least once' },
  { value: 'count' as const, label: 'this often' },
  { value: 'never' as const, label: 'never' },
];
const TIMES: Readonly<Record<Frequency, unknown>> = { once: undefined, count: { gte: 2 }, never: { eq: 0 } };

/** Did something so many times, as a whole or with one and the same value of a property. */
export function CountLeaf(props: LeafProps) {
  const { leaf, onChange, path } = props;
  const frequency = frequencyOf(leaf['times']);
  return (
    <>
      <Line>
        <EventPick label="Event" value={leaf['did']} path={`${path}/did`} onChange={(did) => onChange({ ...leaf, did })} />
        {frequency === 'count' ? (
          <ComparisonField
            label="How often"
            thing="count"
            value={leaf['times']}
            path={`${path}/times`}
            unit="times"
            onChange={(times) => onChange({ ...leaf, times })}
          />
        ) : (
          <Pick
            label="How often"
            value={frequency}
            options={FREQUENCIES}
            onChange={(next) => onChange(withKey(leaf, 'times', TIMES[next]))}
          />
        )}
        {frequency === 'count' && <ResetTimes {...props} />}
        <WithinPick {...props} />
      </Line>
      {'by' in leaf && (
        <Line>
          <Words>each time with the same</Words>
          <NamePick
            kind="property"
            label="Same value of"
            value={leaf['by']}
            path={`${path}/by`}
            onChange={(by) => onChange({ ...leaf, by })}
          />
          <Remove label="Count all together" onClick={() => onChange(withKey(leaf, 'by', undefined))} />
        </Line>
      )}
      <Filters {...props} event={leaf['did']} />
      <Line>
        <AddWhere {...props} />
        {!('by' in leaf) && (
          <button
            type="button"
            className={fields['link']}
            onClick={() => onChange({ ...leaf, by: 'product_id', times: leaf['times'] ?? { gte: 3 } })}
          >
            + with the same…
          </button>
        )}
      </Line>
    </>
  );
}

function ResetTimes({ leaf, onChange }: LeafProps) {
  return <Remove label="At least once" onClick={() => onChange(withKey(leaf, 'times', undefined))} />;
}

function Remove({ label, onClick }: { label: string; onClick: () => void }) {
  return (
    <ActionIcon size="sm" aria-label={label} title={label} onClick={onClick}>
      <IconX size={13} />
    </ActionIcon>
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
      <Line>
        <AddWhere {...props} />
      </Line>
    </>
  );
}

/** One event, and another within a time after it. */
export function FollowedByLeaf(props: LeafProps) {
  const { leaf, onChange, path } = props;
  return (
    <>
      <Line>
        <EventPick label="First event" value={leaf['did']} path={`${path}/did`} onChange={(did) => onChange({ ...leaf, did })} />
        <AddWhere {...props} />
      </Line>
      <Filters {...props} event={leaf['did']} />
      <OtherEventClause
        label="Second event"
        form="past"
        before="and then"
        value={leaf['followedBy']}
        path={`${path}/followedBy`}
        onChange={(followedBy) => onChange({ ...leaf, followedBy })}
      />
      <Line>
        <Words>within</Words>
        <DurationField
          label="Within"
          value={leaf['within']}
          path={`${path}/within`}
          onChange={(within) => onChange({ ...leaf, within })}
        />
        {'recent' in leaf ? (
          <>
            <Words>, the second in the last</Words>
            <DurationField
              label="Recent"
              value={leaf['recent']}
              path={`${path}/recent`}
              onChange={(recent) => onChange({ ...leaf, recent })}
            />
            <Remove label="At any time" onClick={() => onChange(withKey(leaf, 'recent', undefined))} />
          </>
        ) : (
          <button type="button" className={fields['link']} onClick={() => onChange({ ...leaf, recent: '7d' })}>
            + recently
          </button>
        )}
      </Line>
    </>
  );
}

/** How long ago something happened last, or first. */
export function AgeLeaf(props: LeafProps) {
  const { leaf, onChange, path } = props;
  const which = 'first' in leaf ? 'first' : 'last';
  const options = [
    { value: 'last' as const, label: 'the last time they' },
    { value: 'first' as const, label: 'the first time they' },
  ];
  const swap = (next: 'last' | 'first') =>
    onChange(Object.fromEntries(Object.entries(leaf).map(([key, value]) => [key === which ? next : key, value])));
  return (
    <>
      <Line>
        <Pick label="Which time" value={which} options={options} onChange={swap} />
        <EventPick
          label="Event"
          value={leaf[which]}
          path={`${path}/${which}`}
          onChange={(event) => onChange({ ...leaf, [which]: event })}
        />
        <Words>was</Words>
        <ComparisonField
          label="How long ago"
          thing="duration"
          value={leaf['ago']}
          path={`${path}/ago`}
          unit="ago"
          onChange={(ago) => onChange({ ...leaf, ago })}
        />
      </Line>
      <Filters {...props} event={leaf[which]} />
      <Line>
        <AddWhere {...props} />
      </Line>
    </>
  );
}

/** Began something and did not go on for a time. */
export function AbandonedLeaf(props: LeafProps) {
  const { leaf, onChange, path } = props;
  return (
    <>
      <Line>
        <EventPick
          label="Event"
          value={leaf['abandoned']}
          path={`${path}/abandoned`}
          onChange={(abandoned) => onChange({ ...leaf, abandoned })}
        />
        <AddWhere {...props} />
      </Line>
      <Filters {...props} event={leaf['abandoned']} />
      <OtherEventClause
        label="What did not follow"
        before="and then no"
        value={leaf['without']}
        path={`${path}/without`}
        onChange={(without) => onChange({ ...leaf, without })}
      />
      <Line>
        <Words>for</Words>
        <DurationField
          label="For"
          value={leaf['for']}
          path={`${path}/for`}
          onChange={(next) => onChange({ ...leaf, for: next })}
        />
      </Line>
    </>
  );
}

const ENGAGED = [
  { value: 'opened' as const, label: 'opened' },
  { value: 'clicked' as const, label: 'clicked' },
];

/** How many of the latest e-mails were opened or clicked. */
export function LastMessagesLeaf(props: LeafProps) {
  const { leaf, onChange, path } = props;
  const engaged = asText(leaf['engaged']);
  return (
    <>
      <Line>
        <Pick
          label="What they did"
          value={ENGAGED.find(({ value }) => value === engaged)?.value}
          options={ENGAGED}
          onChange={(next) => onChange({ ...leaf, engaged: next })}
        />
        <ComparisonField
          label="How many"
          thing="count"
          value={leaf['times']}
          path={`${path}/times`}
          onChange={(times) => onChange({ ...leaf, times })}
        />
        <Words>of the last</Words>
        <NumberField
          label="Number of e-mails"
          whole
          min={1}
          value={asNumber(leaf['lastMessages'])}
          onChange={(lastMessages) => onChange({ ...leaf, lastMessages })}
        />
        <Words>e-mails</Words>
      </Line>
      <Filters {...props} event="Email Sent" />
      <Line>
        <AddWhere {...props} />
      </Line>
    </>
  );
}
