import { ActionIcon, Textarea, Tooltip } from '@mantine/core';
import { IconNote, IconTrash } from '@tabler/icons-react';
import { NOTE_COLOURS, NOTE_TEXT_LIMIT, type Note, type NoteColour } from '../../../../shared/journey/ui.js';
import { IconTile, Section } from '../../../ui/index.js';
import { useOpenJourney } from '../EditorContext.js';
import classes from './inspector.module.css';

const COLOUR_NAMES: Readonly<Record<NoteColour, string>> = { yellow: 'Yellow', blue: 'Blue', green: 'Green', rose: 'Rose' };

/** A note of the canvas: its text and its colour. */
export function NotePanel({ note, onRemove }: { note: Note; onRemove: () => void }) {
  const { editor } = useOpenJourney();
  const { id, text, colour = 'yellow' } = note;
  return (
    <>
      <header className={classes['head']}>
        <IconTile family="wait">
          <IconNote size={15} aria-hidden />
        </IconTile>
        <div className={classes['headText']}>
          <h2 className={classes['title']}>Note</h2>
          <p className={classes['caption']}>For people only: it means nothing to the journey.</p>
        </div>
        <Tooltip label="Delete this note">
          <ActionIcon aria-label="Delete this note" onClick={onRemove}>
            <IconTrash size={16} />
          </ActionIcon>
        </Tooltip>
      </header>
      <Section title="Text" look="label" className={classes['section']}>
        <Textarea
          data-document
          aria-label="Text of the note"
          autosize
          minRows={4}
          maxRows={20}
          maxLength={NOTE_TEXT_LIMIT}
          placeholder="What colleagues should know"
          value={text}
          onBlur={() => editor.seal()}
          onChange={(event) =>
            editor.execute({ kind: 'changeNote', note: id, change: { text: event.currentTarget.value } }, `note ${id}`)
          }
        />
      </Section>
      <Section title="Colour" look="label" className={classes['section']}>
        <div className={classes['colours']} role="radiogroup" aria-label="Colour of the note">
          {NOTE_COLOURS.map((each) => (
            <label key={each} className={classes['colour']} data-colour={each} title={COLOUR_NAMES[each]}>
              <input
                type="radio"
                name={`colour of ${id}`}
                aria-label={COLOUR_NAMES[each]}
                checked={each === colour}
                onChange={() => editor.execute({ kind: 'changeNote', note: id, change: { colour: each } })}
              />
            </label>
          ))}
        </div>
      </Section>
    </>
  );
}
