import { ActionIcon, Checkbox } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { CONSENT_MODES } from '../../../../../shared/journey/schema.js';
import { ProblemList, Section } from '../../../../ui/index.js';
import { placesOf } from '../../document/problems.js';
import { useDraft, useOpenJourney, useProblems } from '../../EditorContext.js';
import { typingPlace } from '../burst.js';
import { useFieldProblems, useUnclaimed } from '../fields/claims.js';
import { DurationField } from '../fields/DurationField.js';
import { EventPick, selectedNames } from '../fields/EventPick.js';
import { FieldMessages } from '../fields/FieldMessages.js';
import fields from '../fields/fields.module.css';
import { Line, Words } from '../fields/Line.js';
import { NumberField } from '../fields/NumberField.js';
import { Pick } from '../fields/Pick.js';
import { asList, asNumber, asRecord, withEntry, withKey, withoutEntry, type Loose } from '../fields/read.js';
import { TextField } from '../fields/TextField.js';
import { TimeField, ZonePick } from '../fields/TimeFields.js';
import { AddFilter, WhereEditor } from '../fields/WhereEditor.js';
import { ConditionSection } from '../Optional.js';
import classes from '../inspector.module.css';

interface SettingsProps {
  settings: Loose;
  onChange: (next: Loose) => void;
}

/** What holds for the whole journey. */
export function JourneySettings() {
  const { editor } = useOpenJourney();
  const draft = useDraft();
  const settings = asRecord(draft.settings);
  const onChange = (next: Loose) => {
    const place = typingPlace(settings, next);
    editor.execute({ kind: 'setSettings', settings: { ...next } }, place === undefined ? undefined : `settings${place}`);
  };
  const props = { settings, onChange };
  return (
    <>
      <header className={classes['head']}>
        <div className={classes['headText']}>
          <h2 className={classes['title']}>Journey settings</h2>
          <p className={classes['caption']}>Select a step to change it.</p>
        </div>
      </header>
      <JourneyProblems />
      <Section title="Name and time zone" look="label" className={classes['section']}>
        <div className={classes['fields']} data-first>
          <TextField
            label="Name"
            value={draft.name}
            path="/name"
            onChange={(name) => editor.execute({ kind: 'setHeader', name }, 'journey name')}
          />
        </div>
        <Line>
          <Words>Times are those of</Words>
          <ZonePick
            label="Time zone of the journey"
            otherwise="UTC"
            value={draft.timezone}
            path="/timezone"
            onChange={(zone) => editor.execute({ kind: 'setHeader', timezone: zone ?? '' })}
          />
        </Line>
      </Section>
      <Reentry {...props} />
      <ConditionSection
        title="Audience"
        hint="Must hold when a customer enters."
        role="audience"
        value={settings['audience']}
        path="/settings/audience"
        onChange={(audience) => onChange({ ...settings, audience })}
        onRemove={() => onChange(withKey(settings, 'audience', undefined))}
      />
      <Goal {...props} />
      <ConditionSection
        title="Leave early if"
        hint="Checked after every event of a customer in the journey."
        role="exitWhen"
        value={settings['exitWhen']}
        path="/settings/exitWhen"
        onChange={(exitWhen) => onChange({ ...settings, exitWhen })}
        onRemove={() => onChange(withKey(settings, 'exitWhen', undefined))}
      />
      <Consent {...props} />
      <Caps {...props} />
      <Quiet {...props} />
      <Holdout {...props} />
    </>
  );
}

/** What is wrong with the journey as a whole and belongs to none of the fields. */
function JourneyProblems() {
  const draft = useDraft();
  const general = useProblems().filter((problem) => placesOf(problem, draft).length === 0);
  const rest = useUnclaimed(general);
  if (rest.length === 0) return null;
  const tone = rest.some(({ severity }) => severity === 'error') ? 'error' : 'warning';
  return (
    <div className={classes['problems']} data-tone={tone}>
      <ProblemList problems={rest} />
    </div>
  );
}

const MODES = [
  { value: 'once' as const, label: 'never', hint: 'each customer enters once' },
  { value: 'afterExit' as const, label: 'after they leave' },
  { value: 'always' as const, label: 'any time', hint: 'several entries can run side by side' },
];

function Reentry({ settings, onChange }: SettingsProps) {
  const reentry = asRecord(settings['reentry']);
  const mode = MODES.find(({ value }) => value === reentry['mode'])?.value ?? 'once';
  const set = (next: Loose) => onChange(withKey(settings, 'reentry', Object.keys(next).length === 0 ? undefined : next));
  const hasPause = 'minInterval' in reentry;
  return (
    <Section title="May start again" look="label" className={classes['section']}>
      <Line>
        <Pick
          label="May start again"
          value={mode}
          options={MODES}
          onChange={(next) => set(next === 'once' ? {} : { ...reentry, mode: next })}
        />
        {mode !== 'once' && !hasPause && (
          <button type="button" className={fields['link']} onClick={() => set({ ...reentry, minInterval: '7d' })}>
            but not within…
          </button>
        )}
        {hasPause && (
          <>
            <Words>but not within</Words>
            <DurationField
              label="Not within"
              value={reentry['minInterval']}
              path="/settings/reentry/minInterval"
              onChange={(minInterval) => set({ ...reentry, minInterval })}
            />
            <ActionIcon
              size="sm"
              aria-label="No least time between entries"
              onClick={() => set(withKey(reentry, 'minInterval', undefined))}
            >
              <IconX size={13} />
            </ActionIcon>
          </>
        )}
      </Line>
    </Section>
  );
}

function Goal({ settings, onChange }: SettingsProps) {
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

const CONSENT_WORDS = {
  explicit: { label: 'have subscribed', hint: 'explicit consent' },
  implied: { label: 'have not unsubscribed', hint: 'implied consent' },
  none: { label: 'are in the journey', hint: 'no consent needed: for messages that are no advertising' },
} as const;

function Consent({ settings, onChange }: SettingsProps) {
  const { problems, id } = useFieldProblems('/settings/consent');
  const mode = CONSENT_MODES.find((value) => value === settings['consent']) ?? 'explicit';
  return (
    <Section title="Consent" look="label" className={classes['section']}>
      <Line>
        <Words>Messages go to customers who</Words>
        <Pick
          label="Consent"
          value={mode}
          options={CONSENT_MODES.map((value) => ({ value, ...CONSENT_WORDS[value] }))}
          onChange={(next) => onChange({ ...settings, consent: next })}
        />
        <FieldMessages problems={problems} id={id} />
      </Line>
    </Section>
  );
}

function Caps({ settings, onChange }: SettingsProps) {
  const caps = asList(settings['frequencyCap']);
  const set = (next: readonly unknown[]) => onChange(withKey(settings, 'frequencyCap', next.length === 0 ? undefined : next));
  return (
    <Section title="Frequency" look="label" className={classes['section']}>
      {caps.map((cap, index) => {
        const one = asRecord(cap);
        return (
          <Line key={String(index)}>
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
            <ActionIcon size="sm" aria-label="Remove this limit" onClick={() => set(withoutEntry(caps, index))}>
              <IconX size={13} />
            </ActionIcon>
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

function Quiet({ settings, onChange }: SettingsProps) {
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

function Holdout({ settings, onChange }: SettingsProps) {
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
        <Line>
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
          <ActionIcon size="sm" aria-label="No holdout" onClick={() => set(undefined)}>
            <IconX size={13} />
          </ActionIcon>
          <FieldMessages problems={problems} id={id} />
        </Line>
      )}
    </Section>
  );
}
