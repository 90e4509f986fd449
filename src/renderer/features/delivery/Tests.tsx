import { Autocomplete, Button, Select, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import type { DeliveryState } from '../../../shared/contract/delivery.js';
import { useEngineQuery } from '../../app/queries.js';
import { useLongCall } from '../../app/useLongCall.js';
import { ErrorMessage, Message } from '../../ui/index.js';
import classes from './delivery.module.css';

/** Tries the way: the connection alone, or one message to oneself, as one of the customers would get it. */
export function Tests({ project, templates }: { project: string; templates: DeliveryState['templates'] }) {
  const connection = useLongCall('delivery.testConnection');
  const message = useLongCall('delivery.sendTest');
  const [to, setTo] = useState('');
  const [template, setTemplate] = useState<string | null>(null);
  const [customer, setCustomer] = useState('');
  const [answer, setAnswer] = useState('');
  const testConnection = async () => {
    setAnswer('');
    message.reset();
    setAnswer((await connection.start({ project }))?.answer ?? '');
  };
  const testMessage = async () => {
    setAnswer('');
    connection.reset();
    const userId = customer.trim();
    const subject = template !== null && userId !== '' ? { subject: { kind: 'customer' as const, userId } } : {};
    setAnswer((await message.start({ project, to, ...(template !== null && { template }), ...subject }))?.answer ?? '');
  };
  return (
    <div className={classes['stack']}>
      <div>
        <Button loading={connection.running} onClick={() => void testConnection()}>
          Test the connection
        </Button>
      </div>
      <form
        className={classes['stack']}
        onSubmit={(event) => {
          event.preventDefault();
          void testMessage();
        }}
      >
        <TextInput
          label="Your own address"
          placeholder="you@example.com"
          value={to}
          onChange={(event) => setTo(event.currentTarget.value)}
        />
        <div className={classes['pair']}>
          <Select
            label="What"
            placeholder="A short greeting"
            clearable
            value={template}
            onChange={setTemplate}
            data={templates.map(({ id, name }) => ({ value: id, label: name }))}
          />
          <CustomerField project={project} value={customer} onChange={setCustomer} disabled={template === null} />
        </div>
        <div className={classes['buttons']}>
          <Button type="submit" loading={message.running} disabled={to.trim() === ''}>
            Send a test message
          </Button>
        </div>
      </form>
      <ErrorMessage error={connection.error ?? message.error} title="The test failed" />
      {answer !== '' && <Message tone="success">{answer}</Message>}
    </div>
  );
}

interface CustomerFieldProps {
  project: string;
  value: string;
  onChange: (userId: string) => void;
  disabled: boolean;
}

/** Whose values the message shows. */
function CustomerField({ project, value, onChange, disabled }: CustomerFieldProps) {
  const [search] = useDebouncedValue(value.trim(), 150);
  const { data } = useEngineQuery(
    'logs.findCustomers',
    { project, search, limit: 8 },
    { enabled: !disabled, keepPrevious: true },
  );
  return (
    <Autocomplete
      label="As this customer"
      placeholder={disabled ? 'Choose a template first' : 'Nobody: values are left out'}
      disabled={disabled}
      data={[...new Set((data ?? []).map(({ userId }) => userId))]}
      filter={({ options }) => options}
      value={value}
      onChange={onChange}
    />
  );
}
