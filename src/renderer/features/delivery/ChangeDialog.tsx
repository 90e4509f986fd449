import { Checkbox, Modal, TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import { deliveryChangeSchema, type DeliveryChange, type DeliveryPreview } from '../../../shared/contract/delivery.js';
import { useLongCall } from '../../app/useLongCall.js';
import { ErrorMessage, formatCount, Message, notifyDone, ProgressPanel, readerZone } from '../../ui/index.js';
import { Confirm } from './Confirm.js';
import classes from './delivery.module.css';
import { PreviewFacts } from './PreviewFacts.js';
import { amountOf, callsIn, editedWords, type EditedParts } from './words.js';

const WORDS: Readonly<Record<DeliveryChange['kind'], { title: string; confirm: string; done: string }>> = {
  campaign: { title: 'Before it is sent', confirm: 'Send', done: 'The e-mail is in the queue' },
  activate: { title: 'Before the journey goes live', confirm: 'Activate', done: 'The journey is live' },
  update: { title: 'Before the live journey changes', confirm: 'Update', done: 'The live journey was updated' },
  renew: { title: 'Before the new version is used', confirm: 'Use the new version', done: 'The new version is used' },
  pause: { title: 'Before the journey pauses', confirm: 'Pause', done: 'The journey is paused' },
  resume: { title: 'Before the journey goes on', confirm: 'Resume', done: 'The journey goes on' },
  stop: { title: 'Before the journey stops', confirm: 'Stop it', done: 'The journey has stopped' },
};

interface ChangeDialogProps {
  project: string;
  change: DeliveryChange;
  /** What was edited since, where the change is about that. */
  edited?: EditedParts | undefined;
  /** Another form of the change was chosen. */
  onChange: (change: DeliveryChange) => void;
  onClose: () => void;
}

/** The last page before something is sent, or before a live journey changes: how many, to whom, from where, what is kept back and why. */
export function ChangeDialog({ project, change, edited, onChange, onClose }: ChangeDialogProps) {
  const preview = useLongCall('delivery.preview');
  const apply = useLongCall('delivery.apply');
  const [looked, setLooked] = useState<{ text: string; facts: DeliveryPreview }>();
  const words = WORDS[change.kind];
  const { start } = preview;
  const text = JSON.stringify(change);
  const facts = looked?.text === text ? looked.facts : undefined;
  useEffect(() => {
    // The text stands for the change: an equal change is looked at once.
    void start({ project, change: deliveryChangeSchema.parse(JSON.parse(text)) }).then((found) => {
      if (found) setLooked({ text, facts: found });
    });
  }, [start, project, text]);
  const hinders = facts !== undefined && facts.hindrances.length > 0 && change.kind !== 'stop' && change.kind !== 'pause';
  const make = async (confirm: number) => {
    if ((await apply.start({ project, change, confirm })) === undefined) return;
    notifyDone(words.done);
    onClose();
  };
  return (
    <Modal opened onClose={onClose} title={words.title} size="lg" closeButtonProps={{ 'aria-label': 'Close' }}>
      <div className={classes['stack']}>
        {(change.kind === 'update' || change.kind === 'renew') && edited && (
          <Edited edited={edited} change={change} onChange={onChange} />
        )}
        {(change.kind === 'update' || change.kind === 'renew') && (
          <Checkbox
            checked={change.moveInside}
            onChange={(event) => onChange({ ...change, moveInside: event.currentTarget.checked })}
            label={change.kind === 'update' ? 'Move those inside to the new version' : 'Also for those inside'}
            description="Otherwise they keep the version they entered with. Nobody gets a message twice either way."
          />
        )}
        {change.kind === 'activate' && <Since change={change} onChange={onChange} />}
        {preview.running && (
          <ProgressPanel
            waiting="Replaying the log"
            progress={preview.progress}
            cancelling={preview.cancelling}
            onCancel={() => {
              preview.cancel();
              onClose();
            }}
          />
        )}
        <ErrorMessage error={preview.error} title="What would happen could not be worked out" />
        {facts && <PreviewFacts kind={change.kind} facts={facts} />}
        <ErrorMessage error={apply.error} title="It was not done" />
        {facts && hinders && <Hindrances facts={facts} />}
        {facts && !hinders && (
          <Confirm
            key={facts.confirm}
            number={facts.confirm}
            what={
              facts.counts === 'customers'
                ? formatCount(facts.confirm, 'customer')
                : amountOf(facts.leaving, callsIn(facts.calls))
            }
            word={words.confirm}
            typed={change.kind === 'campaign' || change.kind === 'activate' || facts.leaving + callsIn(facts.calls) > 0}
            destroys={change.kind === 'stop'}
            busy={apply.running}
            onConfirm={() => void make(facts.confirm)}
            onClose={onClose}
          />
        )}
      </div>
    </Modal>
  );
}

interface EditedProps {
  edited: EditedParts;
  change: Extract<DeliveryChange, { kind: 'update' | 'renew' }>;
  onChange: (change: DeliveryChange) => void;
}

/** What was edited since the live version took it along, and whether the journey itself is taken too. */
function Edited({ edited, change, onChange }: EditedProps) {
  const { journey, words } = editedWords(edited);
  return (
    <>
      {words !== '' && <p className={classes['quiet']}>{words}</p>}
      {journey && words !== '' && (
        <Checkbox
          checked={change.kind === 'update'}
          onChange={(event) => onChange({ ...change, kind: event.currentTarget.checked ? 'update' : 'renew' })}
          label="Take the edited journey too"
          description="Otherwise its steps and settings stay as they are live."
        />
      )}
    </>
  );
}

type Activate = Extract<DeliveryChange, { kind: 'activate' }>;

/** From which instant on those who enter are written to. */
function Since({ change, onChange }: { change: Activate; onChange: (change: DeliveryChange) => void }) {
  const [text, setText] = useState('');
  const choose = (next: string) => {
    setText(next);
    const { at: _, ...now } = change;
    const time = new Date(next);
    onChange(next === '' || Number.isNaN(time.getTime()) ? now : { ...now, at: time.toISOString() });
  };
  return (
    <TextInput
      label="Written to are those who enter from"
      description={`Leave it empty for now. Your time zone: ${readerZone}.`}
      type="datetime-local"
      value={text}
      onChange={(event) => choose(event.currentTarget.value)}
    />
  );
}

function Hindrances({ facts }: { facts: DeliveryPreview }) {
  return (
    <Message tone="error" title="It cannot be done yet">
      <ul className={classes['plain']}>
        {facts.hindrances.map((hindrance) => (
          <li key={hindrance}>{hindrance}</li>
        ))}
      </ul>
    </Message>
  );
}
