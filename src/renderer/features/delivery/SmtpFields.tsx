import { NumberInput, Select, TextInput } from '@mantine/core';
import type { TransportSettings } from '../../../shared/delivery/settings.js';
import classes from './delivery.module.css';

type Smtp = Extract<TransportSettings, { kind: 'smtp' }>;

const SECURITY = [
  { value: 'starttls', label: 'STARTTLS (port 587)' },
  { value: 'tls', label: 'TLS (port 465)' },
  { value: 'none', label: 'None – for a server on this machine' },
] as const;

interface SmtpFieldsProps {
  transport: Smtp;
  onChange: (transport: Smtp) => void;
}

/** Where the mail server is and how to speak to it. */
export function SmtpFields({ transport, onChange }: SmtpFieldsProps) {
  const change = (part: Partial<Smtp>) => onChange({ ...transport, ...part });
  const dkim = transport.dkim ?? { domain: '', selector: '' };
  const changeDkim = (part: Partial<typeof dkim>) => {
    const next = { ...dkim, ...part };
    const { dkim: _, ...rest } = transport;
    onChange(next.domain === '' && next.selector === '' ? rest : { ...rest, dkim: next });
  };
  return (
    <>
      <div className={classes['pair']}>
        <TextInput
          label="Server"
          placeholder="smtp.example.com"
          value={transport.host}
          onChange={(event) => change({ host: event.currentTarget.value })}
        />
        <NumberInput
          label="Port"
          min={1}
          max={65_535}
          value={transport.port}
          onChange={(value) => change({ port: Number(value) || 587 })}
        />
      </div>
      <div className={classes['pair']}>
        <Select
          label="Encryption"
          allowDeselect={false}
          value={transport.security}
          onChange={(value) => change({ security: SECURITY.find((each) => each.value === value)?.value ?? 'starttls' })}
          data={[...SECURITY]}
        />
        <NumberInput
          label="Connections kept open"
          min={1}
          max={20}
          value={transport.connections}
          onChange={(value) => change({ connections: Number(value) || 1 })}
        />
      </div>
      <TextInput
        label="User"
        autoComplete="off"
        value={transport.user ?? ''}
        onChange={(event) => change({ user: event.currentTarget.value })}
      />
      <div className={classes['pair']}>
        <TextInput
          label="DKIM domain"
          description="Empty: not signed here"
          value={dkim.domain}
          onChange={(event) => changeDkim({ domain: event.currentTarget.value })}
        />
        <TextInput
          label="DKIM selector"
          description="The key is entered below"
          value={dkim.selector}
          onChange={(event) => changeDkim({ selector: event.currentTarget.value })}
        />
      </div>
    </>
  );
}
