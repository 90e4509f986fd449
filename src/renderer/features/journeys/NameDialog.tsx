import { Button, Modal, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import { ErrorMessage } from '../../ui/index.js';
import classes from './journeys.module.css';

interface NameDialogProps {
  title: string;
  /** What the button says. */
  confirm: string;
  initial: string;
  placeholder?: string;
  onConfirm: (name: string) => Promise<void>;
  onClose: () => void;
}

/** Asks for the name of a journey, or of something else that has one. */
export function NameDialog({ title, confirm, initial, placeholder = 'Cart recovery', onConfirm, onClose }: NameDialogProps) {
  const [name, setName] = useState(initial);
  const save = useMutation({ mutationFn: onConfirm, onSuccess: onClose });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (name.trim()) save.mutate(name);
  };
  return (
    <Modal opened onClose={onClose} title={title} size="sm" closeButtonProps={{ 'aria-label': 'Close' }}>
      <form className={classes['form']} onSubmit={submit}>
        <TextInput
          label="Name"
          placeholder={placeholder}
          value={name}
          maxLength={500}
          data-autofocus
          onChange={(event) => setName(event.currentTarget.value)}
          onFocus={(event) => event.currentTarget.select()}
        />
        <ErrorMessage error={save.error} />
        <div className={classes['formEnd']}>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="filled" loading={save.isPending} disabled={!name.trim()}>
            {confirm}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
