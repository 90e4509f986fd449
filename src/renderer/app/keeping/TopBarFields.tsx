import { ActionIcon, Tooltip } from '@mantine/core';
import { IconArrowBackUp, IconArrowForwardUp, IconCircleX } from '@tabler/icons-react';
import { useRef } from 'react';
import { useStore } from 'zustand';
import { formatCount, KeyHint, Pill } from '../../ui/index.js';
import type { Autosave } from './autosave.js';
import classes from './keeping.module.css';

interface NameFieldProps {
  /** "journey", "e-mail". */
  what: string;
  value: string;
  maxLength: number;
  onChange: (name: string) => void;
  onBlur?: () => void;
}

/** The name of a document, edited where it stands. */
export function NameField({ what, value, maxLength, onChange, onBlur }: NameFieldProps) {
  const field = useRef<HTMLInputElement>(null);
  return (
    <span className={classes['name']}>
      <span className={classes['nameSizer']} aria-hidden>
        {value === '' ? `Unnamed ${what}` : value}
      </span>
      <input
        ref={field}
        data-document
        className={classes['nameField']}
        aria-label={`Name of the ${what}`}
        value={value}
        maxLength={maxLength}
        placeholder={`Unnamed ${what}`}
        spellCheck={false}
        title={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        onBlur={onBlur}
        onKeyDown={(event) => {
          if (event.key === 'Enter' || event.key === 'Escape') field.current?.blur();
        }}
      />
    </span>
  );
}

/** How the document on the screen and the one on the disk stand to each other. */
export function SavePill<Draft>({ autosave }: { autosave: Autosave<Draft> }) {
  const { status, revision, reason } = useStore(autosave.store);
  if (status === 'failed') {
    return (
      <button
        type="button"
        className={classes['pillButton']}
        title={reason}
        onClick={() => void autosave.flush().catch(() => undefined)}
      >
        <Pill tone="error" icon={<IconCircleX size={13} aria-hidden />}>
          Not saved – trying again
        </Pill>
      </button>
    );
  }
  if (status === 'conflict') return <Pill tone="error">Changed elsewhere</Pill>;
  // What is saved within a second need not flicker: the pill only says so while it takes longer.
  const words = status === 'saved' ? 'saved' : 'saving…';
  return (
    <span role="status">
      <Pill
        title={`Every change is saved by itself. Saved ${formatCount(revision, 'time')}.`}
      >{`version ${String(revision)} · ${words}`}</Pill>
    </span>
  );
}

interface UndoRedoProps {
  /** What the buttons say; `undefined` where there is nothing to undo or redo. */
  undo: string | undefined;
  redo: string | undefined;
  onUndo: () => void;
  onRedo: () => void;
}

export function UndoRedo({ undo, redo, onUndo, onRedo }: UndoRedoProps) {
  return (
    <span className={classes['undo']}>
      <Leap label={undo ?? 'Nothing to undo'} keys="mod+z" disabled={undo === undefined} onClick={onUndo}>
        <IconArrowBackUp size={18} />
      </Leap>
      <Leap label={redo ?? 'Nothing to redo'} keys="mod+shift+z" disabled={redo === undefined} onClick={onRedo}>
        <IconArrowForwardUp size={18} />
      </Leap>
    </span>
  );
}

interface LeapProps {
  label: string;
  keys: string;
  disabled: boolean;
  onClick: () => void;
  children: React.ReactNode;
}

function Leap({ label, keys, disabled, onClick, children }: LeapProps) {
  return (
    <Tooltip
      label={
        <>
          {label} <KeyHint keys={keys} />
        </>
      }
    >
      <ActionIcon
        size="lg"
        aria-label={label}
        aria-disabled={disabled}
        {...(disabled && { 'data-disabled': true })}
        onClick={onClick}
      >
        {children}
      </ActionIcon>
    </Tooltip>
  );
}
