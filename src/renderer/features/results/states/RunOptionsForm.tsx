import { Button, Group, MultiSelect, NumberInput, Select, Switch, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { RunOptions } from '../../../../shared/contract/simulations.js';
import { useEngineQuery } from '../../../app/queries.js';
import { formatPeriod } from '../../../ui/index.js';
import type { JourneyDraft } from '../../../../shared/journey/schema.js';
import { consentWords } from '../../../../shared/journey/words/settings.js';
import { zoneOf } from '../../../../shared/results/journey.js';
import { dayOf } from '../../../../shared/results/dates.js';
import { faultsOf, RUN_DEFAULTS, toForm, toOptions, type RunForm } from '../model/runOptions.js';
import classes from './states.module.css';

const MODES = [
  { value: 'none', label: 'Nobody reacts', hint: 'Nobody opens, clicks or unsubscribes: the log alone decides.' },
  { value: 'rates', label: 'At rates I choose', hint: 'A model: chance decides by the seed, the same at each run.' },
  { value: 'history', label: 'Each as in the log', hint: 'A model: each customer as often as their past e-mails tell.' },
] as const;

interface RunOptionsFormProps {
  project: string;
  journeyId: string;
  draft: JourneyDraft;
  options: RunOptions;
  /** The journeys that run together (see the run's state). */
  together: readonly string[];
  onRun: (options: RunOptions, together: readonly string[]) => void;
}

/** Period, company, addresses, reactions and seed of the next run. */
export function RunOptionsForm({ project, journeyId, draft, options, together, onRun }: RunOptionsFormProps) {
  const zone = zoneOf(draft);
  const [others, setOthers] = useState(() => together.filter((id) => id !== journeyId));
  const { data: journeys = [] } = useEngineQuery('journeys.list', { project });
  const [form, setForm] = useState<RunForm>(() => toForm(options, zone));
  const set = (part: Partial<RunForm>): void => setForm((before) => ({ ...before, ...part }));
  const faults = faultsOf(form);
  const valid = Object.keys(faults).length === 0;
  return (
    <form
      className={classes['form']}
      onSubmit={(event) => {
        event.preventDefault();
        if (!valid) return;
        // The order of the project's list: a set of journeys runs alike wherever it is started.
        const all = journeys.map(({ id }) => id).filter((id) => id === journeyId || others.includes(id));
        onRun(toOptions(form, zone), all.length > 1 ? all : []);
      }}
      aria-label="Options of the run"
    >
      <PeriodFields project={project} zone={zone} form={form} faults={faults} set={set} />
      <MultiSelect
        size="xs"
        label="Together with"
        description="Journeys that run together share their frequency caps; the results show which customers several of them message."
        placeholder={others.length === 0 ? 'No other journey' : ''}
        searchable
        clearable
        data={journeys.filter(({ id }) => id !== journeyId).map(({ id, name }) => ({ value: id, label: name }))}
        value={others}
        comboboxProps={{ withinPortal: false }}
        onChange={setOthers}
      />
      <Switch
        size="xs"
        label="Hold back e-mails to customers without an address"
        description={`As real sending does. Consent is always asked: ${consentWords(draft)}`}
        checked={form.requireAddress}
        onChange={(event) => set({ requireAddress: event.currentTarget.checked })}
      />
      <Select
        size="xs"
        label="How customers react to the e-mails"
        data={MODES.map(({ value, label }) => ({ value, label }))}
        description={MODES.find(({ value }) => value === form.mode)?.hint}
        value={form.mode}
        allowDeselect={false}
        // Elsewhere a click on an option would count as outside of the popover and close it.
        comboboxProps={{ withinPortal: false }}
        onChange={(value) => set({ mode: MODES.find((mode) => mode.value === value)?.value ?? 'none' })}
      />
      {form.mode !== 'none' && <ReactionFields form={form} faults={faults} set={set} />}
      <NumberInput
        size="xs"
        label="Seed"
        description="Chance in this run: another number draws other arms, variants, holdouts and reactions."
        min={0}
        max={Number.MAX_SAFE_INTEGER}
        allowDecimal={false}
        allowNegative={false}
        error={faults.seed}
        value={form.seed}
        onChange={(seed) => set({ seed: typeof seed === 'number' ? seed : '' })}
      />
      <Group justify="space-between" mt="xs">
        <Button
          size="xs"
          variant="subtle"
          onClick={() => {
            setForm(RUN_DEFAULTS);
            setOthers([]);
          }}
        >
          Defaults
        </Button>
        <Button size="xs" variant="filled" type="submit" disabled={!valid}>
          Simulate
        </Button>
      </Group>
    </form>
  );
}

interface FieldsProps {
  form: RunForm;
  faults: ReturnType<typeof faultsOf>;
  set: (part: Partial<RunForm>) => void;
}

function PeriodFields({ project, zone, form, faults, set }: FieldsProps & { project: string; zone: string }) {
  const { data: log } = useEngineQuery('logs.summary', { project });
  const bounds = log?.from && log.to ? { min: dayOf(log.from, zone), max: dayOf(log.to, zone) } : {};
  return (
    <>
      <Group grow gap="xs" align="start">
        <TextInput
          type="date"
          size="xs"
          label="From"
          {...bounds}
          value={form.from}
          onChange={(event) => set({ from: event.currentTarget.value })}
        />
        <TextInput
          type="date"
          size="xs"
          label="To"
          {...bounds}
          error={faults.to}
          value={form.to}
          onChange={(event) => set({ to: event.currentTarget.value })}
        />
      </Group>
      <p className={classes['hint']}>
        {log?.from && log.to ? `Empty means the whole log, ${formatPeriod(log.from, log.to, zone)}. ` : ''}Days are those of{' '}
        {zone}; what lies before is known as history.
      </p>
    </>
  );
}

function ReactionFields({ form, faults, set }: FieldsProps) {
  const rate = (key: 'open' | 'click' | 'unsubscribe', label: string) => (
    <NumberInput
      size="xs"
      label={label}
      suffix=" %"
      min={0}
      max={100}
      decimalScale={2}
      value={form[key]}
      onChange={(value) => set({ [key]: typeof value === 'number' ? value : '' })}
    />
  );
  return (
    <>
      {form.mode === 'rates' && (
        <Group grow gap="xs">
          {rate('open', 'Open')}
          {rate('click', 'Click')}
          {rate('unsubscribe', 'Unsubscribe')}
        </Group>
      )}
      <Group grow gap="xs" align="start">
        <TextInput
          size="xs"
          label="Open after"
          error={faults.openAfter}
          value={form.openAfter}
          onChange={(event) => set({ openAfter: event.currentTarget.value.trim() })}
        />
        <TextInput
          size="xs"
          label="Click after"
          error={faults.clickAfter}
          value={form.clickAfter}
          onChange={(event) => set({ clickAfter: event.currentTarget.value.trim() })}
        />
      </Group>
    </>
  );
}
