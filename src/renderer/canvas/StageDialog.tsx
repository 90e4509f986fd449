import { Autocomplete, Button, Modal } from '@mantine/core';
import { useState, type SubmitEvent } from 'react';
import classes from './StageDialog.module.css';

interface StageDialogProps {
  title: string;
  confirm: string;
  initial: string;
  /** Stages to choose from; any other name is a new one. */
  stages: readonly string[];
  onConfirm: (stage: string) => void;
  onClose: () => void;
}

/** Asks for a stage of the customer’s way: one that there is or a new one. */
export function StageDialog({ title, confirm, initial, stages, onConfirm, onClose }: StageDialogProps) {
  const [name, setName] = useState(initial);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (name.trim() === '') return;
    onConfirm(name.trim());
    onClose();
  };
  return (
    <Modal opened onClose={onClose} title={title} size="sm" closeButtonProps={{ 'aria-label': 'Close' }}>
      <form className={classes['form']} onSubmit={submit}>
        <Autocomplete
          label="Stage"
          description="Steps of one stage lie in a lane of their own."
          placeholder="Consideration"
          data={[...stages]}
          value={name}
          maxLength={500}
          data-autofocus
          onChange={setName}
        />
        <div className={classes['end']}>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="filled" disabled={name.trim() === ''}>
            {confirm}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
