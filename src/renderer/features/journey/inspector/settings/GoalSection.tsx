import { ActionIcon, Checkbox } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { Section } from '../../../../ui/index.js';
import { DurationField } from '../fields/DurationField.js';
import { EventPick, selectedNames } from '../fields/EventPick.js';
import fields from '../fields/fields.module.css';
import { Line, Words } from '../fields/Line.js';
import { asRecord, withKey, type Loose } from '../fields/read.js';
import { AddFilter, WhereEditor } from '../fields/WhereEditor.js';
import classes from '../inspector.module.css';
import type { SettingsProps } from './settingsProps.js';

/** What customers shall do after entering. */
export function Goal({ settings, onChange }: SettingsProps) {
  const isThere = settings['goal'] !== undefined;
  const goal = asRecord(settings['goal']);
  const set = (next: Loose | undefined) => onChange(withKey(settings, 'goal', next));
  const names = selectedNames(goal['event']);
  const remove = isThere && (
    <ActionIcon size="sm" aria-label="Remove the goal" onClick={() => set(undefined)}>
      <IconX size={14} />
    </ActionIcon>
  );
  return (
    <Section title="Goal" look="label" className={classes['section']} actions={remove}>
      {!isThere && (
        <div className={classes['absent']}>
          <button type="button" className={fields['link']} onClick={() => set({ event: '', within: '7d' })}>
            <IconPlus size={12} aria-hidden /> Set a goal
          </button>
          <span className={classes['faint']}>What customers shall do after entering.</span>
        </div>
      )}
      {isThere && (
        <>
          <Line>
            <Words>The customer</Words>
            <EventPick
              label="Goal"
              value={goal['event']}
              path="/settings/goal/event"
              onChange={(event) => set({ ...goal, event })}
            />
            <AddFilter value={goal['where']} onChange={(where) => set({ ...goal, where })} />
          </Line>
          <WhereEditor
            value={goal['where']}
            path="/settings/goal/where"
            event={names.length === 1 ? names[0] : undefined}
            onChange={(where) => set(withKey(goal, 'where', where))}
          />
          <Line>
            <Words>within</Words>
            <DurationField
              label="Within"
              value={goal['within']}
              path="/settings/goal/within"
              onChange={(within) => set({ ...goal, within })}
            />
            <Words>of entering</Words>
          </Line>
          <Checkbox
            size="xs"
            label="Reaching it ends the journey"
            checked={goal['exits'] !== false}
            onChange={(event) => set(withKey(goal, 'exits', event.currentTarget.checked ? undefined : false))}
          />
        </>
      )}
    </Section>
  );
}
