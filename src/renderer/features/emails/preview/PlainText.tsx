import { Button } from '@mantine/core';
import { useState } from 'react';
import { autocompletion } from '@codemirror/autocomplete';
import { history, historyKeymap } from '@codemirror/commands';
import { keymap } from '@codemirror/view';
import type { EmailPreview } from '../../../../shared/contract/emails.js';
import { notifyDone } from '../../../ui/index.js';
import { useCompiled } from '../document/compiled.js';
import { diagnosticsOf } from '../document/diagnostics.js';
import { besideOf } from '../document/editor.js';
import { useEmail, useOpenEmail } from '../document/EmailContext.js';
import { tokenCompletion } from '../text/tokenCompletion.js';
import { useTextView } from '../text/useTextView.js';
import { useAwaitedTokens } from '../text/useTokens.js';
import classes from './preview.module.css';

/** The version without HTML: made from it, or written by hand. */
export function PlainText({ message }: { message: EmailPreview | undefined }) {
  const { editor } = useOpenEmail();
  const { text } = useEmail(besideOf);
  const { output } = useCompiled();
  const goBack = () => {
    editor.setText(null);
    notifyDone('The plain text is made from the e-mail again', () => editor.setText(text));
  };
  return (
    <div className={classes['plain']}>
      <div className={classes['plainHead']}>
        <span>
          {text === null ? 'Made from the e-mail, and kept in step with it.' : 'Written by hand: it does not follow the e-mail.'}
        </span>
        {text === null ? (
          <Button size="xs" disabled={!output} onClick={() => editor.setText(output?.text ?? '')}>
            Write my own
          </Button>
        ) : (
          <Button size="xs" onClick={goBack}>
            Go back to the made one
          </Button>
        )}
      </div>
      {text !== null && !message ? (
        <OwnText text={text} />
      ) : (
        <pre className={classes['plainText']} tabIndex={0} aria-label="Plain text">
          {message?.text ?? output?.example.text ?? ''}
        </pre>
      )}
      {text !== null && message && <p className={classes['recipientsNote']}>Choose “With examples” above to change the text.</p>}
    </div>
  );
}

function OwnText({ text }: { text: string }) {
  const { editor } = useOpenEmail();
  const { output } = useCompiled();
  const tokens = useAwaitedTokens();
  const [extensions] = useState(() => [
    history(),
    keymap.of(historyKeymap),
    autocompletion({ override: [tokenCompletion(tokens, true)], icons: false }),
  ]);
  const { holder } = useTextView({
    value: text,
    label: 'Plain text of your own',
    extensions,
    onChange: editor.setText,
    diagnostics: diagnosticsOf(output?.problems ?? [], 'text', text.length),
  });
  return <div ref={holder} className={classes['plainField']} />;
}
