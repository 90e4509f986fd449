import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useEngineQuery } from '../../app/queries.js';
import { EmptyState, ErrorMessage, formatCount, formatDate, notifyDone } from '../../ui/index.js';
import { IconMailOff } from '@tabler/icons-react';
import classes from './delivery.module.css';
import { useAction } from './useDelivery.js';
import { iso } from './words.js';

const SHOWN = 200;

/** Addresses that nothing is sent to. */
export function SuppressionList({ project }: { project: string }) {
  const [address, setAddress] = useState('');
  const { data, error } = useEngineQuery(
    'delivery.suppressions',
    { project, search: '', offset: 0, limit: SHOWN },
    { keepPrevious: true },
  );
  const { busy, call } = useAction('The list was not changed');
  const add = async () => {
    if ((await call('delivery.suppress', { project, address })) === undefined) return;
    notifyDone(`Nothing is sent to ${address} any more`);
    setAddress('');
  };
  const remove = async (listed: string) => {
    if ((await call('delivery.unsuppress', { project, address: listed })) !== undefined)
      notifyDone(`${listed} may be written to again`);
  };
  return (
    <div className={classes['stack']}>
      <form
        className={classes['filters']}
        onSubmit={(event) => {
          event.preventDefault();
          void add();
        }}
      >
        <TextInput
          aria-label="Address to put on the list"
          placeholder="name@example.com"
          value={address}
          onChange={(event) => setAddress(event.currentTarget.value)}
        />
        <Button type="submit" loading={busy} disabled={address.trim() === ''}>
          Never write to it
        </Button>
      </form>
      <ErrorMessage error={error} title="The list could not be read" />
      {data?.total === 0 && (
        <EmptyState icon={<IconMailOff size={20} />} title="Nobody is on the list">
          Addresses that are refused for good, or mark a message as spam, come here by themselves, with the reason.
        </EmptyState>
      )}
      {data && data.total > 0 && (
        <div className={classes['scroll']}>
          <table className={classes['table']}>
            <thead>
              <tr>
                <th scope="col">{formatCount(data.total, 'address', 'addresses')}</th>
                <th scope="col">Why</th>
                <th scope="col">Since</th>
                <th scope="col">
                  <span className="wp-visually-hidden">Actions</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {data.rows.map((row) => (
                <tr key={row.address}>
                  <th scope="row">{row.address}</th>
                  <td className={classes['why']}>{row.reason}</td>
                  <td>{formatDate(iso(row.since))}</td>
                  <td className={classes['actions']}>
                    <Button size="xs" onClick={() => void remove(row.address)}>
                      Take off
                    </Button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </div>
  );
}
