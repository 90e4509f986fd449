import { TRIGGER_KINDS, type TriggerKind, type TriggerShape, TRIGGER_SHAPES } from '../../../../../shared/journey/schema.js';
import { IconTile, Section } from '../../../../ui/index.js';
import { kindOf, StepIcon } from '../../../../canvas/families.js';
import { AddFilter, WhereEditor } from '../fields/WhereEditor.js';
import { DurationField } from '../fields/DurationField.js';
import { EventPick, selectedNames } from '../fields/EventPick.js';
import { OtherEventClause } from '../fields/EventClause.js';
import { Line, Words } from '../fields/Line.js';
import { Pick } from '../fields/Pick.js';
import { asRecord, withKey, type Loose } from '../fields/read.js';
import { ConditionSection } from '../ConditionSection.js';
import classes from '../inspector.module.css';
import type { NodePanelProps } from './nodePanel.js';
import { ScheduleFields } from './ScheduleFields.js';

const SHAPE_OPTIONS: readonly { value: TriggerShape; label: string; hint: string }[] = [
  { value: 'event', label: 'by an event', hint: 'Whenever a customer does something' },
  { value: 'abandoned', label: 'by something left unfinished', hint: 'A cart that is left, a checkout broken off' },
  { value: 'becomes', label: 'by a condition that becomes true', hint: 'Through an event, or through time passing alone' },
  { value: 'schedule', label: 'by a schedule', hint: 'For everybody, once or again and again' },
];

const KIND_OPTIONS: readonly { value: TriggerKind; label: string; hint: string }[] = [
  { value: 'intent', label: 'intent', hint: 'shows interest in buying' },
  { value: 'engagement', label: 'engagement', hint: 'deals with the brand or its messages' },
  { value: 'purchase', label: 'purchase', hint: 'has bought' },
];

function shapeOf(on: Loose): TriggerShape {
  return TRIGGER_SHAPES.find((shape) => shape in on) ?? 'event';
}

/** Settings of another shape, keeping the event and the condition where both shapes have them. */
function reshaped(on: Loose, shape: TriggerShape, now: Date): Loose {
  const event = on['event'] ?? on['abandoned'] ?? '';
  const condition = on['if'] ?? on['becomes'];
  const kept = { ...('where' in on && { where: on['where'] }), ...(condition !== undefined && { if: condition }) };
  switch (shape) {
    case 'event':
      return { event, ...kept };
    case 'abandoned':
      return { abandoned: event, without: '', for: '24h', ...kept };
    case 'becomes':
      return { becomes: condition ?? { all: [] } };
    case 'schedule':
      return {
        schedule: { at: `${now.toISOString().slice(0, 10)}T09:00`, every: 'FREQ=WEEKLY' },
        ...(condition !== undefined && { if: condition }),
      };
  }
}

/** What starts the journey. */
export function TriggerPanel({ config, onChange, path }: NodePanelProps) {
  const on = asRecord(config['on']);
  const shape = shapeOf(on);
  const change = (next: Loose) => onChange({ ...config, on: next });
  const props = { on, onChange: change, path: `${path}/on` };
  return (
    <>
      <div className={classes['lead']}>
        Starts
        <Pick
          label="What starts the journey"
          value={shape}
          options={SHAPE_OPTIONS}
          onChange={(next) => change(reshaped(on, next, new Date()))}
        />
      </div>
      {shape !== 'becomes' && (
        <Section title={shape === 'schedule' ? 'When' : 'When a customer'} look="label" className={classes['section']}>
          <div data-first>
            {shape === 'event' && <EventFields {...props} />}
            {shape === 'abandoned' && <AbandonedFields {...props} />}
            {shape === 'schedule' && (
              <ScheduleFields
                value={on['schedule']}
                path={`${path}/on/schedule`}
                onChange={(schedule) => change({ ...on, schedule })}
              />
            )}
          </div>
        </Section>
      )}
      {shape === 'becomes' ? (
        <ConditionSection
          title="As soon as this is true"
          role="becomes"
          value={on['becomes']}
          path={`${path}/on/becomes`}
          onChange={(becomes) => change({ becomes })}
        />
      ) : (
        <ConditionSection
          title="Only if"
          hint="Checked at that instant."
          role={shape === 'schedule' ? 'scheduleIf' : 'triggerIf'}
          value={on['if']}
          path={`${path}/on/if`}
          onChange={(condition) => change({ ...on, if: condition })}
          onRemove={() => change(withKey(on, 'if', undefined))}
        />
      )}
      <Section title="Kind of trigger" look="label" className={classes['section']}>
        <Line>
          <Words>It shows</Words>
          <KindPick config={config} onChange={onChange} />
        </Line>
      </Section>
    </>
  );
}

function KindPick({ config, onChange }: Omit<NodePanelProps, 'path' | 'node'>) {
  const options = KIND_OPTIONS.map((option) => {
    return {
      ...option,
      icon: (
        <IconTile family={option.value}>
          <StepIcon type="trigger" family={option.value} />
        </IconTile>
      ),
    };
  });
  return (
    <Pick
      label="Kind"
      value={TRIGGER_KINDS.find((kind) => kind === config['kind']) ?? kindOf(config)}
      options={options}
      onChange={(kind) => onChange({ ...config, kind })}
    />
  );
}

interface OnProps {
  on: Loose;
  onChange: (next: Loose) => void;
  path: string;
}

function EventFields({ on, onChange, path }: OnProps) {
  const names = selectedNames(on['event']);
  return (
    <>
      <Line>
        <EventPick label="Event" value={on['event']} path={`${path}/event`} onChange={(event) => onChange({ ...on, event })} />
        <AddFilter value={on['where']} onChange={(where) => onChange({ ...on, where })} />
      </Line>
      <WhereEditor
        value={on['where']}
        path={`${path}/where`}
        event={names.length === 1 ? names[0] : undefined}
        onChange={(where) => onChange(withKey(on, 'where', where))}
      />
    </>
  );
}

function AbandonedFields({ on, onChange, path }: OnProps) {
  const names = selectedNames(on['abandoned']);
  return (
    <>
      <Line>
        <EventPick
          label="Event"
          value={on['abandoned']}
          path={`${path}/abandoned`}
          onChange={(abandoned) => onChange({ ...on, abandoned })}
        />
        <AddFilter value={on['where']} onChange={(where) => onChange({ ...on, where })} />
      </Line>
      <WhereEditor
        value={on['where']}
        path={`${path}/where`}
        event={names.length === 1 ? names[0] : undefined}
        onChange={(where) => onChange(withKey(on, 'where', where))}
      />
      <OtherEventClause
        label="What does not follow"
        before="and then no"
        value={on['without']}
        path={`${path}/without`}
        onChange={(without) => onChange({ ...on, without })}
      />
      <Line>
        <Words>for</Words>
        <DurationField label="For" value={on['for']} path={`${path}/for`} onChange={(next) => onChange({ ...on, for: next })} />
      </Line>
    </>
  );
}
