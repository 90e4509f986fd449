import { Button, Group, NumberInput, Select, Switch, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { RunOptions } from '../../../../shared/contract/simulations.js';
import { useEngineQuery } from '../../../app/queries.js';
import { formatPeriod } from '../../../ui/index.js';
import { dayOf } from '../model/dates.js';
import { faultsOf, RUN_DEFAULTS, toForm, toOptions, type RunForm } from '../model/runOptions.js';
import classes from './states.module.css';

const MODES = [
  { value: 'none', label: 'Nobody reacts' },
  { value: 'rates', label: 'At rates I choose' },
  { value: 'history', label: 'Each as in the log' },
] as const;

interface RunOptionsFormProps {
  project: string;
  /** The journey's zone. */
  zone: string;
  options: RunOptions;
  onRun: (options: RunOptions) => void;
}

/** Period, seed, addresses and reactions of the next run. */
export function RunOptionsForm({ project, zone, options, onRun }: RunOptionsFormProps) {
  const [form, setForm] = useState<RunForm>(() => toForm(options, zone));
  const set = (part: Partial<RunForm>): void => setForm((before) => ({ ...before, ...part }));
  const faults = faultsOf(form);
  const valid = Object.keys(faults).length === 0;
  return (
    <form
      className={classes['form']}
      onSubmit={(event) => {
        event.preventDefault();
        if (valid) onRun(toOptions(form, zone));
      }}
      aria-label="Options of the run"
    >
      <PeriodFields project={project} zone={zone} form={form} faults={faults} set={set} />
      <NumberInput
        size="xs"
        label="Seed"
        description="Another seed draws other arms, variants and reactions"
        min={0}
        max={Number.MAX_SAFE_INTEGER}
        allowDecimal={false}
        allowNegative={false}
        error={faults.seed}
        value={form.seed}
        onChange={(seed) => set({ seed: typeof seed === 'number' ? seed : '' })}
      />
      <Switch
        size="xs"
        label="Hold back e-mails to customers without an address"
        checked={form.requireAddress}
        onChange={(event) => set({ requireAddress: event.currentTarget.checked })}
      />
      <Select
        size="xs"
        label="How customers react to the e-mails"
        data={MODES}
        value={form.mode}
        allowDeselect={false}
        // Elsewhere a click on an option would count as outside of the popover and close it.
        comboboxProps={{ withinPortal: false }}
        onChange={(value) => set({ mode: MODES.find((mode) => mode.value === value)?.value ?? 'none' })}
      />
      {form.mode !== 'none' && <ReactionFields form={form} faults={faults} set={set} />}
      <Group justify="space-between" mt="xs">
        <Button size="xs" variant="subtle" onClick={() => setForm(RUN_DEFAULTS)}>
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
        {log?.from && log.to ? `Empty: the whole log, ${formatPeriod(log.from, log.to, zone)}. ` : ''}Days are those of {zone}.
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
