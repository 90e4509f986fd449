import type { EditorView } from '@codemirror/view';
import { ActionIcon, Tooltip } from '@mantine/core';
import { IconBold, IconItalic, IconUnderline } from '@tabler/icons-react';
import { memo, useState } from 'react';
import type { Token } from '../../../../shared/contract/emails.js';
import type { TextChange } from '../../../../shared/email/edits.js';
import { KeyHint } from '../../../ui/index.js';
import { formattedText } from './kinds.js';
import { LinkButton } from './LinkButton.js';
import { toggleFormat, type Format } from './markup.js';
import classes from './text.module.css';
import { TokenPick } from './TokenPick.js';
import { useTextView } from './useTextView.js';
import { useAwaitedTokens, useTokens } from './useTokens.js';

interface FormattedFieldProps {
  label: string;
  /** HTML with Liquid. */
  value: string;
  onChange: (value: string) => void;
  onUndo: () => void;
  onRedo: () => void;
}

const FORMATS: readonly { format: Format; name: string; keys: string; Icon: typeof IconBold }[] = [
  { format: 'b', name: 'Bold', keys: 'mod+b', Icon: IconBold },
  { format: 'i', name: 'Italic', keys: 'mod+i', Icon: IconItalic },
  { format: 'u', name: 'Underlined', keys: 'mod+u', Icon: IconUnderline },
];

/** Changes the text of a view and keeps its selection where it was. */
export function changeText(view: EditorView, changes: readonly TextChange[]): void {
  if (changes.length > 0) view.dispatch({ changes: [...changes], userEvent: 'input' });
  view.focus();
}

function toggle(view: EditorView, format: Format): boolean {
  const { from, to } = view.state.selection.main;
  changeText(view, toggleFormat(view.state.doc.toString(), from, to, format));
  return true;
}

/** A text with formats, links and tokens, shown as it looks; it is HTML and stays as it was written wherever it is not changed. */
export function FormattedField({ label, ...text }: FormattedFieldProps) {
  const latest = useAwaitedTokens();
  const tokens = useTokens();
  const [extensions] = useState(() => [
    formattedText(
      latest,
      FORMATS.map(({ format, keys }) => ({ key: keys.replace('mod', 'Mod'), run: (view) => toggle(view, format) })),
    ),
  ]);
  const { holder, view } = useTextView({ ...text, label, extensions });
  return (
    <div>
      <div className={classes['head']} aria-hidden>
        {label}
      </div>
      <div className={classes['field']} data-tall>
        <Tools label={label} view={view} tokens={tokens} />
        <div ref={holder} />
      </div>
    </div>
  );
}

/** Formats, link and tokens above a text; they stay as they are while it is typed in. */
const Tools = memo(function Tools({
  label,
  view,
  tokens,
}: {
  label: string;
  view: EditorView | undefined;
  tokens: readonly Token[];
}) {
  return (
    <div className={classes['tools']} role="toolbar" aria-label={`Formats: ${label}`}>
      {FORMATS.map(({ format, name, keys, Icon }) => (
        <Tooltip
          key={format}
          label={
            <>
              {name} <KeyHint keys={keys} />
            </>
          }
        >
          <ActionIcon aria-label={name} onClick={() => view && toggle(view, format)} onMouseDown={keepFocus}>
            <Icon size={16} />
          </ActionIcon>
        </Tooltip>
      ))}
      <LinkButton view={view} />
      <span className={classes['toolsEnd']}>
        <TokenPick
          tokens={tokens}
          lists
          onPick={(insert) => {
            if (!view) return;
            view.dispatch(view.state.replaceSelection(insert), { userEvent: 'input' });
            view.focus();
          }}
        />
      </span>
    </div>
  );
});

/** A button of the bar leaves the cursor in the text. */
function keepFocus(event: React.MouseEvent): void {
  event.preventDefault();
}
