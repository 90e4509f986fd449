import { ActionIcon, Button, Menu, Select, Tooltip } from '@mantine/core';
import { IconChevronDown, IconChevronLeft, IconChevronRight, IconPlayerPlay } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useStore } from 'zustand';
import type { Recipients, TemplateUse } from '../../../../shared/contract/emails.js';
import { useEngineQuery } from '../../../app/queries.js';
import { ErrorMessage, formatCount, formatDateTime, formatNumber, KeyHint } from '../../../ui/index.js';
import { useRun } from '../../journey/runStore.js';
import { SearchPick, type SearchOption } from '../../journey/inspector/fields/SearchPick.js';
import { useOpenEmail } from '../document/EmailContext.js';
import type { PreviewAs, RecipientFilter, RecipientOrder } from './previewStore.js';
import { useJourneysOf, useRecipient, useRecipients } from './recipients.js';
import { useRecipientSteps } from './useRecipientSteps.js';
import classes from './preview.module.css';

/** Whose message shows: nobody's, or one after the other of those who got it in the simulation of a journey. */
export function RecipientBar() {
  const { preview } = useOpenEmail();
  const journeys = useJourneysOf();
  const as = useStore(preview, (state) => state.as);
  const chosen = as.kind === 'journey' ? journeys.find((use) => use.journey === as.journey) : undefined;
  return (
    <div className={classes['recipients']}>
      <div className={classes['recipientsRow']}>
        <SubjectMenu
          journeys={journeys}
          words={
            as.kind === 'customer'
              ? 'As a customer'
              : chosen
                ? `As recipients of “${chosen.journeyName}”`
                : 'With examples from the log'
          }
        />
        {as.kind === 'customer' && <CustomerPick userId={as.userId} />}
        {chosen && <Steps />}
      </div>
      {chosen && <RunState journey={chosen} />}
    </div>
  );
}

/** Any customer of the log, as of its end. */
function CustomerPick({ userId }: { userId: string | undefined }) {
  const { project, preview } = useOpenEmail();
  const [search, setSearch] = useState('');
  const { data = [] } = useEngineQuery('logs.findCustomers', { project, search, limit: 20 }, { keepPrevious: true });
  return (
    <SearchPick
      label="Customer"
      text={userId ?? ''}
      placeholder="choose a customer"
      chosen={userId === undefined ? [] : [userId]}
      options={data.map((customer) => ({ value: customer.userId, label: customer.userId }))}
      onSearch={setSearch}
      onPick={(picked) => preview.setState({ as: { kind: 'customer', userId: picked } })}
      nothing="No customer is called that"
    />
  );
}

function SubjectMenu({ journeys, words }: { journeys: readonly TemplateUse[]; words: string }) {
  const { preview } = useOpenEmail();
  const show = (as: PreviewAs) => preview.setState({ as, index: 0 });
  return (
    <Menu width={300} position="bottom-start">
      <Menu.Target>
        <Button size="xs" rightSection={<IconChevronDown size={14} aria-hidden />}>
          {words}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => show({ kind: 'examples' })}>With examples from the log</Menu.Item>
        <Menu.Item onClick={() => show({ kind: 'customer', userId: undefined })}>As a customer, at the end of the log</Menu.Item>
        {journeys.length > 0 && <Menu.Label>Recipients in the simulation of</Menu.Label>}
        {journeys.map(({ journey, journeyName }) => (
          <Menu.Item key={journey} onClick={() => show({ kind: 'journey', journey })}>
            {journeyName}
          </Menu.Item>
        ))}
        {journeys.length === 0 && (
          <Menu.Label>Choose this e-mail in a step of a journey to see it as its recipients do.</Menu.Label>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

/** A run to take recipients from: begins one where there is none. */
function RunState({ journey: { journey } }: { journey: TemplateUse }) {
  const { project } = useOpenEmail();
  const run = useRun(project, journey, (state) => state.run);
  const status = useRun(project, journey, (state) => state.status);
  const stale = useRun(project, journey, (state) => state.stale);
  const failure = useRun(project, journey, (state) => state.error);
  const simulate = useRun(project, journey, (state) => state.simulate);
  const { output, error, loading } = useRecipients();
  const start = (
    <Button
      size="xs"
      variant={run ? 'default' : 'filled'}
      leftSection={<IconPlayerPlay size={14} aria-hidden />}
      loading={status === 'running'}
      onClick={() => void simulate()}
    >
      {run ? 'Simulate again' : 'Simulate it'}
    </Button>
  );
  if (failure) return <ErrorMessage error={failure.message} title="The journey could not be simulated" action={start} />;
  if (!run) return <p className={classes['recipientsNote']}>Its recipients are known once it was simulated. {start}</p>;
  if (error) return <ErrorMessage error={error} title="The messages could not be written" />;
  if (!output) return <p className={classes['recipientsNote']}>Writing everybody’s message…</p>;
  return (
    <>
      <Filters recipients={output} busy={loading} />
      {stale && <p className={classes['recipientsNote']}>The journey or its data changed since. {start}</p>}
    </>
  );
}

const ORDERS: readonly { value: RecipientOrder; label: string }[] = [
  { value: 'time', label: 'by time' },
  { value: 'longestSubject', label: 'longest subject first' },
  { value: 'largest', label: 'largest first' },
];

function Filters({ recipients, busy }: { recipients: Recipients; busy: boolean }) {
  const { preview } = useOpenEmail();
  const filter = useStore(preview, (state) => state.filter);
  const order = useStore(preview, (state) => state.order);
  const { looked, messages, counts } = recipients;
  const filters: readonly { value: RecipientFilter; label: string }[] = [
    { value: 'all', label: `all ${formatNumber(looked)}` },
    { value: 'missing', label: `with a missing value: ${formatNumber(counts.missing)}` },
    { value: 'empty', label: `with an empty list: ${formatNumber(counts.empty)}` },
    { value: 'failed', label: `that cannot be written: ${formatNumber(counts.failed)}` },
  ];
  return (
    <div className={classes['recipientsRow']} aria-busy={busy}>
      <Select
        size="xs"
        aria-label="Which messages"
        data={[...filters]}
        value={filter}
        allowDeselect={false}
        onChange={(value) => preview.setState({ filter: filters.find((each) => each.value === value)?.value ?? 'all', index: 0 })}
      />
      <Select
        size="xs"
        aria-label="In which order"
        data={[...ORDERS]}
        value={order}
        allowDeselect={false}
        onChange={(value) => preview.setState({ order: ORDERS.find((each) => each.value === value)?.value ?? 'time', index: 0 })}
      />
      {looked < messages && (
        <span className={classes['recipientsNote']}>{`a sample of ${formatCount(messages, 'message')}`}</span>
      )}
    </div>
  );
}

/** One recipient after the other, or found by name. */
function Steps() {
  const { preview } = useOpenEmail();
  const { output } = useRecipients();
  const recipient = useRecipient();
  const index = useStore(preview, (state) => state.index);
  const { step, count } = useRecipientSteps();
  const options = useMemo(
    (): SearchOption[] =>
      (output?.rows ?? []).map(({ userId, time }, place) => ({
        value: String(place),
        label: userId,
        note: formatDateTime(time),
      })),
    [output],
  );
  if (!output || count === 0) return null;
  return (
    <span className={classes['steps']}>
      <Step label="Previous recipient" keys="alt+[" onClick={() => step(-1)} disabled={index === 0}>
        <IconChevronLeft size={16} />
      </Step>
      <SearchPick
        label="Recipient"
        text={recipient?.userId ?? ''}
        chosen={[String(index)]}
        options={options}
        onPick={(place) => preview.setState({ index: Number(place) })}
        nothing="Nobody of that name got it"
      />
      <Step label="Next recipient" keys="alt+]" onClick={() => step(1)} disabled={index >= count - 1}>
        <IconChevronRight size={16} />
      </Step>
      <span className="wp-figures">{`${formatNumber(index + 1)} of ${formatNumber(output.total)}`}</span>
    </span>
  );
}

interface StepProps {
  label: string;
  keys: string;
  disabled: boolean;
  onClick: () => void;
  children: React.ReactNode;
}

function Step({ label, keys, disabled, onClick, children }: StepProps) {
  return (
    <Tooltip
      label={
        <>
          {label} <KeyHint keys={keys} />
        </>
      }
    >
      <ActionIcon aria-label={label} disabled={disabled} onClick={onClick}>
        {children}
      </ActionIcon>
    </Tooltip>
  );
}
