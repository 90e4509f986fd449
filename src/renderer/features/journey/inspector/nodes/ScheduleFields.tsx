import { weekdayName } from '../../../../../shared/condition/words/clock.js';
import { useFieldProblems } from '../fields/claims.js';
import { FieldMessages } from '../fields/FieldMessages.js';
import fields from '../fields/fields.module.css';
import { Line, Words } from '../fields/Line.js';
import { NumberField } from '../fields/NumberField.js';
import { Pick } from '../fields/Pick.js';
import { asRecord, asText, withKey } from '../fields/read.js';
import { DateTimeField, WeekdayChips } from '../fields/TimeFields.js';
import { frequencyOf, numbersOf, RULE_DAYS, ruleParts, ruleText, type Frequency, type RuleParts } from './rrule.js';

interface ScheduleFieldsProps {
  value: unknown;
  onChange: (value: unknown) => void;
  path: string;
}

const REPEATS: readonly { value: Frequency | 'ONCE'; label: string }[] = [
  { value: 'ONCE', label: 'once' },
  { value: 'DAILY', label: 'daily' },
  { value: 'WEEKLY', label: 'weekly' },
  { value: 'MONTHLY', label: 'monthly' },
  { value: 'YEARLY', label: 'yearly' },
];
const UNITS: Readonly<Record<Frequency, readonly [string, string]>> = {
  DAILY: ['day', 'days'],
  WEEKLY: ['week', 'weeks'],
  MONTHLY: ['month', 'months'],
  YEARLY: ['year', 'years'],
};

/** When a schedule reaches customers: a first instant, and how it repeats. */
export function ScheduleFields({ value, onChange, path }: ScheduleFieldsProps) {
  const schedule = asRecord(value);
  const rule = schedule['every'] === undefined ? undefined : asText(schedule['every']);
  const parts = rule === undefined ? undefined : ruleParts(rule);
  const frequency = parts && frequencyOf(parts);
  const { problems, id, invalid, describedBy } = useFieldProblems(`${path}/every`);
  const setRule = (next: string | undefined) => onChange(withKey(schedule, 'every', next));
  const setPart = (name: string, part: string | undefined) => setRule(ruleText({ ...parts, [name]: part }));
  return (
    <>
      <Line>
        <Words>from</Words>
        <DateTimeField
          label="First time"
          value={schedule['at']}
          path={`${path}/at`}
          onChange={(at) => onChange({ ...schedule, at })}
        />
      </Line>
      <Line>
        <Pick
          label="Repeats"
          value={rule === undefined ? 'ONCE' : frequency}
          options={REPEATS}
          invalid={invalid}
          describedBy={describedBy}
          onChange={(next) => setRule(next === 'ONCE' ? undefined : ruleText({ FREQ: next }))}
        />
        {parts && frequency && (
          <>
            <Words>, every</Words>
            <NumberField
              label="Every so many"
              whole
              min={1}
              max={999}
              value={Number(parts['INTERVAL'] ?? '1')}
              onChange={(interval) => setPart('INTERVAL', interval === 1 ? undefined : String(interval))}
            />
            <Words>{UNITS[frequency][parts['INTERVAL'] === undefined ? 0 : 1]}</Words>
          </>
        )}
      </Line>
      {parts && frequency && <OnWhichDays parts={parts} frequency={frequency} setPart={setPart} />}
      {parts && frequency && <Ending parts={parts} onChange={(next) => setRule(ruleText(next))} />}
      {rule !== undefined && <FieldMessages problems={problems} id={id} />}
      {rule !== undefined && !frequency && (
        <Line>
          <Words>{`“${rule}” cannot be shown here; choose how it repeats to start afresh.`}</Words>
        </Line>
      )}
    </>
  );
}

interface RuleProps {
  parts: RuleParts;
  frequency: Frequency;
  setPart: (name: string, value: string | undefined) => void;
}

function OnWhichDays({ parts, frequency, setPart }: RuleProps) {
  const days = (parts['BYDAY'] ?? '').split(',').filter((day) => day !== '');
  const plain = days.every((day) => RULE_DAYS.some((known) => known === day));
  if (frequency === 'WEEKLY' || (frequency === 'DAILY' && days.length > 0)) {
    return (
      <Line>
        <Words>on</Words>
        <WeekdayChips
          label="Days of the week"
          value={RULE_DAYS.flatMap((day, index) => (days.includes(day) ? [index + 1] : []))}
          onChange={(chosen) => setPart('BYDAY', chosen.map((day) => RULE_DAYS[day - 1] ?? '').join(','))}
        />
      </Line>
    );
  }
  if (frequency !== 'MONTHLY') return null;
  if (days.length > 0 && !plain) {
    const [first = ''] = days;
    return <OrdinalDay value={first} onChange={(next) => setPart('BYDAY', next)} onRemove={() => setPart('BYDAY', undefined)} />;
  }
  const [day] = numbersOf(parts['BYMONTHDAY']);
  return (
    <Line>
      <Words>on day</Words>
      <NumberField
        label="Day of the month, -1 for the last"
        whole
        min={-31}
        max={31}
        value={day}
        onChange={(next) => setPart('BYMONTHDAY', next === 0 ? undefined : String(next))}
      />
      <Words>of the month</Words>
      <button type="button" className={fields['link']} onClick={() => setPart('BYDAY', '1MO')}>
        by weekday…
      </button>
    </Line>
  );
}

const ORDINALS = [
  { value: '1', label: 'first' },
  { value: '2', label: 'second' },
  { value: '3', label: 'third' },
  { value: '4', label: 'fourth' },
  { value: '-1', label: 'last' },
] as const;

function OrdinalDay({ value, onChange, onRemove }: { value: string; onChange: (value: string) => void; onRemove: () => void }) {
  const [, ordinal = '1', day = 'MO'] = /^(-?\d+)([A-Z]{2})$/.exec(value) ?? [];
  const dayOptions = RULE_DAYS.map((code, index) => ({ value: code, label: weekdayName(index + 1) ?? code }));
  return (
    <Line>
      <Words>on the</Words>
      <Pick
        label="Which one"
        value={ORDINALS.find((option) => option.value === ordinal)?.value}
        options={ORDINALS}
        onChange={(next) => onChange(`${next}${day}`)}
      />
      <Pick
        label="Day of the week"
        value={RULE_DAYS.find((code) => code === day)}
        options={dayOptions}
        onChange={(next) => onChange(`${ordinal}${next}`)}
      />
      <button type="button" className={fields['link']} onClick={onRemove}>
        by date…
      </button>
    </Line>
  );
}

type End = 'never' | 'count' | 'until';
const ENDS: readonly { value: End; label: string }[] = [
  { value: 'never', label: 'without end' },
  { value: 'count', label: 'so many times' },
  { value: 'until', label: 'until a day' },
];

function Ending({ parts, onChange }: { parts: RuleParts; onChange: (parts: Record<string, string | undefined>) => void }) {
  const end: End = 'COUNT' in parts ? 'count' : 'UNTIL' in parts ? 'until' : 'never';
  const swap = (next: End) =>
    onChange({
      ...parts,
      COUNT: next === 'count' ? '10' : undefined,
      UNTIL: next === 'until' ? `${String(new Date().getFullYear() + 1)}1231T235959` : undefined,
    });
  const until = /^(\d{4})(\d{2})(\d{2})/.exec(parts['UNTIL'] ?? '');
  return (
    <Line>
      <Pick label="Ends" value={end} options={ENDS} onChange={swap} />
      {end === 'count' && (
        <>
          <NumberField
            label="Times"
            whole
            min={1}
            max={100_000}
            value={Number(parts['COUNT'])}
            onChange={(count) => onChange({ ...parts, COUNT: String(count) })}
          />
          <Words>times</Words>
        </>
      )}
      {end === 'until' && (
        <input
          type="date"
          className={fields['time']}
          aria-label="Last day"
          value={until ? until.slice(1, 4).join('-') : ''}
          max="9999-12-31"
          onChange={(event) => {
            if (event.currentTarget.value !== '')
              onChange({ ...parts, UNTIL: `${event.currentTarget.value.replaceAll('-', '')}T235959` });
          }}
        />
      )}
    </Line>
  );
}
