import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import classes from './delivery.module.css';

interface ConfirmProps {
  /** What must be typed. */
  number: number;
  /** The same with what it counts: "2 messages". */
  what: string;
  /** On the button. */
  word: string;
  /** Whether the number must be typed. */
  typed: boolean;
  destroys?: boolean;
  busy: boolean;
  onConfirm: () => void;
  onClose: () => void;
}

/** The end of a last page: the number, typed, and the button that does it. */
export function Confirm({ number, what, word, typed, destroys = false, busy, onConfirm, onClose }: ConfirmProps) {
  const [text, setText] = useState('');
  const matches = !typed || text.replace(/[\s,.’']/g, '') === String(number);
  return (
    <form
      className={classes['confirm']}
      onSubmit={(event) => {
        event.preventDefault();
        if (matches) onConfirm();
      }}
    >
      {typed && (
        <TextInput
          label={`Type ${String(number)} to confirm: ${what}`}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          inputMode="numeric"
          autoComplete="off"
          data-autofocus
        />
      )}
      <div className={classes['buttons']}>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" variant="filled" {...(destroys && { color: 'red' })} disabled={!matches} loading={busy}>
          {word}
        </Button>
      </div>
    </form>
  );
}
