import { Button, PasswordInput } from '@mantine/core';
import { useState } from 'react';
import type { DeliveryState } from '../../../shared/contract/delivery.js';
import type { SecretName } from '../../../shared/delivery/settings.js';
import { notifyDone, Pill, Section } from '../../ui/index.js';
import classes from './delivery.module.css';
import { Tests } from './Tests.js';
import { useAction } from './useDelivery.js';

const NAMES: Readonly<Record<SecretName, string>> = {
  password: 'Password',
  apiKey: 'API key',
  dkimKey: 'Private key for DKIM (PEM)',
  webhookKey: 'Authorization of webhook calls',
};

function needed({ transport, webhooks }: DeliveryState['settings']): SecretName[] {
  if (transport.kind === 'folder') return [];
  const ofCalls = webhooks.authorizedHost === '' ? [] : (['webhookKey'] as const);
  if (transport.kind !== 'smtp') return ['apiKey', ...ofCalls];
  return [...ofCalls, ...(transport.user ? (['password'] as const) : []), ...(transport.dkim ? (['dkimKey'] as const) : [])];
}

/** Passwords and keys, which can be entered but never read back, and the tests of the way. */
export function Credentials({ project, state }: { project: string; state: DeliveryState }) {
  const names = needed(state.settings);
  const where =
    state.keeps === 'system'
      ? 'They are kept in the system’s key store, never in the project.'
      : 'They are kept in memory for this run only: this host has no key store. Environment variables serve as well: WAYPOST_SMTP_PASSWORD, SENDGRID_API_KEY, MANDRILL_API_KEY, WAYPOST_DKIM_KEY, WAYPOST_WEBHOOK_AUTHORIZATION.';
  return (
    <div className={classes['form']}>
      {names.length > 0 && (
        <Section title="Credentials" hint={where}>
          <div className={classes['stack']}>
            {names.map((name) => (
              <Secret key={name} project={project} name={name} kept={state.secrets.includes(name)} />
            ))}
          </div>
        </Section>
      )}
      <Section title="Test" hint="The connection test sends nothing. The test message goes to one address only.">
        <Tests project={project} templates={state.templates} />
      </Section>
    </div>
  );
}

function Secret({ project, name, kept }: { project: string; name: SecretName; kept: boolean }) {
  const [value, setValue] = useState('');
  const { busy, call } = useAction('It was not kept');
  const keep = async (next: string) => {
    if ((await call('delivery.keepSecret', { project, name, value: next })) !== null) return;
    setValue('');
    notifyDone(next === '' ? `${NAMES[name]} forgotten` : `${NAMES[name]} kept`);
  };
  return (
    <form
      className={classes['filters']}
      onSubmit={(event) => {
        event.preventDefault();
        if (value !== '') void keep(value);
      }}
    >
      <PasswordInput
        label={NAMES[name]}
        autoComplete="off"
        placeholder={kept ? 'kept – enter another to replace it' : ''}
        value={value}
        onChange={(event) => setValue(event.currentTarget.value)}
        style={{ flex: 1 }}
      />
      {kept && <Pill tone="success">kept</Pill>}
      <Button type="submit" loading={busy} disabled={value === ''}>
        Keep
      </Button>
      {kept && <Button onClick={() => void keep('')}>Forget</Button>}
    </form>
  );
}
