import { Section } from '../../../../ui/index.js';
import { DurationField } from '../fields/DurationField.js';
import { EventPick, selectedNames } from '../fields/EventPick.js';
import { Line, Words } from '../fields/Line.js';
import { Pick } from '../fields/Pick.js';
import { asRecord, withKey } from '../fields/read.js';
import { numbersIn, TimeField, WeekdayChips, ZonePick } from '../fields/TimeFields.js';
import { AddFilter, WhereEditor } from '../fields/WhereEditor.js';
import { ConditionSection } from '../ConditionSection.js';
import classes from '../inspector.module.css';
import type { NodePanelProps } from './nodePanel.js';

type WaitKind = 'for' | 'until' | 'bestTime';

const WAITS: readonly { value: WaitKind; label: string; hint: string }[] = [
  { value: 'for', label: 'for', hint: 'a length of time' },
  { value: 'until', label: 'until', hint: 'a time of day, on some days' },
  { value: 'bestTime', label: 'for the customer’s best hour', hint: 'when they open most e-mails' },
];
const FRESH: Readonly<Record<WaitKind, object>> = {
  for: { for: '1d' },
  until: { until: { time: '09:00' } },
  bestTime: { bestTime: { within: '24h' } },
};

/** How long a wait lasts. */
export function WaitPanel({ config, onChange, path }: NodePanelProps) {
  const kind: WaitKind = 'until' in config ? 'until' : 'bestTime' in config ? 'bestTime' : 'for';
  return (
    <Section title="Wait" look="label" className={classes['section']}>
      <Line first>
        <Pick label="How to wait" value={kind} options={WAITS} onChange={(next) => onChange({ ...FRESH[next] })} />
        {kind === 'for' && (
          <DurationField
            label="Wait"
            value={config['for']}
            path={`${path}/for`}
            onChange={(next) => onChange({ ...config, for: next })}
          />
        )}
        {kind === 'until' && <UntilTime config={config} onChange={onChange} path={path} />}
      </Line>
      {kind === 'until' && <UntilDays config={config} onChange={onChange} path={path} />}
      {kind === 'bestTime' && (
        <Line>
          <Words>but no longer than</Words>
          <DurationField
            label="At most"
            value={asRecord(config['bestTime'])['within']}
            path={`${path}/bestTime/within`}
            onChange={(within) => onChange({ ...config, bestTime: { ...asRecord(config['bestTime']), within } })}
          />
        </Line>
      )}
    </Section>
  );
}

type UntilProps = Omit<NodePanelProps, 'node'>;

function UntilTime({ config, onChange, path }: UntilProps) {
  const until = asRecord(config['until']);
  return (
    <TimeField
      label="Time of day"
      value={until['time']}
      path={`${path}/until/time`}
      onChange={(time) => onChange({ ...config, until: { ...until, time } })}
    />
  );
}

function UntilDays({ config, onChange, path }: UntilProps) {
  const until = asRecord(config['until']);
  const change = (key: string, value: unknown) => onChange({ ...config, until: withKey(until, key, value) });
  return (
    <>
      <Line>
        <Words>on</Words>
        <WeekdayChips
          label="Days of the week; none: every day"
          value={numbersIn(until['weekdays'])}
          onChange={(days) => change('weekdays', days.length === 0 || days.length === 7 ? undefined : days)}
        />
        {numbersIn(until['weekdays']).length === 0 && <span className={classes['faint']}>any day</span>}
      </Line>
      <Line>
        <Words>in</Words>
        <ZonePick
          label="Time zone"
          customer
          otherwise="the journey’s zone"
          value={until['timezone']}
          path={`${path}/until/timezone`}
          onChange={(zone) => change('timezone', zone)}
        />
      </Line>
    </>
  );
}

type WaitForKind = 'event' | 'condition';
const WAIT_FORS: readonly { value: WaitForKind; label: string }[] = [
  { value: 'event', label: 'does something' },
  { value: 'condition', label: 'satisfies a condition' },
];

/** What is waited for, and how long at most. */
export function WaitForPanel({ config, onChange, path }: NodePanelProps) {
  const kind: WaitForKind = 'condition' in config ? 'condition' : 'event';
  const timeout = config['timeout'] ?? '3d';
  const names = selectedNames(config['event']);
  return (
    <>
      <Section title="Wait until the customer" look="label" className={classes['section']}>
        <Line first>
          <Pick
            label="What to wait for"
            value={kind}
            options={WAIT_FORS}
            onChange={(next) => onChange(next === 'event' ? { event: '', timeout } : { condition: { all: [] }, timeout })}
          />
          {kind === 'event' && (
            <>
              <EventPick
                label="Event"
                value={config['event']}
                path={`${path}/event`}
                onChange={(event) => onChange({ ...config, event })}
              />
              <AddFilter value={config['where']} onChange={(where) => onChange({ ...config, where })} />
            </>
          )}
        </Line>
        {kind === 'event' && (
          <WhereEditor
            value={config['where']}
            path={`${path}/where`}
            event={names.length === 1 ? names[0] : undefined}
            onChange={(where) => onChange(withKey(config, 'where', where))}
          />
        )}
        <Line>
          <Words>for at most</Words>
          <DurationField
            label="At most"
            value={config['timeout']}
            path={`${path}/timeout`}
            onChange={(next) => onChange({ ...config, timeout: next })}
          />
        </Line>
      </Section>
      {kind === 'condition' && (
        <ConditionSection
          title="The condition"
          role="waitFor"
          value={config['condition']}
          path={`${path}/condition`}
          onChange={(condition) => onChange({ ...config, condition })}
        />
      )}
    </>
  );
}
