import { ActionIcon } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { Section } from '../../../../ui/index.js';
import { useFieldProblems } from '../fields/claims.js';
import { DurationField } from '../fields/DurationField.js';
import { FieldMessages } from '../fields/FieldMessages.js';
import fields from '../fields/fields.module.css';
import { Line, Words } from '../fields/Line.js';
import { Remove } from '../fields/Remove.js';
import { NumberField } from '../fields/NumberField.js';
import { asList, asNumber, asRecord, withEntry, withKey, withoutEntry, type Loose } from '../fields/read.js';
import { TimeField, ZonePick } from '../fields/TimeFields.js';
import classes from '../inspector.module.css';
import type { SettingsProps } from './settingsProps.js';

/** How many messages a customer gets at most. */
export function Caps({ settings, onChange }: SettingsProps) {
  const caps = asList(settings['frequencyCap']);
  const set = (next: readonly unknown[]) => onChange(withKey(settings, 'frequencyCap', next.length === 0 ? undefined : next));
  return (
    <Section title="Frequency" look="label" className={classes['section']}>
      {caps.map((cap, index) => {
        const one = asRecord(cap);
        return (
          <Line key={String(index)} end={<Remove label="Remove this limit" onClick={() => set(withoutEntry(caps, index))} />}>
            <Words>{index === 0 ? 'At most' : 'and at most'}</Words>
            <NumberField
              label="Messages"
              whole
              min={0}
              value={asNumber(one['messages'])}
              onChange={(messages) => set(withEntry(caps, index, { ...one, messages }))}
            />
            <Words>messages in</Words>
            <DurationField
              label="In"
              value={one['per']}
              path={`/settings/frequencyCap/${String(index)}/per`}
              onChange={(per) => set(withEntry(caps, index, { ...one, per }))}
            />
          </Line>
        );
      })}
      <div className={classes['absent']}>
        <button
          type="button"
          className={fields['link']}
          onClick={() => set([...caps, caps.length === 0 ? { messages: 3, per: '7d' } : { messages: 1, per: '1d' }])}
        >
          <IconPlus size={12} aria-hidden /> {caps.length === 0 ? 'Limit the messages' : 'limit'}
        </button>
        {caps.length === 0 && <span className={classes['faint']}>Shared by all journeys of a run.</span>}
      </div>
    </Section>
  );
}

/** When messages wait. */
export function Quiet({ settings, onChange }: SettingsProps) {
  const isThere = settings['quietHours'] !== undefined;
  const quiet = asRecord(settings['quietHours']);
  const set = (next: Loose | undefined) => onChange(withKey(settings, 'quietHours', next));
  const remove = isThere && (
    <ActionIcon size="sm" aria-label="No quiet hours" onClick={() => set(undefined)}>
      <IconX size={14} />
    </ActionIcon>
  );
  return (
    <Section title="Quiet hours" look="label" className={classes['section']} actions={remove}>
      {!isThere && (
        <div className={classes['absent']}>
          <button
            type="button"
            className={fields['link']}
            onClick={() => set({ from: '21:00', to: '08:00', timezone: 'customer' })}
          >
            <IconPlus size={12} aria-hidden /> Set quiet hours
          </button>
          <span className={classes['faint']}>Messages wait until they end.</span>
        </div>
      )}
      {isThere && (
        <Line>
          <Words>No messages from</Words>
          <TimeField
            label="Quiet from"
            value={quiet['from']}
            path="/settings/quietHours/from"
            onChange={(from) => set({ ...quiet, from })}
          />
          <Words>to</Words>
          <TimeField
            label="Quiet to"
            value={quiet['to']}
            path="/settings/quietHours/to"
            onChange={(to) => set({ ...quiet, to })}
          />
          <Words>in</Words>
          <ZonePick
            label="Time zone of the quiet hours"
            customer
            otherwise="the journey’s zone"
            value={quiet['timezone']}
            path="/settings/quietHours/timezone"
            onChange={(zone) => set(withKey(quiet, 'timezone', zone))}
          />
        </Line>
      )}
    </Section>
  );
}

/** Which share of customers gets nothing, to compare with. */
export function Holdout({ settings, onChange }: SettingsProps) {
  const percent = asNumber(asRecord(settings['holdout'])['percent']);
  const { problems, id, invalid, describedBy } = useFieldProblems('/settings/holdout', 'deep');
  const set = (next: Loose | undefined) => onChange(withKey(settings, 'holdout', next));
  const isThere = settings['holdout'] !== undefined;
  return (
    <Section title="Holdout" look="label" className={classes['section']}>
      {!isThere && (
        <div className={classes['absent']}>
          <button type="button" className={fields['link']} onClick={() => set({ percent: 10 })}>
            <IconPlus size={12} aria-hidden /> Hold some customers out
          </button>
          <span className={classes['faint']}>They get nothing and show what happens by itself.</span>
        </div>
      )}
      {isThere && (
        <Line end={<Remove label="No holdout" onClick={() => set(undefined)} />}>
          <NumberField
            label="Percent held out"
            min={0}
            max={100}
            value={percent}
            invalid={invalid}
            describedBy={describedBy}
            onChange={(next) => set({ percent: next })}
          />
          <Words>% of customers get nothing, to compare with</Words>
          <FieldMessages problems={problems} id={id} />
        </Line>
      )}
    </Section>
  );
}
