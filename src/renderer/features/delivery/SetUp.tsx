import { Button, Checkbox, NumberInput, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { DeliveryState } from '../../../shared/contract/delivery.js';
import type { DeliverySettings, TransportKind } from '../../../shared/delivery/settings.js';
import { Message, notifyDone, Section } from '../../ui/index.js';
import { Credentials } from './Credentials.js';
import classes from './delivery.module.css';
import { SmtpFields } from './SmtpFields.js';
import { useAction } from './useDelivery.js';

type Form = Omit<DeliverySettings, 'running' | 'secret'>;

const WAYS: readonly { value: TransportKind; label: string }[] = [
  { value: 'folder', label: 'Files in a folder – reaches nobody' },
  { value: 'smtp', label: 'SMTP server' },
  { value: 'sendgrid', label: 'SendGrid' },
  { value: 'mandrill', label: 'Mandrill (Mailchimp Transactional)' },
];

function transportOf(kind: TransportKind): Form['transport'] {
  if (kind === 'smtp') return { kind, host: '', port: 587, security: 'starttls', connections: 5 };
  return { kind };
}

/** By which way, from whom, how fast. */
export function SetUp({ project, state }: { project: string; state: DeliveryState }) {
  const { running: _running, secret: _secret, ...stored } = state.settings;
  const [form, setForm] = useState<Form>(stored);
  const { busy, call } = useAction('The set-up was not stored');
  const change = (part: Partial<Form>) => setForm({ ...form, ...part });
  const save = async () => {
    if ((await call('delivery.saveSettings', { project, settings: form })) === null) notifyDone('The set-up is stored');
  };
  const changed = JSON.stringify(form) !== JSON.stringify(stored);
  return (
    <div className={classes['setUp']}>
      <form
        className={classes['form']}
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <Section title="Transport">
          <div className={classes['stack']}>
            <Select
              label="Messages leave by"
              allowDeselect={false}
              value={form.transport.kind}
              onChange={(value) => {
                const way = WAYS.find((each) => each.value === value);
                if (way) change({ transport: transportOf(way.value) });
              }}
              data={[...WAYS]}
            />
            {form.transport.kind === 'smtp' && (
              <SmtpFields transport={form.transport} onChange={(transport) => change({ transport })} />
            )}
          </div>
        </Section>
        <Section title="Sender">
          <div className={classes['stack']}>
            <div className={classes['pair']}>
              <TextInput
                label="Name"
                value={form.from.name}
                onChange={(event) => change({ from: { ...form.from, name: event.currentTarget.value } })}
              />
              <TextInput
                label="Address"
                placeholder="shop@example.com"
                value={form.from.address}
                onChange={(event) => change({ from: { ...form.from, address: event.currentTarget.value } })}
              />
            </div>
            <TextInput
              label="Answers go to"
              placeholder="The sender’s address"
              value={form.replyTo}
              onChange={(event) => change({ replyTo: event.currentTarget.value })}
            />
            <TextInput
              label="Unsubscribe by web"
              description="An https address of yours that takes a POST (RFC 8058). {id} stands for the message."
              placeholder="https://example.com/unsubscribe?message={id}"
              value={form.unsubscribeUrl}
              onChange={(event) => change({ unsubscribeUrl: event.currentTarget.value })}
            />
            <TextInput
              label="Unsubscribe by mail"
              placeholder="unsubscribe@example.com"
              value={form.unsubscribeMailbox}
              onChange={(event) => change({ unsubscribeMailbox: event.currentTarget.value })}
            />
          </div>
        </Section>
        <Section title="Pace">
          <div className={classes['stack']}>
            <div className={classes['pair']}>
              <NumberInput
                label="Messages and calls a minute"
                description="0 for no limit"
                min={0}
                max={600_000}
                value={form.perMinute}
                onChange={(value) => change({ perMinute: Number(value) || 0 })}
              />
              <NumberInput
                label="At the same moment"
                description="As many can be doubtful after a crash"
                min={1}
                max={20}
                value={form.inFlight}
                onChange={(value) => change({ inFlight: Number(value) || 1 })}
              />
            </div>
            <TextInput
              label="Hold what fell due longer ago than"
              description="Such as 30m, 6h or 2d. It is sent only on a person’s word."
              value={form.holdAfter}
              onChange={(event) => change({ holdAfter: event.currentTarget.value })}
            />
          </div>
        </Section>
        <Section title="Webhooks" hint="Called over https only, and not into private networks. Redirects are not followed.">
          <div className={classes['stack']}>
            <TextInput
              label="Host that gets the key"
              description="Its calls carry the header Authorization; no other host sees it. Empty: none does."
              placeholder="hooks.example.com"
              value={form.webhooks.authorizedHost}
              onChange={(event) => change({ webhooks: { ...form.webhooks, authorizedHost: event.currentTarget.value } })}
            />
            <Checkbox
              label="Allow calls to this machine (localhost)"
              checked={form.webhooks.loopback}
              onChange={(event) => change({ webhooks: { ...form.webhooks, loopback: event.currentTarget.checked } })}
            />
          </div>
        </Section>
        <div className={classes['buttons']}>
          <Button type="submit" variant="filled" loading={busy} disabled={!changed}>
            Store the set-up
          </Button>
        </div>
      </form>
      {changed ? <Message tone="info">Store the set-up to test it.</Message> : <Credentials project={project} state={state} />}
    </div>
  );
}
