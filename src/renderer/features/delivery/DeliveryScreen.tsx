import { Button, Skeleton, Tabs } from '@mantine/core';
import { IconPlayerPauseFilled, IconPlayerPlayFilled, IconSend2 } from '@tabler/icons-react';
import { useState } from 'react';
import type { DeliveryState } from '../../../shared/contract/delivery.js';
import { useCommands } from '../../app/commands.js';
import { Page } from '../../app/Page.js';
import { useProject } from '../../app/project.js';
import { useEngineQuery } from '../../app/queries.js';
import { ErrorMessage, formatDateTime, formatNumber, Message, Pill, Stat } from '../../ui/index.js';
import { CampaignDialog } from './CampaignDialog.js';
import classes from './delivery.module.css';
import { LeaveDialog } from './LeaveDialog.js';
import { LiveTable } from './LiveTable.js';
import { Outbox } from './Outbox.js';
import { Fact } from './PreviewFacts.js';
import { ReportsButton } from './ReportsButton.js';
import { SetUp } from './SetUp.js';
import { SuppressionList } from './SuppressionList.js';
import { useAction } from './useDelivery.js';
import { amountOf, callsIn, iso } from './words.js';

/** What is sent and what waits: live journeys, the outbox, the suppression list, and the way by which messages leave. */
export function DeliveryScreen() {
  const { project } = useProject();
  const { data: state, error } = useEngineQuery('delivery.state', { project });
  const [writing, setWriting] = useState(false);
  useCommands([
    {
      id: 'newCampaign',
      group: 'Sending',
      label: 'Send one e-mail to a segment',
      icon: <IconSend2 size={18} />,
      run: () => setWriting(true),
    },
  ]);
  return (
    <Page
      title="Sending"
      hint="A live journey is the same replay as a simulation, up to now. What falls due is queued here, and each message leaves once."
      actions={
        state && (
          <>
            <ReportsButton project={project} />
            <RunButton project={project} state={state} />
            <Button variant="filled" leftSection={<IconSend2 size={16} aria-hidden />} onClick={() => setWriting(true)}>
              Send one e-mail…
            </Button>
          </>
        )
      }
    >
      <ErrorMessage error={error} title="The outbox could not be read" />
      {!state && !error && <Skeleton height={120} />}
      {state && <Figures state={state} />}
      {state && !state.settings.running && (state.messages.queued ?? 0) > 0 && (
        <Message tone="info">
          {amountOf((state.messages.queued ?? 0) - callsIn(state.calls), callsIn(state.calls))} in the queue. Sending is stopped:
          nothing leaves until you start it.
        </Message>
      )}
      {state && state.trouble !== '' && <Message tone="error">{state.trouble}</Message>}
      {state && (
        <Tabs defaultValue="live" keepMounted={false}>
          <Tabs.List>
            <Tabs.Tab value="live">Live</Tabs.Tab>
            <Tabs.Tab value="outbox">Outbox</Tabs.Tab>
            <Tabs.Tab value="suppressed">Suppression list</Tabs.Tab>
            <Tabs.Tab value="setup">Set-up</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="live" className={classes['panel']}>
            <LiveTable project={project} activations={state.activations} />
          </Tabs.Panel>
          <Tabs.Panel value="outbox" className={classes['panel']}>
            <Outbox project={project} state={state} />
          </Tabs.Panel>
          <Tabs.Panel value="suppressed" className={classes['panel']}>
            <SuppressionList project={project} />
          </Tabs.Panel>
          <Tabs.Panel value="setup" className={classes['panel']}>
            <SetUp project={project} state={state} />
          </Tabs.Panel>
        </Tabs>
      )}
      {writing && state && <CampaignDialog project={project} templates={state.templates} onClose={() => setWriting(false)} />}
    </Page>
  );
}

/** Starts and stops. Where messages would reach people, a last page comes before. */
function RunButton({ project, state }: { project: string; state: DeliveryState }) {
  const { running } = state.settings;
  const { busy, call } = useAction(running ? 'Sending could not be stopped' : 'Sending could not be started');
  const [asking, setAsking] = useState(false);
  const set = async (next: boolean) => {
    if ((await call('delivery.run', { project, running: next })) === null) setAsking(false);
  };
  const live = state.activations.filter(({ status }) => status === 'active').map(({ name }) => name);
  return (
    <>
      <Button
        loading={busy && !asking}
        leftSection={running ? <IconPlayerPauseFilled size={14} aria-hidden /> : <IconPlayerPlayFilled size={14} aria-hidden />}
        onClick={() => (running || !state.reachesPeople ? void set(!running) : setAsking(true))}
      >
        {running ? 'Stop sending' : 'Start sending'}
      </Button>
      {asking && (
        <LeaveDialog
          title="Before sending starts"
          state={state}
          messages={(state.messages.queued ?? 0) - callsIn(state.calls)}
          calls={state.calls}
          word="Start sending"
          busy={busy}
          onConfirm={() => void set(true)}
          onClose={() => setAsking(false)}
        >
          <Fact name="Then by itself" value={live.length === 0 ? 'nothing: no journey is live' : live.join(', ')} />
        </LeaveDialog>
      )}
    </>
  );
}

function Figures({ state }: { state: DeliveryState }) {
  const { messages, settings, busy, nextAt, transport, reachesPeople } = state;
  const number = (name: keyof typeof messages) => formatNumber(messages[name] ?? 0);
  const doing = !settings.running ? (busy ? 'Stopping' : 'Stopped') : busy ? 'Sending now' : 'Sending by itself';
  return (
    <div className={classes['head']}>
      <p className={classes['way']}>
        <Pill tone={busy ? 'accent' : settings.running ? 'success' : 'neutral'}>{doing}</Pill>
        <span>by {transport}</span>
        {!reachesPeople && <Pill tone="success">reaches nobody</Pill>}
        {settings.running && nextAt !== null && (
          <span className={classes['quiet']}>
            next at <time dateTime={iso(nextAt)}>{formatDateTime(iso(nextAt))}</time>
          </span>
        )}
      </p>
      <dl className={classes['stats']}>
        <Stat label="Queued" value={number('queued')} />
        <Stat label="Sent" value={number('sent')} />
        <Stat label="Held" value={number('held')} />
        <Stat label="Doubtful" value={number('doubtful')} />
        <Stat label="Suppressed" value={number('suppressed')} />
        <Stat label="Failed" value={number('failed')} />
      </dl>
      {settings.running && (
        <p className={classes['quiet']}>
          Messages leave while Waypost is open with this project. What falls due meanwhile is caught up.
        </p>
      )}
    </div>
  );
}
