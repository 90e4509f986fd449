import { ComparisonField } from '../fields/ComparisonField.js';
import { DurationField } from '../fields/DurationField.js';
import { OtherEventClause } from '../fields/EventClause.js';
import { EventPick } from '../fields/EventPick.js';
import { Line, Words } from '../fields/Line.js';
import { NumberField } from '../fields/NumberField.js';
import { Pick } from '../fields/Pick.js';
import { Remove } from '../fields/Remove.js';
import { asNumber, asText, withKey } from '../fields/read.js';
import fields from '../fields/fields.module.css';
import { AddWhere, Filters } from './eventParts.js';
import type { LeafProps } from './leafProps.js';

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
      <Line end={'recent' in leaf && <Remove label="At any time" onClick={() => onChange(withKey(leaf, 'recent', undefined))} />}>
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
        <AddWhere {...props} />
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
        <AddWhere {...props} />
      </Line>
      <Filters {...props} event="Email Sent" />
    </>
  );
}
