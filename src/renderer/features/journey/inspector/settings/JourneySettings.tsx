import { CONSENT_MODES } from '../../../../../shared/journey/schema.js';
import { ProblemList, Section } from '../../../../ui/index.js';
import { placesOf } from '../../document/problems.js';
import { useDraft, useOpenJourney, useProblems } from '../../EditorContext.js';
import { typingPlace } from '../burst.js';
import { useFieldProblems, useUnclaimed } from '../fields/claims.js';
import { DurationField } from '../fields/DurationField.js';
import { FieldMessages } from '../fields/FieldMessages.js';
import fields from '../fields/fields.module.css';
import { Line, Words } from '../fields/Line.js';
import { Pick } from '../fields/Pick.js';
import { Remove } from '../fields/Remove.js';
import { asRecord, withKey, type Loose } from '../fields/read.js';
import { TextField } from '../fields/TextField.js';
import { ZonePick } from '../fields/TimeFields.js';
import { ConditionSection } from '../ConditionSection.js';
import classes from '../inspector.module.css';
import { Goal } from './GoalSection.js';
import { Caps, Holdout, Quiet } from './LimitSections.js';
import type { SettingsProps } from './settingsProps.js';

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
      <Line
        end={
          hasPause && (
            <Remove label="No least time between entries" onClick={() => set(withKey(reentry, 'minInterval', undefined))} />
          )
        }
      >
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
          </>
        )}
      </Line>
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
