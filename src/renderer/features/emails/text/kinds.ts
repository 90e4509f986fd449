import { Prec, type Extension } from '@codemirror/state';
import { EditorView, keymap, type KeyBinding } from '@codemirror/view';
import { autocompletion, completionStatus } from '@codemirror/autocomplete';
import type { Token } from '../../../../shared/contract/emails.js';
import { escapeText } from '../../../../shared/email/entities.js';
import { richLook } from './decorations.js';
import { isInLiquid } from './markup.js';
import { tokenCompletion } from './tokenCompletion.js';

/** One line of plain text with tokens: a subject. */
export function lineOfText(tokens: () => Promise<readonly Token[]>): Extension {
  return [
    autocompletion({ override: [tokenCompletion(tokens, false)], activateOnTyping: true, icons: false }),
    // One line, whatever is pasted.
    EditorView.clipboardInputFilter.of((text) => text.replaceAll(/\s*\n\s*/g, ' ')),
    Prec.low(keymap.of([{ key: 'Enter', run: () => true }])),
    richLook(false),
  ];
}

/** The HTML of a text block as it looks. What is typed is text: what would mean something in HTML is written as an entity. */
export function formattedText(tokens: () => Promise<readonly Token[]>, keys: readonly KeyBinding[]): Extension {
  return [
    autocompletion({ override: [tokenCompletion(tokens, true)], activateOnTyping: true, icons: false }),
    EditorView.clipboardInputFilter.of((text) => escapeText(text).replaceAll(/\r?\n/g, '<br />\n')),
    EditorView.inputHandler.of((view, from, to, text) => {
      if (!/[<&]/.test(text) || isInLiquid(view.state.doc.toString(), from)) return false;
      const insert = escapeText(text);
      view.dispatch({ changes: { from, to, insert }, selection: { anchor: from + insert.length }, userEvent: 'input.type' });
      return true;
    }),
    Prec.high(
      keymap.of([
        ...keys,
        {
          key: 'Enter',
          run: (view) => {
            if (completionStatus(view.state) === 'active') return false;
            view.dispatch(view.state.replaceSelection('<br />\n'), { scrollIntoView: true });
            return true;
          },
        },
      ]),
    ),
    richLook(true),
  ];
}
