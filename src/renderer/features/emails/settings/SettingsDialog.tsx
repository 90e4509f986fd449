import { Button, Modal, Textarea, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import type { EmailSettings } from '../../../../shared/email/template.js';
import { useProject } from '../../../app/project.js';
import { useEngineQuery } from '../../../app/queries.js';
import { useHost } from '../../../client/engine.js';
import { ErrorMessage } from '../../../ui/index.js';
import classes from '../emails.module.css';
import { DiscountFields, rowsOf, discountsOf } from './DiscountFields.js';

/** What all e-mails of the project have in common: who sends them, from where, and the discounts they offer. */
export function SettingsDialog({ onClose }: { onClose: () => void }) {
  const { project } = useProject();
  const { data, error } = useEngineQuery('emails.settings', { project });
  return (
    <Modal opened onClose={onClose} title="Sender and discounts" size="lg" closeButtonProps={{ 'aria-label': 'Close' }}>
      <ErrorMessage error={error} title="The settings could not be read" />
      {data && <SettingsForm settings={data} onClose={onClose} />}
    </Modal>
  );
}

function SettingsForm({ settings, onClose }: { settings: EmailSettings; onClose: () => void }) {
  const { project } = useProject();
  const { engine } = useHost();
  const [name, setName] = useState(settings.sender.name);
  const [postalAddress, setPostalAddress] = useState(settings.sender.postalAddress);
  const [website, setWebsite] = useState(settings.sender.website);
  const [rows, setRows] = useState(() => rowsOf(settings.discounts));
  const [otherDiscount, setOtherDiscount] = useState(settings.otherDiscount);
  const save = useMutation({
    mutationFn: () =>
      engine.call('emails.saveSettings', {
        project,
        settings: { sender: { name, postalAddress, website }, discounts: discountsOf(rows), otherDiscount },
      }),
    onSuccess: onClose,
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <form className={classes['form']} onSubmit={submit}>
      <TextInput
        label="Sender"
        description="What stands in the inbox, and {{ sender.name }} in e-mails"
        placeholder="Demo shop"
        value={name}
        maxLength={200}
        data-autofocus
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Textarea
        label="Postal address"
        description="The law of most countries wants it in every e-mail: {{ sender.postal_address }}"
        placeholder="1 Market Street, Springfield"
        value={postalAddress}
        maxLength={500}
        autosize
        minRows={2}
        onChange={(event) => setPostalAddress(event.currentTarget.value)}
      />
      <TextInput
        label="Website"
        description="Where buttons lead that lead to your shop: {{ sender.website }}"
        placeholder="https://shop.example"
        value={website}
        maxLength={500}
        onChange={(event) => setWebsite(event.currentTarget.value)}
      />
      <DiscountFields rows={rows} onChange={setRows} />
      <TextInput
        label="Discount for other categories"
        description="Empty: there is none"
        placeholder="5 %"
        value={otherDiscount}
        maxLength={100}
        onChange={(event) => setOtherDiscount(event.currentTarget.value)}
      />
      <ErrorMessage error={save.error} title="The settings were not saved" />
      <div className={classes['formEnd']}>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" variant="filled" loading={save.isPending}>
          Save
        </Button>
      </div>
    </form>
  );
}
