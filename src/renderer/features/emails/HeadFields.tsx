import { useMemo } from 'react';
import { findBlock } from '../../../shared/email/document.js';
import { contentRange, headText, setHeadText, type HeadText } from '../../../shared/email/edits.js';
import { useCompiled } from './document/compiled.js';
import { diagnosticsOf, problemsWithin } from './document/diagnostics.js';
import { mjmlOf, sourceOf } from './document/editor.js';
import { useDrawn, useEmail, useOpenEmail } from './document/EmailContext.js';
import classes from './emails.module.css';
import { LineField } from './text/LineField.js';
import { useWorkbench, type HeadPart } from './workbench.js';

/** Longer subjects are cut off by most inboxes; of preview lines more is shown. Characters. */
const LONG = { subject: 60, preheader: 110 } as const;

interface HeadFieldProps {
  tag: HeadText;
  part: HeadPart;
  label: string;
  placeholder: string;
}

/** Subject and preview line, as the inbox lists the e-mail. */
export function HeadFields() {
  return (
    <div className={classes['headFields']}>
      <HeadField tag="mj-title" part="subject" label="Subject" placeholder="What stands in the inbox" />
      <HeadField tag="mj-preview" part="preheader" label="Preview line" placeholder="What stands behind the subject" />
    </div>
  );
}

function HeadField({ tag, part, label, placeholder }: HeadFieldProps) {
  const { editor } = useOpenEmail();
  const value = useEmail((state) => headText(mjmlOf(state).root, tag));
  const wishes = useWorkbench(({ headWishes }) => headWishes[part]);
  const { root } = useDrawn(mjmlOf);
  const source = useDrawn(sourceOf);
  const { output } = useCompiled();
  const problems = useMemo(() => {
    const found = output?.problems ?? [];
    const element = findBlock(root, tag);
    const inside = element ? problemsWithin(found, contentRange(source, element), part) : [];
    return diagnosticsOf([...found, ...inside], part, value.length);
  }, [output, root, source, tag, part, value.length]);
  // What is read, not what is written: a token is as long as its value.
  const length = output?.example[part].length ?? value.length;
  const long = length > LONG[part];
  return (
    <LineField
      inline
      label={label}
      value={value}
      placeholder={placeholder}
      problems={problems}
      wishes={wishes}
      onUndo={editor.undo}
      onRedo={editor.redo}
      note={
        value !== '' && (
          <span
            className="wp-figures"
            data-long={long || undefined}
          >{`${String(length)} characters${long ? ': inboxes cut it off' : ''}`}</span>
        )
      }
      onChange={(text) => {
        const { root: now } = mjmlOf(editor.store.getState());
        if (now) editor.edit(setHeadText(editor.source(), now, tag, text), { joins: true });
      }}
    />
  );
}
