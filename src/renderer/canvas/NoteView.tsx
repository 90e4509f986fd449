import { NodeResizer, type NodeProps } from '@xyflow/react';
import { memo, use, type KeyboardEvent } from 'react';
import { NOTE_TEXT_LIMIT } from '../../shared/journey/ui.js';
import { useCanvasActions, WrittenNoteContext, type NoteNode } from './model.js';
import classes from './NoteView.module.css';

const LEAST = { minWidth: 120, minHeight: 64 };

/** A comment on the canvas. A double click, or Enter, writes in it; Escape and a click elsewhere end that. */
export const NoteView = memo(function NoteView({ id, data, selected }: NodeProps<NoteNode>) {
  const { changeNote, writeNote } = useCanvasActions();
  const isWritten = use(WrittenNoteContext) === id;
  const { text, colour = 'yellow' } = data.note;
  return (
    <div className={classes['note']} data-colour={colour} onDoubleClick={() => writeNote(id)}>
      <NodeResizer {...LEAST} isVisible={selected} onResizeEnd={(_event, size) => changeNote(id, { size })} />
      {isWritten ? (
        <textarea
          ref={focusAtEnd}
          className={`${classes['text'] ?? ''} nodrag nowheel`}
          aria-label="Text of the note"
          // The canvas follows the document only when the letters stand, so the field keeps them itself.
          defaultValue={text}
          maxLength={NOTE_TEXT_LIMIT}
          onChange={(event) => changeNote(id, { text: event.currentTarget.value })}
          onBlur={() => writeNote(undefined)}
          onKeyDown={(event) => onKeyDown(event, () => writeNote(undefined))}
        />
      ) : (
        <p aria-hidden className={classes['text']}>
          {text === '' ? <span className={classes['hint']}>Double-click to write</span> : text}
        </p>
      )}
    </div>
  );
});

/** Frames in which a new note may still be hidden, because React Flow has not measured it; what is hidden takes no focus. */
const FRAMES_TO_APPEAR = 30;

function focusAtEnd(field: HTMLTextAreaElement | null): void {
  if (!field || field === document.activeElement) return;
  const focus = (framesLeft: number): void => {
    field.focus({ preventScroll: true });
    if (field === document.activeElement) field.setSelectionRange(field.value.length, field.value.length);
    else if (framesLeft > 0 && field.isConnected) requestAnimationFrame(() => focus(framesLeft - 1));
  };
  focus(FRAMES_TO_APPEAR);
}

/** The keys of the canvas rest while a note is written. */
function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>, end: () => void): void {
  event.stopPropagation();
  if (event.key !== 'Escape') return;
  event.preventDefault();
  end();
}
