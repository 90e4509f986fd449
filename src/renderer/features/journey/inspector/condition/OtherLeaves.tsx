import { NODE_LABELS } from '../../../../../shared/journey/words/node.js';
import { useProject } from '../../../../app/project.js';
import { hrefOf } from '../../../../app/route.js';
import { useSegments } from '../../../../app/segments.js';
import { useDraft } from '../../EditorContext.js';
import { useFieldProblems } from '../fields/claims.js';
import { ComparisonField } from '../fields/ComparisonField.js';
import { FieldMessages } from '../fields/FieldMessages.js';
import { Line, Words } from '../fields/Line.js';
import { NamePick } from '../fields/NamePick.js';
import { Pick } from '../fields/Pick.js';
import { asRecord, asText, withKey } from '../fields/read.js';
import { SearchPick } from '../fields/SearchPick.js';
import { numbersIn, WeekdayChips, ZonePick } from '../fields/TimeFields.js';
import type { LeafProps } from './leafProps.js';
import { useExcludedSegments } from './ExcludedSegments.js';

/** A trait of the customer. */
export function TraitLeaf({ leaf, onChange, path }: LeafProps) {
  return (
    <Line>
      <Words>their</Words>
      <NamePick
        kind="trait"
        label="Trait"
        value={leaf['trait']}
        path={`${path}/trait`}
        onChange={(trait) => onChange({ ...leaf, trait })}
      />
      <ComparisonField
        label="Value"
        thing="value"
        value={leaf['is']}
        path={`${path}/is`}
        source={{ kind: 'trait', name: asText(leaf['trait']) }}
        onChange={(is) => onChange({ ...leaf, is })}
      />
    </Line>
  );
}

/** A property of the event that started the entry. */
export function PropertyLeaf({ leaf, onChange, path }: LeafProps) {
  return (
    <Line>
      <Words>the starting event’s</Words>
      <NamePick
        kind="property"
        label="Property"
        value={leaf['property']}
        path={`${path}/property`}
        onChange={(property) => onChange({ ...leaf, property })}
      />
      <ComparisonField
        label="Value"
        thing="value"
        value={leaf['is']}
        path={`${path}/is`}
        source={{ kind: 'property', name: asText(leaf['property']) }}
        onChange={(is) => onChange({ ...leaf, is })}
      />
    </Line>
  );
}

const SESSION = [
  { value: 'duration' as const, label: 'lasts' },
  { value: 'events' as const, label: 'has' },
];

/** The session at this moment. */
export function SessionLeaf({ leaf, onChange, path }: LeafProps) {
  const isDuration = leaf['session'] !== 'events';
  return (
    <Line>
      <Words>the session</Words>
      <Pick
        label="What of the session"
        value={isDuration ? 'duration' : 'events'}
        options={SESSION}
        onChange={(session) => onChange({ session, is: session === 'duration' ? { gt: '5m' } : { gt: 10 } })}
      />
      <ComparisonField
        label="Session"
        thing={isDuration ? 'duration' : 'count'}
        value={leaf['is']}
        path={`${path}/is`}
        onChange={(is) => onChange({ ...leaf, is })}
      />
      {!isDuration && <Words>events</Words>}
    </Line>
  );
}

const CLOCKS = [
  { value: 'hour' as const, label: 'the hour of the day' },
  { value: 'weekday' as const, label: 'the day of the week' },
];

/** The local hour or day. */
export function ClockLeaf({ leaf, onChange, path }: LeafProps) {
  const isWeekday = leaf['clock'] === 'weekday';
  const is = asRecord(leaf['is']);
  const asChips = isWeekday && Object.keys(is).every((key) => key === 'in');
  return (
    <Line>
      <Pick
        label="Clock"
        value={isWeekday ? 'weekday' : 'hour'}
        options={CLOCKS}
        onChange={(clock) =>
          onChange({ ...leaf, clock, is: clock === 'weekday' ? { in: [1, 2, 3, 4, 5] } : { between: [9, 17] } })
        }
      />
      {asChips ? (
        <Weekdays leaf={leaf} onChange={onChange} path={path} />
      ) : (
        <ComparisonField
          label={isWeekday ? 'Day, 1 Monday to 7 Sunday' : 'Hour'}
          thing="number"
          value={leaf['is']}
          path={`${path}/is`}
          onChange={(next) => onChange({ ...leaf, is: next })}
        />
      )}
      <Words>in</Words>
      <ZonePick
        label="Time zone"
        customer
        otherwise="the journey’s zone"
        value={leaf['timezone']}
        path={`${path}/timezone`}
        onChange={(zone) => onChange(withKey(leaf, 'timezone', zone))}
      />
    </Line>
  );
}

function Weekdays({ leaf, onChange, path }: Omit<LeafProps, 'scope'>) {
  const { problems, id } = useFieldProblems(`${path}/is`, 'deep');
  return (
    <>
      <Words>is</Words>
      <WeekdayChips
        label="Days of the week"
        value={numbersIn(asRecord(leaf['is'])['in'])}
        onChange={(days) => onChange({ ...leaf, is: { in: days } })}
      />
      <FieldMessages problems={problems} id={id} />
    </>
  );
}

/** Membership in a segment of the project. */
export function SegmentLeaf({ leaf, onChange, path }: LeafProps) {
  const { problems, id, invalid, describedBy } = useFieldProblems(`${path}/segment`);
  const { project } = useProject();
  const { list = [], names } = useSegments();
  const excluded = useExcludedSegments();
  const segment = asText(leaf['segment']);
  const options = list.filter((other) => !excluded.has(other.id)).map(({ id: value, name }) => ({ value, label: name }));
  return (
    <Line>
      <Words>is in the segment</Words>
      <SearchPick
        label="Segment"
        text={names.segment?.(segment) ?? segment}
        chosen={segment === '' ? [] : [segment]}
        options={options}
        placeholder="a segment"
        nothing={list.length === 0 ? 'The project has no segment yet' : 'No segment is called that'}
        footer={<a href={hrefOf({ screen: 'audience', project })}>All segments</a>}
        invalid={invalid}
        describedBy={describedBy}
        onPick={(next) => onChange({ segment: next })}
      />
      <FieldMessages problems={problems} id={id} />
    </Line>
  );
}

const WAS = [
  { value: 'sent' as const, label: 'sent' },
  { value: 'opened' as const, label: 'opened' },
  { value: 'clicked' as const, label: 'clicked' },
];

/** What became of an e-mail of this entry. */
export function MessageLeaf({ leaf, onChange, path }: LeafProps) {
  const draft = useDraft();
  const { problems, id, invalid, describedBy } = useFieldProblems(`${path}/message`);
  const mails = draft.nodes
    .filter((node) => node.type === 'email')
    .map((node) => ({
      value: node.id,
      label: node.name ?? (asText(node.config['subject']) || NODE_LABELS.email),
      hint: node.id,
    }));
  const was = asText(leaf['was']);
  const message = asText(leaf['message']);
  return (
    <Line>
      <Words>the e-mail</Words>
      <Pick
        label="E-mail"
        value={message === '' ? undefined : message}
        options={mails}
        placeholder="choose an e-mail"
        invalid={invalid}
        describedBy={describedBy}
        onChange={(next) => onChange({ ...leaf, message: next })}
      />
      <Words>was</Words>
      <Pick
        label="What became of it"
        value={WAS.find(({ value }) => value === was)?.value}
        options={WAS}
        onChange={(next) => onChange({ ...leaf, was: next })}
      />
      <FieldMessages problems={problems} id={id} />
    </Line>
  );
}
