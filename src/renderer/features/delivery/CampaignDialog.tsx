import { Button, Modal, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { DeliveryChange, DeliveryState } from '../../../shared/contract/delivery.js';
import { useSegments } from '../../app/segments.js';
import { readerZone } from '../../ui/index.js';
import { ChangeDialog } from './ChangeDialog.js';
import classes from './delivery.module.css';

const CONSENTS = [
  { value: 'explicit', label: 'Only those who have agreed' },
  { value: 'implied', label: 'All but those who have declined' },
] as const;

interface CampaignDialogProps {
  project: string;
  templates: DeliveryState['templates'];
  onClose: () => void;
}

/** One e-mail to a segment, now or at a set time: first what and to whom, then the last page. */
export function CampaignDialog({ project, templates, onClose }: CampaignDialogProps) {
  const { list: segments = [] } = useSegments();
  const [name, setName] = useState('');
  const [template, setTemplate] = useState('');
  const [segment, setSegment] = useState<string | null>(null);
  const [consent, setConsent] = useState<'explicit' | 'implied'>('explicit');
  const [at, setAt] = useState('');
  const [change, setChange] = useState<DeliveryChange>();
  if (change) return <ChangeDialog project={project} change={change} onChange={setChange} onClose={onClose} />;
  const time = at === '' ? undefined : new Date(at);
  const ready = name.trim() !== '' && template !== '' && (time === undefined || !Number.isNaN(time.getTime()));
  const next = () => {
    const campaign = { name: name.trim(), template, consent, ...(segment !== null && { segment }) };
    setChange({ kind: 'campaign', campaign: { ...campaign, ...(time && { at: time.toISOString() }) } });
  };
  return (
    <Modal opened onClose={onClose} title="Send one e-mail" size="md" closeButtonProps={{ 'aria-label': 'Close' }}>
      <form
        className={classes['stack']}
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) next();
        }}
      >
        <TextInput
          label="Name"
          placeholder="Spring news"
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          data-autofocus
        />
        <Select
          label="Template"
          placeholder={templates.length === 0 ? 'This project has no e-mail template yet' : 'Choose one'}
          searchable
          value={template === '' ? null : template}
          onChange={(value) => setTemplate(value ?? '')}
          data={templates.map(({ id, name: label }) => ({ value: id, label }))}
        />
        <Select
          label="To"
          placeholder="Every customer"
          clearable
          searchable
          value={segment}
          onChange={setSegment}
          data={segments.map(({ id, name: label }) => ({ value: id, label }))}
        />
        <Select
          label="Consent"
          allowDeselect={false}
          value={consent}
          onChange={(value) => setConsent(value === 'implied' ? 'implied' : 'explicit')}
          data={[...CONSENTS]}
        />
        <TextInput
          label="When"
          description={`Leave it empty for now. Your time zone: ${readerZone}.`}
          type="datetime-local"
          value={at}
          onChange={(event) => setAt(event.currentTarget.value)}
        />
        <div className={classes['buttons']}>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="filled" disabled={!ready}>
            Next
          </Button>
        </div>
      </form>
    </Modal>
  );
}
